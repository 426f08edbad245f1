"""The index of features for the search page."""

from __future__ import annotations

import json

import pytest

INI = """\
[driver.a]
title = Driver
[operation.running]
title = Feature of running things
notes = A zebra crosses the road.
driver.a = complete
driver-notes.a = Zebras <b>run</b>.
[storage.y]
title = Other
notes = Nothing.
driver.a = missing
"""


def index(built):
    text = built.text("_static/sphinx-support-matrix/search-index.js")
    assert text.startswith("window.supportMatrixIndex = ")
    return json.loads(text.removeprefix("window.supportMatrixIndex = ").removesuffix(";\n"))


@pytest.fixture(scope="module")
def shared(new_project):
    project = new_project()
    project.write(index_rst="T\n=\n\n.. support_matrix:: m.ini\n", m_ini=INI)
    return project


@pytest.fixture(scope="module")
def built(shared):
    return shared.build()


def test_the_index(built):
    found = index(built)
    assert found["pages"] == ["index"]
    assert found["features"] == [
        [0, "operation_running", "Feature of running things"],
        [0, "storage_y", "Other"],
    ]
    # Stemmed, without stop words, each feature once.
    assert found["terms"]["zebra"] == [0]
    assert found["terms"]["run"] == [0]
    assert found["terms"]["noth"] == [1]
    assert "the" not in found["terms"]


def test_only_the_search_page_loads_it(built):
    assert "sphinx-support-matrix/search.js" in built.text("search.html")
    assert "sphinx-support-matrix/search.js" not in built.text("index.html")
    assert "sphinx-support-matrix/search.js" not in built.text("genindex.html")


def test_nothing_without_a_matrix(project):
    project.write(index_rst="T\n=\n\nText.\n")
    built = project.build()
    assert "support-matrix" not in built.text("search.html")
    assert not list(built.app.outdir.rglob("support-matrix*"))


def test_builders_without_search(shared):
    built = shared.build("singlehtml")
    assert not list(built.app.outdir.rglob("search-index.js"))
