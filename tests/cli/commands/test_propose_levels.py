from __future__ import annotations

import io
import sys
from datetime import UTC, datetime

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core.evidence.evidence_json import to_evidence_json
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence

TEXT = """\
[driver.a]
title = A
[driver.b]
title = B
# About F.
[f]
title = F
driver.a = complete:1.0
driver.b = missing
"""
AFTER = """\
[driver.a]
title = A
[driver.b]
title = B
# About F.
[f]
title = F
driver.a = partial
driver-notes.a = 1 of 2 tests passes; ``test_f`` does not (release 2.0).
driver.b = complete
"""
DIFF = """\
--- m.ini
+++ m.ini
@@ -5,5 +5,6 @@
 # About F.
 [f]
 title = F
-driver.a = complete:1.0
-driver.b = missing
+driver.a = partial
+driver-notes.a = 1 of 2 tests passes; ``test_f`` does not (release 2.0).
+driver.b = complete
"""
REMARK = "m.ini:8: the release '1.0' went with 'complete'\n"
UNKNOWN = "m.evidence.json:4:1: error: evidence-unknown-name there is evidence for the unknown feature 'g'\n"
CELLS = (
    CellEvidence(
        feature="f",
        driver="a",
        passed=1,
        failed=1,
        failing=("test_f",),
        release="2.0",
        time=datetime(2026, 1, 1, tzinfo=UTC),
    ),
    CellEvidence(feature="f", driver="b", passed=1, time=datetime(2026, 11, 1, tzinfo=UTC)),
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")
    (tmp_path / "m.ini").write_text(TEXT)
    (tmp_path / "m.evidence.json").write_text(to_evidence_json(Evidence(path="", cells=CELLS)))
    return tmp_path


def test_diff(folder, capsys):
    assert main(["evidence", "propose", "m.ini"]) == 1
    assert capsys.readouterr() == (DIFF, f"{REMARK}m.ini: would be changed\n")
    assert (folder / "m.ini").read_text() == TEXT


def test_write(folder, capsys):
    assert main(["evidence", "propose", "m.ini", "--write"]) == 0
    assert capsys.readouterr() == ("", f"{REMARK}m.ini: changed\n")
    assert (folder / "m.ini").read_text() == AFTER
    assert main(["evidence", "propose", "m.ini"]) == 0
    assert capsys.readouterr() == ("", "m.ini: nothing to propose, so it stays as it is\n")
    assert main(["check", "m.ini", "--fail-on", "hint", "--select", "claim-*,evidence-*,partial-*"]) == 0


@pytest.mark.parametrize(
    "options",
    [["--driver", "b"], ["--driver", "!a"], ["--max-age", "180d"], ["--feature", "f", "--driver", "b"]],
)
def test_a_part(folder, options, capsys):
    assert main(["evidence", "propose", "m.ini", *options, "--write"]) == 0
    assert capsys.readouterr() == ("", "m.ini: changed\n")
    assert (folder / "m.ini").read_text() == TEXT.replace("driver.b = missing", "driver.b = complete")


def test_standard_input(folder, monkeypatch, capsys):
    for options, code, out, says in (
        ([], 1, DIFF.replace("m.ini", "<stdin>"), "would be changed"),
        (["--write"], 0, AFTER, "changed"),
    ):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
        assert main(["evidence", "propose", "-", "--evidence-file", "m.evidence.json", *options]) == code
        assert capsys.readouterr() == (out, f"{REMARK.replace('m.ini', '<stdin>')}<stdin>: {says}\n")
    assert (folder / "m.ini").read_text() == TEXT


def test_names_that_the_matrix_does_not_have(folder, capsys):
    cells = (CellEvidence(feature="g", driver="a", passed=1),)
    (folder / "m.evidence.json").write_text(to_evidence_json(Evidence(path="", cells=cells)))
    assert main(["evidence", "propose", "m.ini"]) == 0
    assert capsys.readouterr() == ("", f"{UNKNOWN}m.ini: nothing to propose, so it stays as it is\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["n.ini"],
            "there is no evidence in 'n.evidence.json'; 'support-matrix evidence collect' makes it of test results",
        ),
        (
            ["-"],
            "there is no evidence; name a file with --evidence-file; 'support-matrix evidence collect' makes it of "
            "test results",
        ),
        (["m.ini", "--evidence-file", "n.json"], "cannot read 'n.json': No such file or directory"),
        (["m.ini", "--driver", "c"], "'c' matches no driver"),
        (["m.json"], "'m.json' is not an INI file, and this command changes INI files only"),
    ],
)
def test_what_cannot_be(folder, arguments, message, capsys):
    (folder / "n.ini").write_text(TEXT)
    (folder / "m.json").write_text("{}")
    assert main(["evidence", "propose", *arguments]) == 2
    assert capsys.readouterr() == ("", f"support-matrix evidence propose: {message}\n")
