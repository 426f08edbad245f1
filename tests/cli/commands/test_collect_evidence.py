from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "evidence"
MATRIX = """\
[driver.bz2]
title = bz2
[driver.lzma]
title = LZMA
[levels]
title = Levels
tests = codecs_suite.test_levels*
driver.bz2 = complete
driver.lzma = missing
[streams]
title = Streams
tests = codecs_suite.TestStreams.*
driver.bz2 = partial
driver.lzma = partial
[integrity]
title = Integrity
driver.bz2 = complete
driver.lzma = complete
"""
COLLECT = ["evidence", "collect"]
WRITTEN = "support-matrix.evidence.json: evidence for 6 cells written\n"
NOBODY = "11 tests are for no feature of the matrix\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "support-matrix.ini").write_text(MATRIX, encoding="utf-8")
    return tmp_path


def junit(
    name: str, *tests: str, driver: str = "lzma", attributes: str = "timestamp='2026-11-20T04:00:00Z'"
) -> str:
    """A file of results with tests of levels; those that end in ``!`` fail."""
    cases = "".join(
        f"<testcase classname='codecs_suite' name='test_levels[{driver}-{test.rstrip('!')}]'>"
        f"{'<failure/>' if test.endswith('!') else ''}</testcase>"
        for test in tests
    )
    Path(name).write_text(f"<testsuite {attributes}>{cases}</testsuite>", encoding="utf-8")
    return name


def kept(path: str = "support-matrix.evidence.json") -> list[str]:
    """The cells of the file in short."""
    text = Path(path).read_text("utf-8")
    evidence, problems = from_evidence_json(text, path)
    assert problems == []
    return [
        f"{cell.feature} {cell.driver} {cell.environment or '-'} {cell.passed}+{cell.failed} {cell.run or '-'}"
        for cell in evidence.cells
    ]


def test_a_whole_file(capsys):
    arguments = ["--release", "2026.2", "--run", "https://ci.example.org/17", "--time", "2026-11-20"]
    assert main([*COLLECT, str(SAMPLES / "pytest.xml"), *arguments]) == 0
    assert capsys.readouterr() == ("", NOBODY + WRITTEN)
    text = Path("support-matrix.evidence.json").read_text("utf-8")
    part = json.loads(text)["cells"][0]["parts"][0]
    end = f'"release": "2026.2", "time": "2026-11-20T00:00:00Z", "run": "https://ci.example.org/17", "parts": ["{part}"]}}'
    assert text == (
        '{\n"version": 1,\n"cells": [\n'
        '{"feature": "integrity", "driver": "bz2", "environment": null, "passed": 1, "failed": 0, "expected_failures": 0, '
        f'"skipped": 0, "errors": 0, "failing": [], {end},\n'
        '{"feature": "integrity", "driver": "lzma", "environment": null, "passed": 1, "failed": 0, "expected_failures": 0, '
        f'"skipped": 0, "errors": 0, "failing": [], {end},\n'
        '{"feature": "levels", "driver": "bz2", "environment": null, "passed": 2, "failed": 0, "expected_failures": 0, '
        f'"skipped": 0, "errors": 0, "failing": [], {end},\n'
        '{"feature": "levels", "driver": "lzma", "environment": null, "passed": 0, "failed": 2, "expected_failures": 0, '
        '"skipped": 0, "errors": 0, "failing": ["codecs_suite.test_levels[lzma-1]", "codecs_suite.test_levels[lzma-9]"], '
        f"{end},\n"
        '{"feature": "streams", "driver": "bz2", "environment": null, "passed": 1, "failed": 0, "expected_failures": 2, '
        '"skipped": 0, "errors": 0, "failing": ["codecs_suite.TestStreams.test_append[bz2]", '
        f'"codecs_suite.TestStreams.test_strict[bz2]"], {end},\n'
        '{"feature": "streams", "driver": "lzma", "environment": null, "passed": 2, "failed": 1, "expected_failures": 0, '
        f'"skipped": 0, "errors": 0, "failing": ["codecs_suite.TestStreams.test_strict[lzma]"], {end}\n'
        "]\n}\n"
    )


