"""The page is read by a parser that knows HTML, and looked for whatever comes from elsewhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup
from hypothesis import given

from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.export.content import note_blocks, plain
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.html.standalone import to_html
from tests.core.export.export_files import hostile, matrices, shown

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Matrix

TAGS = {
    "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "h3", "h4", "div", "table", "thead", "tbody",
    "tr", "th", "td", "span", "a", "ul", "li", "strong", "em", "section", "p", "code",
    "details", "summary", "svg", "rect", "colgroup",
}  # fmt: skip
ATTRIBUTES = {
    "lang", "charset", "name", "content", "class", "role", "tabindex", "aria-label", "aria-labelledby", "aria-hidden",
    "scope", "id", "href", "data-symbol", "colspan", "data-rows", "data-name", "data-key", "data-suffix", "data-status", "data-title", "viewbox", "preserveaspectratio",
    "width", "height", "x", "span",
}  # fmt: skip

TEXT = """\
[driver.a-b]
title = Alpha
link = https://a.example/?x=1&y=2

[driver.c]
title = Gamma

[group.storage]
title = Storage
notes = All of it.

[storage.x]
title = X
status = condition(base==complete)
cli = one; two
api = alias
api_doc_link = api.html
tempest_test_uuids = 1-2
notes = First.

    Second.
driver.a-b = complete:1
driver-notes.a-b = Only on Tuesdays.
driver.c = missing
driver-notes.c =
    - no
    - never

