"""What the controls did wrong once: each test failed before it was mended."""

from __future__ import annotations

import csv
import io
import re

import pytest

from sphinx_support_matrix.core.export.markdown_text import escape
from tests.browser.chromium import TIMEOUT, open_page
from tests.browser.matrix_pages import build, keys, made_up, places, shown, shown_matrix

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("furo", reason="furo is not installed")

ROWS = "   :rows: drivers\n"
MARKUP = """\
[driver.x]
title = X & Y <b>bold</b>
[driver.y]
title = @cmd, "z"
[a]
title = Attach *volume* `x` [1] | _y_
driver.x = complete
driver.y = missing
[b]
title = =1+1
driver.x = partial
driver.y = complete
"""
# Ten columns, one of which has a title of 25 characters that are 50 for a script.
PLANES = "".join(
    f"[driver.d{number}]\ntitle = {chr(0x1F600) * 25 if number == 3 else f'D {number}'}\n"
    for number in range(10)
)
PLANES += "".join(
    f"[f{row}]\ntitle = F {row}\n" + "".join(f"driver.d{number} = complete\n" for number in range(10))
    for row in range(3)
)
PAGES = {
    "same": ([("same", ""), ("same", ROWS), ("same", "")], made_up(8, 5)),
    "grouped": ([("grouped", ROWS)], made_up(16, 24)),
    "few": (
        [("few", ROWS)],
        made_up(3, 60).replace("title = Feature 1\n", f"title = {'Long words ' * 12}\n"),
    ),
    "counted": ([("counted", "   :requirements:\n")], made_up(9, 5)),
    "large": ([("large", "")], made_up(130, 40)),
    "markup": ([("markup", "")], MARKUP),
    "planes": ([("planes", "")], PLANES),
}
# Of the part of a printed table: its headings, and the words of its rows by the key of each.
PART = """part => ({
  heads: [...part.querySelectorAll('thead th[data-key]')].map(each => each.dataset.key),
  rows: [...part.querySelectorAll('tbody tr')].map(row => [row.dataset.key,
    [...row.querySelectorAll('td:not(.sm-tally)')].map(cell =>
      document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode().textContent.trim())]),
})"""
# How much of what has the focus can be seen between the header and the lower edge of the frame, in pixels.
SEEN = """() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  const frame = document.activeElement.closest('.support-matrix-frame');
  const header = frame.querySelector('thead').getBoundingClientRect().bottom;
  return Math.min(bottom, frame.getBoundingClientRect().bottom, innerHeight) - Math.max(top, header);
}"""


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("slips")
    texts = {matrices[0][0]: text for matrices, text in PAGES.values()}
    build(folder, {name: matrices for name, (matrices, _) in PAGES.items()}, texts)
    return folder


@pytest.fixture(scope="module")
def window(browser):
    """One page for all tests, that goes from view to view."""
    page = open_page(browser, "about:blank", viewport={"width": 1280, "height": 800})
    yield page
    page.close()


@pytest.fixture
def visit(window, site):
    def visit(name, query=""):
        window.goto("about:blank")
        window.goto((site / "out" / f"{name}.html").as_uri() + query)
        return window

    return visit


def test_columns_on_paper_stand_below_their_headings(visit, site):
    page = visit("grouped")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    parts = page.locator(".sm-part").evaluate_all(f"parts => parts.map({PART})")
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert len(parts) > 1
    matrix = shown_matrix(site / "grouped.ini")
    assert [key for part in parts for key in part["heads"]] == keys(matrix.features)
    level = {
        (feature.name, driver.key): cell.level.title
        for feature in matrix.features
        for driver, cell in zip(matrix.drivers, feature.implementations, strict=True)
    }
    for part in parts:
        assert dict(part["rows"]) == {
            driver: [level[feature, driver] for feature in part["heads"]] for driver in keys(matrix.drivers)
        }


def test_matrices_of_one_file_have_parameters_of_their_own(visit):
    page = visit("same")
    for number, prefix in ((1, "same"), (2, "same-2")):
        page.locator(".sm-tools").nth(number).get_by_label("Any status").select_option("mandatory")
        assert f"{prefix}.status=mandatory" in page.url
    address = page.url.partition("?")[2]
    page = visit("same", "?" + address.partition("&")[2])
    assert [len(shown(page, number)["features"]) for number in range(3)] == [8, 8, 2]