@pytest.mark.parametrize("run", [[], ["--run", "1"]], ids=["no run", "a run"])
def test_again(run, folder, capsys):
    file = folder / "support-matrix.evidence.json"
    assert main([*COLLECT, str(SAMPLES / "pytest.xml"), *run]) == 0
    os.utime(file, (1, 1))
    before = file.read_bytes()
    capsys.readouterr()
    assert main([*COLLECT, str(SAMPLES / "pytest.xml"), *run]) == 0
    assert capsys.readouterr().err == NOBODY + "support-matrix.evidence.json: is current\n"
    assert (file.read_bytes(), file.stat().st_mtime) == (before, 1)


def test_results_that_do_not_say_when(capsys):
    junit("a.xml", "1", "2", attributes="")
    without = "1 cell without a time, which the results do not say; give it with --time\n"
    written = "support-matrix.evidence.json: evidence for 1 cell written\n"
    assert main([*COLLECT, "a.xml"]) == 0
    assert capsys.readouterr().err == without + written
    assert main([*COLLECT, "a.xml", "--time", "2026-11-20"]) == 0
    assert capsys.readouterr().err == written


def test_a_run_in_parts(capsys):
    junit("a.xml", "1", "2")
    junit("b.xml", "3!", driver="bz2")
    junit("c.xml", "4!")
    for name in ("a.xml", "b.xml", "c.xml", "a.xml"):
        assert main([*COLLECT, name, "--run", "1"]) == 0
    assert kept() == ["levels bz2 - 0+1 1", "levels lzma - 2+1 1"]
    # The next run has only one of the drivers, and environments are kept apart.
    junit("d.xml", "1", "2", attributes="timestamp='2026-11-21'")
    assert main([*COLLECT, "d.xml", "--run", "2"]) == 0
    assert main([*COLLECT, "d.xml", "--run", "2", "--environment", " py312 linux "]) == 0
    assert kept() == ["levels bz2 - 0+1 1", "levels lzma - 2+0 2", "levels lzma py312 linux 2+0 2"]
    # What comes late is not newer.
    capsys.readouterr()
    assert main([*COLLECT, "c.xml", "--run", "3"]) == 0
    assert capsys.readouterr().err == (
        "1 cell with evidence of a later run, which stays\nsupport-matrix.evidence.json: is current\n"
    )
    # It may be, if nobody says when it was.
    junit("e.xml", "9!", attributes="")
    assert main([*COLLECT, "e.xml"]) == 0
    assert kept()[1] == "levels lzma - 0+1 -"


def test_patterns_that_were_put_right(folder):
    assert main([*COLLECT, str(SAMPLES / "pytest.xml"), "--run", "1"]) == 0
    assert len(kept()) == 6
    (folder / "support-matrix.ini").write_text(MATRIX.replace("TestStreams.*", "TestStreams.test_several*"))
    assert main([*COLLECT, str(SAMPLES / "pytest.xml"), "--run", "1"]) == 0
    assert kept()[4:] == ["streams bz2 - 1+0 1", "streams lzma - 1+0 1"]
    (folder / "support-matrix.ini").write_text(MATRIX.replace("TestStreams.*", "TestStream.*"))
    assert main([*COLLECT, str(SAMPLES / "pytest.xml"), "--run", "1"]) == 0
    assert len(kept()) == 4


def test_another_matrix_and_output(folder, capsys):
    (folder / "docs").mkdir()
    (folder / "docs" / "m.ini").write_text(MATRIX)
    junit("a.xml", "1")
    assert main([*COLLECT, "a.xml", "--matrix", "docs/m.ini"]) == 0
    assert kept("docs/m.evidence.json") == ["levels lzma - 1+0 -"]
    junit("b.xml", "1", driver="bz2")
    assert main([*COLLECT, "b.xml", "--matrix", "docs/m.ini", "--output", "-"]) == 0
    out = capsys.readouterr().out
    assert [cell["driver"] for cell in json.loads(out)["cells"]] == ["bz2", "lzma"]
    assert kept("docs/m.evidence.json") == ["levels lzma - 1+0 -"]
    for name in ("a.xml", "b.xml"):
        assert main([*COLLECT, name, "--output", "mine.json"]) == 0
    assert kept("mine.json") == ["levels bz2 - 1+0 -", "levels lzma - 1+0 -"]
    assert not (folder / "support-matrix.evidence.json").exists()


