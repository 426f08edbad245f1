"""The frame of a table for everyone: small windows, the keyboard, search, high contrast, and right to left."""

from __future__ import annotations

import pytest
from sphinx.testing.util import SphinxTestApp

from tests.browser.chromium import open_page

sync_api = pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")

DRIVERS = [f"Driver number {number} (iSCSI, FC)" for number in range(24)]
INI = "".join(f"[driver.d{number}]\ntitle = {title}\n" for number, title in enumerate(DRIVERS)) + "".join(
    f"[f.n{feature}]\ntitle = Feature number {feature}, which has a long title\n"
    f"status = {'mandatory' if feature == 3 else 'optional'}\n"
    + "".join(
        f"driver.d{number} = {('complete', 'partial', 'missing', 'unknown', 'not-applicable')[(number + feature) % 5]}\n"
        for number in range(len(DRIVERS))
    )
    + "driver-notes.d1 = Some.\n"
    for feature in range(9)
)
# Each of the links of the table in turn, there and back, of which nothing can be seen while it has the focus.
HIDDEN = """async () => {
  const frame = document.querySelector('.support-matrix-frame');
  const hidden = [];
  const links = [...frame.querySelectorAll('tbody a')];
  const order = [...links, ...links.reverse()];
  for (const link of order) {
    link.focus();
    const box = link.getBoundingClientRect();
    const points = [box.left + 3, box.x + box.width / 2, box.right - 3].flatMap(
      x => [box.top + 3, box.y + box.height / 2, box.bottom - 3].map(y => [x, y]));
    if (!points.some(([x, y]) => link.contains(document.elementFromPoint(x, y))))
      hidden.push(link.textContent);
  }
  return [order.length, hidden];
}"""
SMALL = """elements => elements
  .map(each => [each.textContent, each.getBoundingClientRect()])
  .filter(([, box]) => box.width < 24 || box.height < 24)
  .map(([text, box]) => [text, box.width, box.height])"""
# The size of the words that search finds, which mark where it found them.
WORDS = """cells => {
  const sizes = [];
  for (const cell of cells) {
    const range = document.createRange();
    range.selectNodeContents(cell);
    const [box, around] = [range.getClientRects()[0], cell.closest('td').getBoundingClientRect()];
    sizes.push([box.width, box.height, box.left >= around.left - 1 && box.right <= around.right + 1
      && box.top >= around.top - 1 && box.bottom <= around.bottom + 1]);
  }
  return sizes;
}"""


@pytest.fixture(scope="module", params=["drivers", "features"])
def url(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "conf.py").write_text(
        "extensions = ['sphinx_support_matrix']\nproject = 'P'\nhtml_theme = 'basic'\n"
        "html_theme_options = {'nosidebar': True, 'body_min_width': 0}\n"
        f"support_matrix_rows = {request.param!r}\n"
    )
    (folder / "index.rst").write_text("Title\n=====\n\n.. support_matrix:: m.ini\n")
    (folder / "alone.rst").write_text(
        ":orphan:\n\nTitle\n=====\n\n.. support_matrix:: m.ini\n   :sections: summary\n   :group: yes\n"
    )
    (folder / "m.ini").write_text(INI)
    app = SphinxTestApp("html", srcdir=folder)
    app.build()
    app.cleanup()
    return (folder / "_build" / "html" / "index.html").as_uri()


@pytest.fixture
def show(browser, url):
    shown = []

    def show(width, height, **options):
        shown.append(open_page(browser, url, viewport={"width": width, "height": height}, **options))
        return shown[-1]

    yield show
    for page in shown:
        page.close()


@pytest.mark.parametrize(("width", "height"), [(320, 256), (667, 375), (1280, 800)])
def test_cells_can_be_seen_in_small_windows_and_the_focus_is_never_hidden(show, width, height):
    page = show(width, height)
    frame, cell = page.evaluate("""() => {
      const frame = document.querySelector('.support-matrix-frame');
      frame.scrollIntoView();
      frame.scrollTop = 400;
      const box = frame.getBoundingClientRect();
      const found = document.elementFromPoint(Math.min(box.right, innerWidth) - 30, box.top + box.height / 2);
      return [[box.width, box.height], found.closest('td') !== null];
    }""")
    assert frame[1] <= height
    assert cell
    count, hidden = page.evaluate(HIDDEN)
    assert count == 2 * (24 * 9 + (9 if page.locator("[data-rows=features]").count() else 0))
    assert hidden == []


def test_every_link_of_a_table_is_large_enough(show):
    page = show(1280, 800)
    assert page.locator("table.support-matrix-summary a").evaluate_all(SMALL) == []


def test_search_finds_words_that_are_somewhere(show):
    page = show(1280, 800)
    sizes = page.locator("table.support-matrix-summary td > a").evaluate_all(WORDS)
    assert len(sizes) == 24 * 9
    assert min(width for width, _, _ in sizes) >= 12
    assert min(height for _, height, _ in sizes) >= 6
    assert all(inside for _, _, inside in sizes)


