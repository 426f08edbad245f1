"""The benchmark measures what it says."""

from __future__ import annotations

import json
import pstats
import re
import sys
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest
from docutils import nodes
from docutils.core import publish_doctree

import benchmarks.__main__
import sphinx_support_matrix
from benchmarks import profile, quiet
from benchmarks.generate import Size, matrix
from benchmarks.goals import ratios
from benchmarks.growth import CASES, factors, measure_growth, start_of
from benchmarks.process import run
from benchmarks.profile import parts
from benchmarks.projects import Project, bytes_of_anchors, change_one_note, count_elements, write_project
from benchmarks.quiet import Loop, Watch
from benchmarks.table import render
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


def test_one_note_is_changed_each_time(tmp_path):
    project = write_project(tmp_path, Project.OURS, SIZE)
    sources = [(project / "support-matrix.ini").read_text(encoding="utf-8")]
    for number in range(2):
        change_one_note(project, number)
        sources.append((project / "support-matrix.ini").read_text(encoding="utf-8"))
    for number, (before, after) in enumerate(pairwise(sources)):
        pairs = zip(before.splitlines(), after.splitlines(), strict=True)
        ((old, new),) = [(old, new) for old, new in pairs if old != new]
        assert re.fullmatch(r"driver-notes\.backend-000 = .*, see", old)
        assert re.fullmatch(rf"driver-notes\.backend-000 = .*[^)] \(edit {number}\), see", new)
    read, problems = loads(sources[-1], "m.ini")
    assert (len(read.features), problems) == (7, [])


def test_a_project_without_notes_has_none_to_change(tmp_path):
    project = write_project(tmp_path, Project.OURS, SIZE)
    (project / "support-matrix.ini").write_text("[driver.a]\ntitle = A\n")
    with pytest.raises(ValueError, match=r"support-matrix\.ini has no note to change"):
        change_one_note(project, 0)


def test_what_is_counted_in_a_page(tmp_path):
    page = tmp_path / "page.html"
    page.write_text('<p id="abc"><br/>x<a href="#abcde">y</a><a href="z">z</a></p>')
    assert count_elements(page) == 4
    assert bytes_of_anchors(page) == 8


def test_the_memory_of_a_process_is_not_that_of_the_benchmark(tmp_path):
    held = bytearray(200_000_000)
    used = run([sys.executable, "-I", "-c", "pass"], log=tmp_path / "log")
    assert 1 < used.memory < len(held) / 1e6


def test_a_process_says_into_its_log_and_fails_with_it(tmp_path):
    log = tmp_path / "log"
    command = [sys.executable, "-c", "print('so'); raise SystemExit(3)"]
    run(command, log=log, codes=(3,))
    assert log.read_text() == "so\n"
    with pytest.raises(RuntimeError, match="ended with 3:\nso"):
        run(command, log=log)


def test_ratios_are_those_of_the_builds_made_in_turn():
    row = {"ours": {"processor": [1.0, 2.0]}, "peer": {"processor": [10.0, 30.0]}}
    assert ratios(row) == [10.0, 15.0]


QUIET = {"load": 0.1, "waiting": 0.0, "delay": 1.01, "spread": 1.02, "busy": []}
BUSY = QUIET | {"delay": 3.0, "busy": ["a loop takes 3.00 times as long as it computes, and may 1.05"]}
MACHINE = {"processor": "P", "processors": 2, "system": "S", "python": "3", "packages": {"sphinx": "9"}}


def results(watched):
    """Results of every step, of a machine that was as *watched*."""
    compared = {
        "processor": [2.0, 1.0, 1.25], "memory": [10.0, 12.0, 10.0],
        "bytes": 2e6, "gzipped": 1e5, "elements": 5000, "anchors": 1e6,
    }  # fmt: skip
    peer = {
        name: [4 * each for each in found] if isinstance(found, list) else found
        for name, found in compared.items()
    }
    row = {"features": 7, "drivers": 3, "runs": 3, "ours": compared, "peer": peer, "watched": watched}
    other = {"processor": [2.0], "memory": [10.0]}
    huge = {"builder": "html", "features": 2000, "drivers": 100, "runs": 1, "watched": watched,
            "ours": compared | {"processor": [10.0], "memory": [85.0]}}  # fmt: skip
    pages = {"ours": {"load": [1.0, 2.0], "layout": [2.0]}, "peer": {"load": [3.0], "layout": [8.0]}}
    return {
        "machine": MACHINE,
        "html 7": row | {"builder": "html"},
        "html 200": row | {"builder": "html", "features": 200, "drivers": 40},
        "html 500": row | {"builder": "html", "features": 500, "drivers": 50},
        "html 2000": huge,
        "text": row | {"builder": "text", "ours": other, "peer": other},
        "again": {
            "size": str(SIZE), "watched": watched,
            "empty": {"edit": [], "nothing": [0.5]},
            "ours": {"edit": [2.0], "nothing": [0.6]},
            "peer": {"edit": [4.0], "nothing": [0.7]},
        },
        "loading": {"seconds": 0.02, "watched": watched},
        "reading": {str(SIZE): 2e6, "watched": watched},
        "profile": {str(SIZE): {"a": 3.0, "b": 1.0}, "watched": watched},
        "browser": {str(SIZE): pages, "watched": watched},
        "filter": {
            "60 \N{MULTIPLICATION SIGN} 12": {"median": 33.8, "most": 90.0},
            str(SIZE): {"median": 21.4, "most": 60.6},
            "watched": watched,
        },
        "calls": {"size": str(SIZE), "parts": {"a": 30.0, "b": 10.0}, "peer": 80.0, "watched": watched},
        "boxes": {
            "size": str(SIZE), "ours": 600, "peer": 1200, "watched": watched,
            "parts": {"table": 300, "details": 240, "symbols": 120},
        },
        "growth": {"check: features": {"size": 30000, "seconds": [1.0, 2.0, 4.0], "factors": [2.1, 2.04]}, "watched": watched},
    }  # fmt: skip


