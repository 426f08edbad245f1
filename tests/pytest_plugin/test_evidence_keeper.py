from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
from tests.pytest_plugin.conftest import counts, summary

pytest_plugins = ["pytester"]

KEEP = "--support-evidence=m.evidence.json"
SOURCE = """\
import pytest

@pytest.mark.parametrize("key", ["bz2", "lzma"])
@pytest.mark.support_matrix("seek")
def test_seek(key):
    pass

@pytest.mark.parametrize("key", ["bz2", "lzma"])
@pytest.mark.support_matrix("levels")
def test_more(key):
    assert key != "lzma"
"""
WHOLE = {
    ("levels", "bz2"): (1, 0, 0, 0, 0),
    ("levels", "lzma"): (0, 1, 0, 0, 0),
    ("operation.seek", "bz2"): (1, 0, 0, 0, 0),
    ("operation.seek", "lzma"): (1, 0, 0, 0, 0),
}


@pytest.mark.parametrize(
    "processes", [[], ["-n2"], ["-n1", "--dist=loadfile"]], ids=["here", "xdist", "files"]
)
def test_evidence_is_kept(processes, run, folder, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547200")
    options = [
        "--support-release=3.14",
        "--support-run=https://ci.example.org/1",
        "--support-environment=py311 linux",
    ]
    result = run(SOURCE, KEEP, *options, *processes)
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert summary(result)[-1] == "m.evidence.json: evidence for 4 cells written"
    assert counts(folder) == WHOLE
    path = folder.path / "m.evidence.json"
    evidence, _ = from_evidence_json(path.read_bytes(), "e")
    assert {(cell.environment, cell.release, cell.run, cell.time) for cell in evidence.cells} == {
        ("py311 linux", "3.14", "https://ci.example.org/1", datetime(2025, 12, 1, tzinfo=UTC))
    }
    assert [cell.failing for cell in evidence.cells if cell.failing] == [("test_it.test_more[lzma]",)]
    # The same again is no other part of the run, and no other text.
    before = path.read_bytes(), path.stat().st_mtime_ns
    result = run(SOURCE, KEEP, *options, *processes)
    assert summary(result)[-1] == "m.evidence.json: is current"
    assert (path.read_bytes(), path.stat().st_mtime_ns) == before


def test_the_time_is_that_of_the_run(run, folder):
    before = datetime.now(UTC).replace(microsecond=0)
    run(SOURCE, KEEP)
    evidence, _ = from_evidence_json(folder.path.joinpath("m.evidence.json").read_bytes(), "e")
    (time,) = {cell.time for cell in evidence.cells}
    assert before <= time <= datetime.now(UTC)


def test_parts_of_a_run_are_united(run, folder):
    for part in ("seek", "more"):
        run(SOURCE, KEEP, "-k", part, "--support-run=17")
    assert counts(folder) == WHOLE
    # Results that are collected are a part, too.
    run(SOURCE, "--junit-xml=results.xml", "-k", "seek")
    collect = ["evidence", "collect", "results.xml", "--matrix", "m.ini", "--run", "17"]
    assert folder.runpython_c(f"from sphinx_support_matrix.cli import main; main({collect})").ret == 0
    assert counts(folder)["operation.seek", "bz2"] == (2, 0, 0, 0, 0)


def test_other_runs_take_the_place_cell_by_cell(run, folder, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547200")
    run(SOURCE, KEEP)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547100")
    result = run(SOURCE.replace('!= "lzma"', '== "no"'), KEEP, "-k", "bz2")
    assert summary(result)[-2:] == [
        "m.evidence.json: 2 cells with evidence of a later run, which stays",
        "m.evidence.json: is current",
    ]
    assert counts(folder) == WHOLE
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1764547300")
    run(SOURCE.replace('!= "lzma"', '== "no"'), KEEP, "-k", "bz2")
    assert counts(folder) == {**WHOLE, ("levels", "bz2"): (0, 1, 0, 0, 0)}


def test_runs_at_the_same_time(run, folder):
    folder.path.joinpath("test_it.py").write_text(SOURCE)
    with ThreadPoolExecutor() as pool:
        list(
            pool.map(
                lambda part: run(None, KEEP, "--support-run=17", "-k", part, subprocess=True),
                ("seek", "more"),
            )
        )
    assert counts(folder) == WHOLE


@pytest.mark.parametrize(
    ("source", "options"),
    [
        (SOURCE, ["-x", "-k", "more"]),
        (SOURCE, ["--maxfail=1"]),
        (SOURCE + "\ndef test_stop():\n    raise KeyboardInterrupt\n", []),
        (SOURCE + "\ndef test_stop():\n    pytest.exit('enough')\n", []),
        (SOURCE, ["-x", "-n1"]),
    ],
)
def test_a_run_that_ends_early(source, options, run, folder):
    result = run(source, KEEP, *options, subprocess=True)
    assert summary(result)[-1] == "m.evidence.json: no evidence is written, because the run ended early"
    assert not folder.path.joinpath("m.evidence.json").exists()


def test_a_file_that_cannot_be_imported(run, folder):
    folder.path.joinpath("test_broken.py").write_text("raise ImportError\n")
    result = run(SOURCE, KEEP)
    assert result.ret == pytest.ExitCode.INTERRUPTED
    assert not folder.path.joinpath("m.evidence.json").exists()
    run(SOURCE, KEEP, "--continue-on-collection-errors")
    assert counts(folder) == WHOLE


def test_there_is_nothing_to_write(run, folder):
    result = run("def test_it(): pass\n", KEEP)
    assert (result.ret, summary(result)) == (0, ["m.evidence.json: there is no evidence to write"])
    result = run(SOURCE, KEEP, "--collect-only")
    assert (result.ret, summary(result)) == (0, [])
    assert not folder.path.joinpath("m.evidence.json").exists()


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none/e.json", "cannot write 'none/e.json': No such file or directory"),
        ("m.ini", "'m.ini' is not as it was written, and stays as it is; put it right, or remove it"),
        ("locked.json", "cannot write 'locked.json': it is read-only"),
    ],
)
def test_evidence_that_cannot_be_written(name, message, run, folder):
    locked = folder.path / "locked.json"
    locked.write_text('{"version": 1, "cells": []}')
    locked.chmod(0o444)
    result = run(SOURCE, f"--support-evidence={name}", "-k", "seek")
    assert (result.ret, summary(result)[-1]) == (1, message)
    assert json.loads(locked.read_text())["cells"] == []


