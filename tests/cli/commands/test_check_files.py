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


CLAIMS = """\
[driver.a]
title = A
[f]
title = F
status = mandatory
driver.a = complete
[g]
title = G
driver.a = complete
driver-verified.a = 2026-05-01, A. Tester
[h]
title = H
driver.a = complete
"""
EVIDENCE = """\
{
"version": 1,
"cells": [
{"feature": "f", "driver": "a", "environment": null, "passed": 1, "failed": 1, "expected_failures": 0, "skipped": 0, "errors": 0, "failing": ["test_f[2]"], "release": "2.0", "time": "2026-11-01T00:00:00Z", "run": null},
{"feature": "hh", "driver": "a", "environment": null, "passed": 1, "failed": 0, "expected_failures": 0, "skipped": 0, "errors": 0, "failing": [], "release": null, "time": null, "run": null}
]
}
"""
CONTRADICTED = (
    "m.ini:6:1: error: claim-contradicted '[f]' is complete for driver 'a', but 1 of 2 tests passes; 'test_f[2]' does "
    "not (release 2.0, 2026-11-01)\n"
)
HH = "error: evidence-unknown-name there is evidence for the unknown feature 'hh'; did you mean 'h'?\n"
UNPROVEN = "m.ini:13:1: {}: claim-unproven '[h]' is complete for driver 'a', and nothing proves it\n"


@pytest.fixture
def claims(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    # The 20th of November 2026.
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")
    (tmp_path / "m.ini").write_text(CLAIMS)
    return tmp_path


@pytest.mark.parametrize(
    ("options", "lines", "summary"),
    [
        ([], [CONTRADICTED, f"m.evidence.json:5:1: {HH}"], "2 errors (1 hint not shown; see --hints)"),
        (
            ["--hints"],
            [CONTRADICTED, UNPROVEN.format("hint"), f"m.evidence.json:5:1: {HH}"],
            "2 errors, 1 hint",
        ),
        (
            ["--require", "claimed", "--select", "claim-unproven"],
            [UNPROVEN.format("error")],
            "1 error",
        ),
        (
            ["--require", "mandatory"],
            [CONTRADICTED, f"m.evidence.json:5:1: {HH}"],
            "2 errors (1 hint not shown; see --hints)",
        ),
        (
            ["--max-age", "18d", "--select", "evidence-stale"],
            [
                "m.ini:6:1: warning: evidence-stale the evidence for '[f]' and driver 'a' is of 2026-11-01, 19 days ago; "
                "at most 18 days are allowed\n",
                "m.ini:10:1: warning: evidence-stale '[g]' is complete for driver 'a', verified on 2026-05-01 "
                "(A. Tester), 203 days ago; at most 18 days are allowed\n",
            ],
            "2 warnings",
        ),
        (["--no-evidence"], [], "no problems"),
    ],
)
def test_evidence_beside_the_file(claims, options, lines, summary, capsys):
    (claims / "m.evidence.json").write_text(EVIDENCE)
    code = main(["check", "m.ini", *options])
    assert capsys.readouterr() == ("".join(lines), f"{summary}\n")
    assert code == int("error" in summary)


def test_evidence_that_is_named(claims, capsys):
    (claims / "m.evidence.json").write_text("no JSON")
    (claims / "other.json").write_text(EVIDENCE)
    assert main(["check", "m.ini", "--evidence-file", "other.json"]) == 1
    assert capsys.readouterr().out == f"{CONTRADICTED}other.json:5:1: {HH}"
    assert main(["check", "m.ini"]) == 1
    assert capsys.readouterr().out == (
        "m.evidence.json:1:1: error: bad-evidence this is no JSON: Expecting value\n"
    )


def test_caret_in_the_evidence(claims, capsys):
    evidence = EVIDENCE.replace(EVIDENCE.splitlines()[4], '{"feature": "hh"}')
    (claims / "m.evidence.json").write_text(evidence)
    assert main(["check", "m.ini", "--caret", "--ignore", "claim-*"]) == 1
    assert capsys.readouterr().out == (
        "m.evidence.json:5:1: error: bad-evidence cells[1].driver: expected a value, and there is none\n"
        '    {"feature": "hh"}\n'
        "    ^\n"
    )


@pytest.mark.usefixtures("claims")
def test_required_without_any_evidence(capsys):
    assert main(["check", "m.ini"]) == 0
    assert capsys.readouterr() == ("", "no problems\n")
    assert main(["check", "m.ini", "--require", "claimed"]) == 1
    proof = UNPROVEN.format("error")
    assert capsys.readouterr().out == proof.replace(":13:", ":6:").replace("[h]", "[f]") + proof


def test_evidence_for_standard_input(claims, monkeypatch, capsys):
    (claims / "-.evidence.json").write_text(EVIDENCE)
    (claims / "m.evidence.json").write_text(EVIDENCE)
    for options, out in (([], ""), (["--evidence-file", "m.evidence.json"], f"m.evidence.json:5:1: {HH}")):
        with (claims / "m.ini").open() as file:
            monkeypatch.setattr("sys.stdin", file)
            main(["check", "-", *options])
        assert capsys.readouterr().out == (out and CONTRADICTED.replace("m.ini", "<stdin>") + out)


def test_evidence_of_several_files(claims, capsys):
    (claims / "n.ini").write_text(
        "[driver.b]\ntitle = B\n[hh]\ntitle = HH\ndriver.b = complete\n[f]\ntitle = F\ndriver.b = complete\n"
    )
    (claims / "m.evidence.json").write_text(EVIDENCE)
    (claims / "n.evidence.json").write_text(EVIDENCE.replace('"driver": "a"', '"driver": "b"'))
    assert main(["check", "m.ini", "n.ini", "--select", "error"]) == 1
    other = CONTRADICTED.replace("m.ini:6", "n.ini:8").replace("driver 'a'", "driver 'b'")
    assert capsys.readouterr().out == f"{CONTRADICTED}m.evidence.json:5:1: {HH}{other}"
    assert main(["check", "m.ini", "n.ini", "--select", "error", "--merge"]) == 1
    assert capsys.readouterr().out == f"{CONTRADICTED}{other}"
    assert main(["check", "m.ini", "n.ini", "--evidence-file", "m.evidence.json"]) == 2
    assert capsys.readouterr().err == (
        "support-matrix check: --evidence-file is for one matrix: name one file, or several with --merge\n"
    )


@pytest.mark.usefixtures("claims")
@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--no-evidence", "--require", "all"], "--no-evidence leaves nothing for --max-age and --require"),
        (["--no-evidence", "--max-age", "1d"], "--no-evidence leaves nothing for --max-age and --require"),
        (["--evidence-file", "no.json"], "cannot read 'no.json': No such file or directory"),
    ],
)
def test_evidence_that_cannot_be(options, message, capsys):
    assert main(["check", "m.ini", *options]) == 2
    assert capsys.readouterr() == ("", f"support-matrix check: {message}\n")