def tables_of(result):
    """The rows of each table by its caption."""
    document = publish_doctree(render(result), settings_overrides={"report_level": 1, "halt_level": 2})
    return {
        table[0].astext(): [
            [entry.astext() for entry in row.findall(nodes.entry)] for row in table.findall(nodes.row)
        ][1:]
        for table in document.findall(nodes.table)
    }


def test_the_tables_are_valid_restructuredtext():
    tables = tables_of(results(QUIET))
    found = {caption.partition(",")[0].partition(";")[0]: rows for caption, rows in tables.items()}
    assert list(found) == [
        "HTML",
        "Other outputs",
        "What is to be reached",
        "Builds again",
        "Chromium",
        "What the time of a build of this package is made of",
        "What a small build is made of: calls and returns of functions above an empty build",
        "Boxes that Chromium makes of a page",
        "How the seconds of the processor grow with what there is",
        "One step alone",
    ]
    assert found["HTML"][0] == [
        "7 × 3", "3", "1.25 (1.00 to 2.00)", "5.00 (4.00 to 8.00)", "4.0 (4.0 to 4.0)", "10 (25%)", "2.00 (100%)",
        "0.10 (100%)", "5,000 (100%)",
    ]  # fmt: skip
    assert found["Builds again"] == [
        ["One note changed", "", "2.00", "4.00"],
        ["Nothing changed", "0.50", "0.60", "0.70"],
    ]
    assert found["Chromium"] == [["7 × 3", "2 (1 to 2)", "3", "2", "8"]]
    assert [row[1] for row in tables[list(tables)[6]]] == ["80", "40 (50%)", "30 (38%)", "10 (12%)"]
    assert [row[1] for row in tables[list(tables)[7]]] == [
        "1,200",
        "600 (50%)",
        "300 (25%)",
        "240 (20%)",
        "120 (10%)",
    ]
    assert tables[list(tables)[8]] == [["check: features", "30,000", "1.00, 2.00, 4.00", "2.1, 2.0"]]
    assert found["One step alone"][-1] == [
        "Chromium, from a key in the search box to what is shown, 7 × 3, milliseconds",
        "21 (at most 61)",
    ]


def test_a_goal_that_is_not_reached_is_said():
    rows = tables_of(results(QUIET))["What is to be reached"]
    assert [row for row in rows if row[0].startswith(("500", "8 times", "A build", "7"))] == [
        ["500 × 50: times less of the processor", "at least 15", "4.00", "not reached"],
        ["500 × 50: part of the peer’s memory above an empty build".replace("’", "'"), "at most 0.14", "0.25", "not reached"],
        ["500 × 50: part of the peer's bytes of HTML", "at most 0.36", "1.00", "not reached"],
        ["500 × 50: part of the peer's bytes of HTML, gzipped", "at most 0.75", "1.00", "not reached"],
        ["500 × 50: part of the peer's elements", "at most 0.31", "1.00", "not reached"],
        ["8 times as many cells as 500 × 50: times the time", "at most 8.5", "8.00", ""],
        ["8 times as many cells as 500 × 50: times the memory", "at most 8.5", "8.50", ""],
        ["A build after no change, in builds of an empty project", "at most 1", "1.20", "not reached"],
        ["7 × 3: part of the peer's time for navigation to load", "at most 0.5", "0.50", ""],
        ["7 × 3: part of the peer's time for a full layout", "at most 0.5", "0.25", ""],
    ]  # fmt: skip
    assert rows[-1] == [
        "60 × 12: milliseconds from a key in the search box to what is shown", "at most 30", "33.80", "not reached"
    ]  # fmt: skip


