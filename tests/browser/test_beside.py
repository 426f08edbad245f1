"""What the controls know of evidence and of earlier releases, held against core's own answers."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
from sphinx_support_matrix.core.evidence.standings import standings
from sphinx_support_matrix.core.history.history_json import from_history_json
from sphinx_support_matrix.core.history.states import as_of
from tests.browser.chromium import CONTRASTS, open_page
from tests.browser.matrix_pages import KEY_OF_ROW, made_up, places, shown, shown_matrix, write_beside

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("furo", reason="furo is not installed")

RELEASES = ("1.0", "1.1", "2.0", "2.1", "10.0")
# The word of each cell, and whether it is marked as changed, by the keys of the feature and the driver.
CELLS = (
    f"table => {{ const keyOfRow = {KEY_OF_ROW};"
    """
  const byDriver = table.dataset.rows === 'drivers';
  const heads = [...table.tHead.querySelectorAll('th[data-key]')].map(head => head.dataset.key);
  const found = [];
  for (const row of table.tBodies[0].parentElement.querySelectorAll('tbody tr:not(.sm-group)')) {
    const cells = [...row.cells].filter(cell => cell.tagName === 'TD' && !cell.matches('.sm-status, .sm-tally'));
    cells.forEach((cell, index) => {
      const text = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT).nextNode();
      const names = byDriver ? [heads[index], keyOfRow(row)] : [keyOfRow(row), heads[index]];
      found.push([...names, text ? text.textContent.trim() : '', cell.matches('.sm-changed')]);
    });
  }
  return found;
}"""
)


def states() -> list[str]:
    """The same file in five releases: levels change, and features and drivers come and go."""
    now = made_up(9, 6)
    rename = {"complete": "partial", "partial": "missing", "missing": "complete"}
    texts = []
    for number in range(len(RELEASES) - 1):
        lines = []
        for index, line in enumerate(now.splitlines()):
            key, separator, value = line.partition(" = ")
            if key.startswith("driver.d") and index % 7 == number:
                level, colon, release = value.partition(":")
                value = rename.get(level, level) + colon + release
            lines.append(key + separator + value)
        text = "\n".join(lines) + "\n"
        if number < 2:
            # A driver and a feature that are not there yet.
            text = text.replace("[driver.d5]\ntitle = Driver 5 (kind 2)\n", "")
            text = "\n".join(
                each for each in text.splitlines() if not each.startswith(("driver.d5", "driver-notes.d5"))
            )
            start = text.index("[operation.f1]")
            text = text[:start] + text[text.index("[operation.f2]") :] + "\n"
        texts.append(text)
    return [*texts, now]


@pytest.fixture(scope="module", params=["features", "drivers"])
def site(request, tmp_path_factory):
    """A page with evidence and a history, with features or with drivers as rows."""
    folder = tmp_path_factory.mktemp("beside")
    texts = states()
    (folder / "m.ini").write_text(texts[-1], encoding="utf-8")
    write_beside(folder / "m.ini", dict(zip(RELEASES, texts, strict=True)))
    make_page(folder, f"   :rows: {request.param}\n")
    return folder


def make_page(folder, options=""):
    """Build the page of ``m.ini``, with what is beside it; its address."""
    (folder / "conf.py").write_text(
        "extensions = ['sphinx_support_matrix']\nhtml_theme = 'furo'\nproject = 'P'\n"
    )
    (folder / "index.rst").write_text(f"P\n=\n\n.. support_matrix:: m.ini\n{options}")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "-b", "html", str(folder), str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True)
    return (folder / "out" / "index.html").as_uri()


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
    def visit(query=""):
        window.goto("about:blank")
        window.goto((site / "out" / "index.html").as_uri() + query)
        return window

    return visit


def history_of(site):
    return from_history_json((site / "m.history.json").read_text(encoding="utf-8"), "m.history.json")[0]


def levels(page):
    """The word and the mark of each cell."""
    found = page.locator("table.support-matrix-summary").evaluate(CELLS)
    return {(feature, driver): (word, changed) for feature, driver, word, changed in found}


def state_of(site, release):
    """The word of each cell of today as it was in a release."""
    then = as_of(history_of(site), release).cells
    matrix = shown_matrix(site / "m.ini")
    return {
        (feature.name, driver.key): then.get((feature.name, driver.key), "not there")
        for feature in matrix.features
        for driver in matrix.drivers
    }


@pytest.mark.parametrize("release", RELEASES)
def test_the_state_of_a_release(visit, site, release):
    page = visit(f"?as-of={release}")
    assert {cell: word for cell, (word, _) in levels(page).items()} == state_of(site, release)
    assert page.locator(".sm-stamp").inner_text() == f"These are the levels of {release}, not those of today."


@pytest.mark.parametrize("since", RELEASES)
@pytest.mark.parametrize("then", ["", "2.0"])
def test_what_changed_since_a_release(visit, site, since, then):
    found = levels(visit(f"?since={since}" + (f"&as-of={then}" if then else "")))
    before, after = state_of(site, since), state_of(site, then or None)
    assert {cell for cell, (_, changed) in found.items() if changed} == {
        cell for cell, word in before.items() if word != after[cell]
    }


def test_today_comes_back(visit, site):
    page = visit()
    before = page.locator("table.support-matrix-summary").evaluate("table => table.innerHTML")
    page.locator("select", has_text="As of").select_option("1.0")
    page.locator("select", has_text="Changed since").select_option("1.1")
    assert "as-of=1.0" in page.url
    assert "since=1.1" in page.url
    assert {cell: word for cell, (word, _) in levels(page).items()} == state_of(site, "1.0")
    page.go_back()
    page.go_back()
    page.wait_for_function("!location.search")
    after = page.locator("table.support-matrix-summary").evaluate("table => table.innerHTML")
    assert after.replace(' class=""', "") == before.replace(' class=""', "")


def test_questions_are_about_the_state_that_is_shown(visit, site):
    matrix = shown_matrix(site / "m.ini")
    then = state_of(site, "1.0")
    wanted = matrix.features[4].name
    page = visit(f"?as-of=1.0&needs={wanted}&at=complete")
    assert set(shown(page)["drivers"]) == {
        driver.key for driver in matrix.drivers if then[wanted, driver.key] == "complete"
    }


def test_a_cell_opens_with_the_level_of_then(visit, site):
    page = visit("?as-of=1.0")
    then = state_of(site, "1.0")
    (feature, driver), word = next(
        (cell, word) for cell, word in then.items() if word == "partial" and cell[0].startswith("storage")
    )
    are = page.locator("table.support-matrix-summary").get_attribute("data-rows")
    row, column = (feature, driver) if are == "features" else (driver, feature)
    index = (
        page.locator("thead th[data-key]")
        .evaluate_all("all => all.map(each => each.dataset.key)")
        .index(column)
    )
    rows = page.locator("tbody tr:not(.sm-group)")
    keys = rows.evaluate_all(f"rows => rows.map({KEY_OF_ROW})")
    rows.nth(keys.index(row)).locator("td:not(.sm-status, .sm-tally)").nth(index).locator("a").click()
    assert word in page.locator("dialog[open], [popover]").first.inner_text()


@pytest.mark.parametrize(
    "standing", ["confirmed", "contradicted", "understated", "unproven", "found-complete"]
)
def test_a_standing_shows_the_features_where_a_claim_has_it(visit, site, standing):
    evidence = from_evidence_json((site / "m.evidence.json").read_text(encoding="utf-8"), "e")[0]
    matrix = shown_matrix(site / "m.ini")
    found = standings(matrix, evidence)
    expected = {feature for (feature, _), each in found.items() if each.standing.value == standing}
    assert expected
    page = visit(f"?standing={standing}")
    assert set(shown(page)["features"]) == expected
    option = page.locator(f'option[value="{standing}"]')
    assert option.inner_text().endswith(f"({len(expected)})")


def test_a_standing_that_no_claim_has_is_not_unknown(browser, site, tmp_path):
    """What an address with what is contradicted shows, once nothing is."""
    (tmp_path / "m.ini").write_bytes((site / "m.ini").read_bytes())
    evidence = json.loads((site / "m.evidence.json").read_text(encoding="utf-8"))
    evidence["cells"] = [each for each in evidence["cells"] if each["failed"] == 0][:1]
    (tmp_path / "m.evidence.json").write_text(json.dumps(evidence), encoding="utf-8")
    page = open_page(browser, make_page(tmp_path) + "?standing=contradicted")
    assert shown(page)["features"] == []
    assert page.locator(".sm-said").inner_text() == ""
    page.locator(".sm-chips").get_by_role("button", name="contradicted").click()
    assert len(shown(page)["features"]) == 9
    page.close()


def test_going_back_from_a_release_keeps_the_names_of_today(browser, tmp_path):
    text = made_up(3, 2)
    (tmp_path / "m.ini").write_text(text, encoding="utf-8")
    write_beside(tmp_path / "m.ini", {"1.0": text.replace("= preview", "= complete"), "2.0": text})
    page = open_page(browser, make_page(tmp_path) + "?level=preview")
    found = [shown(page)["features"]]
    page.get_by_label("As of").select_option("1.0")
    found.append(shown(page)["features"])
    page.locator(".sm-chips").get_by_role("button", name="preview").click()
    for _ in range(2):
        page.go_back()
        found.append(shown(page)["features"])
        assert page.locator(".sm-said [role=alert]").count() == 0
    assert found[0]
    assert found == [found[0], [], [], found[0]]
    page.close()


def test_unknown_releases_are_said_and_ignored(visit, site):
    page = visit("?as-of=0.9&standing=proven")
    assert "0.9, proven" in page.locator(".sm-said").inner_text()
    assert {cell: word for cell, (word, _) in levels(page).items()} == state_of(site, None)


@pytest.mark.parametrize("width", [320, 375, 768, 1280])
def test_nothing_moves_when_their_controls_come(browser, site, width):
    url = (site / "out" / "index.html").as_uri()
    before = places(browser, url, width, script=False)
    assert len(before) > 100
    assert places(browser, url, width, script=True) == before


def test_paper_says_the_state_and_has_no_fields(visit):
    page = visit("?as-of=1.0&standing=confirmed")
    page.emulate_media(media="print")
    assert page.locator(".sm-tools select:visible").count() == 0
    assert page.locator(".sm-stamp").is_visible()
    assert page.locator(".sm-chips").inner_text().split("\n") == ["confirmed", "As of 1.0"]
    page.emulate_media(media="screen")


def test_what_contradicts_can_be_read_in_forced_colours(visit):
    page = visit()
    page.emulate_media(forced_colors="active")
    told = page.locator("ul.sm-drivers .sm-standing[data-standing=contradicted] a")
    colours = told.evaluate_all(CONTRASTS)
    page.emulate_media(forced_colors="none")
    assert colours
    assert min(colours.values()) > 4.5


def test_pages_without_them_have_no_such_controls(browser, site, tmp_path):
    (tmp_path / "m.ini").write_bytes((site / "m.ini").read_bytes())
    page = open_page(browser, make_page(tmp_path))
    assert page.locator(".sm-tools select").count() == 2
    assert (
        json.loads(page.evaluate("JSON.stringify(window.supportMatrixWords)")).get("standing_confirmed")
        is None
    )
