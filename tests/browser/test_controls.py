"""The controls of a matrix, with real keys and a pointer, and each parameter of an address against core's answer."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from urllib.parse import quote

import pytest

from sphinx_support_matrix.core.matrix.names import short
from sphinx_support_matrix.core.matrix.query import supporting
from tests.browser.chromium import LAID_OUT, TIMEOUT, open_page
from tests.browser.matrix_pages import (
    KEY_OF_ROW,
    build,
    keys,
    made_up,
    optional,
    places,
    served,
    shown,
    shown_matrix,
)

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("furo", reason="furo is not installed")

# What stands in each row of a table, with what says to which feature or driver it belongs.
LINES = """table => [...table.rows].map(row =>
  [{...row.dataset}, ...[...row.cells].map(cell => [{...cell.dataset}, cell.scope, cell.textContent.trim()])])"""
SEVEN = [f"m{number}" for number in range(7)]
PAGES = {
    "wide": ([("wide", "")], made_up(9, 24)),
    "tall": ([("tall", "")], made_up(24, 7)),
    "alone": ([("alone", "   :sections: summary\n")], made_up(6, 3)),
    "seven": ([(name, "") for name in SEVEN], made_up(4, 3)),
    "big": ([("big", "")], made_up(200, 39)),
    "long": ([("long", "")], made_up(80, 12)),
    "counted": ([("counted", "   :requirements:\n")], made_up(9, 5)),
    "two": ([("two", "")], made_up(2, 1)),
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """A folder with a page for each of PAGES."""
    folder = tmp_path_factory.mktemp("controls")
    texts = {name: text for matrices, text in PAGES.values() for name, _ in matrices}
    build(folder, {name: matrices for name, (matrices, _) in PAGES.items()}, texts)
    return folder


@pytest.fixture(scope="module")
def window(browser, site):
    """One page for all tests, that goes from view to view."""
    page = open_page(browser, (site / "out" / "index.html").as_uri(), viewport={"width": 1280, "height": 900})
    errors = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert errors == []


@pytest.fixture
def visit(window, site):
    """Go to a page, with a query."""

    def visit(name, query="", width=1280):
        window.set_viewport_size({"width": width, "height": 900})
        window.goto("about:blank")
        window.goto((site / "out" / f"{name}.html").as_uri() + query)
        return window

    return visit


def matrix_of(site, name):
    return shown_matrix(site / f"{name}.ini")


@pytest.mark.parametrize("page", ["wide", "tall"])
@pytest.mark.parametrize("at", ["complete", "partial", "missing", None])
@pytest.mark.parametrize("needs", [[2], [0, 3], [1, 5, 2]])
def test_needs_are_what_the_command_answers(visit, site, page, at, needs):
    matrix = matrix_of(site, page)
    whole = [matrix.features[index].name for index in needs]
    # The first is written as a whole.
    named = [whole[0], *(short(name) for name in whole[1:])]
    expected = supporting(matrix, whole, at or "partial")
    expected = sorted(expected, key=lambda driver: -optional(matrix, driver))
    found = shown(visit(page, f"?needs={','.join(named)}" + (f"&at={at}" if at else "")))
    assert found["drivers"] == keys(expected)
    assert found["features"] == keys(matrix.features)
    assert found["cells"] == len(expected) * len(matrix.features)


@pytest.mark.parametrize("page", ["wide", "tall"])
@pytest.mark.parametrize("level", ["missing", "unknown", "preview", "partial", "not-applicable"])
def test_a_level_shows_the_features_where_a_driver_has_it(visit, site, page, level):
    matrix = matrix_of(site, page)
    columns = [keys(matrix.drivers).index(key) for key in ("d1", "with,comma")]
    expected = [
        each.name
        for each in matrix.features
        if any(each.implementations[column].level.is_or_counts_as(level) for column in columns)
    ]
    found = shown(visit(page, f"?drivers=d1&drivers={quote('with,comma')}&level={level}"))
    assert found == {
        "drivers": [matrix.drivers[column].key for column in sorted(columns)],
        "features": expected,
        "cells": 2 * len(expected),
    }


@pytest.mark.parametrize("rows", ["features", "drivers"])
@pytest.mark.parametrize("page", ["wide", "tall"])
def test_a_status_shows_its_features(visit, site, page, rows):
    expected = [
        e.name for e in matrix_of(site, page).features if e.status.kind.value in {"mandatory", "choice"}
    ]
    opened = visit(page, f"?status=mandatory,choice&rows={rows}")
    found = shown(opened)
    assert found["features"] == expected
    assert found["cells"] == len(expected) * len(found["drivers"])
    assert opened.locator("table.support-matrix-summary").get_attribute("data-rows") == rows


@pytest.mark.parametrize("page", ["wide", "tall"])
def test_a_comparison_shows_what_differs(visit, site, page):
    matrix = matrix_of(site, page)
    compared = ["d5", "d1", "d3"]
    columns = [keys(matrix.drivers).index(key) for key in compared]
    expected = [
        each.name
        for each in matrix.features
        if len({each.implementations[column].level.name for column in columns}) > 1
    ]
    found = shown(visit(page, f"?compare={','.join(compared)}"))
    assert (found["drivers"], found["features"]) == (compared, expected)
    opened = visit(page, f"?compare={','.join(compared)}&all=1")
    assert shown(opened)["features"] == [each.name for each in matrix.features]
    opened.get_by_label("All features").uncheck()
    assert shown(opened)["features"] == expected
    assert "all=" not in opened.url


@pytest.mark.parametrize(
    ("words", "drivers", "features"),
    [
        ("zebra7", None, ["f7"]),
        ("storage.f3", None, ["f3"]),
        ("driver 11", ["d11"], None),
        ("giraffe5", None, lambda matrix: noted(matrix, "giraffe5.")),
        ("comma f8", ["with,comma"], ["f8"]),
        ("nothing alike", None, []),
    ],
)
def test_search_finds_features_and_drivers(visit, site, words, drivers, features):
    matrix = matrix_of(site, "wide")
    found = shown(visit("wide", f"?find={quote(words)}"))
    if callable(features):
        features = features(matrix)
        assert features
    last = [name.split(".")[1] for name in found["features"]]
    assert found["drivers"] == (keys(matrix.drivers) if drivers is None else drivers)
    assert last == ([each.name.split(".")[1] for each in matrix.features] if features is None else features)


def noted(matrix, word):
    return [
        each.name.split(".")[1]
        for each in matrix.features
        if any(cell.notes and word in repr(cell.notes) for cell in each.implementations)
    ]


def test_only_parameters_of_its_name_are_for_a_later_matrix(visit, site):
    page = visit("seven", "?needs=f0&m3.needs=f1&m3.at=complete&m5.rows=drivers")
    found = [shown(page, number) for number in range(7)]
    matrix = matrix_of(site, "m3")
    everything = keys(matrix.drivers)
    first = [name for name in (each.name for each in matrix.features) if name.endswith("f0")]
    second = [name for name in (each.name for each in matrix.features) if name.endswith("f1")]
    assert sorted(found[0]["drivers"]) == sorted(keys(supporting(matrix, first)))
    assert sorted(found[3]["drivers"]) == sorted(keys(supporting(matrix, second, "complete")))
    assert all(found[number]["drivers"] == everything for number in (1, 2, 4, 5, 6))
    rows = page.locator("table.support-matrix-summary").evaluate_all(
        "all => all.map(each => each.dataset.rows)"
    )
    assert rows == ["features"] * 5 + ["drivers", "features"]
    labels = page.locator(".sm-tools").evaluate_all("all => all.map(each => each.getAttribute('aria-label'))")
    assert len(set(labels)) == 7


def test_unknown_names_are_said_and_ignored(visit):
    page = visit(
        "tall", "?needs=f1,nope&drivers=x,d1&status=red&level=blue&at=best&rows=both&since=2025&as-of=1"
    )
    said = page.locator(".sm-said").inner_text()
    assert said == "Unknown in the address, and ignored: nope, best, x, red, blue, both, 2025, 1"
    page.get_by_role("button", name="needs").click()
    assert shown(page)["drivers"] == ["d1"]
    assert page.url.partition("?")[2] == "drivers=d1"
    assert page.locator(".sm-said").inner_text() == ""


def test_back_and_forward_and_the_hash(visit):
    page = visit("tall", "#operation_f1")
    page.get_by_role("checkbox", name="Needed: Feature 2", exact=True).check()
    assert page.url.endswith("tall.html?needs=f2#operation_f1")
    needed = shown(page)["drivers"]
    page.get_by_label("Any status").select_option("mandatory")
    features = shown(page)["features"]
    page.go_back()
    assert page.url.endswith("?needs=f2#operation_f1")
    assert shown(page)["drivers"] == needed
    assert len(shown(page)["features"]) == 24
    page.go_forward()
    assert shown(page)["features"] == features
    page.go_back()
    page.go_back()
    assert page.url.endswith("tall.html#operation_f1")
    assert len(shown(page)["drivers"]) == 8


def test_what_would_fit_is_said_where_nothing_does(visit, site):
    matrix = matrix_of(site, "tall")
    names = [each.name for each in matrix.features]
    needs = next(
        [a, b, c]
        for a in names
        for b in names
        for c in names
        if not supporting(matrix, [a, b, c], "complete") and supporting(matrix, [a, b], "complete")
    )
    page = visit("tall", f"?needs={','.join(needs)}&at=complete")
    assert shown(page)["drivers"] == []
    said = page.locator(".sm-said").inner_text()
    assert "Nothing has everything that is needed." in said
    titles = ", ".join(each.title.text for each in supporting(matrix, needs[:2], "complete"))
    assert titles in said
    last = next(each.title.text for each in matrix.features if each.name == needs[2])
    page.get_by_role(
        "button", name=f"Without \N{LEFT DOUBLE QUOTATION MARK}{last}\N{RIGHT DOUBLE QUOTATION MARK}"
    ).click()
    assert sorted(shown(page)["drivers"]) == sorted(keys(supporting(matrix, needs[:2], "complete")))


def test_search_by_keyboard(visit):
    page = visit("wide")
    page.keyboard.press("/")
    page.keyboard.type("driver 3")
    assert shown(page)["drivers"] == ["d3"]
    assert page.locator(".sm-state").inner_text() == "1 of 25 drivers \N{MIDDLE DOT} 9 of 9 features"
    assert page.url.endswith("?find=driver%203")
    page.go_back()
    assert page.locator(".sm-find").input_value() == ""


def test_drivers_are_chosen_in_a_dialog(visit):
    page = visit("wide")
    page.get_by_role("button", name="Drivers 25 of 25").click()
    dialog = page.get_by_role("dialog", name="Drivers")
    dialog.get_by_role("button", name="None").click()
    assert shown(page)["drivers"] == []
    dialog.get_by_role("searchbox").fill("kind 1")
    dialog.get_by_role("button", name="All").click()
    assert len(shown(page)["drivers"]) == 8
    page.keyboard.press("Escape")
    assert dialog.count() == 0
    button = page.get_by_role("button", name="Drivers 8 of 25")
    sync_api.expect(button).to_be_focused(timeout=TIMEOUT)
    page.locator(".sm-chips button").click()
    assert len(shown(page)["drivers"]) == 25
    assert "?" not in page.url


def test_drivers_are_compared_in_a_dialog(visit):
    page = visit("wide")
    page.get_by_role("button", name="Compare").click()
    for number in (4, 7, 9, 12, 15, 20):
        page.get_by_role("dialog").get_by_label(f"Driver {number} (").check()
    sync_api.expect(page.get_by_role("dialog").get_by_label("Driver 1 (")).to_be_disabled(timeout=TIMEOUT)
    page.keyboard.press("Escape")
    assert shown(page)["drivers"] == ["d4", "d7", "d9", "d12", "d15", "d20"]


def test_two_drivers_can_be_compared_where_there_are_no_more(visit, site):
    page = visit("two")
    page.get_by_role("button", name="Compare").click()
    for box in page.get_by_role("dialog").get_by_role("checkbox").all():
        box.check(timeout=TIMEOUT)
    page.keyboard.press("Escape")
    assert shown(page)["drivers"] == keys(matrix_of(site, "two").drivers)
    assert page.url.partition("?")[2] == "compare=with,comma&compare=d0"


@pytest.mark.parametrize(("name", "status"), [("alone", "condition"), ("two", "choice")])
def test_a_status_that_no_feature_has_is_not_unknown(visit, name, status):
    page = visit(name, f"?status={status}")
    assert shown(page)["features"] == []
    assert page.locator(".sm-said").inner_text() == ""
    page.locator(".sm-chips").get_by_role("button", name=status).click()
    assert shown(page)["features"]


@pytest.mark.parametrize("page", ["wide", "tall", "alone"])
def test_swapping_twice_gives_the_same_table(visit, page):
    opened = visit(page)
    table = opened.locator("table.support-matrix-summary")
    before, seen = table.evaluate(LINES), shown(opened)
    opened.get_by_role("button", name="Swap").click()
    swapped = shown(opened)
    assert swapped == seen
    assert table.evaluate(LINES) != before
    opened.get_by_role("button", name="Swap").click()
    assert table.evaluate(LINES) == before
    assert "?" not in opened.url


FOOT = """table => {
  const seen = cells => [...cells].filter(cell => cell.offsetParent !== null);
  const keys = seen(table.tHead.querySelectorAll('[data-key]')).map(head => head.dataset.key);
  return [...table.tFoot.rows].map(row => {
    const texts = seen(row.querySelectorAll('.sm-count')).map(cell => cell.textContent);
    return [texts.length, Object.fromEntries(keys.map((key, index) => [key, texts[index]]))];
  });
}"""


def test_counts_stay_below_their_drivers(visit):
    page = visit("counted")
    table = page.locator("table.support-matrix-summary")
    every = table.evaluate(FOOT)
    assert len(every) > 1
    for query in ("?compare=d3,d1&all=1", "?drivers=d4,d2"):
        chosen = query.partition("=")[2].partition("&")[0].split(",")
        expected = [[2, {key: line[key] for key in chosen}] for _, line in every]
        assert visit("counted", query).locator("table.support-matrix-summary").evaluate(FOOT) == expected
    page = visit("counted", "?compare=d3,d1&all=1&rows=drivers")
    page.get_by_role("button", name="Swap").click()
    expected = [[2, {key: line[key] for key in ("d3", "d1")}] for _, line in every]
    assert page.locator("table.support-matrix-summary").evaluate(FOOT) == expected
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert "undefined" not in table.inner_text()


def test_swapped_groups_keep_their_features(visit):
    page = visit("tall", "?rows=drivers&find=storage")
    groups = page.locator(".sm-groups th:not([hidden])")
    assert [(each.inner_text(), each.get_attribute("colspan")) for each in groups.all()] == [("Storage", "8")]
    page = visit("wide", "?rows=features&find=net.")
    assert [each.inner_text() for each in page.locator(".sm-group:not([hidden])").all()] == ["Network"]


@pytest.mark.parametrize("as_", ["CSV", "Markdown", "Link"])
def test_copying_where_the_clipboard_is_refused(visit, site, as_):
    page = visit("tall", "?compare=d1,d2")
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    page.get_by_role("button", name="Copy").click()
    page.get_by_role("dialog").get_by_role("button", name=as_).click()
    field = page.get_by_role("textbox", name="Text to copy")
    sync_api.expect(field).to_be_visible(timeout=TIMEOUT)
    text = field.input_value()
    assert page.evaluate("getSelection().toString()") or page.evaluate(
        "document.activeElement.selectionEnd"
    ) == len(text.replace("\r\n", "\n"))
    if as_ == "Link":
        assert text == page.url
        return
    if as_ == "CSV":
        rows = list(csv.reader(io.StringIO(text)))
    else:
        rows = [[cell.strip() for cell in line.strip("| ").split("|")] for line in text.splitlines()]
        assert set(rows.pop(1)) == {"---"}
    matrix = matrix_of(site, "tall")
    first, second = (keys(matrix.drivers).index(key) for key in ("d1", "d2"))
    assert rows[0] == ["Feature", "Status", "Driver 1 (kind 1)", "Driver 2 (kind 2)"]
    assert rows[1:] == [
        [
            each.title.text,
            each.status.kind.value,
            *(said(each.implementations[column]) for column in (first, second)),
        ]
        for each in matrix.features
        if each.implementations[first].level.name != each.implementations[second].level.name
    ]


def said(cell):
    return cell.level.title + (f" ({cell.release})" if cell.release else "")


def test_the_table_is_one_stop_and_its_cells_are_reached_with_arrows(visit):
    page = visit("tall")
    stops = page.locator("table.support-matrix-summary [tabindex='0']")
    focused = f"[document.activeElement.closest('td, th')?.cellIndex, ({KEY_OF_ROW})(document.activeElement.closest('tr'))]"
    page.locator(".sm-tools button").last.focus()
    page.keyboard.press("Tab")
    assert page.evaluate(focused) == [0, "operation.f0"]
    for key, expected in [
        ("ArrowRight", [1, "operation.f0"]),
        ("ArrowRight", [2, "operation.f0"]),
        ("ArrowDown", [2, "operation.f1"]),
        ("End", [9, "operation.f1"]),
        ("PageDown", [9, "storage.f11"]),
        ("Control+End", [9, "net.f23"]),
        ("ArrowDown", [9, "net.f23"]),
        ("PageUp", [9, "storage.f13"]),
        ("Home", [0, "storage.f13"]),
        ("Control+Home", [0, ""]),
        ("ArrowRight", [1, ""]),
    ]:
        page.keyboard.press(key)
        assert page.evaluate(focused) == expected, key
        assert stops.count() == 1
    page.keyboard.press("Shift+Tab")
    assert page.evaluate("document.activeElement.closest('table')") is None


def test_space_needs_a_feature_and_s_sorts(visit, site):
    page = visit("tall")
    page.locator("tbody th a").first.focus()
    page.keyboard.press(" ")
    assert page.url.endswith("?needs=f0")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("s")
    driver = shown(page)["drivers"][0]
    assert page.url.endswith(f"?needs=f0&sort={driver}")
    matrix = matrix_of(site, "tall")
    column = keys(matrix.drivers).index(driver)
    order = ["complete", "partial", "missing", "unknown", "not-applicable"]
    places = [
        (
            ["operation", "storage", "net"].index(name.split(".")[0]),
            order.index(each.implementations[column].level.counts_as),
        )
        for name in shown(page)["features"]
        for each in matrix.features
        if each.name == name
    ]
    assert places == sorted(places)
    assert page.evaluate("document.activeElement.tagName") == "A"
    page.keyboard.press("?")
    assert "Page Down" in page.get_by_role("dialog", name="Keyboard").inner_text()


def test_a_cell_opens_beside_itself_and_its_link_stays_a_link(visit):
    page = visit("tall")
    cell = page.locator("td a.sm-noted").first
    cell.focus()
    page.keyboard.press("Enter")
    opened = page.locator("dialog[popover]")
    line = page.locator(f"li[id='{cell.get_attribute('href')[1:]}']")
    assert "giraffe" in opened.inner_text()
    assert (
        opened.locator("li").inner_text().split() == line.inner_text().replace("\N{PILCROW SIGN}", "").split()
    )
    assert opened.locator("p a").last.get_attribute("href") == cell.get_attribute("href")
    assert opened.locator("[id]").count() == 0
    page.keyboard.press("Escape")
    sync_api.expect(opened).to_have_count(0, timeout=TIMEOUT)
    sync_api.expect(cell).to_be_focused(timeout=TIMEOUT)
    with page.context.expect_page() as other:
        cell.click(modifiers=["ControlOrMeta"])
    other.value.close()
    assert opened.count() == 0


def test_a_cell_without_a_link_opens_too(visit):
    page = visit("big")
    page.locator("tbody tr:not(.sm-group) td:not(.sm-status, .sm-noted)").first.click()
    assert "Comma: unknown" in page.locator("dialog[popover]").inner_text()
    page.keyboard.press("Escape")
    page = visit("alone")
    page.locator("tbody tr:not(.sm-group) td:not(.sm-status)").first.click()
    assert "Comma: unknown" in page.locator("dialog[popover]").inner_text()


def test_a_line_of_the_details_gets_its_link(visit):
    page = visit("tall")
    page.evaluate("document.querySelector('details.sm-rest').open = true")
    line = page.locator("ul.sm-drivers > li:visible").first
    assert page.locator(".sm-permalink").count() == 0
    line.hover()
    assert line.locator(".sm-permalink").get_attribute("href") == f"#{line.get_attribute('id')}"
    line.hover()
    assert page.locator(".sm-permalink").count() == 1


def test_what_a_hash_leads_to_is_opened(visit):
    page = visit("tall")
    page.evaluate("""() => {
      const line = document.querySelectorAll('ul.sm-drivers > li')[30];
      const details = document.createElement('details');
      line.parentElement.replaceWith(details);
      details.append(line.parentElement ?? line);
      window.target = line.id;
      location.hash = line.id;
    }""")
    page.wait_for_function("document.getElementById(window.target).closest('details').open")
    # For browsers in which styles cannot give a line the name of its list.
    names = "[...document.querySelectorAll(':target')].map(each => [each.dataset.feature, each.closest('[data-title]').dataset.title])"
    ((name, label),) = page.evaluate(names)
    assert name == label
    assert name.startswith("Feature ")


def test_details_wait_and_links_come_to_rest_where_they_lead(visit):
    """Within a pixel of where they come to rest on a page whose details are all laid out."""
    top = "id => document.getElementById(id).getBoundingClientRect().top"
    height = "document.documentElement.scrollHeight"
    page = visit("long")
    waiting = page.evaluate(height)
    assert page.evaluate("window.find('zebra79')")
    ids = page.locator("ul.sm-drivers > li").evaluate_all("all => all.map(line => line.id)")
    for line in (ids[1], ids[len(ids) // 2], ids[-40]):
        for follow in ("open", "click"):
            page = visit("long", f"#{line}" if follow == "open" else "")
            if follow == "click":
                # The theme scrolls smoothly, so that it can seem to rest on the way.
                page.evaluate("document.documentElement.style.scrollBehavior = 'auto'")
                page.evaluate("id => { location.hash = id; }", line)
            found = [0, 1]
            while (found[-1] != found[-2] or not 0 <= found[-1] < 900) and len(found) < 40:
                page.wait_for_timeout(250)
                found.append(page.evaluate(top, line))
            page.add_style_tag(content=LAID_OUT)
            page.evaluate("id => document.getElementById(id).scrollIntoView({ behavior: 'instant' })", line)
            assert abs(page.evaluate(top, line) - found[-1]) <= 1
            # They did wait.
            assert abs(page.evaluate(height) - waiting) > 1000


def test_rows_come_back_that_can_be_seen_and_then_the_others(visit):
    page = visit("big", "?find=zebra7.")
    assert len(shown(page)["features"]) == 1
    hidden, displayed = page.locator(".sm-find").evaluate("""find => {
      find.value = '';
      find.dispatchEvent(new Event('input'));
      const rows = [...document.querySelectorAll('tbody tr:not(.sm-group)')];
      return [rows.filter(row => row.hidden).length, rows.filter(row => row.offsetParent).length];
    }""")
    assert hidden == 0
    assert 30 <= displayed < 200
    page.wait_for_function(
        "[...document.querySelectorAll('tbody tr:not(.sm-group)')].every(row => row.offsetParent)"
    )


def test_a_few_columns_have_titles_that_lie(visit):
    page = visit("wide")
    frame = page.locator(".support-matrix-frame")
    assert "sm-wide" in frame.get_attribute("class")
    page = visit("wide", "?drivers=d1,d2&rows=features")
    assert "sm-wide" not in frame.get_attribute("class")
    page.locator(".sm-chips button").click()
    assert "sm-wide" in frame.get_attribute("class")


def test_a_narrow_page_has_a_search_box_and_a_button(visit):
    page = visit("wide", width=375)
    seen = page.locator(".sm-tools").locator("button:visible, select:visible, input:visible")
    assert [each.evaluate("each => each.textContent || each.type") for each in seen.all()] == [
        "search",
        "Filters",
    ]
    page.get_by_role("button", name="Filters").click()
    dialog = page.get_by_role("dialog", name="Filters")
    dialog.get_by_label("Any status").select_option("mandatory")
    dialog.get_by_role("button", name="Drivers").click()
    page.get_by_role("dialog", name="Drivers").get_by_role("button", name="None").click()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert page.get_by_role("dialog").count() == 0
    assert shown(page)["features"]
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 375
    page.get_by_role("button", name="Filters").click()
    assert page.get_by_role("dialog").get_by_label("Any status").input_value() == "mandatory"
    page.keyboard.press("Escape")


@pytest.mark.parametrize("width", [320, 768, 1280])
@pytest.mark.parametrize("name", ["wide", "tall"])
def test_controls_are_large_enough_and_fit(visit, name, width):
    page = visit(name, "?needs=f1,f2&compare=d1,d3,d4", width=width)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    sizes = page.locator(".sm-tools :is(button, select, input[type=search]):visible").evaluate_all(
        "all => all.map(each => each.getBoundingClientRect()).map(({width, height}) => Math.min(width, height))"
    )
    assert min(sizes) >= 24


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
@pytest.mark.parametrize("name", ["tall", "wide", "seven", "counted"])
def test_nothing_moves_when_the_controls_come(browser, site, name, width):
    url = (site / "out" / f"{name}.html").as_uri()
    before = places(browser, url, width, script=False)
    assert len(before) > 100
    assert places(browser, url, width, script=True) == before


@pytest.mark.parametrize("width", [690, 720, 1280])
def test_a_short_button_keeps_its_name(visit, width):
    button = visit("wide", width=width).get_by_role("button", name="Swap")
    sync_api.expect(button).to_be_visible(timeout=TIMEOUT)
    # Where there is little room, it shows only its sign.
    assert (button.bounding_box()["width"] < 40) == (width < 1280)


def test_no_script_no_control(browser, site):
    url = (site / "out" / "wide.html").as_uri()
    page = open_page(browser, f"{url}?needs=f1", java_script_enabled=False)
    assert page.locator(".sm-tools, .sm-need").count() == 0
    assert page.locator("tbody tr:not(.sm-group)").count() == 25
    top = page.locator(".support-matrix-frame").evaluate("frame => getComputedStyle(frame).marginTop")
    assert float(top.removesuffix("px")) < 30
    page.close()


def test_a_strict_policy_and_blocked_storage(browser, site):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script("""
      for (const name of ['localStorage', 'sessionStorage', 'indexedDB']) {
        Object.defineProperty(window, name, { get() { window.asked = name; throw new Error('blocked'); } });
      }
      window.refused = [];
      addEventListener('securitypolicyviolation', event => window.refused.push(event.sourceFile));
    """)
    with served(site / "out") as address:
        page = context.new_page()
        page.goto(f"{address}/tall.html?needs=f1")
        page.get_by_role("button", name="Swap").click()
        page.locator("tbody td:not(.sm-status) a").first.click()
        page.keyboard.press("Escape")
        page.get_by_role("button", name="Copy").click()
        page.keyboard.press("Escape")
        assert shown(page)["drivers"]
        refused = page.evaluate("window.refused")
        assert [each for each in refused if "sphinx-support-matrix" in each] == []
    context.close()


def test_reduced_motion_and_forced_colours(browser, site):
    page = open_page(browser, (site / "out" / "tall.html").as_uri(), forced_colors="active")
    moving = page.locator(".sm-tools, .sm-tools *, .sm-need").evaluate_all(
        "all => all.filter(each => getComputedStyle(each).transitionDuration !== '0s').length"
    )
    assert moving == 0
    borders = page.locator(".sm-tools button:visible").evaluate_all(
        "all => all.map(each => getComputedStyle(each).borderTopWidth)"
    )
    assert set(borders) == {"1px"}
    page.close()


def test_the_view_is_on_paper(visit, tmp_path):
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    page = visit("tall", "?find=zebra1")
    titles = [each.strip() for each in page.locator("thead th[data-key]").all_text_contents()]
    path = tmp_path / "page.pdf"
    page.pdf(path=path, format="A4")
    text = subprocess.run(
        ["pdftotext", "-layout", str(path), "-"], check=True, capture_output=True
    ).stdout.decode()
    assert len(titles) == 8
    assert "zebra1" in text.partition("Details")[0]
    assert "Swap" not in text
    copies = page.locator(".sm-paper")
    assert copies.count() == 0


def test_each_driver_of_a_wide_table_is_on_paper(visit):
    page = visit("big")
    drivers = shown(page)["drivers"]
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    parts = page.locator(".sm-paper table")
    heads = parts.evaluate_all(
        "all => all.map(each => [...each.tHead.querySelectorAll('[data-key]')].map(h => h.dataset.key))"
    )
    assert len(heads) > 2
    assert [key for each in heads for key in each] == drivers
    assert parts.first.locator("tbody tr:not(.sm-group)").count() == 200
    page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert parts.count() == 0
