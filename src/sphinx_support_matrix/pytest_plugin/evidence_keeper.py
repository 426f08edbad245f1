"""Keep what the tests of a run say, and say how claims stand by it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from sphinx_support_matrix.core.editing.held_signals import held_signals
from sphinx_support_matrix.core.editing.replacing import write_file
from sphinx_support_matrix.core.evidence.collecting import EvidenceCollector
from sphinx_support_matrix.core.evidence.evidence_file import EvidenceFileError, update_file
from sphinx_support_matrix.core.evidence.evidence_json import cell_order
from sphinx_support_matrix.pytest_plugin.run_summary import RunSummary
from sphinx_support_matrix.pytest_plugin.seen_tests import SeenTests

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.evidence.collecting import RunFacts
    from sphinx_support_matrix.core.evidence.uniting import RunEvidence
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem

# All tests have run that should run.
_WHOLE = frozenset({pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.NO_TESTS_COLLECTED})


class EvidenceKeeper:
    """What a run does that is about a matrix, in the process that people see."""

    def __init__(
        self,
        matrix: Matrix,
        problems: Iterable[Problem],
        facts: RunFacts,
        *,
        output: str | None,
        strict: bool,
    ) -> None:
        """Begin with no test.

        :param problems: What is wrong with the matrix.
        :param facts: What is known of all tests.
        :param output: The file to keep the evidence in.
        :param strict: Whether the run fails where a claim is contradicted.
        """
        self._matrix = matrix
        self._facts = facts
        self._output = output
        self._strict = strict
        self._seen = SeenTests()
        self._summary = RunSummary(matrix, problems)

    def pytest_report_header(self) -> str:
        """Say which matrix this is about."""
        drivers, features = len(self._matrix.drivers), len(self._matrix.features)
        return f"support matrix: {self._matrix.path}, drivers: {drivers}, features: {features}"

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take a part of a test."""
        self._seen.add(report)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Judge the claims, and write the evidence."""
        if session.exitstatus in {pytest.ExitCode.USAGE_ERROR, pytest.ExitCode.INTERNAL_ERROR}:
            return
        if session.config.option.collectonly:
            return
        collector = EvidenceCollector(self._matrix, self._facts)
        collector.add_tests(self._seen.results())
        found = collector.evidence()
        contradicted = self._summary.judge(collector, found)
        is_written = self._output is None or self._write(self._output, session, collector, found)
        if collector.problems or not is_written or (contradicted and self._strict):
            _fail(session)

    @pytest.hookimpl(tryfirst=True)
    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Show how the claims stand."""
        self._summary.show(terminalreporter)

    def _write(
        self, path: str, session: pytest.Session, collector: EvidenceCollector, found: RunEvidence
    ) -> bool:
        """Keep the evidence; whether there is nothing wrong with that."""
        if collector.problems:
            self._summary.add(f"{path}: no evidence is written", red=True)
            return False
        if session.exitstatus not in _WHOLE or session.shouldstop or session.shouldfail:
            # What tests that did not run would have said is not known.
            self._summary.add(f"{path}: no evidence is written, because the run ended early", yellow=True)
            return True
        if not found.cells:
            self._summary.add(f"{path}: there is no evidence to write", yellow=True)
            return True
        try:
            result = update_file(path, found, _write_text)
        except (EvidenceFileError, OSError) as error:
            for problem in getattr(error, "problems", ()):
                self._summary.add(f"{problem.location}: {problem.message}", red=True)
            message = (
                str(error)
                if isinstance(error, EvidenceFileError)
                else f"cannot write '{path}': {error.strerror}"
            )
            self._summary.add(message, red=True)
            return False
        if result.later:
            later = "1 cell" if result.later == 1 else f"{result.later} cells"
            self._summary.add(f"{path}: {later} with evidence of a later run, which stays", yellow=True)
        cells = len({cell_order(cell) for cell in found.cells})
        done = (
            f"evidence for {cells} cell{'' if cells == 1 else 's'} written"
            if result.is_changed
            else "is current"
        )
        self._summary.add(f"{path}: {done}")
        return True


def _write_text(path: str, text: str) -> None:
    with held_signals():
        write_file(Path(path), text.encode())


def _fail(session: pytest.Session) -> None:
    if session.exitstatus in {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