@pytest.mark.usefixtures("claims")
def test_wrong_days(monkeypatch, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["check", "m.ini", "--max-age", "6m"])
    assert caught.value.code == 2
    assert capsys.readouterr().err.endswith(
        "argument --max-age: expected a number of days, weeks or years, such as 180d, 26w or 1y, not '6m'\n"
    )
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    assert main(["check", "m.ini", "--max-age", "6d"]) == 2
    assert capsys.readouterr().err == (
        "support-matrix check: SOURCE_DATE_EPOCH must be a number of seconds since 1970, not 'yesterday'\n"
    )


@pytest.mark.parametrize("option", ["--merge", "--no-merge"])
def test_reports_of_evidence(claims, option, capsys):
    (claims / "m.evidence.json").write_text(EVIDENCE)
    options = ["--require", "claimed", *(["--merge"] if option == "--merge" else [])]
    assert main(["check", "m.ini", "--format", "github", *options]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"::error file={path},line={line},col=1,title={code}::{message.strip()}"
        for path, line, code, message in (
            ("m.ini", 6, "claim-contradicted", CONTRADICTED.split(" ", 3)[3]),
            ("m.ini", 13, "claim-unproven", UNPROVEN.split(" ", 3)[3]),
            ("m.evidence.json", 5, "evidence-unknown-name", HH.split(" ", 2)[2]),
        )
    ]
    assert main(["check", "m.ini", "--format", "json", *options]) == 1
    found = json.loads(capsys.readouterr().out)["problems"]
    assert [(each["path"], each["line"], each["code"], each["severity"]) for each in found] == [
        ("m.ini", 6, "claim-contradicted", "error"),
        ("m.ini", 13, "claim-unproven", "error"),
        ("m.evidence.json", 5, "evidence-unknown-name", "error"),
    ]
    assert main(["check", "m.ini", "--format", "sarif", *options]) == 1
    log = json.loads(capsys.readouterr().out)
    validate_sarif(log)
    run = log["runs"][0]
    # What is required is worse than the rule itself says.
    assert [
        (rule["id"], rule["defaultConfiguration"]["level"]) for rule in run["tool"]["driver"]["rules"]
    ] == [("claim-contradicted", "error"), ("claim-unproven", "note"), ("evidence-unknown-name", "error")]
    assert [(each["ruleId"], each["level"]) for each in run["results"]] == [
        ("claim-contradicted", "error"),
        ("claim-unproven", "error"),
        ("evidence-unknown-name", "error"),
    ]


def test_no_file_beside_has_a_name_that_is_too_long(claims, capsys):
    name = f"{'m' * 250}.ini"
    (claims / name).write_text(CLAIMS)
    assert main(["check", name]) == 0
    assert capsys.readouterr() == ("", "no problems\n")


def test_evidence_for_what_is_read_from_json(claims, capsys):
    (claims / "m.evidence.json").write_text(EVIDENCE)
    main(["export", "m.ini", "--format", "json", "--output", "m.json"])
    assert main(["check", "m.json"]) == 1
    # The JSON says which line of the INI file a level is from.
    assert capsys.readouterr().out == f"{CONTRADICTED}m.evidence.json:5:1: {HH}"