def test_names_that_only_a_run_shows(run, folder):
    """They are said at the end; the run has failed, and nothing is written."""
    source = """\
def test_it(record_property):
    record_property("support_matrix.feature", "sek")
    record_property("support_matrix.driver", "bz2")
"""
    result = run(source, KEEP)
    result.assert_outcomes(passed=1)
    assert (result.ret, summary(result)) == (
        1,
        [
            "test_it.py:1: there is no feature 'sek', which 'test_it.test_it' names; did you mean 'seek'?",
            "m.evidence.json: no evidence is written",
        ],
    )
    assert not folder.path.joinpath("m.evidence.json").exists()


@pytest.mark.parametrize(
    ("expression", "options", "code"),
    [
        ("seek", [], 0),
        ("seek", ["--support-strict"], 0),
        ("more and lzma", [], 1),
        ("nothing", ["--support-strict"], 5),
    ],
)
def test_strict(expression, options, code, run):
    assert run(SOURCE, "-k", expression, *options).ret == code


@pytest.mark.parametrize("processes", [[], ["-n1"]], ids=["here", "xdist"])
def test_a_claim_that_is_contradicted_by_a_green_run(processes, run):
    source = "import pytest\n@pytest.mark.xfail\n@pytest.mark.support_matrix('seek', driver='bz2')\ndef test_it(): assert 0\n"
    assert run(source, *processes).ret == 0
    result = run(source, "--support-strict", *processes)
    result.assert_outcomes(xfailed=1)
    assert (result.ret, summary(result)) == (
        1,
        [
            "m.ini:9: contradicted: '[operation.seek]' is complete for driver 'bz2', but 1 test does not pass; "
            "'test_it.test_it' does not",
            "bz2: 0 of 1 claim confirmed, 1 contradicted",
        ],
    )
