"""Seven matrices that share feature names and drivers stand on one page without getting mixed up."""

from __future__ import annotations

from collections import Counter

import pytest

from .independent import DRIVER, OCTAVIA, Matrix, Page, Site, heading_text, read, shown, text_of, the, under


@pytest.fixture(scope="module")
def page(site: Site) -> Page:
    return site.page("octavia")


@pytest.fixture(scope="module")
def matrices(site: Site) -> dict[str, Matrix]:
    return {name: read(site.folder / f"octavia-{name}.ini", DRIVER) for name in OCTAVIA}


def test_the_page_holds_seven_matrices_in_order(page: Page) -> None:
    sections = page.body.find_all("section", recursive=False)
    assert [heading_text(section) for section in sections] == list(OCTAVIA)
    assert [len(section.select("table.support-matrix-summary")) for section in sections] == [1] * 7


def test_the_files_share_features(matrices: dict[str, Matrix]) -> None:
    names = Counter(feature.name for matrix in matrices.values() for feature in matrix.features)
    assert names["operation.admin_state_up"] == 7
    assert sum(count > 1 for count in names.values()) == 14


def test_no_id_is_given_twice(page: Page) -> None:
    assert page.repeated_ids == []


@pytest.mark.parametrize("name", OCTAVIA)
def test_the_links_of_a_matrix_stay_in_it(page: Page, matrices: dict[str, Matrix], name: str) -> None:
    section = under(page.body, name)
    details = under(section, f"Details: octavia-{name}")
    links = the(section, "table.support-matrix-summary").select('a[href^="#"]')
    assert len(links) == len(matrices[name].features) * 3
    for link in links:
        assert page.at(str(link["href"])[1:], details)


@pytest.mark.parametrize("name", OCTAVIA)
def test_the_links_of_a_matrix_lead_to_what_its_file_says(
    page: Page, matrices: dict[str, Matrix], name: str
) -> None:
    matrix = matrices[name]
    rows = the(under(page.body, name), "table.support-matrix-summary").select("tbody tr")
    for feature, row in zip(matrix.features, rows, strict=True):
        to_feature, *to_cells = (str(link["href"])[1:] for link in row.select("a"))
        section = page.at(to_feature)
        assert heading_text(section) == feature.title
        assert not feature.notes or f"Notes: {feature.notes} " in text_of(section)
        assert [command for command in feature.commands if command not in section.get_text()] == []
        for driver, to_cell in zip(matrix.drivers, to_cells, strict=True):
            expected = f"{shown(driver.title)}: {feature.cells[driver.key].level}"
            assert text_of(page.at(to_cell, section)).startswith(expected)


def test_the_first_of_a_name_keeps_the_published_anchors(page: Page, matrices: dict[str, Matrix]) -> None:
    seen: set[str] = set()
    for name, matrix in matrices.items():
        details = under(under(page.body, name), f"Details: octavia-{name}")
        for feature in matrix.features:
            if feature.name not in seen:
                section = page.at(feature.id, details)
                assert heading_text(section) == feature.title
                assert [page.at(cell.id, section).name for cell in feature.cells.values()] == ["li", "li"]
            seen.add(feature.name)
    assert len(seen) == 112
