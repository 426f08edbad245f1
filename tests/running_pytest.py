"""Run pytest on files of the documentation, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.metadata import entry_points
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Where the package is installed with its metadata, pytest finds the plugin itself.
PLUGIN = (
    []
    if entry_points(group="pytest11", name="support_matrix")
    else ["-p", "sphinx_support_matrix.pytest_plugin"]
)
PYTEST = [sys.executable, "-m", "pytest", *PLUGIN, "-p", "no:cacheprovider"]


def plain_environment() -> dict[str, str]:
    """The environment of a process that has nothing to do with this run of pytest, on one day."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "COV_"))}
    return {**kept, "NO_COLOR": "1", "SOURCE_DATE_EPOCH": "1795132800", "PYTHONDONTWRITEBYTECODE": "1"}


def run_pytest(*arguments: str | Path, cwd: Path) -> tuple[int, str]:
    """The exit code of a run, and what it prints."""
    done = subprocess.run(
        [*PYTEST, *map(str, arguments)],
        check=False,
        cwd=cwd,
        env=plain_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    return done.returncode, done.stdout


def summary_of(output: str) -> str:
    """The section about claims in what a run prints, with its heading."""
    lines = output.splitlines()
    begin = next(index for index, line in enumerate(lines) if line.strip("= ") == "support matrix")
    end = next(index for index, line in enumerate(lines[begin + 1 :], begin + 1) if line.startswith("==="))
    return "".join(f"{line}\n" for line in lines[begin:end])
