"""What a build costs, in numbers that are the same each time: calls, nodes, visits, elements, bytes and modules.

A limit is what was there when it was set, with a little to spare for other versions of Sphinx. A change that passes
one needs a reason.
"""

from __future__ import annotations

import gzip
import os
import pickle
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.generate import Size, matrix
from benchmarks.projects import count_elements
from sphinx_support_matrix.core import loads
from sphinx_support_matrix.extension.doctree.nodes import matrix_feature
from tests.counting import count_calls

SIZE, DOUBLE = Size(40, 10), Size(80, 10)
# What none but pages with evidence, histories, requirements or other parts needs, and what is for paper.
UNUSED = (
    "core.evidence",
    "core.export",
    "core.diff",
    "core.editing",
    "core.history",
    "core.matrix.merge",
    "core.matrix.requirements",
    "core.rules",
    "extension.findings.change_nodes",
    "extension.findings.removed",
    "extension.output.portable.expanding",
    "extension.output.portable.latex",
    "html.history_view",
    "html.standalone",
    "html.standing_words",
    "html.table_standings",
    "html.trend",
)
# All that one name leads to: modules of ours, and those of others that only they need.
MODULES = 107


def write(project, size):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\n",
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n",
        m_ini=matrix(size),
    )
    return project


def loaded(project):
    """The modules that a process has which builds *project*."""
    code = (
        "import sys; from sphinx.cmd.build import build_main;"
        f"assert build_main(['-q', {str(project.folder)!r}, {str(project.folder / 'out')!r}]) == 0;"
        "print(*sorted(sys.modules), sep='\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        encoding="utf-8",
        check=True,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    return set(done.stdout.split("\n"))


def test_a_build_waits_for_no_module_that_it_does_not_need(project):
    modules = loaded(write(project, Size(3, 2)))
    unused = [name for name in modules if name.removeprefix("sphinx_support_matrix.").startswith(UNUSED)]
    assert sorted(unused) == []
    # Sphinx loads it to say that a title has no source.
    assert "xml.dom.minidom" not in modules
    ours = [name for name in modules if name.startswith("sphinx_support_matrix")]
    assert len(ours) <= MODULES


@pytest.fixture
def doctree(project):
    built = write(project, SIZE).build(keep=True)
    doctree = pickle.loads(Path(built.app.doctreedir, "index.doctree").read_bytes())
    built.app.cleanup()
    return doctree


def test_there_are_few_nodes_for_a_feature_and_none_for_a_cell(doctree):
    kinds = Counter(type(node).__name__ for node in doctree.findall())
    # A section with its title and its entry in the index; the details, and in one text all plain notes; the row.
    each = {"section", "title", "index", "matrix_feature", "matrix_plain_notes", "matrix_row"}
    assert {kinds[name] - SIZE.features for name in each} <= {0, 1, 3}
    # Those of titles, twice, and of notes; those of drivers; the document's, and the headings of the parts.
    assert kinds["Text"] == 3 * SIZE.features + SIZE.drivers + 3
    assert sum(kinds.values()) <= 9 * SIZE.features + 2 * SIZE.drivers + 20


def test_the_cells_of_a_feature_are_there_once(doctree):
    cells = [id(node["cells"]) for node in doctree.findall() if "cells" in getattr(node, "attributes", ())]
    assert len(cells) == 2 * SIZE.features
    assert len(set(cells)) == SIZE.features


def test_features_share_what_their_statuses_mean(doctree):
    meanings = [node["status"] for node in doctree.findall(matrix_feature)]
    assert len(meanings) == SIZE.features
    assert len({id(meaning) for meaning in meanings}) == 2


def test_an_inventory_has_a_row_for_each_feature_and_nothing_for_a_cell(project):
    built = write(project, SIZE).build()
    kinds = Counter(each[2] for each in built.app.env.domains["support"].get_objects())
    assert kinds == {
        "matrix": 1,
        "columns": 1,
        "row": SIZE.features,
        "feature": 2 * SIZE.features,
        "driver": 2 * SIZE.drivers,
    }


def visits(project):
    """How many nodes are visited by walks that look for some, in a whole build."""
    count = 0

    def watch(frame, event, _argument):
        nonlocal count
        if event == "call" and frame.f_code.co_name in {"_fast_findall", "_superfast_findall", "_all"}:
            count += 1

    app = project.app("html")
    sys.setprofile(watch)
    try:
        app.build()
    finally:
        sys.setprofile(None)
        app.cleanup()
    return count


def test_a_feature_is_visited_no_more_often_than_sphinx_and_docutils_ask_for(new_project):
    small, large = (visits(write(new_project(), size)) for size in (SIZE, DOUBLE))
    assert (large - small) / (DOUBLE.features - SIZE.features) <= VISITS


def calls(project):
    app = project.app("html")
    try:
        return count_calls(app.build)
    finally:
        app.cleanup()


def test_a_cell_takes_few_calls(new_project):
    calls(write(new_project(), Size(3, 2)))
    small, large = (calls(write(new_project(), size)) for size in (SIZE, DOUBLE))
    assert (large - small) / (DOUBLE.cells - SIZE.cells) <= CALLS


def test_a_cell_is_read_with_few_calls():
    small, large = (matrix(size) for size in (SIZE, DOUBLE))
    loads(small, "m.ini")
    read = [count_calls(lambda text=text: loads(text, "m.ini")) for text in (small, large)]
    assert (read[1] - read[0]) / (DOUBLE.cells - SIZE.cells) <= READING_CALLS


def test_a_cell_is_few_elements_and_bytes(new_project):
    pages = [Path(write(new_project(), size).build().app.outdir, "index.html") for size in (SIZE, DOUBLE)]
    cells = DOUBLE.cells - SIZE.cells
    elements = [count_elements(page) for page in pages]
    sizes = [page.stat().st_size for page in pages]
    assert (elements[1] - elements[0]) / cells <= ELEMENTS
    assert (sizes[1] - sizes[0]) / cells <= BYTES
    small, large = (len(gzip.compress(page.read_bytes(), mtime=0)) for page in pages)
    assert (large - small) / cells <= GZIPPED


# For each feature of ten drivers.
VISITS = 600
# For each cell, with a tenth of what its feature costs.
CALLS = 690
READING_CALLS = 75
ELEMENTS = 6.05
BYTES = 346
GZIPPED = 19.5
