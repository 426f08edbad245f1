"""The page of each real file, and of each sample, shows what configparser finds in the file."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from .conftest import SAMPLES as SAMPLE_FILES
from .independent import (
    DRIVER,
    HALF_MIGRATED,
    MIXED,
    NEUTRON_TARGETS,
    NOVA_TARGETS,
    TARGET_SECTIONS,
    Cell,
    Feature,
    Matrix,
    Page,
    Site,
    exact_text_of,
    heading,
    heading_text,
    read,
    shown,
    text_of,
    the,
    under,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bs4 import Tag

FILES = {
    "cinder-2026": (DRIVER, 75, 10),
    "enriched-keystone-token": (DRIVER, 2, 10),
    "enriched-neutron-provider-2017-03": (NEUTRON_TARGETS, 5, 4),
    "enriched-nova-feature-matrix-gp": (TARGET_SECTIONS, 7, 15),
    "enriched-nova-zvm-half-migrated": (HALF_MIGRATED, 1, 46),
    "keystone-token": (DRIVER, 2, 10),
    "neutron-provider-2017-03": (NEUTRON_TARGETS, 5, 4),
    "neutron-provider-2017-07": (TARGET_SECTIONS, 5, 4),
    "nova-2016": (NOVA_TARGETS, 12, 44),
    "nova-2026": (DRIVER, 11, 59),
    "nova-feature-matrix-gp": (TARGET_SECTIONS, 7, 15),
    "nova-lxd": (DRIVER, 1, 59),
    "nova-powervm": (DRIVER, 1, 53),
    "nova-zvm-half-migrated": (HALF_MIGRATED, 1, 46),
    "octavia-healthmonitor": (DRIVER, 2, 19),
    "octavia-l7policy": (DRIVER, 2, 13),
    "octavia-l7rule": (DRIVER, 2, 18),
    "octavia-lb": (DRIVER, 2, 15),
    "octavia-listener": (DRIVER, 2, 38),
    "octavia-member": (DRIVER, 2, 11),
    "octavia-pool": (DRIVER, 2, 28),
}

# Files of our own in the same dialects, for who has no real ones.
SAMPLES = {
    "half-migrated": (MIXED, 2, 3),
    "neutron-labels": (TARGET_SECTIONS, 2, 2),
    "neutron-targets": (NEUTRON_TARGETS, 3, 3),
    "nova-features": (TARGET_SECTIONS, 2, 3),
    "nova-targets": (NOVA_TARGETS, 3, 4),
    "today": (DRIVER, 3, 4),
}
ALL = FILES | SAMPLES

# What is wrong in the real files, and in the samples.
PROBLEMS = {
    "designate.ini:46": "not-a-matrix",
    "enriched-nova-zvm-half-migrated.ini:585": "unknown-feature",
    "nova-2016.ini:419": "undeclared-driver",
    "nova-2016.ini:421": "undeclared-driver",
    "nova-2026.ini:585": "undeclared-driver",
    "nova-2026.ini:587": "undeclared-driver",
    "nova-zvm-half-migrated.ini:547": "unknown-feature",
    "octavia-lb.ini:135": "unknown-option",
}
SAMPLE_PROBLEMS = {
    "designate.ini:9": "not-a-matrix",
    "half-migrated.ini:18": "unknown-feature",
    "half-migrated.ini:28": "unknown-option",
    "nova-targets.ini:39": "undeclared-driver",
}
PROBLEM = re.compile(r"(?P<where>[^/:]+\.ini:\d+): WARNING: .+ \[support_matrix\.(?P<code>[a-z-]+)\]")

# The keys that those problems are about, which no page can show; the unknown feature is no key.
UNREAD = {
    "nova-2016": {"operation.resize": ["driver-notes-vz-vm", "driver-notes-vz-ct"]},
    "nova-2026": {"operation.resize": ["driver-notes.vz-vm", "driver-notes.vz-ct"]},
    "octavia-lb": {"operation.vip_sg_id": ["note"]},
    "half-migrated": {"operation.take-a-goat": ["note"]},
    "nova-targets": {"operation.whistle": ["driver-notes-bicycle"]},
}

UUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")


@dataclass(frozen=True)
class Case:
    """A file, and the page that was made from it."""

    name: str
    matrix: Matrix
    page: Page

    @property
    def table(self) -> Tag:
        return the(self.page.body, "table.support-matrix-summary")

    @property
    def details(self) -> Tag:
        return under(self.page.body, "Details")

    def rows(self) -> Iterator[tuple[Feature, Tag, list[Tag]]]:
        """Each feature with its row's header and its row's other cells."""
        headers = self.table.select("tbody th[scope=row]")
        for feature, header in zip(self.matrix.features, headers, strict=True):
            assert header.parent is not None
            yield feature, header, header.parent.find_all("td", recursive=False)

    def cells(self) -> Iterator[tuple[str, Cell, Tag]]:
        """Each driver's title with its cell of a feature and the table's cell."""
        for feature, _, (_, *columns) in self.rows():
            for driver, column in zip(self.matrix.drivers, columns, strict=True):
                yield shown(driver.title), feature.cells[driver.key], column

    def sections(self) -> Iterator[tuple[Feature, Tag, str]]:
        """Each feature with its section and the section's text in front of the drivers."""
        for feature in self.matrix.features:
            section = self.page.at(feature.id)
            before, found, _ = text_of(section).partition("Driver support:")
            assert found, feature.name
            yield feature, section, before.strip()


