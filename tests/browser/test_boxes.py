"""How many boxes Chromium makes of a page, by its own counter: the same number each time."""

from __future__ import annotations

from pathlib import Path

from benchmarks.generate import Size, matrix
from tests.browser.chromium import open_page

SIZE, DOUBLE = Size(20, 10), Size(40, 10)
# For each cell, with a tenth of what its feature has.
BOXES = 13.5


def boxes(browser, project, size):
    project.write(index_rst="T\n=\n\n.. support_matrix:: m.ini\n", m_ini=matrix(size))
    page = open_page(browser, Path(project.build().app.outdir, "index.html").as_uri())
    page.wait_for_load_state("load")
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable")
    metrics = session.send("Performance.getMetrics")["metrics"]
    page.close()
    return next(metric["value"] for metric in metrics if metric["name"] == "LayoutObjects")


def test_a_cell_is_few_boxes(browser, new_project):
    small, large = (boxes(browser, new_project(), size) for size in (SIZE, DOUBLE))
    assert 0 < (large - small) / (DOUBLE.cells - SIZE.cells) <= BOXES
