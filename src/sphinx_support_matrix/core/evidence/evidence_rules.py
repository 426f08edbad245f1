"""Rules about evidence: where claims and what tests say part, and where a claim stands by nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.evidence_words import (
    told_origin,
    told_outcome,
    told_silence,
    told_tests,
)
from sphinx_support_matrix.core.evidence.standings import Standing, latest_of, oldest_of, standings
from sphinx_support_matrix.core.matrix.model import StatusKind
from sphinx_support_matrix.core.matrix.names import find_name
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.problems.severity import Severity
from sphinx_support_matrix.core.problems.suggest import Suggester
from sphinx_support_matrix.core.rules.places import cell_place

if TYPE_CHECKING:
    from datetime import date, timedelta

    from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix


EVIDENCE_RULES = frozenset(
    {
        Code.CLAIM_CONTRADICTED,
        Code.CLAIM_UNDERSTATED,
        Code.CLAIM_UNPROVEN,
        Code.EVIDENCE_WITHOUT_CLAIM,
        Code.EVIDENCE_STALE,
        Code.EVIDENCE_UNKNOWN_NAME,
    }
)
"""The codes of the problems that :func:`check_evidence` finds."""


class Required(Enum):
    """What has to be proven."""

    MANDATORY = "mandatory"
    """What drivers support of mandatory features."""

    CLAIMED = "claimed"
    """All that drivers support."""

    ALL = "all"
    """Every cell, unless the feature makes no sense for the driver."""


def check_evidence(
    matrix: Matrix,
    evidence: Evidence | None,
    *,
    max_age: timedelta | None = None,
    today: date | None = None,
    require: Required | None = None,
) -> list[Problem]:
    """Where the claims of *matrix* and the evidence part, in the order of the lines of the matrix.

    What is wrong with the evidence itself comes after that.

    :param evidence: What tests say; ``None`` if nobody has collected anything. Claims are unproven then only
        where proof is required.
    :param max_age: How old evidence may be; any age by default.
    :param today: The day on which *max_age* ends.
    :param require: Where a claim that is unproven is an error.
    """
    day = datetime.now(UTC).date() if today is None else today
    found = standings(matrix, evidence, max_age=max_age, today=day)
    problems: list[Problem] = []
    for feature in matrix.features:
        for column, driver in enumerate(matrix.drivers):
            standing = found.get((feature.name, driver.key))
            if standing is None:
                continue
            judged = _JudgedCell(feature=feature, driver=driver, column=column, standing=standing)
            if standing.standing is Standing.UNPROVEN:
                problems += judged.unproven(require, hinted=evidence is not None)
            elif standing.standing is not Standing.CONFIRMED:
                problems.append(judged.parted())
            if standing.stale and max_age is not None:
                problems.append(judged.stale(max_age, day))
    problems.sort(key=lambda problem: problem.location)
    return problems if evidence is None else [*problems, *unknown_names(matrix, evidence)]


@dataclass(frozen=True, kw_only=True, slots=True)
class _JudgedCell:
    """A cell and how its claim stands."""

    feature: Feature
    driver: Driver
    column: int
    standing: CellStanding

    @property
    def implementation(self) -> Implementation:
        return self.feature.implementations[self.column]

    @property
    def claim(self) -> str:
        """The claim as a clause, such as ``'[seek]' is complete for driver 'lzma'``."""
        level = self.implementation.level
        if not level.is_recorded:
            return f"'[{self.feature.name}]' records no level for driver '{self.driver.key}'"
        counts = "" if level.name == level.counts_as else f", which counts as {level.counts_as},"
        return f"'[{self.feature.name}]' is {level.name}{counts} for driver '{self.driver.key}'"

    def problem(self, code: Code, message: str, *, raised: Severity | None = None) -> Problem:
        return Problem(
            code=code, message=message, location=cell_place(self.feature, self.column), raised=raised
        )

    def parted(self) -> Problem:
        """The evidence says something else than the claim, or something where nothing is claimed."""
        standing = self.standing
        code = {
            Standing.CONTRADICTED: Code.CLAIM_CONTRADICTED,
            Standing.UNDERSTATED: Code.CLAIM_UNDERSTATED,
        }.get(standing.standing, Code.EVIDENCE_WITHOUT_CLAIM)
        link = "and" if code is Code.EVIDENCE_WITHOUT_CLAIM else "but"
        less = self.implementation.level.is_supported
        outcome = told_outcome(standing) if less else told_tests(standing)
        says = f"{self.claim}{self.by_hand}, {link} {outcome}"
        telling = [result for result in standing.results if (_not_passed(result) if less else result.passed)]
        # Of several environments, the one that the claim is wrong about.
        origin = told_origin(latest_of(telling or standing.results))
        return self.problem(code, f"{says} ({origin})" if origin else says)

    @property
    def by_hand(self) -> str:
        verified = self.standing.verified
        return f", verified on {verified.date} ({verified.who})" if verified is not None else ""

    def unproven(self, require: Required | None, *, hinted: bool) -> list[Problem]:
        """Nothing confirms the claim."""
        supported = self.implementation.level.is_supported
        required = require is Required.ALL or (
            supported
            and (
                require is Required.CLAIMED
                or (require is Required.MANDATORY and self.feature.status.kind is StatusKind.MANDATORY)
            )
        )
        if not required and not (supported and hinted):
            return []
        silence = told_silence(self.standing)
        says = f"{self.claim}, and nothing proves it" + (f": {silence}" if silence else "")
        return [self.problem(Code.CLAIM_UNPROVEN, says, raised=Severity.ERROR if required else None)]

    def stale(self, max_age: timedelta, today: date) -> Problem:
        """What the claim stands by is too old."""
        limit = f"; at most {_days(max_age)} {'is' if max_age.days == 1 else 'are'} allowed"
        verified = self.standing.verified
        if self.standing.by_hand and verified is not None:
            age = _days(today - verified.date)
            message = f"{self.claim}{self.by_hand}, {age} ago{limit}"
            location = verified.location or cell_place(self.feature, self.column)
            return Problem(code=Code.EVIDENCE_STALE, message=message, location=location)
        oldest = oldest_of(self.standing.results)
        where = f" of '{oldest.environment}'" if oldest.environment else ""
        what = f"the evidence{where} for '[{self.feature.name}]' and driver '{self.driver.key}'"
        if oldest.time is None:
            return self.problem(Code.EVIDENCE_STALE, f"{what} has no time{limit}")
        day = oldest.time.astimezone(UTC).date()
        return self.problem(Code.EVIDENCE_STALE, f"{what} is of {day}, {_days(today - day)} ago{limit}")


def unknown_names(matrix: Matrix, evidence: Evidence) -> list[Problem]:
    """The features and drivers of *evidence* that *matrix* does not have, each once."""
    suggester = Suggester()
    features = dict.fromkeys(feature.name for feature in matrix.features)
    drivers = dict.fromkeys(driver.key for driver in matrix.drivers)
    # How often each is named, and where first.
    found: dict[tuple[str, str], tuple[int, Location]] = {}
    for cell in evidence.cells:
        here = cell.location or Location(path=evidence.path, line=1)
        wrong = []
        if find_name(cell.feature, features) is None:
            wrong.append(("feature", cell.feature))
        if cell.driver not in drivers:
            wrong.append(("driver", cell.driver))
        for name in wrong:
            count, first = found.get(name, (0, here))
            found[name] = (count + 1, min(first, here))
    problems = []
    for (what, unknown), (count, location) in found.items():
        hint = suggester.did_you_mean(unknown, what, features if what == "feature" else drivers)
        more = f", in {count} cells" if count > 1 else ""
        message = f"there is evidence for the unknown {what} '{unknown}'{more}{hint}"
        problems.append(Problem(code=Code.EVIDENCE_UNKNOWN_NAME, message=message, location=location))
    return sorted(problems, key=lambda problem: problem.location)


def _not_passed(result: CellEvidence) -> int:
    return result.failed + result.expected_failures


def _days(age: timedelta) -> str:
    return "1 day" if age.days == 1 else f"{age.days} days"
