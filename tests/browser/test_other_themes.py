"""Rules that themes have for everything on a page, which must not reach a matrix. Each is one that a theme was found with."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.browser.chromium import CONTRASTS, TIMEOUT, open_page
from tests.browser.test_themes import INI

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

UNMET = "[f.four]\ntitle = Fourth\nstatus = mandatory\ndriver.a = missing\n"
PAGES = {
    "index": "Title\n=====\n\n.. toctree::\n\n   other\n\n.. support_matrix:: m.ini\n   :requirements:\n",
    "other": "Other\n=====\n\n.. support_matrix_compare:: a b m.ini\n\n.. support_matrix_driver:: a m.ini\n",
}
# bizstyle, classic
COLOURED_HEADINGS = "th { color: white; background-color: #82a0be }"
# press, classic
STRIPES = "tr:nth-child(2n) { background: #ff0 } tr:nth-child(2n) td { background: #0ff }"
# Themes with a dark look of which the browser does not know.
DARK = "body { color: #eee; background: #191919 }"
# pydata_sphinx_theme, also in print
DARK_PAPER = ":root { color-scheme: dark; --pst-color-background: #14181e } body { color: #ced6dd; background: #14181e }"
# agogo, and those with the reset of Tailwind
NO_MARGINS = "* { margin: 0 }"
# press
TABLES_THAT_SCROLL = "table { display: block; overflow-x: auto }"
# ansible, sphinxawesome, documatt, haiku, cloud
SHAPES = """
  table td, table th { min-width: 100px; margin: 3px }
  #title ul:not(.search), #other ul:not(.search) { margin: 24px 0 0 24px; padding: 10px; list-style: disc }
  #title ul:not(.search) > li, #other ul:not(.search) > li { margin: 24px; padding: 10px }
  #title div > p { margin: 19px }
  #title a:not(.toc-backref) { font-weight: bold; border-bottom: 2px solid; text-decoration: underline; padding: 0 }