def test_standard_input(monkeypatch):
    junit("a.xml", "1")
    with Path("a.xml").open() as stream:
        monkeypatch.setattr(sys, "stdin", stream)
        assert main([*COLLECT, "-"]) == 0
    assert kept() == ["levels lzma - 1+0 -"]


def test_the_driver(capsys):
    junit("a.xml", "1", driver="none")
    assert main([*COLLECT, "a.xml"]) == 1
    assert capsys.readouterr().err == (
        "1 test is for a feature, but for no driver; say which with --driver or --driver-pattern\n"
        "1 test read, and no evidence found\n"
    )
    assert main([*COLLECT, "a.xml", "--driver", "bz2"]) == 0
    junit("b.xml", "lzma", driver="with")
    assert main([*COLLECT, "b.xml", "--driver-pattern", r"with-(\w+)"]) == 0
    assert kept() == ["levels bz2 - 1+0 -", "levels lzma - 1+0 -"]


def test_nothing(capsys):
    Path("a.xml").write_text("<testsuites/>")
    assert main([*COLLECT, "a.xml"]) == 1
    assert capsys.readouterr().err == "0 tests read, and no evidence found\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["none.xml"], "cannot read 'none.xml': No such file or directory"),
        (["a.xml", "."], "cannot read '.': Is a directory"),
        (["a.xml", "--driver", "lzna"], "'support-matrix.ini' has no driver 'lzna'; did you mean 'lzma'?"),
        (["a.xml", "--matrix", "none.ini"], "cannot read 'none.ini': No such file or directory"),
        (["a.xml", "--output", "a.xml"], "the output would replace 'a.xml'"),
        (["a.xml", "--output", "support-matrix.ini"], "the output would replace 'support-matrix.ini'"),
        (["a.xml", "--output", "none/e.json"], "cannot write 'none/e.json': No such file or directory"),
        (["a.xml", "--output", "."], "cannot read '.': Is a directory"),
        (
            ["a.xml", "--matrix", "-"],
            "a matrix from standard input has no file of evidence; name one with --output",
        ),
    ],
)
def test_impossible(arguments, message, capsys):
    junit("a.xml", "1")
    assert main([*COLLECT, *arguments]) == 2
    assert capsys.readouterr() == ("", f"support-matrix evidence collect: {message}\n")
    assert Path("support-matrix.ini").read_text() == MATRIX


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "the following arguments are required: RESULTS"),
        (
            ["a.xml", "--time", "today"],
            "argument --time: expected a time such as 2026-11-20T04:00:00Z, not 'today'",
        ),
        (
            ["a.xml", "--driver-pattern", "("],
            "argument --driver-pattern: '(' is no regular expression: missing ), unterminated subpattern at position 0",
        ),
        (
            ["a.xml", "--driver-pattern", "x"],
            "argument --driver-pattern: 'x' has no group; put the part that is the driver in parentheses",
        ),
    ],
)
def test_wrong_arguments(arguments, message, capsys):
    with pytest.raises(SystemExit) as caught:
        main([*COLLECT, *arguments])
    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines()[-1] == f"support-matrix evidence collect: error: {message}"


def test_results_with_mistakes(folder, capsys):
    junit("a.xml", "1")
    Path("b.xml").write_text("<testsuite>\n<testcase name='t'>", encoding="utf-8")
    Path("c.xml").write_text(
        "<testsuite><testcase name='t'><properties>\n<property name='support_matrix.feature' value='level'/>"
        "</properties></testcase></testsuite>"
    )
    assert main([*COLLECT, "a.xml", "b.xml", "c.xml"]) == 1
    assert capsys.readouterr() == (
        "",
        "b.xml:2:1: error: bad-results the file ends too early: it is cut off, or is still being written\n"
        "c.xml:2:1: error: evidence-unknown-name there is no feature 'level', which 't' names; did you mean 'levels'?\n"
        "2 errors; no evidence is written\n",
    )
    assert not (folder / "support-matrix.evidence.json").exists()


