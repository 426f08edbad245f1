"""Runs of pytest with the plugin, in folders of their own."""

from __future__ import annotations

import os
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
from tests.marking import all_are

pytest_collection_modifyitems = all_are(__file__, "python")

MATRIX = """\
[driver.bz2]
title = bz2
[driver.lzma]
title = LZMA
[driver.lzma-raw]
title = LZMA without a container
[operation.seek]
title = Seek
driver.bz2 = complete
driver.lzma = complete
driver.lzma-raw = missing
[levels]
title = Levels
tests = test_*.test_levels*
driver.bz2 = partial
driver.lzma = not-applicable
driver.lzma-raw = unknown
"""


@pytest.fixture
def folder(pytester, monkeypatch):
    """A folder with a matrix, in which pytest runs with the plugin and nothing of this run."""
    for name in list(os.environ):
        if name.startswith(("PYTEST_", "SOURCE_DATE_EPOCH")):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
    pytester.path.joinpath("m.ini").write_text(MATRIX, encoding="utf-8")
    return pytester


@pytest.fixture
def run(folder):
    """Run pytest on a file of tests; the result, without the first lines and without what differs each time."""

    def run(source, *arguments, matrix=True, subprocess=False, file="test_it.py"):
        if source is not None:
            folder.path.joinpath(file).write_text(source, encoding="utf-8")
        # Where the package is installed with its metadata, pytest finds the plugin itself.
        installed = bool(entry_points(group="pytest11", name="support_matrix"))
        plugin = [] if installed else ["-p", "sphinx_support_matrix.pytest_plugin"]
        options = ["--support-matrix=m.ini"] if matrix else []
        method = folder.runpytest_subprocess if subprocess else folder.runpytest_inprocess
        return method(*plugin, "-p", "no:randomly", "-p", "no:hypothesispytest", *options, *arguments)

    return run


def summary(result):
    """The lines that a run says about the matrix."""
    lines = result.outlines
    begin = next((index for index, line in enumerate(lines) if line.strip("= ") == "support matrix"), None)
    if begin is None:
        return []
    end = next(index for index, line in enumerate(lines[begin + 1 :], begin + 1) if line.startswith("==="))
    return lines[begin + 1 : end]


def counts(folder, name="m.evidence.json"):
    """What a file of evidence says of each cell: passed, failed, expected failures, skipped, errors."""
    evidence, problems = from_evidence_json(Path(folder.path, name).read_bytes(), name)
    assert problems == []
    return {
        (cell.feature, cell.driver): (
            cell.passed,
            cell.failed,
            cell.expected_failures,
            cell.skipped,
            cell.errors,
        )
        for cell in evidence.cells
    }