@pytest.fixture(
    scope="module", params=[*(pytest.param(name, marks=pytest.mark.once) for name in FILES), *SAMPLES]
)
def case(request: pytest.FixtureRequest) -> Case:
    name = request.param
    site: Site = request.getfixturevalue("site" if name in FILES else "samples_site")
    dialect, _, _ = ALL[name]
    return Case(name, read(site.folder / f"{name}.ini", dialect), site.page(name))


def test_every_sample_is_tested() -> None:
    assert {path.stem for path in SAMPLE_FILES.glob("*.ini")} == {*SAMPLES, "designate"}


def test_every_real_file_is_tested(corpus: Path) -> None:
    names = {path.stem for path in corpus.glob("*.ini")}
    assert names == {name for name in FILES if not name.startswith("enriched-")} | {"designate"}


def test_the_independent_reading_knows_every_key(case: Case) -> None:
    _, drivers, features = ALL[case.name]
    assert (len(case.matrix.drivers), len(case.matrix.features)) == (drivers, features)
    unread = {feature.name: feature.unread for feature in case.matrix.features if feature.unread}
    assert unread == UNREAD.get(case.name, {})


@pytest.mark.parametrize(
    ("name", "problems"),
    [
        pytest.param("site", PROBLEMS, marks=pytest.mark.once, id="real files"),
        pytest.param("samples_site", SAMPLE_PROBLEMS, id="samples"),
    ],
)
def test_the_problems_are_the_real_ones(
    request: pytest.FixtureRequest, name: str, problems: dict[str, str]
) -> None:
    site: Site = request.getfixturevalue(name)
    matches = {line: PROBLEM.fullmatch(line) for line in site.warnings}
    assert [line for line, match in matches.items() if match is None] == []
    assert {match["where"]: match["code"] for match in matches.values() if match} == problems
    assert len(matches) == len(problems)
    # Octavia's files are on two pages each, the others on one.
    repeated = [line for line, count in Counter(site.warnings).items() if count > 1]
    assert [line for line in repeated if not line.startswith("octavia-")] == []


def test_the_columns_are_the_drivers_by_title(case: Case) -> None:
    _, drivers, _ = ALL[case.name]
    second = "Maturity" if case.matrix.has_maturities else "Status"
    headers = [text_of(header) for header in case.table.select("thead th[scope=col]")]
    assert headers == ["Feature", second, *(shown(driver.title) for driver in case.matrix.drivers)]
    assert len(headers) == 2 + drivers


def test_the_columns_lead_to_the_drivers_links(case: Case) -> None:
    headers = case.table.select("thead th[scope=col]")[2:]
    links = [[link["href"] for link in header.select("a[href]")] for header in headers]
    assert links == [[driver.link] if driver.link else [] for driver in case.matrix.drivers]


def test_the_rows_are_the_features_in_the_files_order(case: Case) -> None:
    _, _, features = ALL[case.name]
    headers = [text_of(header) for header in case.table.select("tbody th[scope=row]")]
    assert headers == [feature.title for feature in case.matrix.features]
    assert len(headers) == features


def test_the_groups_are_shown_with_their_notes(case: Case) -> None:
    titles = [text_of(header) for header in case.table.select("tbody th[scope=rowgroup]")]
    assert titles == [group.title for group in case.matrix.groups]
    for group in case.matrix.groups:
        paragraphs = case.page.at(f"group-{group.name}", case.details).find_all("p", recursive=False)
        assert " ".join(map(text_of, paragraphs)) == group.notes


def test_the_summary_shows_each_status(case: Case) -> None:
    found = [text_of(status) for _, _, (status, *_) in case.rows()]
    if case.matrix.has_maturities:
        assert found == [feature.maturity for feature in case.matrix.features]
    else:
        assert found == [feature.status.partition("(")[0] for feature in case.matrix.features]


def test_the_summary_shows_each_level_in_a_word(case: Case) -> None:
    found = [(cell.id, next(column.stripped_strings)) for _, cell, column in case.cells()]
    assert found == [(cell.id, cell.level) for _, cell, _ in case.cells()]
    _, drivers, features = ALL[case.name]
    assert len(found) == drivers * features


