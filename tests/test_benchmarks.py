"""The benchmark measures what it says."""

from __future__ import annotations

import json
import pstats
import re
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import sphinx_support_matrix
from benchmarks import profile
from benchmarks.generate import Size, matrix
from benchmarks.growth import CASES, factors, measure_growth, start_of
from benchmarks.profile import parts
from benchmarks.projects import Project, bytes_of_anchors, change_one_cell, count_elements, write_project
from benchmarks.table import ratios, render
from sphinx_support_matrix.core import loads

pytestmark = pytest.mark.once

SIZE = Size(7, 3)
ROOT = Path(__file__).resolve().parents[1]


def test_the_matrix_is_the_same_each_time_and_has_no_problem():
    source = matrix(SIZE)
    assert matrix(SIZE) == source
    read, problems = loads(source, "m.ini")
    assert problems == []
    assert (len(read.features), len(read.drivers)) == (7, 3)
    notes = [cell.notes for feature in read.features for cell in feature.implementations]
    assert [index for index, note in enumerate(notes) if note] == list(range(0, SIZE.cells, 5))
    assert all("https://" in " ".join(note.lines) for note in notes if note)


@pytest.mark.parametrize("kind", Project)
def test_projects(tmp_path, kind):
    project = write_project(tmp_path, kind, SIZE)
    assert (project / "support-matrix.ini").exists() == (kind in {Project.OURS, Project.PEER})
    assert ("sphinx_" in (project / "conf.py").read_text()) == (kind is not Project.EMPTY)


def test_one_cell_is_changed_each_time(tmp_path):
    project = write_project(tmp_path, Project.OURS, SIZE)
    sources = [(project / "support-matrix.ini").read_text(encoding="utf-8")]
    for _ in range(2):
        change_one_cell(project)
        sources.append((project / "support-matrix.ini").read_text(encoding="utf-8"))
    for before, after in pairwise(sources):
        pairs = zip(before.splitlines(), after.splitlines(), strict=True)
        ((old, new),) = [(old, new) for old, new in pairs if old != new]
        assert re.fullmatch(r"driver\.backend-000 = \w+", old)
        assert re.fullmatch(r"driver\.backend-000 = (complete|missing)", new)


