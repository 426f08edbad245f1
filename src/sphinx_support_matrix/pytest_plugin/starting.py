"""From the options of a run to what it does about a matrix."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from sphinx_support_matrix.core.evidence.ages import current_time
from sphinx_support_matrix.core.evidence.collecting import RunFacts
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.pytest_plugin.evidence_keeper import EvidenceKeeper
from sphinx_support_matrix.pytest_plugin.name_check import NameCheck

if TYPE_CHECKING:
    from pathlib import Path


def start(config: pytest.Config) -> None:
    """Read the matrix, check names, and keep what tests say.

    :raises pytest.UsageError: if an option is wrong, or the matrix cannot be read.
    """
    path = _path(config, "support_matrix")
    if path is None:
        raise pytest.UsageError("--support-evidence and --support-strict need --support-matrix=FILE")
    shown = _shown(config, path)
    try:
        source = path.read_bytes()
    except OSError as error:
        raise pytest.UsageError(
            f"--support-matrix: cannot read '{shown}': {error.strerror or error}"
        ) from error
    matrix, problems = loads(source, shown)
    if not matrix.drivers or not matrix.features:
        raise pytest.UsageError(*(f"{problem.location}: {problem.message}" for problem in problems))
    driver = _word(config, "support_driver")
    check = NameCheck(matrix, driver)
    mistake = driver and check.mistake_in(driver)
    if mistake:
        raise pytest.UsageError(f"--support-driver: {mistake}")
    config.pluginmanager.register(check, "support_matrix_name_check")
    if hasattr(config, "workerinput"):
        # The process that has started this one gets all reports.
        return
    try:
        time = current_time(os.environ)
    except ValueError as error:
        raise pytest.UsageError(str(error)) from error
    facts = RunFacts(
        driver=driver,
        release=_word(config, "support_release"),
        run=_word(config, "support_run"),
        environment=_word(config, "support_environment"),
        time=time,
    )
    output = _path(config, "support_evidence")
    keeper = EvidenceKeeper(
        matrix,
        problems,
        facts,
        output=None if output is None else _shown(config, output),
        strict=bool(config.getoption("support_strict") or config.getini("support_strict")),
    )
    config.pluginmanager.register(keeper, "support_matrix_evidence")


def _path(config: pytest.Config, name: str) -> Path | None:
    """The path in an option, which begins where pytest was called, or in a setting, which begins at its file."""
    given: str | None = config.getoption(name)
    if given:
        return config.invocation_params.dir / given
    setting: str | None = config.getini(name)
    if not setting:
        return None
    return (config.rootpath if config.inipath is None else config.inipath.parent) / setting


def _shown(config: pytest.Config, path: Path) -> str:
    """*path* as people would write it here."""
    folder = config.invocation_params.dir
    return str(path.relative_to(folder)) if path.is_relative_to(folder) else str(path)


def _word(config: pytest.Config, name: str) -> str | None:
    return on_one_line(config.getoption(name) or config.getini(name) or "").strip() or None
