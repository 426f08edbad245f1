"""A small matrix with each theme that its first users have, on light and dark systems."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.browser.chromium import CONTRASTS, open_page

# The module of each theme, and what conf.py says besides its name.
THEMES = {
    "alabaster": ("alabaster", ""),
    "furo": ("furo", ""),
    "openstackdocs": ("openstackdocstheme", "extensions.append('openstackdocstheme')\n"),
    "pydata_sphinx_theme": ("pydata_sphinx_theme", ""),
    "sphinx_book_theme": ("sphinx_book_theme", ""),
    "sphinx_immaterial": (
        "sphinx_immaterial",
        # Fonts would come from the network.
        "extensions.append('sphinx_immaterial')\nhtml_theme_options = {'font': False, 'palette': ["
        "{'media': '(prefers-color-scheme: light)', 'scheme': 'default'},"
        "{'media': '(prefers-color-scheme: dark)', 'scheme': 'slate'}]}\n",
    ),
    "sphinx_rtd_theme": ("sphinx_rtd_theme", ""),
}
ALWAYS_LIGHT = {"alabaster", "openstackdocs", "sphinx_rtd_theme"}
INI = """\
[driver.a]
title = A driver with a long name (iSCSI, FC)
link = https://example.org/a
[driver.b]
title = B
[group.f]
title = Group
[f.one]
title = First
cli = openstack server create --flavor a-flavor-with-a-very-long-name --image cirros my-server-name --wait
status = mandatory
driver.a = complete:2026.1
driver.b = partial
driver-notes.b = Some of it.
[f.two]
title = Second
driver.a = missing
driver.b = unknown
[f.three]
title = Third
driver.a = not-applicable
driver.b = complete
"""
# The luminance of a matrix cell and of the page around it, and how many items have a bullet.
LOOK = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const luminance = ([r, g, b]) => (0.2126 * r + 0.7152 * g + 0.0722 * b) / 255;
  const behind = element => {
    for (; element; element = element.parentElement) {
      const colour = channels(getComputedStyle(element).backgroundColor);
      if (colour.length < 4 || colour[3] > 0) return luminance(colour);
    }
    return 1;
  };
  const frame = document.querySelector('.support-matrix-frame');
  const items = [...document.querySelectorAll('ul.support-matrix-legend > li, ul.sm-drivers > li')];
  return {
    page: behind(frame.parentElement),
    cell: luminance(channels(getComputedStyle(frame.querySelector('td > a.sm-partial'), '::before').backgroundColor)),
    bullets: items.filter(item => getComputedStyle(item).listStyleType !== 'none').length,
    width: document.scrollingElement.scrollWidth,
  };
}"""
TITLES = "table.support-matrix-summary th a"
CELLS = "table.support-matrix-summary td > a, td.sm-status, .sm-symbol:not(.sm-noted), .sm-group th"


@pytest.fixture(scope="module", params=THEMES)
def theme(request, tmp_path_factory):
    """The name of a theme, and the folder of a project that was built with it."""
    module, extra = THEMES[request.param]
    if find_spec(module) is None:
        pytest.skip(f"{module} is not installed")
    folder = tmp_path_factory.mktemp(request.param)
    (folder / "conf.py").write_text(
        f"extensions = ['sphinx_support_matrix']\nhtml_theme = {request.param!r}\nproject = 'P'\n{extra}"
    )
    (folder / "index.rst").write_text("Title\n=====\n\n.. support_matrix:: m.ini\n")
    (folder / "m.ini").write_text(INI)
    # In a process of its own: some themes start others, which a process with a browser cannot, and what they
    # warn of is theirs.
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-b", "html", str(folder), str(folder / "out")],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    assert "support_matrix" not in done.stderr
    return request.param, folder / "out"


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_a_matrix_fits_its_page(browser, theme, mode):
    name, folder = theme
    page = open_page(browser, (folder / "index.html").as_uri(), color_scheme=mode)
    is_dark = mode == "dark" and name not in ALWAYS_LIGHT
    for width in (320, 375, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        look = page.evaluate(LOOK)
        assert (look["page"] < 0.5, look["cell"] < 0.5) == (is_dark, is_dark)
        assert look["bullets"] == 0
        # The pages of alabaster are never narrower than this, whatever is on them.
        assert look["width"] <= (max(width, 368) if name == "alabaster" else width)
    for selector in (CELLS, ".support-matrix-frame thead th:first-child"):
        contrasts = page.locator(selector).evaluate_all(CONTRASTS)
        assert min(contrasts.values()) >= 4.5, contrasts
    colours = "elements => [...new Set(elements.map(each => getComputedStyle(each).color))]"
    assert page.locator(TITLES).evaluate_all(colours) == page.locator(
        "table.support-matrix-summary thead th:first-child"
    ).evaluate_all(colours)
    page.close()


# Others are light without scripts.
@pytest.mark.parametrize("theme", ["furo"], indirect=True)
def test_without_scripts_the_cells_are_as_dark_as_the_page(browser, theme):
    _, folder = theme
    page = open_page(browser, (folder / "index.html").as_uri(), color_scheme="dark")
    # What a page without scripts is like, in one that can be asked.
    page.evaluate("delete document.body.dataset.theme")
    look = page.evaluate(LOOK)
    assert (look["page"] < 0.5, look["cell"] < 0.5) == (True, True)
    page.close()
