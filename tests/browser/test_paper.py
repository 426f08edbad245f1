"""Pages on paper, A4 and Letter, with the script and without: the text of a PDF, and where its words stand."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from typing import NamedTuple

import pytest

from tests.browser.chromium import open_page
from tests.browser.matrix_pages import made_up, shown_matrix
from tests.browser.test_themes import THEMES

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
pytest.importorskip("furo", reason="furo is not installed")
if shutil.which("pdftotext") is None:
    pytest.skip("pdftotext is not installed", allow_module_level=True)

# Features and drivers: as many as cinder has, as nova has, and as no paper has room for.
SIZES = {"cinder": (10, 74), "nova": (59, 10), "wide": (60, 39)}
CUT = "Columns that do not fit on the paper are in the details."
LOST = "Columns that do not fit on the paper are missing here."
WORD = re.compile(r'<word xMin="([\d.-]+)" yMin="[\d.-]+" xMax="([\d.-]+)" yMax="[\d.-]+">(.*?)</word>')
# Text that is as pale as the paper, or nearly.
PALE = """elements => elements.filter(element => {
  const style = getComputedStyle(element);
  const [r, g, b] = style.color.match(/[\\d.]+/g).map(Number);
  return (0.2126 * r + 0.7152 * g + 0.0722 * b) / (style.color.startsWith('color(') ? 1 : 255) > 0.6;
}).map(element => element.textContent.trim())"""


class Sheet(NamedTuple):
    text: str
    width: float
    words: list
    """The left and the right edge of each word, and the word."""


@pytest.fixture(scope="module", params=["furo", "basic"])
def site(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    pages = {name: f".. support_matrix:: {name}.ini\n" for name in SIZES}
    # Pages of the table alone: the text of a PDF does not say where a table ends.
    pages |= {f"{name}-table": f"{text}   :sections: summary\n" for name, text in pages.items()}
    write(folder, pages, f"html_theme = {request.param!r}\n")
    return folder


def write(folder, pages, configuration):
    """Build *pages*, texts by their names, with a matrix for each of SIZES."""
    (folder / "conf.py").write_text(f"extensions = ['sphinx_support_matrix']\nproject = 'P'\n{configuration}")
    for name, size in SIZES.items():
        (folder / f"{name}.ini").write_text(made_up(*size), encoding="utf-8")
    (folder / "index.rst").write_text("P\n=\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in pages))
    for name, text in pages.items():
        (folder / f"{name}.rst").write_text(f"{name}\n{'=' * len(name)}\n\n{text}")
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(folder / "out")]
    subprocess.run(command, check=True, capture_output=True)


@pytest.fixture
def printed(browser, site, tmp_path):
    """Print a page."""

    def printed(name, query="", **options):
        url = (site / "out" / f"{name}.html").as_uri() + query
        return sheets_of(browser, url, tmp_path / "page.pdf", **options)

    return printed


def sheets_of(browser, url, path, **options):
    """Print a page into the file *path*."""
    page = open_page(browser, url, java_script_enabled=options.pop("script", True))
    page.pdf(path=path, margin=dict.fromkeys(("top", "right", "bottom", "left"), "1cm"), **options)
    page.close()
    # Raw: in the order of the page, which columns do not mix up.
    texts = read(path, "-raw").split("\f")
    sheets = read(path, "-bbox").split("<page ")[1:]
    return [
        Sheet(" ".join(text.split()), float(re.search(r'width="([\d.]+)"', sheet)[1]), WORD.findall(sheet))
        for text, sheet in zip(texts, sheets, strict=False)
    ]


def read(path, option):
    found = subprocess.run(["pdftotext", option, str(path), "-"], check=True, capture_output=True)
    return found.stdout.decode()


def whole(sheets):
    return " ".join(sheet.text for sheet in sheets)


def titles_of(path):
    matrix = shown_matrix(path)
    return [each.title.text for each in (*matrix.drivers, *matrix.features)]


# Each size and each paper, and not each with each: printing takes long.
@pytest.mark.parametrize(("name", "paper"), [("cinder", "A4"), ("nova", "Letter"), ("wide", "A4")])
def test_all_of_a_table_is_on_paper(printed, site, name, paper):
    table = whole(printed(f"{name}-table", format=paper))
    assert [title for title in titles_of(site / f"{name}.ini") if title not in table] == []
    sheets = printed(name, format=paper)
    beyond = [
        word
        for sheet in sheets
        for left, right, word in sheet.words
        if float(left) < 0 or float(right) > sheet.width
    ]
    assert beyond == []
    assert "Feature 0" in sheets[0].text or "Driver 0" in sheets[0].text
    assert CUT not in whole(sheets)
    assert LOST not in table


# One prints its sidebar; in the other, Chromium cut off the end of a long table.
@pytest.mark.parametrize(("theme", "name"), [("openstackdocs", "nova"), ("pydata_sphinx_theme", "wide")])
def test_themes_leave_room_for_all_of_a_table(browser, tmp_path, theme, name):
    module, configuration = THEMES[theme]
    pytest.importorskip(module)
    text = f".. support_matrix:: {name}.ini\n   :sections: summary\n"
    write(tmp_path, {name: text}, f"html_theme = {theme!r}\n{configuration}")
    url = (tmp_path / "out" / f"{name}.html").as_uri()
    sheets = sheets_of(browser, url, tmp_path / "page.pdf", format="A4")
    assert [title for title in titles_of(tmp_path / f"{name}.ini") if title not in whole(sheets)] == []
    # There is nothing to mark on paper.
    page = open_page(browser, url)
    page.emulate_media(media="print")
    assert page.locator(".sm-need:visible").count() == 0
    page.close()


@pytest.mark.parametrize(("name", "paper"), [("cinder", "Letter"), ("nova", "A4")])
def test_without_a_script_what_does_not_fit_is_said_and_in_the_details(printed, site, name, paper):
    table = printed(f"{name}-table", format=paper, script=False)
    sheets = printed(name, format=paper, script=False)
    missing = [title for title in titles_of(site / f"{name}.ini") if title not in whole(table)]
    assert missing or name != "wide"
    if missing:
        assert LOST in table[0].text
        assert CUT in sheets[0].text
    page = whole(sheets)
    assert [title for title in missing if title not in page] == []
    assert "Feature 0" in sheets[0].text or "Driver 0" in sheets[0].text


def test_filters_in_force_are_said_and_applied(printed):
    table = whole(printed("wide-table", "?find=feature%207&drivers=d1,d2", format="A4"))
    assert "feature 7" in table
    assert "2 of 40 drivers" in table
    assert set(re.findall(r"Driver \d+|Feature \d+", table)) == {"Driver 1", "Driver 2", "Feature 7"}


def test_paper_is_white_on_a_dark_system(browser, site):
    page = open_page(browser, (site / "out" / "nova.html").as_uri(), color_scheme="dark")
    page.evaluate("document.body.dataset.theme = 'dark'")
    page.emulate_media(media="print", color_scheme="dark")
    seen = page.locator(".sm-release, .sm-legend .sm-symbol, ul.sm-drivers > li").evaluate_all(PALE)
    page.close()
    assert seen == []
