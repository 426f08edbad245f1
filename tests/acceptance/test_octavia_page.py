"""Seven matrices that share feature names and drivers stand on one page without getting mixed up."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from .conftest import OCTAVIA
from .independent import DRIVER, Matrix, Site, at, heading_text, read, shown, text_of, the, under

if TYPE_CHECKING:
    from bs4 import Tag


@pytest.fixture(scope="module")
def page(site: Site) -> Tag:
    return the(site.page("octavia"), "section:has(> h1)")


@pytest.fixture(scope="module")
def matrices(site: Site) -> dict[str, Matrix]:
    return {name: read(site.folder / f"octavia-{name}.ini", DRIVER) for name in OCTAVIA}


def test_the_page_holds_seven_matrices_in_order(page: Tag) -> None:
    sections = page.find_all("section", recursive=False)
    assert [heading_text(section) for section in sections] == list(OCTAVIA)
    assert [len(section.select("table.support-matrix-summary")) for section in sections] == [1] * 7


def test_the_files_share_features(matrices: dict[str, Matrix]) -> None:
    names = Counter(feature.name for matrix in matrices.values() for feature in matrix.features)
    assert names["operation.admin_state_up"] == 7
    assert sum(count > 1 for count in names.values()) == 18


def test_no_id_is_given_twice(site: Site) -> None:
    ids = Counter(str(tag["id"]) for tag in site.page("octavia").select("[id]"))
    assert [name for name, count in ids.items() if count > 1] == []


@pytest.mark.parametrize("name", OCTAVIA)
def test_the_links_of_a_matrix_stay_in_it(page: Tag, matrices: dict[str, Matrix], name: str) -> None:
    section = under(page, name)
    details = under(section, "Details")
    links = the(section, "table.support-matrix-summary").select('a[href^="#"]')
    assert len(links) == len(matrices[name].features) * 3
    for link in links:
        target = at(page, str(link["href"])[1:])
        assert details in target.parents, f"{link['href']} leaves the matrix {name}"


@pytest.mark.parametrize("name", OCTAVIA)
def test_the_links_of_a_matrix_lead_to_what_its_file_says(
    page: Tag, matrices: dict[str, Matrix], name: str
) -> None:
    matrix = matrices[name]
    rows = the(under(page, name), "table.support-matrix-summary").select("tbody tr")
    for feature, row in zip(matrix.features, rows, strict=True):
        to_feature, *to_cells = (str(link["href"])[1:] for link in row.select("a"))
        section = at(page, to_feature)
        assert heading_text(section) == feature.title
        assert not feature.notes or f"Notes: {feature.notes} Driver Support:" in text_of(section)
        assert [command for command in feature.commands if command not in section.get_text()] == []
        for driver, to_cell in zip(matrix.drivers, to_cells, strict=True):
            expected = f"{shown(driver.title)}: {feature.cells[driver.key].level}"
            assert text_of(at(section, to_cell)).startswith(expected)


def test_the_first_of_a_name_keeps_the_published_anchors(page: Tag, matrices: dict[str, Matrix]) -> None:
    seen: set[str] = set()
    for name, matrix in matrices.items():
        details = under(under(page, name), "Details")
        for feature in matrix.features:
            if feature.name not in seen:
                section = at(details, feature.id)
                assert heading_text(section) == feature.title
                assert [at(section, cell.id).name for cell in feature.cells.values()] == ["li", "li"]
            seen.add(feature.name)
    assert len(seen) == 108
