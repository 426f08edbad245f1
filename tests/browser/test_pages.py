"""The showcase as a reader sees it, in Chromium. Skipped where there is no Chromium or no Playwright."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS
from tests.browser.chromium import CONTRASTS, TIMEOUT, open_page

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("furo", reason="furo is not installed")

ROOT = Path(__file__).resolve().parents[2]
THEMES = ("furo", "alabaster")
MODES = ("light", "dark")
WIDTHS = (375, 1280)
LEVELS = {"complete", "partial", "missing", "unknown"}

OWN_LEVEL = """\
:orphan:

Own
===

.. support_matrix:: own.ini

.. support_matrix:: own.ini
   :name: alone
   :sections: summary
"""
OWN_LEVEL_INI = """\
[level.preview]
title = preview
symbol = \N{BLACK STAR}
counts-as = partial
[driver.a]
title = A
[operation.x]
title = X
driver.a = preview
"""

# furo scrolls smoothly: a test that measures meanwhile finds a page on its way.
STILL = "* { scroll-behavior: auto !important; }\n"


@pytest.fixture(scope="session")
def pages(tmp_path_factory):
    """The showcase, built with each theme."""
    built = {}
    for theme in THEMES:
        folder = tmp_path_factory.mktemp(theme)
        (folder / "conf.py").write_text(
            f"extensions = ['sphinx_support_matrix']\nhtml_theme = {theme!r}\nproject = 'Showcase'\n"
            "html_static_path = ['own']\nhtml_css_files = ['still.css']\n"
        )
        (folder / "own").mkdir()
        (folder / "own" / "still.css").write_text(STILL)
        (folder / "index.rst").write_text("Showcase\n========\n\n.. support_matrix::\n")
        (folder / "own.rst").write_text(OWN_LEVEL)
        (folder / "own.ini").write_text(OWN_LEVEL_INI, encoding="utf-8")
        shutil.copy(ROOT / "support-matrix.ini", folder)
        app = SphinxTestApp("html", srcdir=folder)
        app.build()
        assert app.warning.getvalue() == ""
        app.cleanup()
        built[theme] = (Path(app.outdir) / "index.html").as_uri()
    return built


@pytest.fixture(scope="session")
def opened(browser, pages):
    """The page of each theme, opened once: a browser without a graphics card takes its time."""
    return {theme: open_page(browser, url) for theme, url in pages.items()}


@pytest.fixture
def show(opened):
    """Show a page in a mode and a width, to a test that only looks at it."""

    def show(theme="furo", mode="light", width=1280):
        page = opened[theme]
        page.emulate_media(color_scheme=mode)
        page.set_viewport_size({"width": width, "height": 900})
        return page

    return show


@pytest.fixture
def show_alone(browser, pages):
    """Open a page for a test that does something with it: no other test may find it changed."""
    shown = []

    def show_alone(theme="furo", name="index.html", mode="light", width=1280, **options):
        url = pages[theme].replace("index.html", name)
        size = {"width": width, "height": 900}
        shown.append(open_page(browser, url, color_scheme=mode, viewport=size, **options))
        return shown[-1]

    yield show_alone
    for page in shown:
        page.close()


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("width", WIDTHS)
def test_the_page_fits_and_can_be_read(show, theme, mode, width):
    page = show(theme, mode, width)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    assert page.locator("table.support-matrix-summary tbody th[scope=row]").count() == 66
    contrasts = page.locator(
        "table.support-matrix-summary td > a, td.sm-status, .sm-symbol:not(.sm-noted), .sm-badge, .sm-group th"
    ).evaluate_all(CONTRASTS)
    assert len(contrasts) >= 4
    assert min(contrasts.values()) >= 4.5, contrasts


def test_dark_colours_follow_the_system_and_the_switch_of_the_theme(show_alone):
    colour = "getComputedStyle(document.querySelector('td:not([class]) > a'), '::before').backgroundColor"
    page = show_alone(mode="light")
    light = page.evaluate(colour)
    page.emulate_media(color_scheme="dark")
    dark = page.evaluate(colour)
    assert dark != light
    assert page.evaluate(f"document.body.dataset.theme = 'light', {colour}") == light
    page.emulate_media(color_scheme="light")
    assert page.evaluate(f"document.body.dataset.theme = 'dark', {colour}") == dark
    page = show_alone("alabaster", mode="light")
    assert page.evaluate(f"document.documentElement.dataset.theme = 'dark', {colour}") == dark


def test_cells_and_details_show_the_symbols_of_their_levels(show):
    page = show()
    symbol = (
        "elements => elements.map(each => [each.textContent.replace(' with notes', ''),"
        " getComputedStyle(each, '::before').content])"
    )
    cells = dict(page.locator("table.support-matrix-summary td > a").evaluate_all(symbol))
    assert cells == {
        name: f'"{BUILTIN_LEVELS[name].symbol}" / ""'
        for name in ("complete", "partial", "missing", "unknown")
    }
    widths = page.locator("table.support-matrix-summary td > a").evaluate_all(
        "elements => elements.map(each => each.scrollWidth)"
    )
    assert min(widths) >= 10
    lines = page.locator("ul.sm-drivers > li").evaluate_all(symbol)
    assert {content for text, content in lines if ": partial" in text} == {'"◐" / ""'}


def test_a_level_of_a_project_shows_its_own_symbol(show_alone):
    page = show_alone(name="own.html")
    content = "element => getComputedStyle(element, '::before').content"
    linked, alone = page.locator("table.support-matrix-summary td:not(.sm-status)").all()
    assert linked.evaluate(content) == "none"
    assert linked.locator("a").evaluate(content) == '"\N{BLACK STAR}" / ""'
    assert alone.evaluate(content) == '"\N{BLACK STAR}" / ""'
    assert page.locator("ul.sm-drivers > li").evaluate(content) == '"\N{BLACK STAR}" / ""'


def test_a_cell_leads_to_its_line_in_the_details(show_alone):
    page = show_alone()
    page.locator("td a.sm-partial").first.click()
    page.get_by_role("link", name="Link to this line").click()
    target = page.locator(":target")
    assert page.url.endswith("#operation_snapshot_driver_libvirt_xen")
    sync_api.expect(target).to_be_in_viewport(timeout=TIMEOUT)
    assert target.inner_text().startswith("Libvirt Xen: partial")


@pytest.mark.parametrize("theme", THEMES)
def test_a_link_into_folded_lines_opens_them_and_rests_there(browser, pages, theme):
    page = open_page(browser, pages[theme] + "#operation_swap_volume_driver_vmware")
    page.wait_for_load_state("load")
    target = page.locator(":target")
    sync_api.expect(target).to_be_in_viewport(timeout=TIMEOUT)
    rests, margin, folded, name = target.evaluate("""line => [
      line.getBoundingClientRect().top,
      parseFloat(getComputedStyle(line).scrollMarginTop)
        + (parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0),
      line.closest('details.sm-rest').open,
      getComputedStyle(line, '::after').content,
    ]""")
    assert abs(rests - margin) <= 30
    assert folded
    assert "Swap" in name
    page.close()


def test_paper_shows_what_is_folded(show_alone):
    page = show_alone("alabaster")
    heights = "lines => lines.filter(line => line.checkVisibility()).length"
    folded = page.locator("details.sm-rest li")
    assert folded.count() > 500
    assert folded.evaluate_all(heights) == 0
    page.emulate_media(media="print")
    assert folded.evaluate_all(heights) == folded.count()


def test_the_header_stays_in_sight_while_rows_scroll(show_alone):
    page = show_alone(width=375)
    # All in one moment, whatever else the page may be doing.
    scrolled, frame, corner = page.locator(".support-matrix-frame").evaluate("""frame => {
      frame.scrollTop = 1500;
      frame.scrollLeft = 300;
      const corner = frame.querySelector('thead th');
      return [[frame.scrollTop, frame.scrollLeft], frame.getBoundingClientRect(), corner.getBoundingClientRect()];
    }""")
    assert scrolled == [1500, 300]
    assert abs(corner["y"] - frame["y"]) <= 2
    assert abs(corner["x"] - frame["x"]) <= 2


def test_everything_is_there_without_javascript(show_alone):
    page = show_alone("alabaster", java_script_enabled=False)
    words = page.locator("table.support-matrix-summary td:not(.sm-status)").all_text_contents()
    assert len(words) == 14 * 66
    assert {word.removesuffix(" with notes") for word in words} == LEVELS
    assert page.locator("ul.sm-drivers > li").count() == 14 * 66


def test_search_leads_to_the_feature_whose_note_has_the_word(show_alone):
    page = show_alone("alabaster", "search.html?q=unmount")
    results = page.locator("#search-results li a")
    sync_api.expect(results).to_have_count(2, timeout=TIMEOUT)
    assert [(link.inner_text(), link.get_attribute("href")) for link in results.all()] == [
        ("Showcase", "index.html"),
        ("Showcase > Detach a block storage volume", "index.html#operation_detach_volume"),
    ]


def test_a_page_from_right_to_left(show_alone):
    page = show_alone(width=1280)
    page.evaluate("document.documentElement.dir = 'rtl'")
    frame = page.locator(".support-matrix-frame").bounding_box()
    first = page.locator("thead th").first.bounding_box()
    assert abs(first["x"] + first["width"] - frame["x"] - frame["width"]) <= 2
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 1280
