"""What the files of the project say of each other."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

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