def test_what_is_counted_in_a_page(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p id="abc"><br/>x<a href="#abcde">y</a><a href="z">z</a></p>')
    assert count_elements(page) == 4
    assert bytes_of_anchors(page) == 8


def test_ratios_are_those_of_the_builds_made_in_turn():
    row = {"ours": {"seconds": [1.0, 2.0]}, "peer": {"seconds": [10.0, 30.0]}}
    assert ratios(row) == [10.0, 15.0]


def test_the_tables_are_valid_restructuredtext():
    compared = {"seconds": [2.0, 1.0], "memory": 10.0, "bytes": 2e6, "elements": 5000, "anchors": 1e6}
    row = {"features": 7, "drivers": 3, "runs": 2, "ours": compared, "peer": compared}
    other = {"seconds": [2.0, 1.0], "memory": 10.0}
    result = {
        "machine": {
            "processor": "P",
            "processors": 2,
            "system": "S",
            "python": "3",
            "packages": {"sphinx": "9"},
        },
        "html 7": row | {"builder": "html"},
        "text": row | {"builder": "text", "ours": other, "peer": other},
        "again": {"fresh": 3.0, "edit": 2.0, "two": 3.0},
        "loading": {"seconds": 0.02},
        "reading": {str(SIZE): 2e6},
        "profile": {str(SIZE): {"a": 3.0, "b": 1.0}},
        "browser": {"ours": {"load": 1.0, "layout": 2.0}, "peer": {"load": 3.0, "layout": 4.0}},
        "filter": {str(SIZE): {"median": 21.4, "most": 60.6}},
        "calls": {"size": str(SIZE), "parts": {"a": 30.0, "b": 10.0}, "peer": 80.0},
        "boxes": {
            "size": str(SIZE),
            "ours": 600,
            "peer": 1200,
            "parts": {"table": 300, "details": 240, "symbols": 120},
        },
        "growth": {"check: features": {"size": 30000, "seconds": [1.0, 2.0, 4.0], "factors": [2.1, 2.04]}},
    }
    document = publish_doctree(render(result), settings_overrides={"report_level": 1, "halt_level": 2})
    tables = list(document.findall(nodes.table))
    assert [len(list(table.findall(nodes.row))) for table in tables] == [2, 2, 3, 5, 6, 2, 9]
    assert [row.astext().split("\n\n")[1] for row in tables[3].findall(nodes.row)][1:] == [
        "80",
        "40 (50%)",
        "30 (38%)",
        "10 (12%)",
    ]
    assert [row.astext().split("\n\n")[1] for row in tables[4].findall(nodes.row)][1:] == [
        "1,200",
        "600 (50%)",
        "300 (25%)",
        "240 (20%)",
        "120 (10%)",
    ]
    assert [entry.astext() for entry in list(tables[5].findall(nodes.row))[1].findall(nodes.entry)] == [
        "check: features",
        "30,000",
        "1.00, 2.00, 4.00",
        "2.1, 2.0",
    ]
    last = list(tables[6].findall(nodes.row))[-1]
    assert [entry.astext() for entry in last.findall(nodes.entry)] == [
        "Chromium, from a key in the search box to what is shown, 7 \N{MULTIPLICATION SIGN} 3, milliseconds",
        "21 (at most 61)",
        "",
    ]
    assert [entry.astext() for entry in list(tables[0].findall(nodes.row))[1]] == [
        "7 \N{MULTIPLICATION SIGN} 3",
        "2",
        "1.50",
        "1.50",
        "1.0",
        "10 (100%)",
        "2.00 (100%)",
        "1.00",
        "5,000 (100%)",
    ]


def test_the_parts_of_a_profile_add_up():
    stats = pstats.Stats()
    package, jinja = "/x/sphinx_support_matrix", "/x/jinja2/loaders.py"
    choice = (jinja, 595, "load")
    vars(stats).update(
        total_tt=10.0,
        stats={
            (f"{package}/__init__.py", 14, "setup"): (1, 1, 0.0, 0.5, {}),
            (f"{package}/core/loading.py", 1, "loads"): (1, 1, 0.0, 1.0, {}),
            (f"{package}/extension/directives/matrix_directive.py", 1, "run"): (1, 1, 0.0, 3.0, {}),
            (f"{package}/extension/output/html_visitors.py", 1, "visit_summary"): (1, 1, 0.0, 1.0, {}),
            (f"{package}/extension/output/html_visitors.py", 2, "visit_feature"): (1, 1, 0.0, 2.0, {}),
            (jinja, 107, "load"): (
                3,
                3,
                0.0,
                0.9,
                {choice: (1, 1, 0.0, 0.25, {}), ("/x/glue.py", 1, "load"): (2, 2, 0, 0.6)},
            ),
            choice: (1, 1, 0.0, 0.25, {("/x/environment.py", 1, "get"): (1, 1, 0.0, 0.25)}),
            ("/x/elsewhere.py", 1, "run"): (1, 1, 0.0, 9.0, {}),
        },
    )
    found = parts(stats)
    assert sum(found.values()) == 10.0
    assert list(found.values()) == [0.5, 1.0, 2.0, 0, 0.25, 2.75, 0, 0, 3.5]


def test_the_documentation_shows_what_was_measured():
    result = json.loads((ROOT / "benchmarks" / "results.json").read_text(encoding="utf-8"))
    page = ROOT / "docs" / "explanation" / "measurements.inc"
    assert page.read_text(encoding="utf-8") == render(result)


def test_a_table_without_rows_is_left_out():
    result = {"machine": {"processor": "P", "processors": 1, "system": "S", "python": "3", "packages": {}}}
    assert "list-table" not in render(result)


def test_the_functions_that_a_profile_is_cut_at_are_there():
    package = Path(sphinx_support_matrix.__file__).parent.parent
    for path, *names in (profile._LOAD, profile._READ, profile._DIRECTIVE, profile._RENDER):
        source = (package / path).read_text(encoding="utf-8")
        assert [name for name in names if f"def {name}(" not in source] == []


def test_calls_are_counted_and_not_timed(tmp_path):
    project = write_project(tmp_path, Project.LOADED, SIZE)
    one, two = (profile.count_calls(project) for _ in range(2))
    assert one["Load the package"] == pytest.approx(two["Load the package"], rel=0.01)
    assert one["Load the package"] > 1000
    assert all(calls == int(calls) for calls in one.values())


def test_factors_of_doublings_are_those_above_the_start():
    assert factors([1.5, 2.5, 4.5], 0.5) == [2, 2]
    assert factors([0.5, 0.5, 0.75], 0.5) == [1, 1]


@pytest.mark.parametrize(
    "name", ["check: near-miss names in conditions", "is_plain: addresses in parentheses"]
)
def test_growth_runs_what_it_measures(tmp_path, monkeypatch, name):
    monkeypatch.setitem(CASES, name, replace(CASES[name], size=4))
    assert len(measure_growth(tmp_path, name, 1)) == 3
    starts = {"command": 1.0, "code": 2.0}
    assert start_of(name, starts) == starts["code" if CASES[name].code else "command"]


def test_a_failing_command_is_no_measurement(tmp_path, monkeypatch):
    name = "check: features"
    monkeypatch.setitem(CASES, name, replace(CASES[name], command=["nonsense"]))
    with pytest.raises(RuntimeError, match="ended with 2"):
        measure_growth(tmp_path, name, 1)