@pytest.mark.parametrize("watched", [BUSY, None])
def test_times_from_a_busy_machine_are_not_shown(watched):
    result = results(watched)
    if watched is None:
        # As results were kept before anybody looked at the machine.
        result = {
            name: {key: each for key, each in found.items() if key != "watched"}
            for name, found in result.items()
        }
    assert "Times that were measured while the machine was busy with other things" in render(result)
    tables = tables_of(result)
    assert list(tables) == [
        "HTML, above an empty build; in brackets the part of the peer's",
        "Other outputs, above an empty build",
        "What is to be reached",
        "What a small build is made of: calls and returns of functions above an empty build; in brackets the part of the peer's",
        "Boxes that Chromium makes of a page, by its own counter; in brackets the part of the peer's",
    ]
    html, _, goals_table, *_ = tables.values()
    assert html[0] == ["7 × 3", "3", "", "", "", "10 (25%)", "2.00 (100%)", "0.10 (100%)", "5,000 (100%)"]
    assert not [row for row in goals_table if "processor" in row[0] or row[0].endswith(("the time", "shown"))]


def test_a_machine_that_was_quiet_is_said_to_have_been():
    text = render(results(QUIET))
    assert "are left out" not in text
    assert "a loop that always computes the same took up to 1.01 times as long as it computed" in text


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


def watch(**found):
    loops = found.pop("loops", [(1.0, 1.0)] * 3)
    return Watch(
        loops=[Loop(seconds=seconds, processor=processor) for seconds, processor in loops],
        **{"load": 0.1, "waiting": 0.0, "is_first": True} | found,
    )


@pytest.mark.parametrize(
    ("watched", "reasons"),
    [
        (watch(), []),
        (watch(load=None, waiting=None), []),
        (watch(load=2.6), ["the load average is 2.60 for each processor, and may be 0.5"]),
        # What has been measured before is a load itself.
        (watch(load=2.6, waiting=50.0, is_first=False), []),
        (watch(waiting=37.2), ["something waits for a processor 37 % of the time, and may 5 %"]),
        (
            watch(loops=[(1.0, 1.0), (2.0, 1.0), (1.5, 1.0)]),
            ["a loop takes 1.50 times as long as it computes, and may 1.05"],
        ),
        (
            watch(loops=[(1.0, 1.0), (1.4, 1.4), (1.4, 1.4)]),
            ["a loop computes 1.40 times as long as at its fastest, and may 1.25"],
        ),
        # One that is disturbed once says nothing.
        (watch(loops=[(1.0, 1.0), (9.0, 1.0), (1.0, 1.0)]), []),
    ],
)
def test_a_busy_machine_is_found(watched, reasons):
    assert watched.reasons() == reasons
    assert watched.summary()["busy"] == reasons


def test_the_machine_is_looked_at():
    watched = Watch.begin(is_first=True)
    watched.look()
    assert len(watched.loops) == 2
    assert all(loop.processor > 0 for loop in watched.loops)
    assert watched.load is None or watched.load >= 0


def test_the_pressure_of_linux_is_read():
    lines = [
        "some avg10=12.50 avg60=1.00 avg300=0.00 total=9",
        "full avg10=99.00 avg60=0.00 avg300=0.00 total=0",
    ]
    assert quiet._waiting(lines) == 12.5
    assert quiet._waiting([]) is None


def test_nothing_is_measured_to_be_kept_on_a_busy_machine(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--write"])
    monkeypatch.setattr(quiet, "_load", lambda: 4.0)
    monkeypatch.setattr(quiet, "_waiting", lambda: 0.0)
    monkeypatch.setattr(benchmarks.__main__, "measure", None)
    before = benchmarks.__main__.RESULTS.read_bytes()
    assert benchmarks.__main__.main() == 2
    assert (
        "because the machine is busy: the load average is 4.00 for each processor, and may be 0.5"
        in capsys.readouterr().err
    )
    assert benchmarks.__main__.RESULTS.read_bytes() == before


def test_a_step_that_was_disturbed_is_not_kept(monkeypatch, capsys, tmp_path):
    kept, page = tmp_path / "results.json", tmp_path / "measurements.inc"
    steps = [{"loading": {"seconds": 0.02, "watched": QUIET}}, {"reading": {str(SIZE): 2e6, "watched": BUSY}}]
    main = benchmarks.__main__
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--write", "--steps", "loading", "reading"])
    monkeypatch.setattr(main.Watch, "begin", lambda **_: watch())
    monkeypatch.setattr(main, "measure", lambda *_: iter(steps))
    monkeypatch.setattr(main, "prepare", lambda _: None)
    monkeypatch.setattr(main, "RESULTS", kept)
    monkeypatch.setattr(main, "PAGE", page)
    monkeypatch.setattr(main, "machine", lambda: MACHINE)
    assert main.main() == 1
    assert json.loads(kept.read_text()) == {"machine": MACHINE, **steps[0]}
    assert page.read_text(encoding="utf-8") == render({"machine": MACHINE, **steps[0]})
    assert f"reading is not kept, because the machine was busy: {BUSY['busy'][0]}" in capsys.readouterr().err


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
