from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from sphinx_support_matrix import __version__
from sphinx_support_matrix.cli import main

TEXT = """\
[driver.a]
title = A
[driver.b]
title = B
[f, 1]
title = F
status = mandatory
driver.a = partial
driver.b = missing
[g]
title = G
driver.a = complete
driver.b = complete
nots = 100%
"""
PARTIAL = "8:1: warning: partial-without-note '[f, 1]' is partial for driver 'a', and no note says which part; add 'driver-notes.a'\n"
MISSING = "9:1: error: mandatory-unsupported '[f, 1]' is mandatory, but driver 'b' has 'missing'\n"
HINT = "10:1: hint: could-be-mandatory all 2 drivers support '[g]', which is optional; it could become mandatory\n"
UNKNOWN = "14:1: error: unknown-option unknown option 'nots' in '[g]'; did you mean 'notes'?\n"


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.ini").write_text(TEXT)
    return "m.ini"


@pytest.mark.parametrize(
    ("options", "lines", "summary", "code"),
    [
        ([], [PARTIAL, MISSING, UNKNOWN], "2 errors, 1 warning (1 hint not shown; see --hints)", 1),
        (["--hints"], [PARTIAL, MISSING, HINT, UNKNOWN], "2 errors, 1 warning, 1 hint", 1),
        (["--select", "could-*"], [HINT], "1 hint", 0),
        (["--select", "could-*", "--fail-on", "hint"], [HINT], "1 hint", 1),
        (["--select", "partial-without-note,no-drivers"], [PARTIAL], "1 warning", 0),
        (["--select", "partial-without-note", "--fail-on", "warning"], [PARTIAL], "1 warning", 1),
        (["--ignore", "mandatory-*", "--ignore", "unknown-option"], [PARTIAL], "1 warning (1 hint not shown; see --hints)", 0),
        (["--ignore", "all"], [], "no problems", 0),
    ],
)  # fmt: skip
def test_text(path, options, lines, summary, code, capsys):
    assert main(["check", path, *options]) == code
    assert capsys.readouterr() == ("".join(f"m.ini:{line}" for line in lines), f"{summary}\n")


def test_nothing_is_wrong(tmp_path, capsys):
    path = tmp_path / "m.ini"
    path.write_text("[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n")
    assert main(["check", str(path)]) == 0
    assert capsys.readouterr() == ("", "no problems\n")


def test_caret_and_color(path, capsys):
    assert main(["check", path, "--caret", "--color", "always", "--select", "unknown-option"]) == 1
    assert capsys.readouterr().out == (
        "\x1b[1mm.ini:14:1:\x1b[0m \x1b[31merror:\x1b[0m unknown-option unknown option 'nots' in '[g]'; did you mean 'notes'?\n"
        "    \x1b[2mnots = 100%\x1b[0m\n"
        "    \x1b[31m^\x1b[0m\n"
    )


def test_caret_under_the_column(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.ini").write_bytes(
        b"  [f]\r\n\ttitle\x1b = F\r\n driver.a = complete" + b" " * 200 + b"x\r\n[driver.a]\r\ntitle = A\r\n"
    )
    assert main(["check", "m.ini", "--caret", "--select", "unknown-option,missing-title,bad-level"]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "m.ini:1:3: error: missing-title section '[f]' has no title; add 'title = ...'",
        "      [f]",
        "      ^",
        # What could tell the terminal to do something is not written.
        "m.ini:2:2: error: unknown-option unknown option 'title\ufffd' in '[f]'; did you mean 'title'?",
        "     title  = F",
        "     ^",
        # A line that is too long for the terminal has no caret.
        "m.ini:3:2: error: bad-level 'driver.a' in '[f]' must be complete, partial, missing, unknown or not-applicable, not "
        "'complete x'; did you mean 'complete'?",
    ]


def test_unknown_code(path, capsys):
    assert main(["check", path, "--select", "bad-levl", "--ignore", "x"]) == 2
    assert capsys.readouterr() == (
        "",
        "support-matrix check: no code is called 'bad-levl'; did you mean 'bad-level'?\n",
    )


