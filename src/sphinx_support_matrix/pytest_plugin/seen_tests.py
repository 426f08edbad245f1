"""The tests of a run and how they end, as a file of results would have it."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.results_model import (
    DRIVER_PROPERTY,
    FEATURE_PROPERTY,
    NOT_RUN,
    CaseResult,
    Outcome,
    Stated,
    SuiteFacts,
)
from sphinx_support_matrix.core.ini.characters import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pytest

_SUFFIX = re.compile(r"\.py\Z")
_NO_SUITE = SuiteFacts()


class SeenTests:
    """Takes the reports of a run, in this process or of those that pytest-xdist has started."""

    def __init__(self) -> None:
        """Begin with no test."""
        self._tests: dict[str, _SeenTest] = {}

    def add(self, report: pytest.TestReport) -> None:
        """Take one of the reports that there are of a test, and of its subtests."""
        test = self._tests.setdefault(report.nodeid, _SeenTest())
        test.location = report.location
        # A process that crashes tells no properties any more.
        test.properties.update(dict.fromkeys(report.user_properties))
        outcome = _outcome(report)
        if outcome is not None:
            test.outcome = outcome if test.outcome is None else max(test.outcome, outcome)

    def results(self) -> list[CaseResult]:
        """The tests, in the order in which they were first heard of."""
        return [
            # It was set up, perhaps, and that was all that somebody wanted.
            result_of(
                nodeid,
                test.location,
                test.properties,
                Outcome.SKIPPED if test.outcome is None else test.outcome,
            )
            for nodeid, test in self._tests.items()
        ]


class _SeenTest:
    """A test that is perhaps not over."""

    def __init__(self) -> None:
        self.location: tuple[str, int | None, str] = ("", None, "")
        self.properties: dict[tuple[str, object], None] = {}
        self.outcome: Outcome | None = None


def result_of(
    nodeid: str,
    location: tuple[str, int | None, str],
    properties: Iterable[tuple[str, object]],
    outcome: Outcome,
) -> CaseResult:
    """A test as a file of results would have it: with the names that pytest writes there."""
    path, bracket, parameters = nodeid.partition("[")
    first, *names = path.split("::")
    names = [_SUFFIX.sub("", first).replace("/", "."), *names]
    names[-1] += bracket + parameters
    file, line = location[0], (location[1] or 0) + 1
    stated = [(name, Stated(str(value).strip(), line)) for name, value in properties]
    return CaseResult(
        classname=on_one_line(".".join(names[:-1])),
        name=on_one_line(names[-1]),
        file=on_one_line(file.replace(os.sep, "/")),
        outcome=outcome,
        features=tuple(value for name, value in stated if name == FEATURE_PROPERTY),
        drivers=tuple(value for name, value in stated if name == DRIVER_PROPERTY),
        suite=_NO_SUITE,
        line=line,
    )


def _outcome(report: pytest.TestReport) -> Outcome | None:
    """How a part of a test ended; nothing for a part that says nothing of the rest."""
    if report.skipped:
        reason: str | None = getattr(report, "wasxfail", None)
        expected = reason is not None and not reason.removeprefix("reason: ").startswith(NOT_RUN)
        return Outcome.EXPECTED_FAILURE if expected else Outcome.SKIPPED
    if report.failed:
        return Outcome.FAILED if report.when == "call" else Outcome.ERROR
    # An attempt that is repeated has neither passed nor failed.
    return Outcome.PASSED if report.passed and report.when == "call" else None