def test_the_summary_shows_each_release(case: Case) -> None:
    for _, cell, column in case.cells():
        _, word, rest = text_of(column).partition(cell.level)
        assert (cell.id, word, re.findall(r"[\w.]+", rest)) == (
            cell.id,
            cell.level,
            [*([cell.release] if cell.release else []), *(["with", "notes"] if cell.notes else [])],
        )


def test_the_summary_leads_to_each_feature(case: Case) -> None:
    outer = [case.details]
    if case.matrix.groups:
        outer = case.details.find_all("section", recursive=False)
        assert [heading_text(section) for section in outer] == [group.title for group in case.matrix.groups]
    sections = [section for each in outer for section in each.find_all("section", recursive=False)]
    assert [section["id"] for section in sections] == [feature.id for feature in case.matrix.features]
    for feature, header, _ in case.rows():
        assert the(header, "a")["href"] == f"#{feature.id}"
        section = case.page.at(feature.id)
        assert heading_text(section) == feature.title
        assert the(heading(section), "a.headerlink")["href"] == f"#{feature.id}"


def test_the_summary_leads_to_each_implementation(case: Case) -> None:
    for feature, _, (_, *columns) in case.rows():
        section = case.page.at(feature.id, case.details)
        for driver, column in zip(case.matrix.drivers, columns, strict=True):
            cell = feature.cells[driver.key]
            assert the(column, "a")["href"] == f"#{cell.id}"
            assert text_of(case.page.at(cell.id, section)).startswith(f"{shown(driver.title)}: {cell.level}")


def test_the_details_show_each_level_release_and_note(case: Case) -> None:
    for title, cell, _ in case.cells():
        expected = re.escape(f"{title}: {cell.level}")
        # A level of the file's own says what it counts as.
        expected += r"(?: \(counts as [a-z-]+(?:\)|(?=, since)))?"
        if cell.release:
            expected += rf"\W+since {re.escape(cell.release)}\W*"
        if cell.notes:
            expected += r"\s*" + re.escape(f"Notes: {cell.notes}")
        text = text_of(case.page.at(cell.id, case.details))
        assert re.fullmatch(expected, text), f"{cell.id}: {text!r} is not {expected!r}"


def test_the_details_show_each_status(case: Case) -> None:
    features = [feature for feature, _, _ in case.sections()]
    for feature, _, text in case.sections():
        expected = [in_words(feature.status, features)] if feature.status else []
        found = [f"Status: {each}." in text for each in expected]
        assert (feature.name, expected, all(found)) == (feature.name, expected, True)
        assert text.count("Status:") == bool(feature.status)
        assert not feature.maturity or f"Maturity: {feature.maturity} " in f"{text} "


def in_words(status: str, features: list[Feature]) -> str:
    """What people read of *status*, by the titles of the features that it is about."""
    kind, _, argument = status.removesuffix(")").partition("(")
    if kind == "choice":
        titles = [each.title for each in features if each.status == status]
        return f"At least one of {', '.join(titles)} is required" if len(titles) > 1 else "required"
    if kind == "condition":
        name, _, level = argument.partition("==")
        by_name = {each.name.removeprefix("operation."): each.title for each in features}
        title = by_name.get(name.strip().removeprefix("operation."))
        # A condition on a feature that is not there stays as it was written, and is a problem.
        return status if title is None else f"Required where {title} is {level.strip()}"
    return status


def test_the_details_show_each_note(case: Case) -> None:
    for feature, section, _ in case.sections():
        first = section.select(".support-matrix-feature > *")[0]
        _, label, notes = text_of(first).partition("Notes: ")
        notes = notes if label else ""
        assert (feature.name, bool(label), notes) == (feature.name, bool(feature.notes), feature.notes)


def test_the_details_show_each_command(case: Case) -> None:
    for feature, section, text in case.sections():
        items = section.select(".sm-facts > li:-soup-contains('CLI commands:') > ul > li")
        assert (feature.name, [exact_text_of(item) for item in items]) == (feature.name, feature.commands)
        assert text.count("CLI commands:") == bool(feature.commands)


def test_the_details_show_each_api_alias(case: Case) -> None:
    for feature, _, text in case.sections():
        found = re.findall(r"API alias: (\S+)", text, flags=re.IGNORECASE)
        assert (feature.name, found) == (feature.name, [feature.api] if feature.api else [])


def test_the_details_show_each_link(case: Case) -> None:
    for feature, section, _ in case.sections():
        targets = [link["href"] for link in section.select("a[href]")]
        for link in feature.links:
            assert (feature.name, targets.count(link)) == (feature.name, feature.links.count(link))


def test_the_details_show_each_test(case: Case) -> None:
    for feature, _, text in case.sections():
        assert (feature.name, UUID.findall(text)) == (feature.name, feature.tests)


def test_no_id_is_given_twice(case: Case) -> None:
    assert case.page.repeated_ids == []