def test_files_are_checked_one_by_one_or_together(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.ini").write_text("[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n")
    (tmp_path / "b.ini").write_text(
        "[driver.b]\ntitle = B\n[operation.f]\ntitle = Other\nstatus = mandatory\ndriver.b = missing\n"
    )
    mandatory = "b.ini:6:1: error: mandatory-unsupported '[{}]' is mandatory, but driver 'b' has 'missing'\n"
    assert main(["check", "b.ini", "a.ini", "b.ini"]) == 1
    assert capsys.readouterr().out == mandatory.format("operation.f")
    assert main(["check", "--merge", "a.ini", "b.ini"]) == 1
    assert capsys.readouterr().out == (
        "b.ini:4:1: error: different-title '[operation.f]' has the title 'Other' here and 'F' at a.ini:4; that one is shown\n"
        + mandatory.format("f")
    )


def test_github(path, capsys):
    assert main(["check", path, "--format", "github", "--hints"]) == 1
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        "::warning file=m.ini,line=8,col=1,title=partial-without-note::" + PARTIAL.split(" ", 3)[3].strip(),
        "::error file=m.ini,line=9,col=1,title=mandatory-unsupported::" + MISSING.split(" ", 3)[3].strip(),
        "::notice file=m.ini,line=10,col=1,title=could-be-mandatory::" + HINT.split(" ", 3)[3].strip(),
        "::error file=m.ini,line=14,col=1,title=unknown-option::" + UNKNOWN.split(" ", 3)[3].strip(),
    ]


def test_github_escapes(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a,b:100%.ini").write_text("[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = 100%\n")
    assert main(["check", "a,b:100%.ini", "--format", "github"]) == 1
    assert capsys.readouterr().out == (
        "::error file=a%2Cb%3A100%25.ini,line=5,col=1,title=bad-level::'driver.a' in '[f]' must be complete, partial, "
        "missing, unknown or not-applicable, not '100%25'\n"
    )


def test_json(path, capsys):
    assert main(["check", path, "--format", "json", "--select", "unknown-option"]) == 1
    assert json.loads(capsys.readouterr().out) == {
        "version": 1,
        "problems": [
            {
                "path": "m.ini",
                "line": 14,
                "column": 1,
                "code": "unknown-option",
                "severity": "error",
                "message": "unknown option 'nots' in '[g]'; did you mean 'notes'?",
            }
        ],
    }


def validate_sarif(log):
    """Compare with a subset of the standard; there is no package that brings its whole schema."""
    schema = json.loads((Path(__file__).parent / "sarif-subset.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema).validate(log)
    rules = log["runs"][0]["tool"]["driver"]["rules"]
    for result in log["runs"][0]["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]


def test_sarif_of_nothing(tmp_path, capsys):
    path = tmp_path / "m.ini"
    path.write_text("[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n")
    assert main(["check", str(path), "--format", "sarif"]) == 0
    validate_sarif(json.loads(capsys.readouterr().out))


def test_sarif_of_files_of_every_dialect(matrix_files, capsys):
    files = list(map(str, matrix_files))
    assert main(["check", *files, "--format", "sarif", "--hints"]) == 1
    log = json.loads(capsys.readouterr().out)
    validate_sarif(log)
    assert len(log["runs"][0]["results"]) > len(files)


def test_sarif(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ä b.ini").write_text(TEXT)
    assert main(["check", "ä b.ini", "--format", "sarif", "--select", "unknown-option,could-*"]) == 1
    log = json.loads(capsys.readouterr().out)
    validate_sarif(log)
    run = log["runs"][0]
    assert run["tool"]["driver"]["semanticVersion"] == __version__
    assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == ["could-be-mandatory", "unknown-option"]
    assert [(result["ruleId"], result["ruleIndex"], result["level"]) for result in run["results"]] == [
        ("could-be-mandatory", 0, "note"),
        ("unknown-option", 1, "error"),
    ]
    place = run["results"][1]["locations"][0]["physicalLocation"]
    assert place == {
        "artifactLocation": {"uri": "%C3%A4%20b.ini"},
        "region": {"startLine": 14, "startColumn": 1},
    }
