"""What the page about the plugin says."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from sphinx_support_matrix.pytest_plugin import OPTIONS, STRICT
from tests.running_pytest import run_pytest

DOCS = Path(__file__).resolve().parents[2] / "docs"
PAGE = (DOCS / "reference" / "pytest.rst").read_text(encoding="utf-8")


@pytest.fixture
def example(tmp_path):
    return shutil.copytree(DOCS / "examples" / "pytest", tmp_path / "example")


def test_the_fixture(example):
    code, output = run_pytest("--support-matrix=support-matrix.ini", "test_modules.py", cwd=example)
    assert code == 0
    for driver in ("bz2", "lzma"):
        assert f"\n{driver}: 1 of 1 claim confirmed\n" in output


def test_wrong_names(example):
    code, output = run_pytest("--support-matrix=support-matrix.ini", cwd=example)
    assert code == 4
    errors = [line for line in output.splitlines() if line.startswith("ERROR")]
    assert errors == (example / "names.txt").read_text(encoding="utf-8").splitlines()
    assert "exit code 4" in PAGE


def test_every_option_is_listed():
    listed = set(re.findall(r"^   \* - ``(--[\w-]+)", PAGE, re.MULTILINE))
    assert listed == {f"--{name.replace('_', '-')}" for name in [name for name, *_ in OPTIONS] + [STRICT]}
