"""How each claim of a matrix stands by the evidence: what tests say, and what people have verified.

==========================  ==================  ==================  ==================  =====================
claim                       all tests pass      some pass           none passes         no test says anything
==========================  ==================  ==================  ==================  =====================
complete                    confirmed           contradicted        contradicted        unproven
partial                     confirmed           confirmed           contradicted        unproven
missing                     understated         understated         confirmed           unproven
unknown, not recorded       found complete      found partial       found missing       unproven
not-applicable              contradicted        contradicted        confirmed           no standing
==========================  ==================  ==================  ==================  =====================

A level of a project's own stands as the level that it counts as. A test that is expected to fail and fails does
not pass; one that was skipped, or that could not be set up, says nothing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import COMPLETE, MISSING, NOT_APPLICABLE, PARTIAL, UNKNOWN
from sphinx_support_matrix.core.matrix.names import find_name

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence

    from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Implementation, Matrix, Verification


class Standing(Enum):
    """How a claim stands by its evidence."""

    CONFIRMED = "confirmed"
    """The evidence says the same."""

    CONTRADICTED = "contradicted"
    """The evidence says less, or speaks of what is said to make no sense."""

    UNDERSTATED = "understated"
    """The evidence says more."""

    UNPROVEN = "unproven"
    """There is no evidence."""

    FOUND_COMPLETE = "found-complete"
    """Nothing is claimed, and all tests pass."""

    FOUND_PARTIAL = "found-partial"
    """Nothing is claimed, and some tests pass."""

    FOUND_MISSING = "found-missing"
    """Nothing is claimed, and no test passes."""

    @property
    def is_confirmed(self) -> bool:
        """Whether the evidence says the same."""
        return self is Standing.CONFIRMED

    @property
    def is_wrong(self) -> bool:
        """Whether claim and evidence part."""
        return self in {Standing.CONTRADICTED, Standing.UNDERSTATED}

    @property
    def is_told(self) -> bool:
        """Whether there is more to say than that a claim is confirmed, or that nothing is known."""
        return self not in {Standing.CONFIRMED, Standing.UNPROVEN}


_BY_TESTS = {
    COMPLETE.name: (Standing.CONFIRMED, Standing.CONTRADICTED, Standing.CONTRADICTED),
    PARTIAL.name: (Standing.CONFIRMED, Standing.CONFIRMED, Standing.CONTRADICTED),
    MISSING.name: (Standing.UNDERSTATED, Standing.UNDERSTATED, Standing.CONFIRMED),
    UNKNOWN.name: (Standing.FOUND_COMPLETE, Standing.FOUND_PARTIAL, Standing.FOUND_MISSING),
    NOT_APPLICABLE.name: (Standing.CONTRADICTED, Standing.CONTRADICTED, Standing.CONFIRMED),
}
"""The standing of each level where all tests pass, where some do, and where none does."""


def standing_of(level: Level, passed: int, not_passed: int) -> Standing | None:
    """How a claim of *level* stands by its tests; ``None`` where there is nothing to prove.

    :param passed: How many tests passed.
    :param not_passed: How many did not, because they failed or were expected to.
    """
    if not passed and not not_passed:
        return None if level.counts_as == NOT_APPLICABLE.name else Standing.UNPROVEN
    all_pass, some_pass, none_passes = _BY_TESTS[level.counts_as]
    if not passed:
        return none_passes
    return some_pass if not_passed else all_pass


@dataclass(frozen=True, kw_only=True, slots=True)
class CellStanding:
    """How one claim stands, and by which evidence."""

    standing: Standing
    """How it stands."""

    stale: bool = False
    """Whether what it stands by is older than allowed, or of an unknown age where an age is asked for."""

    results: tuple[CellEvidence, ...] = ()
    """What tests say in each environment, in the order of the evidence."""

    verified: Verification | None = None
    """What a person has found. Where tests say something else, they count."""

    @property
    def passed(self) -> int:
        """How many tests passed, in all environments together."""
        return sum(result.passed for result in self.results)

    @property
    def not_passed(self) -> int:
        """How many tests failed, or were expected to, in all environments together."""
        return sum(result.failed + result.expected_failures for result in self.results)

    @property
    def failing(self) -> tuple[str, ...]:
        """The names of the tests that failed in any environment, as far as the evidence has them."""
        return tuple(dict.fromkeys(name for result in self.results for name in result.failing))

    @property
    def by_hand(self) -> bool:
        """Whether the claim stands by the word of a person alone: no test says anything."""
        return self.standing is Standing.CONFIRMED and not self.passed and not self.not_passed

    @property
    def latest(self) -> CellEvidence | None:
        """The newest of the results that say something; the first one of several of one time."""
        telling = [result for result in self.results if _tells(result)]
        return latest_of(telling) if telling else None


def standings(
    matrix: Matrix,
    evidence: Evidence | None,
    *,
    max_age: timedelta | None = None,
    today: date | None = None,
) -> dict[tuple[str, str], CellStanding]:
    """How each claim of *matrix* stands, by the name of its feature and the key of its driver.

    A verification by hand confirms a claim that no test says anything about, and that says something itself;
    where tests say something, they count, and the verification stands beside them. Evidence of features and
    drivers that the matrix does not have is left out, and so is a cell for which there is nothing to prove.

    Test results are stale if those of any environment are, unless a person has confirmed since what they say.

    :param evidence: What tests say; ``None`` if nobody has collected anything, which leaves what people say.
    :param max_age: How old evidence may be; any age by default. Results without a time are too old for any.
    :param today: The day on which *max_age* ends; the day in UTC by default.
    """
    now = datetime.now(UTC).date() if today is None else today

    def is_old(day: date | None) -> bool:
        return max_age is not None and (day is None or now - day > max_age)

    found = results_by_cell(matrix, evidence)
    stood: dict[tuple[str, str], CellStanding] = {}
    for feature in matrix.features:
        for driver, implementation in zip(matrix.drivers, feature.implementations, strict=True):
            cell = feature.name, driver.key
            standing = _cell_standing(implementation, found.get(cell, ()), is_old)
            if standing is not None:
                stood[cell] = standing
    return stood


def results_by_cell(
    matrix: Matrix, evidence: Evidence | None
) -> Mapping[tuple[str, str], tuple[CellEvidence, ...]]:
    """The results for each cell of *matrix*, by the name of its feature and the key of its driver.

    A feature may be named with or without its leading ``operation.``.
    """
    features = {feature.name for feature in matrix.features}
    drivers = {driver.key for driver in matrix.drivers}
    found: defaultdict[tuple[str, str], list[CellEvidence]] = defaultdict(list)
    for result in evidence.cells if evidence is not None else ():
        feature = find_name(result.feature, features)
        if feature is not None and result.driver in drivers:
            found[feature, result.driver].append(result)
    return {cell: tuple(results) for cell, results in found.items()}


def _cell_standing(
    implementation: Implementation, results: tuple[CellEvidence, ...], is_old: Callable[[date | None], bool]
) -> CellStanding | None:
    verified = implementation.verified
    telling = [result for result in results if _tells(result)]
    standing = standing_of(
        implementation.level,
        sum(result.passed for result in telling),
        sum(result.failed + result.expected_failures for result in telling),
    )
    if not telling and verified is not None and implementation.level.counts_as != UNKNOWN.name:
        standing = Standing.CONFIRMED
    if standing is None:
        return None
    return CellStanding(
        standing=standing,
        stale=_is_stale(standing, telling, verified, is_old),
        results=results,
        verified=verified,
    )


def _is_stale(
    standing: Standing,
    telling: Collection[CellEvidence],
    verified: Verification | None,
    is_old: Callable[[date | None], bool],
) -> bool:
    """Whether what a claim stands by is too old."""
    if standing is Standing.CONFIRMED and verified is not None and not is_old(verified.date):
        return False
    if not telling:
        return standing is Standing.CONFIRMED
    return any(is_old(result.time and result.time.astimezone(UTC).date()) for result in telling)


def _tells(result: CellEvidence) -> bool:
    """Whether a test passed or did not; one that was skipped or could not be set up says nothing."""
    return bool(result.passed or result.failed or result.expected_failures)


def latest_of(results: Sequence[CellEvidence]) -> CellEvidence:
    """The newest of *results*, of which there is one at least; the first one of several of one time."""
    return max(results, key=_time)


def oldest_of(results: Sequence[CellEvidence]) -> CellEvidence:
    """The oldest of the *results* that say something; one without a time is older than any."""
    return min(filter(_tells, results), key=_time)


def _time(result: CellEvidence) -> datetime:
    return result.time or datetime.min.replace(tzinfo=UTC)
