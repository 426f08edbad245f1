"""Results of suites that are really run, and the real ids of tests."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
from sphinx_support_matrix.core.evidence.junit_reader import read_results
from sphinx_support_matrix.core.loading import load

SAMPLES = Path(__file__).resolve().parents[1] / "samples" / "evidence"


def outcomes(path: Path) -> Counter:
    return Counter(
        (case.full_name, case.outcome.name) for case in read_results([path.read_bytes()], str(path))
    )


@pytest.mark.parametrize(
    "options",
    [[], ["-n", "2"], ["-o", "junit_family=xunit1"], ["-n", "2", "-o", "junit_family=xunit1"]],
    ids=["plain", "xdist", "xunit1", "xdist, xunit1"],
)
def test_pytest(options, tmp_path):
    """The tool that is installed writes what the one has written that the sample is of."""
    shutil.copy(SAMPLES / "codecs_suite.py", tmp_path)
    always = ["-q", "-p", "no:cacheprovider", "--rootdir=.", "--junit-xml=results.xml", "codecs_suite.py"]
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *always], cwd=tmp_path, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stdout
    assert outcomes(tmp_path / "results.xml") == outcomes(SAMPLES / "pytest.xml")


def test_a_part_of_a_suite(tmp_path, monkeypatch):
    """``-k`` twice, collected as one run, is the whole."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(SAMPLES / "codecs_suite.py", tmp_path)
    Path("m.ini").write_text(
        "[driver.bz2]\ntitle = bz2\n[driver.lzma]\ntitle = LZMA\n[integrity]\ntitle = Integrity\n"
        "[levels]\ntitle = Levels\ntests = *.test_levels*\n[rest]\ntitle = Rest\ntests = *.TestStreams.*\n"
    )
    for name, choice in (("bz2", "bz2"), ("lzma", "not bz2")):
        command = [
            "-q",
            "-p",
            "no:cacheprovider",
            "--rootdir=.",
            f"--junit-xml={name}.xml",
            "-k",
            choice,
            "codecs_suite.py",
        ]
        subprocess.run([sys.executable, "-m", "pytest", *command], capture_output=True, check=False)
        assert main(["evidence", "collect", f"{name}.xml", "--matrix", "m.ini", "--run", "1"]) == 0
    in_parts = Path("m.evidence.json").read_text("utf-8")
    assert (
        main(
            ["evidence", "collect", str(SAMPLES / "pytest.xml"), "--matrix", "m.ini", "--output", "all.json"]
        )
        == 0
    )
    together = Path("all.json").read_text("utf-8")

    def counts(text: str) -> list[tuple[object, ...]]:
        cells = from_evidence_json(text, "e.json")[0].cells
        return [
            (each.feature, each.driver, each.passed, each.failed, each.expected_failures) for each in cells
        ]

    assert counts(in_parts) == counts(together)
    assert len(counts(together)) == 6


def test_the_ids_of_nova(corpus, tmp_path, monkeypatch):
    """Results as stestr writes them of Tempest's tests, with the file as its project has it."""
    monkeypatch.chdir(tmp_path)
    shutil.copy(corpus / "nova-feature-matrix-gp.ini", tmp_path / "nova.ini")
    matrix, _ = load("nova.ini")
    ids = {feature.name: feature.test_ids for feature in matrix.features if feature.test_ids}
    assert len(ids) > 10
    cases = "".join(
        f'<testcase classname="tempest.api.compute.Test" name="test_{number}[id-{identity},smoke]" time="0.1"/>'
        for number, identity in enumerate(identity for each in ids.values() for identity in each)
    )
    Path("results.xml").write_text(f"<testsuite>{cases}</testsuite>", encoding="utf-8")
    driver = matrix.drivers[0].key
    assert main(["evidence", "collect", "results.xml", "--matrix", "nova.ini", "--driver", driver]) == 0
    evidence, problems = from_evidence_json(Path("nova.evidence.json").read_text("utf-8"), "e.json")
    assert problems == []
    assert {(cell.feature, cell.driver): cell.passed for cell in evidence.cells} == {
        (name, driver): len(each) for name, each in ids.items()
    }
