"""What the documentation says that commands print, and what it says of rules."""

from __future__ import annotations

import json
import re
import runpy
import shutil
from pathlib import Path

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.cli.main import COMMANDS
from sphinx_support_matrix.core.evidence.evidence_rules import Required
from sphinx_support_matrix.core.evidence.standings import standing_of
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, every_level
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.rules import RULES

pytestmark = pytest.mark.python

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"
RECORD = DOCS / "examples" / "rules"


@pytest.fixture(autouse=True)
def folder(monkeypatch):
    monkeypatch.chdir(RECORD)


@pytest.mark.parametrize(
    ("arguments", "code", "output"),
    [
        ("check support-matrix.ini", 1, "check.txt"),
        ("show support-matrix.ini --width 45", 0, "show.txt"),
        ("query support-matrix.ini --supports create --supports extend", 0, "supports.txt"),
        ("query support-matrix.ini --compare ceph lvm", 0, "compare.txt"),
    ],
)
def test_output(arguments, code, output, capsys):
    assert main(arguments.split()) == code
    out, err = capsys.readouterr()
    assert out + err == (RECORD / output).read_text(encoding="utf-8")
    pages = [page.read_text(encoding="utf-8") for page in DOCS.glob("howto/*.rst")]
    assert any(
        f"$ support-matrix {arguments}\n" in page and f"examples/rules/{output}" in page for page in pages
    )


def test_python_example(capsys):
    runpy.run_path("use.py")
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("support-matrix.ini:17: mandatory-unsupported: '[extend]' is mandatory")
    assert lines[-1] == "Can extend: Ceph"
    assert len(lines) == 5