[base]
title = Base
driver.a-b = complete
driver.c = complete
"""


def parse(matrix: Matrix, title: str = "Support matrix", rows: Rows = Rows.AUTO) -> BeautifulSoup:
    html = to_html(matrix, title=title, rows=rows)
    assert html.startswith("<!doctype html>\n")
    page = BeautifulSoup(html, "html.parser")
    assert {tag.name for tag in page.select("*")} <= TAGS
    assert {name for tag in page.select("*") for name in tag.attrs} <= ATTRIBUTES
    assert len(page.find_all("style")) == 1
    assert re.search(r"@import|url\(", page.style.string) is None
    ids = [tag["id"] for tag in page.select("[id]")]
    assert len(ids) == len(set(ids))
    for link in page.select("a[href^='#']"):
        assert link["href"][1:] in ids
    return page


def assert_shows(matrix: Matrix) -> None:
    page = parse(matrix, rows=Rows.FEATURES)
    table = page.select_one("table.support-matrix-summary")
    heads = [shown(cell.get_text()) for cell in table.select("thead th[scope=col]")]
    assert heads[2:] == [plain(driver.title.text) for driver in matrix.drivers]
    rows = table.select("tbody tr:not(.sm-group)")
    assert len(rows) == len(matrix.features)
    sections = {
        shown(section.select_one("h3, h4").contents[0]): section for section in page.select("section")
    }
    by_title = {plain(feature.title.text): feature for feature in matrix.features}
    for row in rows:
        feature = by_title[shown(row.select_one("th[scope=row]").get_text())]
        levels = [
            shown(f"{cell.level.title} {cell.release or ''} {'with notes' if cell.notes else ''}")
            for cell in feature.implementations
        ]
        assert [shown(cell.get_text()) for cell in row.select("td:not(.sm-status)")] == levels
        section = sections[plain(feature.title.text)]
        lines = section.select("ul.sm-drivers > li")
        assert len(lines) == len(matrix.drivers)
        pairs = list(zip(matrix.drivers, feature.implementations, strict=True))
        if len(section.select(".sm-rest li")):
            pairs.sort(key=lambda pair: pair[1].notes is None)
        for line, (driver, cell) in zip(lines, pairs, strict=True):
            other = cell.level.is_recorded and cell.level.title != cell.level.counts_as
            marks = [f"counts as {cell.level.counts_as}"] * other
            marks += [f"since {cell.release}"] if cell.release else []
            beside = f" ({', '.join(marks)})" if marks else ""
            text = shown(f"{plain(driver.title.text)}: {cell.level.title}{beside}")
            assert shown(line.get_text()).startswith(text)
            for block in note_blocks(cell.notes) if cell.notes else ():
                assert shown(" ".join(block)) in shown(line.get_text())
    links = {link["href"] for link in page.select("a.external")}
    checked = {driver.link for driver in matrix.drivers}
    checked |= {link for feature in matrix.features for link in (feature.api_link, feature.admin_link)}
    assert {link for link in links if "/tempest/search?q=" not in link} <= checked


def unique(matrix: Matrix) -> bool:
    return len({plain(feature.title.text) for feature in matrix.features}) == len(matrix.features)


def test_page() -> None:
    page = parse(loads(TEXT, "m.ini")[0], "Drivers & <more>")
    assert page.html["lang"] == "en"
    assert page.title.string == page.h1.string == "Drivers & <more>"
    assert [heading.get_text() for heading in page.select("h2, h3, h4")] == [
        "Summary",
        "Details",
        "Storage",
        "X #",
        "base",
        "Base #",
    ]
    assert [shown(row.get_text(" ")) for row in page.select("tbody tr")] == [
        "Storage",
        "X condition complete 1 with notes missing with notes",
        "base",
        "Base optional complete complete",
    ]
    assert [shown(item.get_text()) for item in page.select(".support-matrix-legend li")] == [
        "✔ complete: Fully implemented, and expected to work at all times.",
        "✖ missing: Not implemented.",
        "with notes: There are notes in the details.",
        "release: The first release with this level.",
    ]
    section = page.select_one("section#storage_x")
    assert [shown(part.get_text()) for part in section.select(".support-matrix-feature > *")] == [
        "Notes: First.Second.",
        "Status: Required where Base is complete. API alias: alias API documentation: api.html"
        " CLI commands: one two Tempest tests: 1-2",
        "Driver support:",
        "Alpha: complete (since 1) Notes: Only on Tuesdays. Gamma: missing Notes: - no - never",
    ]
    assert section.select_one(".sm-lines").string == "- no\n- never"
    assert [link["href"] for link in page.select("a.external")] == [
        "https://a.example/?x=1&y=2",
        "api.html",
        "https://github.com/openstack/tempest/search?q=1-2",
    ]
    assert [cell["href"] for cell in page.select("tbody a")] == [
        "#storage_x",
        "#storage_x_driver_a_b",
        "#storage_x_driver_c",
        "#base",
        "#base_driver_a_b",
        "#base_driver_c",
    ]
    assert [section.find_previous("h3").get_text() for section in page.select("section")] == [
        "Storage",
        "base",
    ]
    assert "All of it." in [part.get_text() for part in page.select("main > p")]


def test_without_groups_and_statuses() -> None:
    text = "[target.a]\ntitle = A\n[f]\ntitle = F\nmaturity = complete\na = complete\n[g]\ntitle = G\n"
    page = parse(loads(text, "m.ini")[0])
    assert page.select_one("section h3").get_text() == "F #"
    assert [head.get_text() for head in page.select("thead th")] == ["Feature", "Maturity", "A"]
    assert [cell.get_text() for cell in page.select("td.sm-status")] == ["complete", ""]
    assert "Status" not in page.main.get_text()


def test_condition_on_a_feature_that_is_not_there() -> None:
    text = "[driver.a]\ntitle = A\n[f]\ntitle = F\nstatus = condition(g==complete)\n"
    page = parse(loads(text, "m.ini")[0])
    assert "Status: condition(g==complete).\n" in page.section.get_text()


def test_files_of_every_dialect(matrix_files) -> None:
    paths = [path for path in matrix_files if path.name != "designate.ini"]
    assert paths
    for path in paths:
        matrix, _ = load(path)
        if unique(matrix):
            assert_shows(matrix)
        else:
            parse(matrix)


@given(matrices.filter(unique))
def test_made_files(matrix: Matrix) -> None:
    assert_shows(matrix)


def test_hostile_texts() -> None:
    assert_shows(hostile())
