"""How many boxes Chromium makes of a page, by its own counter: the same number each time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.browser import count_boxes
from benchmarks.generate import Size, matrix
from tests.browser.chromium import LAID_OUT

SIZE, DOUBLE = Size(20, 10), Size(40, 10)
# For each cell, with a tenth of what its feature has.
BOXES = 13


def page_of(project, size):
    project.write(index_rst="T\n=\n\n.. support_matrix:: m.ini\n", m_ini=matrix(size))
    return Path(project.build().app.outdir, "index.html")


def test_a_cell_is_few_boxes(browser, new_project):
    small, large = (count_boxes(browser, page_of(new_project(), size), LAID_OUT) for size in (SIZE, DOUBLE))
    assert 0 < (large - small) / (DOUBLE.cells - SIZE.cells) <= BOXES


def test_details_out_of_sight_are_no_boxes(browser, new_project):
    page = page_of(new_project(), DOUBLE)
    assert 0 < count_boxes(browser, page) < 0.8 * count_boxes(browser, page, LAID_OUT)
