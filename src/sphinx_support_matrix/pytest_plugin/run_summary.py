"""Say in the terminal how claims stand by the tests of a run."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.evidence_model import Evidence
from sphinx_support_matrix.core.evidence.evidence_rules import check_evidence
from sphinx_support_matrix.core.evidence.evidence_words import told_tests, told_totals
from sphinx_support_matrix.core.evidence.standings import Standing, standings
from sphinx_support_matrix.core.evidence.totals import standing_totals
from sphinx_support_matrix.core.evidence.uniting import unite
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.rules.places import cell_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    import pytest

    from sphinx_support_matrix.core.evidence.collecting import EvidenceCollector
    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.evidence.uniting import RunEvidence
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem

_WORDS = {
    Code.CLAIM_CONTRADICTED: ("contradicted", "red"),
    Code.CLAIM_UNDERSTATED: ("understated", "yellow"),
    Code.EVIDENCE_WITHOUT_CLAIM: ("found", "yellow"),
}


class RunSummary:
    """The lines that a run ends with."""

    def __init__(self, matrix: Matrix, problems: Iterable[Problem]) -> None:
        """Begin with what is wrong with the matrix."""
        self._matrix = matrix
        self._lines: list[tuple[str, dict[str, bool]]] = []
        self._confirmed: list[str] = []
        for problem in problems:
            self.add(f"{problem.location}: {problem.message}", red=True)

    def add(self, line: str, **markup: bool) -> None:
        """Add a line, in a colour of pytest's terminal."""
        self._lines.append((on_one_line(line), markup))

    def judge(self, collector: EvidenceCollector, found: RunEvidence) -> int:
        """Add how the claims stand by what was *found*; how many of them are contradicted."""
        for problem in collector.problems:
            self.add(f"{problem.location}: {problem.message}", red=True)
        # All of it is of this run, which need not be said again and again.
        cells = [replace(cell, release=None, time=None, run=None) for cell in unite((), found)[0]]
        evidence = Evidence(path=self._matrix.path, cells=tuple(cells))
        tested = {(cell.feature, cell.driver) for cell in cells}
        stand = {cell: each for cell, each in standings(self._matrix, evidence).items() if cell in tested}
        contradicted = 0
        for problem in check_evidence(self._matrix, evidence):
            if problem.code in _WORDS:
                word, color = _WORDS[problem.code]
                self.add(f"{problem.location}: {word}: {problem.message}", **{color: True})
                contradicted += problem.code is Code.CLAIM_CONTRADICTED
        self._confirmed = list(self._told_confirmed(stand))
        totals = standing_totals(self._matrix, stand)
        for driver in self._matrix.drivers:
            if any(key == driver.key for _, key in tested):
                told = totals[driver.key]
                bad = told.contradicted or told.understated
                self.add(f"{driver.key}: {told_totals(told)}", **({} if bad else {"green": True}))
        if collector.without_driver:
            tests = "1 test is" if collector.without_driver == 1 else f"{collector.without_driver} tests are"
            self.add(
                f"{tests} for a feature, but for no driver; say which in the mark, with a parameter or with --support-driver",
                yellow=True,
            )
        return contradicted

    def show(self, terminal: pytest.TerminalReporter) -> None:
        """Write the lines, if there are any."""
        lines = [(line, {"green": True}) for line in self._confirmed] if terminal.verbosity > 0 else []
        lines += self._lines
        if lines:
            terminal.write_sep("=", "support matrix")
        for line, markup in lines:
            terminal.write_line(line, **markup)

    def _told_confirmed(self, stand: Mapping[tuple[str, str], CellStanding]) -> Iterator[str]:
        for feature in self._matrix.features:
            for column, driver in enumerate(self._matrix.drivers):
                standing = stand.get((feature.name, driver.key))
                if standing is not None and standing.standing is Standing.CONFIRMED:
                    level = feature.implementations[column].level.name
                    yield on_one_line(
                        f"{cell_place(feature, column)}: confirmed: '[{feature.name}]' is {level} "
                        f"for driver '{driver.key}'; {told_tests(standing)}"
                    )