@pytest.mark.parametrize("name", ["grouped", "few"])
def test_the_focus_is_never_below_the_header(visit, name):
    page = visit(name)
    # Where it comes to rest.
    page.add_style_tag(content="* { scroll-behavior: auto !important; }")
    page.locator("table.support-matrix-summary [tabindex='0']").focus()
    page.keyboard.press("Control+End")
    seen = []
    for _ in range(40):
        page.keyboard.press("ArrowUp")
        # Below the last rows of the header, nothing scrolls any more.
        if page.evaluate("document.activeElement.closest('thead') !== null"):
            break
        seen.append(page.evaluate(SEEN))
    assert len(seen) > 20
    assert min(seen) > 15


def focused(page):
    return page.evaluate(
        "[document.activeElement.tagName, document.activeElement.closest('.sm-tools') !== null]"
    )


def test_the_focus_stays_where_filters_are(visit):
    page = visit("grouped", "?needs=f3")
    page.locator(".sm-chips select").focus()
    page.keyboard.press("ArrowDown")
    assert "at=complete" in page.url
    assert focused(page) == ["SELECT", True]
    page = visit("grouped", "?compare=d1,d2,d3")
    page.get_by_label("All features").focus()
    page.keyboard.press("Space")
    sync_api.expect(page).to_have_url(re.compile("all=1"), timeout=TIMEOUT)
    assert focused(page) == ["INPUT", True]
    page = visit("grouped", "?status=mandatory,choice&level=missing")
    page.locator(".sm-chips button").nth(1).focus()
    page.keyboard.press("Enter")
    assert focused(page) == ["BUTTON", True]
    assert page.evaluate("document.activeElement.textContent").strip().startswith("missing")
    page = visit("markup", "?needs=a,b&at=complete")
    page.locator(".sm-said button").first.focus()
    page.keyboard.press("Enter")
    assert focused(page) == ["BUTTON", True]


def test_the_focus_goes_back_to_a_cell_without_a_link(visit):
    page = visit("large")
    cell = page.locator("tbody td:not(.sm-status):not(:has(a))").first
    cell.click()
    page.keyboard.press("Escape")
    page.locator("dialog").wait_for(state="detached")
    assert cell.evaluate("cell => cell === document.activeElement")


@pytest.mark.parametrize("name", ["planes", "few", "grouped"])
def test_nothing_moves_whatever_the_titles(browser, site, name):
    url = (site / "out" / f"{name}.html").as_uri()
    assert places(browser, url, 1280, script=True) == places(browser, url, 1280, script=False)


def test_keys_keep_the_column_in_the_totals(visit):
    page = visit("counted")
    foot = page.locator("tfoot tr")
    foot.nth(0).locator("td").nth(2).evaluate("cell => { cell.tabIndex = 0; cell.focus(); }")
    place = "() => { const cell = document.activeElement; return cell.closest('table').rows[0].cells.length - cell.parentElement.cells.length + cell.cellIndex; }"
    first = page.evaluate(place)
    for key in ("ArrowDown", "ArrowUp", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        # In a body row, a link has the focus.
        if page.evaluate("document.activeElement.tagName === 'TD'"):
            assert page.evaluate(place) == first


def test_what_is_copied_is_written_as_the_command_writes_it(visit, site):
    page = visit("markup")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copy").click()
    field = page.get_by_role("textbox", name="Text to copy")
    matrix = shown_matrix(site / "markup.ini")
    titles = [each.title.text for each in (*matrix.drivers, *matrix.features)]
    page.get_by_role("dialog").get_by_role("button", name="Markdown").click()
    sync_api.expect(field).to_be_visible(timeout=TIMEOUT)
    markdown = field.input_value()
    # At the beginning of a cell, nothing has a meaning of its own.
    assert [title for title in titles if escape(title).replace("\\=", "=") not in markdown] == []
    page.get_by_role("dialog").get_by_role("button", name="CSV").click()
    cells = [cell for row in csv.reader(io.StringIO(field.input_value())) for cell in row]
    page.keyboard.press("Escape")
    assert {"'=1+1", '\'@cmd, "z"', "Attach *volume* `x` [1] | _y_"} <= set(cells)


def test_going_back_ends_what_is_typed(visit):
    page = visit("grouped")
    start = page.url
    find = page.locator(".sm-find")
    find.press_sequentially("net")
    page.go_back()
    assert page.url == start
    find.press_sequentially("sto")
    page.go_back()
    assert page.url == start
    assert find.input_value() == ""