"""
# What the print sheets of HTML5 Boilerplate and of Bootstrap 3 say.
PAPER = """@media print {
  *, *::before, *::after { color: #000 !important; background: transparent !important }
  a[href]::after { content: " (" attr(href) ")" }
}"""
# Before our own styles, as those of a theme are.
ADD = """rules => {
  const style = document.createElement('style');
  style.textContent = rules;
  document.head.prepend(style);
}"""
OURS = (
    ".support-matrix-frame table, .support-matrix-frame :is(th, td, a), .sm-tools, .sm-tools p, .sm-legend, .sm-legend li, "
    "ul.sm-facts, ul.sm-facts > li, ul.sm-commands, ul.sm-commands > li, ul.sm-drivers, ul.sm-drivers > li, "
    "ul.sm-features, ul.sm-features > li"
)
# How large everything is, and how far from the left.
SHAPE = """all => all.map(each => [each, each.getBoundingClientRect()])
  .map(([each, box]) => [each.tagName, each.className, ...[box.x, box.width, box.height].map(Math.round)])"""


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    folder = tmp_path_factory.mktemp("other")
    (folder / "conf.py").write_text(
        "extensions = ['sphinx_support_matrix']\nhtml_theme = 'basic'\nproject = 'P'\n"
        "html_theme_options = {'navigation_with_keys': True}\n"
    )
    for name, text in PAGES.items():
        (folder / f"{name}.rst").write_text(text)
    (folder / "m.ini").write_text(INI + UNMET)
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(folder / "out")]
    subprocess.run(command, capture_output=True, check=True)
    return folder / "out"


@pytest.fixture
def show(browser, out):
    """Open a page with the rules of a theme."""
    shown = []

    def show(rules, name="index"):
        page = open_page(browser, (out / f"{name}.html").as_uri(), viewport={"width": 1280, "height": 800})
        page.evaluate(ADD, rules)
        shown.append(page)
        return page

    yield show
    for page in shown:
        page.close()


def styles(locator, name, pseudo=None):
    """The different values that a property of the elements has, or of what stands before or after them."""
    ask = "(all, [name, pseudo]) => [...new Set(all.map(each => getComputedStyle(each, pseudo)[name]))]"
    return locator.evaluate_all(ask, [name, pseudo])


@pytest.mark.parametrize("rules", [COLOURED_HEADINGS, DARK])
@pytest.mark.parametrize("name", ["index", "other"])
def test_tables_and_controls_can_be_read(show, rules, name):
    page = show(rules, name)
    parts = ".support-matrix-frame :is(th, th a, td.sm-status, td > a), .sm-tools p, .sm-dialog :is(p, label, button)"
    if name == "index":
        page.get_by_role("button", name="Drivers").click()
    contrasts = page.locator(parts).evaluate_all(CONTRASTS)
    assert contrasts
    assert min(contrasts.values()) >= 4.5, contrasts


def test_a_dialog_stands_in_the_middle(show):
    page = show(NO_MARGINS)
    page.get_by_role("button", name="Drivers").click()
    box = page.get_by_role("dialog").bounding_box()
    assert abs(box["x"] + box["width"] / 2 - 640) < 20
    assert abs(box["y"] + box["height"] / 2 - 400) < 20


@pytest.mark.parametrize("name", ["index", "other"])
def test_headers_stay_in_sight(show, name):
    page = show(TABLES_THAT_SCROLL + ".support-matrix-frame { max-height: 120px !important }", name)
    scrolled, apart = page.locator(".support-matrix-frame").first.evaluate("""frame => {
      frame.scrollTop = 40;
      const [top, head] = [frame, frame.querySelector('thead th')].map(each => each.getBoundingClientRect().top);
      return [frame.scrollTop, Math.abs(head - top)];
    }""")
    assert scrolled > 20
    assert apart <= 2


@pytest.mark.parametrize("name", ["index", "other"])
def test_shapes_are_ours(show, name):
    before, after = (show(rules, name).locator(OURS).evaluate_all(SHAPE) for rules in ("", SHAPES))
    assert len(before) > 20
    assert after == before


@pytest.mark.parametrize("name", ["index", "other"])
def test_rows_have_no_stripes(show, name):
    rows = show(STRIPES, name).locator(".support-matrix-frame tbody :is(tr, td)")
    assert rows.count() > 8
    assert styles(rows, "backgroundColor") == ["rgba(0, 0, 0, 0)"]


def test_titles_are_no_bold_and_underlined_links(show):
    cells = show(SHAPES).locator(".support-matrix-frame :is(tbody th a, td > a)")
    assert styles(cells, "fontWeight") == ["400"]
    assert styles(cells, "textDecorationLine") == ["none"]
    assert styles(cells, "borderBottomWidth") == ["0px"]


def test_paper_has_symbols_and_no_words_or_addresses_over_them(show):
    page = show(PAPER)
    page.emulate_media(media="print")
    cells = page.locator(".support-matrix-summary td > a")
    assert styles(cells, "color") == ["rgba(0, 0, 0, 0)"]
    symbols = styles(cells, "color", "::before")
    assert len(symbols) == 4
    assert not {"rgb(0, 0, 0)", "rgba(0, 0, 0, 0)"} & set(symbols)
    assert styles(page.locator(".support-matrix-summary a"), "content", "::after") == ["none"]
    for selector in ("td.sm-status", ".sm-release", ".sm-unmet"):
        found = page.locator(f".support-matrix-summary {selector}").evaluate_all(CONTRASTS)
        assert found, selector
        assert min(found.values()) >= 4.5


def test_paper_is_white(show):
    page = show(DARK_PAPER)
    parts = page.locator(".support-matrix-frame :is(th, th a, td.sm-status, td > a)")
    for media in ("screen", "print"):
        page.emulate_media(media=media)
        contrasts = parts.evaluate_all(CONTRASTS)
        assert min(contrasts.values()) >= 4.5, contrasts
    assert any("on rgb(255, 255, 255)" in each for each in contrasts)


def test_arrows_do_not_turn_the_pages_of_the_document(show):
    page = show("")
    page.locator(".support-matrix-summary td > a").first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    cell = "document.activeElement.closest('td').cellIndex"
    assert page.url.endswith("/index.html")
    assert page.evaluate(cell) == 3
    # Elsewhere they do.
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("ArrowRight")
    sync_api.expect(page).to_have_url(page.url.replace("index", "other"), timeout=TIMEOUT)
