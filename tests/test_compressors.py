"""The showcase with evidence: its claims, its tests, and the evidence that is kept with them."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core import load
from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
from sphinx_support_matrix.core.evidence.standings import Standing, standings
from tests.running_pytest import run_pytest

pytestmark = pytest.mark.python

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "examples" / "compressors"
KEPT = FOLDER / "compressors.evidence.json"
# Its tests run from this Python on.
NEWER = {"zstd"} if sys.version_info < (3, 14) else set()


def results(path):
    """What a file of evidence says of each cell, without what is another each time."""
    evidence, problems = from_evidence_json(path.read_bytes(), path.name)
    assert problems == []
    return evidence, {
        (cell.feature, cell.driver): (cell.passed, cell.expected_failures, cell.skipped, cell.failing)
        for cell in evidence.cells
        if cell.driver != "zstd"
    }


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """The evidence of a run with this Python."""
    path = tmp_path_factory.mktemp("compressors") / "e.json"
    code, output = run_pytest(FOLDER, f"--support-evidence={path}", "--support-strict", cwd=path.parent)
    assert code == 0, output
    return path


def test_every_claim_is_confirmed(collected):
    matrix, problems = load(FOLDER / "compressors.ini")
    assert problems == []
    found = standings(matrix, results(collected)[0])
    for feature in matrix.features:
        for driver, cell in zip(matrix.drivers, feature.implementations, strict=True):
            standing = found.get((feature.name, driver.key))
            if cell.level.name == "not-applicable":
                assert standing is None
            elif driver.key in NEWER:
                assert standing.standing is Standing.UNPROVEN
                assert sum(result.skipped for result in standing.results) > 0
            else:
                assert standing.standing is Standing.CONFIRMED, (feature.name, driver.key)
            # Who reads that something works in part wants to know in which.
            assert cell.level.name != "partial" or cell.notes is not None


def test_the_evidence_that_is_kept_is_what_the_tests_say(collected):
    kept, now = results(KEPT), results(collected)
    assert kept[1] == now[1]
    assert {cell.release for cell in now[0].cells} == {".".join(map(str, sys.version_info[:3]))}
    assert {cell.run for cell in kept[0].cells} == {None}


@pytest.fixture
def broken(collected, tmp_path):
    """The showcase with another claim about one cell."""
    for name in ("compressors.ini", "index.rst"):
        shutil.copy(FOLDER / name, tmp_path)
    shutil.copy(collected, tmp_path / "compressors.evidence.json")
    path = tmp_path / "compressors.ini"
    text = path.read_text(encoding="utf-8")
    claim = "driver.bz2 = missing\ndriver-notes.bz2 = ``flush()``"
    assert text.count(claim) == 1
    path.write_text(text.replace(claim, claim.replace("missing", "complete")), encoding="utf-8")
    (line,) = (
        number
        for number, each in enumerate(text.splitlines(), 1)
        if each == "driver-notes.bz2 = ``flush()`` ends the stream."
    )
    return tmp_path, line - 1


SAYS = (
    "'[stream.flush]' is complete for driver 'bz2', but 1 test does not pass; "
    "'test_streams.TestFlush.test_object[bz2]' does not (release {release}, 2026-11-20)"
)


def says():
    return SAYS.format(release=".".join(map(str, sys.version_info[:3])))


def test_a_wrong_claim_does_not_pass_the_check(broken, monkeypatch, capsys):
    folder, line = broken
    monkeypatch.chdir(folder)
    assert main(["check", "compressors.ini", "--format", "json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert f"{says()}" in json.dumps(found, ensure_ascii=False)
    assert main(["check", "compressors.ini"]) == 1
    out, err = capsys.readouterr()
    assert f"compressors.ini:{line}:1: error: claim-contradicted {says()}\n" in out + err


def test_a_wrong_claim_does_not_pass_the_tests(broken):
    folder, line = broken
    code, output = run_pytest(
        FOLDER,
        f"--support-matrix={folder / 'compressors.ini'}",
        "--support-strict",
        "-k",
        "TestFlush",
        cwd=folder,
    )
    assert code == 1
    assert f"compressors.ini:{line}: contradicted: {says().partition(' (')[0]}\n" in output


def test_a_wrong_claim_does_not_pass_the_build(broken, project):
    folder, line = broken
    shutil.copytree(folder, project.folder, dirs_exist_ok=True)
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nsupport_matrix_rules = ['claim-contradicted']\n"
    )
    app = project.app("html", warningiserror=True)
    try:
        app.build()
        warnings = app.warning.getvalue()
        code = app.statuscode
    finally:
        app.cleanup()
    assert code == 1
    assert f"compressors.ini:{line}: WARNING: {says()} [support_matrix.claim-contradicted]" in warnings
