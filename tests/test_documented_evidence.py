"""What the documentation says of evidence, done and compared."""

from __future__ import annotations

import json
import re
import shlex
import shutil
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.cli.main import make_parser
from sphinx_support_matrix.core.evidence.collecting import EvidenceCollector, RunFacts
from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
from sphinx_support_matrix.core.loading import load

pytestmark = pytest.mark.python

DOCS = Path(__file__).resolve().parents[1] / "docs"
EXAMPLE = DOCS / "examples" / "evidence"
HOWTO = (DOCS / "howto" / "evidence.rst").read_text(encoding="utf-8")
REFERENCE = (DOCS / "reference" / "evidence.rst").read_text(encoding="utf-8")
COMMANDS = re.findall(r"(?m)^   \$ support-matrix (evidence collect .+)", HOWTO)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    shutil.copytree(EXAMPLE, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run_pytest(module: str) -> None:
    """Let pytest run a module of the example by itself, as a reader does."""
    options = ["-q", "-p", "no:cacheprovider", "--rootdir=.", "--junit-xml=results.xml", module]
    done = subprocess.run([sys.executable, "-m", "pytest", *options], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_example(folder, capsys):
    assert "\n   $ pytest --junit-xml=results.xml\n" in HOWTO
    expected = (folder / "support-matrix.evidence.json").read_text("utf-8")
    (folder / "support-matrix.evidence.json").unlink()
    run_pytest("test_modules.py")
    # The time of a run is another one each time, and the page says what to do about that.
    assert "``--time\n2026-11-20T04:00:00Z``" in HOWTO
    assert main([*COMMANDS[0].split(), "--time", "2026-11-20T04:00:00Z"]) == 0
    assert capsys.readouterr().err == (EXAMPLE / "collect.txt").read_text("utf-8")
    assert (folder / "support-matrix.evidence.json").read_text("utf-8") == expected


def test_a_test_that_says_what_it_is_for(folder):
    (folder / "support-matrix.evidence.json").unlink()
    run_pytest("properties.py")
    assert main(["evidence", "collect", "results.xml"]) == 0
    text = (folder / "support-matrix.evidence.json").read_text("utf-8")
    (cell,) = from_evidence_json(text, "e.json")[0].cells
    assert (cell.feature, cell.driver, cell.passed) == ("append", "bz2", 1)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_is_right(command):
    name, rest = command.split()[:2], shlex.split(command)[2:]
    make_parser(" ".join(name)).parse_args(rest)


def test_the_jobs_in_ci_collect_what_the_others_hand_over():
    jobs = yaml.safe_load((DOCS / "examples" / "ci" / "evidence.yml").read_text("utf-8"))["jobs"]
    (upload,) = [step for step in jobs["test"]["steps"] if "upload-artifact" in step.get("uses", "")]
    assert upload["if"] == "always()"
    drivers = jobs["test"]["strategy"]["matrix"]["driver"]
    names = [upload["with"]["name"].replace("${{ matrix.driver }}", driver) for driver in drivers]
    collected = [
        step["run"] for step in jobs["collect"]["steps"] if "evidence collect" in step.get("run", "")
    ]
    assert [shlex.split(run)[3:6] for run in collected] == [
        [f"{name}/{upload['with']['path']}", "--driver", driver]
        for name, driver in zip(names, drivers, strict=True)
    ]


def rows(table: str) -> list[list[str]]:
    """The cells of each row of a list-table but the first."""
    found = [re.split(r"\n     - ", row) for row in table.split("\n   * - ")[1:]]
    return [[" ".join(cell.split()) for cell in row] for row in found][1:]


def table_after(text: str) -> list[list[str]]:
    return rows(re.split(r"\n\n(?=\S)", REFERENCE.split(text)[1].split(".. list-table::")[1])[0])


WORDS = {
    "failed": "failed", "failed as expected": "expected_failures", "error": "errors", "skipped": "skipped",
    "passed": "passed",
}  # fmt: skip
OUTCOMES = table_after("the file says of it:")


@pytest.mark.parametrize(("said", "outcome"), OUTCOMES)
def test_what_counts_as_what(said, outcome, folder):
    content = said.strip("`")
    attributes, child = ("", content) if content.startswith("<") else (content, "")
    if said == "nothing of these":
        attributes = ""
    if said.startswith("the same with ``[NOTRUN]``"):
        attributes, child = "", '<skipped type="pytest.xfail" message="[NOTRUN] why">'
        outcome = outcome.partition(":")[0]
    inner = child.replace(">", "/>") if child else ""
    text = f"<testsuite><testcase classname='test_modules' name='test_append[bz2]' {attributes}>{inner}</testcase></testsuite>"
    collector = EvidenceCollector(load(folder / "support-matrix.ini")[0], RunFacts())
    collector.add([text.encode()], "r.xml")
    assert collector.problems == []
    (cell,) = collector.evidence().cells
    assert {name: getattr(cell, name) for name in WORDS.values()} == {
        name: int(name == WORDS[outcome]) for name in WORDS.values()
    }


def test_every_outcome_is_there():
    assert len(OUTCOMES) == 10
    assert {outcome.partition(":")[0] for _, outcome in OUTCOMES} == set(WORDS)


def test_every_property_of_the_file_is_explained():
    schema = json.loads((files("sphinx_support_matrix") / "schemas" / "evidence-1.json").read_text("utf-8"))
    explained = [name.strip("`") for name, _ in table_after(".. _evidence-file:")]
    assert explained == list(schema["$defs"]["cell"]["properties"])


def test_every_option_is_explained():
    options = set(re.findall(r"--[a-z-]+", make_parser("evidence collect").format_help()))
    mine = options - {"--help", "--color", "--matrix", "--output"}
    assert {option for option in mine if f"``{option}" in REFERENCE} == mine