def test_a_table_in_a_readme_is_kept_current(tmp_path, monkeypatch, capsys):
    page = (DOCS / "howto" / "keep-current.rst").read_text(encoding="utf-8")
    update, check, named = re.findall(r"(?m)^ +\$ support-matrix (.+)", page)
    for name in ("support-matrix.ini", "readme-before.txt"):
        shutil.copy(DOCS / "examples" / "first" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    readme = (tmp_path / "readme-before.txt").rename("README.md")
    assert main(check.split()) == 1
    assert capsys.readouterr().err == f"README.md: is not current; run: support-matrix {update}\n"
    assert main(update.split()) == 0
    assert main(check.split()) == 0
    after = (DOCS / "examples" / "first" / "readme-after.txt").read_bytes()
    assert readme.read_bytes() == after
    shutil.copy(DOCS / "examples" / "first" / "markers-named.txt", readme)
    assert main(named.split()) == 0
    shutil.copy(DOCS / "examples" / "first" / "markers-rst.txt", "README.rst")
    assert main(["export", "--format", "rst", "--into", "README.rst"]) == 0


def test_every_rule_is_explained():
    page = (DOCS / "reference" / "rules.rst").read_text(encoding="utf-8")
    explained = re.findall(r"\.\. _rule-(\S+):\n\n``(\S+)`` \((\w+)\)\n   \S", page)
    assert sorted(explained) == sorted((code.value, code.value, code.severity.value) for code in RULES)


def test_every_documented_command_is_there():
    found = set()
    for page in [*DOCS.glob("**/*.rst"), ROOT / "README.rst"]:
        for words in re.findall(r"(?m)^ +\$ support-matrix (\S+(?: \S+)?)", page.read_text(encoding="utf-8")):
            found.add(words if words in COMMANDS else words.split()[0])
    assert found == set(COMMANDS)


def test_hooks():
    text = (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
    commands = re.findall(r"entry: support-matrix (\S+)", text)
    assert commands == ["check", "format"]
    (pattern,) = set(re.findall(r"files: (\S+)", text))
    names = [
        "support-matrix.ini",
        "docs/nova-support-matrix.ini",
        "support-matrix-lb.ini",
        "tox.ini",
        "support-matrix.ini.txt",
    ]
    assert [name for name in names if re.search(pattern, name)] == names[:3]
    used = (RECORD / "pre-commit-config.yaml").read_text(encoding="utf-8")
    assert re.findall(r"- id: (\S+)", used) == re.findall(r"- id: (\S+)", text)


def test_schemas_are_json():
    schemas = sorted((ROOT / "src" / "sphinx_support_matrix" / "schemas").glob("*.json"))
    assert [json.loads(path.read_text(encoding="utf-8"))["$schema"] for path in schemas] == [
        "https://json-schema.org/draft/2020-12/schema"
    ] * len(schemas)
    assert schemas


TABLE = DOCS / "examples" / "table"


def test_a_readme_is_imported(tmp_path, monkeypatch, capsys):
    shutil.copy(TABLE / "readme.txt", tmp_path / "README.md")
    monkeypatch.chdir(tmp_path)
    assert main(["import", "README.md", "--map", "beta=missing", "--output", "support-matrix.ini"]) == 0
    out, err = capsys.readouterr()
    assert (
        out
        == "'support-matrix.ini' is written. See what is left to do: support-matrix check support-matrix.ini\n"
    )
    assert err == (TABLE / "import.txt").read_text(encoding="utf-8")
    assert (tmp_path / "support-matrix.ini").read_bytes() == (TABLE / "support-matrix.ini").read_bytes()
    assert main(["check", "support-matrix.ini"]) == 0
    page = (DOCS / "howto" / "start-from-a-table.rst").read_text(encoding="utf-8")
    assert "$ support-matrix import README.md --map beta=missing --output support-matrix.ini\n" in page


def test_our_csv_is_imported(monkeypatch, capsys):
    monkeypatch.chdir(TABLE)
    assert main(["import", "matrix.csv"]) == 0
    assert "[read-and-write]\ntitle = Read and write\nstatus = optional\n" in capsys.readouterr().out


def test_a_csv_file_is_shown(monkeypatch, capsys):
    monkeypatch.chdir(TABLE)
    assert main(["show", "matrix.csv", "--width", "50"]) == 0
    assert capsys.readouterr().out == (TABLE / "show.txt").read_text(encoding="utf-8")


CLAIMS = DOCS / "examples" / "claims"


@pytest.mark.parametrize(
    ("arguments", "code", "output"),
    [
        ("check support-matrix.ini", 1, "check.txt"),
        ("evidence show support-matrix.ini", 0, "show.txt"),
        ("evidence propose support-matrix.ini", 1, "propose.txt"),
    ],
)
def test_claims(arguments, code, output, monkeypatch, capsys):
    monkeypatch.chdir(CLAIMS)
    monkeypatch.delenv("COLUMNS", raising=False)
    assert main(arguments.split()) == code
    out, err = capsys.readouterr()
    says = err if output == "check.txt" else ""
    assert out + says == (CLAIMS / output).read_text(encoding="utf-8")
    page = (DOCS / "howto" / "claims.rst").read_text(encoding="utf-8")
    assert f"$ support-matrix {arguments}\n\n.. literalinclude:: ../examples/claims/{output}\n" in page


def test_claims_are_put_right(tmp_path, monkeypatch, capsys):
    page = (DOCS / "howto" / "claims.rst").read_text(encoding="utf-8")
    shutil.copytree(CLAIMS, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")
    strict = "check --max-age 180d --require mandatory --fail-on warning"
    write = "evidence propose support-matrix.ini --write"
    markdown = "evidence show --format markdown"
    assert all(f"$ support-matrix {command}" in page for command in (strict, write, markdown))
    for command, code in ((strict, 1), (markdown, 0), (write, 0), (write, 0)):
        assert main(command.split()) == code
    capsys.readouterr()
    assert main(strict.split()) == 1
    # What a person has found is too old, which no proposal changes.
    assert re.findall(r"(?m)(?:error|warning): (\S+)", capsys.readouterr().out) == ["evidence-stale"]


def test_the_table_of_standings():
    page = (DOCS / "reference" / "standings.rst").read_text(encoding="utf-8")
    table = page.partition(".. _standing-table:")[2].partition("\n\n* ")[0]
    rows = re.findall(r"(?m)^   \* - (.+)\n((?:     - .+\n?)+)", table)
    claims = {claim: re.findall(r"- (.+)", cells) for claim, cells in rows[1:]}
    claims |= dict.fromkeys(("unknown", "not-recorded"), claims.pop("unknown, not recorded"))
    found = {}
    for name, level in every_level(BUILTIN_LEVELS).items():
        standings = (standing_of(level, *outcome) for outcome in ((2, 0), (1, 1), (0, 2), (0, 0)))
        found[name] = [
            standing.value.replace("-", " ") if standing else "no standing" for standing in standings
        ]
    assert claims == found


def test_what_evidence_can_be_required():
    page = (DOCS / "reference" / "standings.rst").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^``--require (\w+)``$", page) == [each.value for each in Required]
    for code in Code:
        if code.value.startswith(("claim-", "evidence-")):
            assert f"``{code.value}``" in page
