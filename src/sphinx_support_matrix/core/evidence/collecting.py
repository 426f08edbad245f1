"""From files of test results to the evidence of a run."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.driver_choice import DriverChooser, DriverError
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence
from sphinx_support_matrix.core.evidence.junit_reader import ResultsError, read_results
from sphinx_support_matrix.core.evidence.matching import FeatureMatcher
from sphinx_support_matrix.core.evidence.outcome_counts import OutcomeCounts
from sphinx_support_matrix.core.evidence.results_model import Outcome
from sphinx_support_matrix.core.evidence.uniting import RunEvidence
from sphinx_support_matrix.core.matrix.names import find_name, short
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.problems.suggest import Suggester

if TYPE_CHECKING:
    import re
    from collections.abc import Collection, Iterable, Iterator

    from sphinx_support_matrix.core.evidence.results_model import CaseResult, Stated, SuiteFacts
    from sphinx_support_matrix.core.matrix.model import Matrix

    _Counts = defaultdict[tuple[str, str, str | None], OutcomeCounts]

# As much as anybody reads. A mistake in a parameter can be in a million tests.
_MOST_PROBLEMS = 100
_DIGITS = 16


@dataclass(frozen=True, kw_only=True, slots=True)
class RunFacts:
    """What somebody says of all results of a run."""

    driver: str | None = None
    """The key of the driver that was tested."""

    driver_pattern: re.Pattern[str] | None = None
    """Finds the key of the driver in the name of a test."""

    release: str | None = None
    """The release that was tested."""

    run: str | None = None
    """What identifies the run."""

    environment: str | None = None
    """What the tests ran in."""

    time: datetime | None = None
    """When, in UTC."""


class EvidenceCollector:
    """Reads files of results, and keeps what they say of the cells of one matrix."""

    def __init__(self, matrix: Matrix, facts: RunFacts) -> None:
        """Begin with no results.

        :param facts: What is known of all of them.
        """
        self._facts = facts
        self._names = {feature.name for feature in matrix.features}
        # What to suggest for what is meant: names for themselves, and for titles, which are none.
        self._suggested = {
            name: name for feature in matrix.features for name in (feature.name, short(feature.name))
        }
        for feature in matrix.features:
            self._suggested.setdefault(feature.title.text, short(feature.name))
        self._matcher = FeatureMatcher(matrix.features)
        self._chooser = DriverChooser(
            [driver.key for driver in matrix.drivers], facts.driver, facts.driver_pattern
        )
        self._suggester = Suggester()
        self._said: set[tuple[str, str]] = set()
        self._cells: list[CellEvidence] = []
        self._files: set[str] = set()
        self._times: dict[Stated, datetime | None] = {}
        self.problems: list[Problem] = []
        """Everything that is wrong with the results, in their order."""
        self.tests = 0
        """The tests that were read; one that is there twice is two."""
        self.without_feature = 0
        """Those that are for no feature."""
        self.without_driver = 0
        """Those that are for a feature, and for no driver."""

    def add(self, chunks: Iterable[bytes], path: str) -> None:
        """Read a file of results. What is wrong with it is among the problems then.

        A file that has the same bytes as one before counts once.

        :param chunks: The bytes of the file, in parts of any size.
        :param path: The path to show in the locations of problems.
        """
        digest = hashlib.sha256()
        cases = read_results(_digested(chunks, digest), path)
        try:
            counts = self._counted((case, path) for case in cases)
        except ResultsError as error:
            self.problems.append(error.problem)
            return
        self._keep(counts, digest.hexdigest())

    def add_tests(self, tests: Collection[CaseResult]) -> None:
        """Take the results of tests that come from no file of results.

        What is wrong with one is among the problems then, at the file and the line of the test.
        """
        digest = hashlib.sha256(repr(self._facts.time).encode())
        # Tests that run side by side end in another order each time.
        for each in sorted(map(repr, tests)):
            digest.update(each.encode())
        self._keep(self._counted((case, case.file or "") for case in tests), digest.hexdigest())

    def evidence(self) -> RunEvidence:
        """What the files say."""
        return RunEvidence(
            cells=tuple(self._cells),
            files=frozenset(self._files),
            run=self._facts.run,
            driver=self._facts.driver,
            environment=self._facts.environment,
        )

    def _counted(self, cases: Iterable[tuple[CaseResult, str]]) -> _Counts:
        """How the tests for each cell ended.

        :param cases: The tests, each with the path to show in the location of its problems.
        """
        counts: _Counts = defaultdict(OutcomeCounts)
        self._times.clear()
        for case, path in cases:
            self._count(case, path, counts)
        return counts

    def _keep(self, counts: _Counts, digest: str) -> None:
        part = digest[:_DIGITS]
        if part not in self._files:
            self._files.add(part)
            self._cells += [self._cell(key, found, part) for key, found in counts.items()]

    def _count(self, case: CaseResult, path: str, counts: _Counts) -> None:
        self.tests += 1
        features = self._features(case, path)
        # A test that names a feature which is not there can name such a driver, too.
        if not features and not case.features and not case.drivers:
            self.without_feature += 1
            return
        try:
            drivers = self._chooser.drivers(case)
        except DriverError as error:
            self._complain(error.code, error.subject, str(error), Location(path=path, line=error.line))
            return
        if not features:
            self.without_feature += 1
            return
        if not drivers:
            self.without_driver += 1
            return
        suite, facts = case.suite, self._facts
        environment = facts.environment or _text(suite.environment)
        release = facts.release or _text(suite.release)
        time = facts.time or self._time(suite, path)
        for feature in features:
            for driver in drivers:
                cell = counts[feature, driver, environment]
                cell.add(case.full_name, case.outcome)
                cell.release = release or cell.release
                if time is not None and (cell.time is None or time > cell.time):
                    cell.time = time

    def _features(self, case: CaseResult, path: str) -> list[str]:
        """The features that *case* is for: those that it names, and those whose patterns it matches."""
        found: list[str] = []
        for stated in case.features:
            name = find_name(stated.text, self._names)
            if name is None:
                nearest = self._suggester.nearest(stated.text, "feature", self._suggested)
                hint = f"; did you mean '{self._suggested[nearest]}'?" if nearest else ""
                message = f"there is no feature '{stated.text}', which '{case.full_name}' names{hint}"
                location = Location(path=path, line=stated.line)
                self._complain(Code.EVIDENCE_UNKNOWN_NAME, f"[{stated.text}]", message, location)
            else:
                found.append(name)
        return list(dict.fromkeys([*found, *self._matcher.features(case)]))

    def _time(self, suite: SuiteFacts, path: str) -> datetime | None:
        stated = suite.timestamp
        if stated is None:
            return None
        if stated not in self._times:
            self._times[stated] = time = to_utc(stated.text)
            if time is None:
                message = (
                    f"expected a time such as '2026-05-01T12:00:00Z' as the timestamp of a suite, not '{stated.text}'; "
                    "--time takes its place"
                )
                self._complain(Code.BAD_RESULTS, stated.text, message, Location(path=path, line=stated.line))
        return self._times[stated]

    def _complain(self, code: Code, subject: str, message: str, location: Location) -> None:
        """Note a problem, once in each file for a subject, and not without end."""
        if (location.path, subject) in self._said or len(self._said) > _MOST_PROBLEMS:
            return
        if len(self._said) == _MOST_PROBLEMS:
            code, message = Code.BAD_RESULTS, "there are more problems from here on, which are not shown"
        self._said.add((location.path, subject))
        self.problems.append(Problem(code=code, message=message, location=location))

    def _cell(self, key: tuple[str, str, str | None], found: OutcomeCounts, part: str) -> CellEvidence:
        feature, driver, environment = key
        counts = found.count()
        return CellEvidence(
            feature=feature,
            driver=driver,
            environment=environment,
            passed=counts[Outcome.PASSED],
            failed=counts[Outcome.FAILED],
            expected_failures=counts[Outcome.EXPECTED_FAILURE],
            skipped=counts[Outcome.SKIPPED],
            errors=counts[Outcome.ERROR],
            failing=found.failing,
            release=found.release,
            time=found.time,
            run=self._facts.run,
            # Only parts of one run are put together again.
            parts=() if self._facts.run is None else (part,),
        )


def to_utc(text: str) -> datetime | None:
    """The time that *text* says as ISO 8601 has it, in UTC and whole seconds; without a zone, it is in UTC already."""
    try:
        time = datetime.fromisoformat(text)
        # A result must not depend on the zone of the machine that reads it.
        time = time.replace(tzinfo=UTC) if time.tzinfo is None else time.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return time.replace(microsecond=0)


def _digested(chunks: Iterable[bytes], digest: hashlib._Hash) -> Iterator[bytes]:
    for chunk in chunks:
        digest.update(chunk)
        yield chunk


def _text(stated: Stated | None) -> str | None:
    return None if stated is None else stated.text
