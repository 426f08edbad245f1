"""Whether a matrix has the names that tests say."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.collecting import EvidenceCollector, RunFacts
from sphinx_support_matrix.core.evidence.results_model import Outcome
from sphinx_support_matrix.core.problems.suggest import did_you_mean
from sphinx_support_matrix.pytest_plugin.seen_tests import result_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

    from sphinx_support_matrix.core.matrix.model import Matrix


class NameCheck:
    """Knows the names of a matrix."""

    def __init__(self, matrix: Matrix, driver: str | None) -> None:
        """Take what there is to know.

        :param driver: The driver that all tests are about.
        """
        self._matrix = matrix
        self._driver = driver
        self._keys = [each.key for each in matrix.drivers]

    def mistakes(self, items: Iterable[pytest.Item]) -> list[str]:
        """What is wrong with the names that tests say, with the file and the line of each."""
        # What would be wrong with results is wrong with tests.
        collector = EvidenceCollector(self._matrix, RunFacts(driver=self._driver))
        collector.add_tests(
            [result_of(item.nodeid, item.location, item.user_properties, Outcome.PASSED) for item in items]
        )
        return [f"{problem.location}: {problem.message}" for problem in collector.problems]

    def mistake_in(self, key: str) -> str | None:
        """What is wrong with the key of a driver."""
        if key in self._keys:
            return None
        return f"'{self._matrix.path}' has no driver '{key}'{did_you_mean(key, self._keys)}"