def test_levels_are_told_apart_in_forced_colours(show):
    page = show(1280, 800, forced_colors="active")
    looks = page.locator("table.support-matrix-summary td > a").evaluate_all("""links => links.map(link => {
      const style = getComputedStyle(link, '::before');
      return [style.content, style.color === style.backgroundColor, getComputedStyle(link).color];
    })""")
    assert len({content for content, _, _ in looks}) == 5
    assert not any(invisible for _, invisible, _ in looks)
    # The words do not come in front of the symbols.
    assert {colour for _, _, colour in looks} == {"rgba(0, 0, 0, 0)"}


def test_symbols_have_the_colours_of_the_system_in_forced_colours(show):
    page = show(1280, 800, forced_colors="active")
    drawn = page.locator("table.support-matrix-summary td > a").evaluate_all("""links => links.map(link => {
      const style = getComputedStyle(link, '::before');
      return `${style.color} on ${style.backgroundColor} in ${style.boxShadow}`;
    })""")
    assert len(drawn) > 50
    system = page.evaluate("""() => {
      const probe = document.body.appendChild(document.createElement('p'));
      probe.style.cssText = 'color: LinkText; background: Canvas; outline: 1px solid CanvasText';
      const { color, backgroundColor, outlineColor } = getComputedStyle(probe);
      return `${color} on ${backgroundColor} in ${outlineColor} 0px 0px 0px 1px inset`;
    }""")
    assert set(drawn) == {system}


def test_notes_are_announced(show):
    page = show(1280, 800)
    names = page.locator("td > a.sm-noted").evaluate_all("links => links.map(link => link.textContent)")
    assert len(names) == 9
    assert all(name.endswith(" with notes") for name in names)


def test_a_shadow_shows_that_more_columns_wait(show):
    page = show(320, 800)
    shadow = "getComputedStyle(document.querySelector('.support-matrix-frame'), '::after').opacity"
    if not page.evaluate("CSS.supports('animation-timeline: scroll()')"):
        pytest.skip("this Chromium has no animations that follow scrolling")
    page.wait_for_function(f"{shadow} === '1'")
    page.evaluate("document.querySelector('.support-matrix-frame').scrollLeft = 100000")
    page.wait_for_function(f"{shadow} === '0'")


def test_cells_that_are_no_links_have_room_for_their_symbols(show, url):
    page = show(1280, 800)
    page.goto(url.replace("index.html", "alone.html"))
    cells = page.locator("table.support-matrix-summary td").evaluate_all("""cells => cells.map(cell => [
      cell.matches('tbody td:not(.sm-status, .sm-count, .sm-tally)'),
      getComputedStyle(cell, '::before').content !== 'none',
      cell.getBoundingClientRect().height,
    ])""")
    assert {is_cell == has_symbol for is_cell, has_symbol, _ in cells} == {True}
    assert min(height for is_cell, _, height in cells if is_cell) >= 29


def test_a_name_of_one_long_word_stays_in_its_column(browser, tmp_path):
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_support_matrix']\nhtml_theme = 'basic'\n")
    (tmp_path / "index.rst").write_text("Title\n=====\n\n.. support_matrix:: m.ini\n")
    (tmp_path / "m.ini").write_text(
        "[driver.a]\ntitle = A\n[x]\ntitle = a_name_of_one_long_word_of_an_interface\ndriver.a = complete\n"
    )
    app = SphinxTestApp("html", srcdir=tmp_path)
    app.build()
    app.cleanup()
    page = open_page(browser, (app.outdir / "index.html").as_uri(), viewport={"width": 375, "height": 700})
    title, head = (page.locator(each).bounding_box() for each in ("tbody th a", "tbody th"))
    page.close()
    assert title["x"] + title["width"] <= head["x"] + head["width"]


def test_titles_of_drivers_are_on_one_line_with_a_link_or_without(browser, tmp_path):
    (tmp_path / "conf.py").write_text("extensions = ['sphinx_support_matrix']\nhtml_theme = 'basic'\n")
    (tmp_path / "index.rst").write_text("Title\n=====\n\n.. support_matrix:: m.ini\n")
    (tmp_path / "m.ini").write_text(
        "[driver.a]\ntitle = A\n[driver.b]\ntitle = B\nlink = https://example.org\n"
        "[x]\ntitle = X\ndriver.a = complete\ndriver.b = complete\n"
    )
    app = SphinxTestApp("html", srcdir=tmp_path)
    app.build()
    app.cleanup()
    page = open_page(browser, (app.outdir / "index.html").as_uri(), viewport={"width": 1280, "height": 700})
    tops = page.locator("thead th[data-key]").evaluate_all("""heads => heads.map(head => {
      const text = document.createRange();
      text.selectNodeContents(head.querySelector('a') ?? head.querySelector('.sm-head'));
      return text.getBoundingClientRect().top;
    })""")
    page.close()
    assert len(tops) == 2
    assert abs(tops[0] - tops[1]) < 0.5
