"""What the files of the project say of each other."""

from __future__ import annotations

import re
import shlex
import tomllib
from pathlib import Path

import pytest
import yaml

from sphinx_support_matrix import __version__
from sphinx_support_matrix.cli.main import make_parser

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1]


def test_the_oldest_environment_has_the_oldest_releases_that_are_allowed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    lines = (ROOT / "tests" / "oldest.txt").read_text(encoding="utf-8").splitlines()
    pinned = dict(line.split("==") for line in lines if "==" in line)
    allowed = dict(each.split(">=") for each in project["dependencies"])
    assert {name: re.sub(r"(\.0)+$", "", version) for name, version in pinned.items()} == allowed


def test_the_readme_says_what_is_needed():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    (sphinx,) = (each.split(">=")[1] for each in project["dependencies"] if each.startswith("sphinx>="))
    python = project["requires-python"].removeprefix(">=")
    text = " ".join((ROOT / "README.rst").read_text(encoding="utf-8").split())
    assert f"It needs Python {python} and Sphinx {sphinx}, or later releases of them:" in text


def test_the_readme_names_pages_by_their_titles():
    text = (ROOT / "README.rst").read_text(encoding="utf-8")
    part = text.split("Where to go next\n")[1].split("Work on it\n")[0]
    named = [
        name
        for line in re.findall(r"^\*.*\*$", part, re.MULTILINE)
        for name in re.findall(r"\*([^*]+)\*", line)
    ]
    # The page of the changelog has it from the file.
    paths = [ROOT / "CHANGELOG.rst", *(ROOT / "docs").glob("**/*.rst")]
    pages = [path.read_text(encoding="utf-8") for path in paths]
    titles = {title for page in pages for title in re.findall(r"^(.+)\n=+$", page, re.MULTILINE)}
    assert len(named) > 20
    assert set(named) - titles == set()


def test_the_citation_has_the_version():
    citation = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert citation["version"] == __version__
    assert citation["cff-version"] == "1.2.0"


def test_the_documentation_is_built_as_here():
    settings = yaml.safe_load((ROOT / ".readthedocs.yaml").read_text(encoding="utf-8"))
    assert settings["sphinx"] == {"configuration": "docs/conf.py", "fail_on_warning": True}
    assert settings["build"]["jobs"]["install"][-1] == "python -m pip install --group docs ."


def commands(*texts):
    return [
        shlex.split(match[1])
        for text in texts
        for match in re.finditer(r"support-matrix ((?:check|format|export|evidence collect)\b[^>'\n]*)", text)
    ]


def test_what_other_services_run_are_commands():
    hooks = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [hook["entry"] for hook in hooks] == ["support-matrix check", "support-matrix format"]
    for hook in hooks:
        assert re.search(hook["files"], "docs/support-matrix.ini")
    found = commands(
        *(path.read_text(encoding="utf-8") for path in sorted((ROOT / "docs" / "examples" / "ci").iterdir()))
    )
    assert len(found) == 9
    for words in found:
        count = 2 if words[0] == "evidence" else 1
        make_parser(" ".join(words[:count])).parse_args(words[count:])
