"""What axe-core says of a matrix, and of seven on a page, with each theme. Skipped where axe-core is not installed."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

from tests.browser.chromium import open_page
from tests.browser.matrix_pages import write_beside
from tests.browser.test_themes import ALWAYS_LIGHT, INI, THEMES

WIDTHS = (320, 375, 768, 1280)
# What is dark differs from what is light in nothing but colours.
ONLY = {
    "light": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "dark": {"type": "rule", "values": ["color-contrast"]},
}
# Colours take the most time to look at. Seven matrices have those that one has, and there are two layouts, a narrow and a wide.
WITHOUT_COLOURS = {"color-contrast": {"enabled": False}}
COLOURED = (375, 1280)
# Our parts of the page. The colours of code in notes are the theme's own.
RUN = """([only, rules]) => axe.run(
  {
    include: [
      ['.support-matrix-frame'], ['.sm-legend'], ['.sm-shared'], ['.support-matrix-feature'],
      ['.support-matrix-tally'], ['.sm-features'], ['.sm-rest'], ['.sm-tools'], ['.support-matrix-trend'], ['.sm-claims'],
    ],
    exclude: [['.highlight']],
  },
  {runOnly: only, rules, resultTypes: ['violations']},
).then(result => result.violations.map(each => [each.id, each.nodes.map(node => node.html)]))"""
# With so many drivers without notes that they are folded.
FOLDED = INI + "".join(f"[driver.{key}]\ntitle = {key}\n" for key in "cdefg")
PAGES = {
    "one": ".. support_matrix:: m.ini\n   :requirements:\n",
    "drivers": ".. support_matrix:: m.ini\n   :rows: drivers\n   :requirements:\n",
    "driver": ".. support_matrix_driver:: a m.ini\n",
    "beside": (
        ".. support_matrix:: beside.ini\n   :removed:\n\n.. support_matrix_driver:: a beside.ini\n\n"
        ".. support_matrix_compare:: a b beside.ini\n\n.. support_matrix_history:: beside.ini\n"
    ),
    "seven": "".join(
        f".. support_matrix:: m.ini\n   :name: n{number}\n   :rows: {rows}\n\n"
        for number, rows in enumerate(["features", "drivers"] * 3 + ["features"])
    ),
}


@pytest.fixture(scope="module")
def axe():
    found = find_spec("axe_playwright_python")
    if found is None or found.origin is None:
        pytest.skip("axe-playwright-python, which has axe-core, is not installed")
    return Path(found.origin).with_name("axe.min.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module", params=THEMES)
def folder(request, tmp_path_factory):
    module, extra = THEMES[request.param]
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "conf.py").write_text(
        f"extensions = ['sphinx_support_matrix']\nhtml_theme = {request.param!r}\nproject = 'P'\n{extra}"
    )
    (folder / "index.rst").write_text(
        "Index\n=====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in PAGES)
    )
    for name, text in PAGES.items():
        (folder / f"{name}.rst").write_text(f"Title\n=====\n\n{text}")
    (folder / "m.ini").write_text(FOLDED)
    (folder / "beside.ini").write_text(INI)
    write_beside(folder / "beside.ini", {"1.0": FOLDED.replace("complete", "partial"), "1.1": FOLDED})
    command = [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(folder / "out")]
    subprocess.run(command, capture_output=True, check=True)
    return request.param, folder / "out"


@pytest.mark.parametrize(
    ("name", "mode"), [(name, mode) for name in PAGES for mode in ONLY if (name, mode) != ("seven", "dark")]
)
def test_axe_finds_nothing(browser, axe, folder, name, mode):
    theme, out = folder
    if mode == "dark" and theme in ALWAYS_LIGHT:
        pytest.skip(f"{theme} is always light")
    page = open_page(browser, (out / f"{name}.html").as_uri(), color_scheme=mode)
    page.evaluate(axe)
    found = {}
    for width in WIDTHS if mode == "light" else WIDTHS[-1:]:
        page.set_viewport_size({"width": width, "height": 800})
        coloured = width in COLOURED and name != "seven"
        found[width] = page.evaluate(RUN, [ONLY[mode], {} if coloured else WITHOUT_COLOURS])
    page.close()
    assert found == {width: [] for width in found}


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_axe_finds_nothing_while_controls_are_in_use(browser, axe, folder, mode):
    theme, out = folder
    if mode == "dark" and theme in ALWAYS_LIGHT:
        pytest.skip(f"{theme} is always light")
    url = (out / "one.html").as_uri()
    page = open_page(browser, url, color_scheme=mode, viewport={"width": 1280, "height": 800})
    controls = page.locator(".sm-controls > *")
    found = {}

    def look(state):
        found[state] = page.evaluate(RUN, [ONLY[mode], {}])

    def go(query):
        page.goto("about:blank")
        page.goto(url + query)
        page.evaluate(axe)

    go("?needs=one&at=complete&status=mandatory&level=partial&find=first&drivers=a,b&sort=b&drivers=nobody")
    look("filters")
    go("?needs=one,two,three&at=complete")
    look("nothing fits")
    go("?compare=a,b&rows=drivers")
    look("compare")
    dialog = page.locator(".sm-tools dialog")
    for number in (2, 4, 5, 6):
        # By script: where there is little room, they are in a dialog of their own.
        name = controls.nth(number).evaluate("button => (button.click(), button.textContent)")
        assert dialog.count() == 1
        if name.startswith("Copy"):
            page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
            dialog.get_by_role("button", name="CSV").click()
            dialog.locator("textarea").wait_for()
        look(name)
        page.keyboard.press("Escape")
        # A browser tells of it a moment later.
        dialog.wait_for(state="detached")
    page.locator("td a.sm-noted").click()
    assert page.locator("dialog[popover]").count() == 1
    look("cell")
    page.keyboard.press("Escape")
    controls.nth(3).evaluate("button => button.click()")
    look("swapped")
    page.set_viewport_size({"width": 375, "height": 800})
    page.get_by_role("button", name="Filters").click()
    look("phone")
    page.close()
    assert found == {state: [] for state in found}