def test_a_file_of_evidence_with_mistakes(folder, capsys):
    """Nothing of it is lost: it stays until somebody has put it right."""
    junit("a.xml", "1")
    file = folder / "support-matrix.evidence.json"
    text = '{"version": 1,\n"cells": [{}]}'
    file.write_text(text)
    assert main([*COLLECT, "a.xml"]) == 2
    assert capsys.readouterr().err == (
        "support-matrix.evidence.json:2:1: error: bad-evidence cells[0].feature: expected a value, and there is none\n"
        "support-matrix evidence collect: 'support-matrix.evidence.json' is not as it was written, and stays as it is; "
        "put it right, or remove it\n"
    )
    assert file.read_text() == text


def test_hostile_names(capsys):
    """What a name holds reaches neither the terminal nor another line of the file."""
    Path("a.xml").write_text(
        "<testsuite><testcase classname='codecs_suite' name='test_levels[lzma]&#x9B;31m&#x202E;&#x2028;"
        "&lt;script>&amp;\\textbf{x}`_'><failure message='&lt;b>'/></testcase>"
        "<testcase name='t'><properties><property name='support_matrix.feature' value='&#x9B;31m'/></properties>"
        "</testcase></testsuite>",
        encoding="utf-8",
    )
    assert main([*COLLECT, "a.xml"]) == 1
    assert capsys.readouterr().err.splitlines()[0] == (
        "a.xml:1:1: error: evidence-unknown-name there is no feature '\ufffd31m', which 't' names"
    )
    Path("a.xml").write_text(Path("a.xml").read_text("utf-8").replace("support_matrix.feature", "x"), "utf-8")
    assert main([*COLLECT, "a.xml"]) == 0
    text = Path("support-matrix.evidence.json").read_text("utf-8")
    assert len(text.splitlines()) == 6
    assert json.loads(text)["cells"][0]["failing"] == [
        "codecs_suite.test_levels[lzma]\ufffd31m\ufffd\ufffd<script>&\\textbf{x}`_"
    ]


def test_two_at_once(folder):
    """Processes that begin at the same time, each with the evidence of one feature, and parts of one run."""
    sections = "".join(
        f"[f{number}]\ntitle = F\ntests = codecs_suite.test_levels?lzma-{number}?\n" for number in range(8)
    )
    (folder / "support-matrix.ini").write_text(MATRIX + sections)
    names = [junit(f"{number}.xml", str(number)) for number in range(8)]
    command = [sys.executable, "-m", "sphinx_support_matrix", *COLLECT]
    running = [
        subprocess.Popen([*command, name, "--run", "1"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for name in names
    ]
    for each in running:
        _, err = each.communicate(timeout=120)
        assert each.returncode == 0, err
    assert kept() == [*(f"f{number} lzma - 1+0 1" for number in range(8)), "levels lzma - 8+0 1"]
    assert sorted(path.name for path in folder.iterdir() if path.suffix != ".xml") == [
        "support-matrix.evidence.json",
        "support-matrix.ini",
    ]


def test_whoever_comes_second_waits(monkeypatch):
    """The second one reads the file when the first has written it, however long that takes."""
    from sphinx_support_matrix.cli.commands import collect_evidence

    junit("a.xml", "1")
    junit("b.xml", "1", driver="bz2")
    reading, second_runs = threading.Event(), threading.Event()
    write = collect_evidence.write_text

    def slow(path: str, text: str) -> None:
        reading.set()
        # The other one cannot end before this one does.
        assert not second_runs.wait(2)
        write(path, text)

    monkeypatch.setattr(collect_evidence, "write_text", slow)
    first = threading.Thread(target=main, args=([*COLLECT, "a.xml"],))
    first.start()
    assert reading.wait(30)
    done = subprocess.run([sys.executable, "-m", "sphinx_support_matrix", *COLLECT, "b.xml"], check=False)
    second_runs.set()
    first.join()
    assert done.returncode == 0
    assert kept() == ["levels bz2 - 1+0 -", "levels lzma - 1+0 -"]
