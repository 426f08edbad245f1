"""What evidence says, in words for messages, comments and tables."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.standings import Standing
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence
    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.evidence.totals import StandingTotals

SYMBOLS = {
    Standing.CONFIRMED: "\N{HEAVY CHECK MARK}",
    Standing.CONTRADICTED: "\N{HEAVY MULTIPLICATION X}",
    Standing.UNDERSTATED: "\N{UPWARDS ARROW}",
    Standing.UNPROVEN: "?",
    Standing.FOUND_COMPLETE: "\N{BLACK CIRCLE}",
    Standing.FOUND_PARTIAL: "\N{CIRCLE WITH LEFT HALF BLACK}",
    Standing.FOUND_MISSING: "\N{WHITE CIRCLE}",
}
"""What stands for each standing where there is little room."""

_MOST_NAMED = 3


def told_tests(standing: CellStanding) -> str:
    """How many tests pass, such as ``12 of 14 tests pass``."""
    passed, not_passed = standing.passed, standing.not_passed
    if not passed and not not_passed:
        return told_silence(standing) or "there are no tests"
    if not not_passed:
        return "1 test passes" if passed == 1 else f"all {passed} tests pass"
    if not passed:
        return "1 test does not pass" if not_passed == 1 else f"none of {not_passed} tests passes"
    return f"{passed} of {passed + not_passed} tests {'passes' if passed == 1 else 'pass'}"


def told_silence(standing: CellStanding) -> str:
    """How many tests say nothing, such as ``2 tests were skipped and 1 could not be set up``; empty for none."""
    skipped = sum(result.skipped for result in standing.results)
    errors = sum(result.errors for result in standing.results)
    parts = []
    if skipped:
        parts.append("1 test was skipped" if skipped == 1 else f"{skipped} tests were skipped")
    if errors:
        test = "" if skipped else " test" if errors == 1 else " tests"
        parts.append(f"{errors}{test} could not be set up")
    return " and ".join(parts)


def _quoted(name: str) -> str:
    return f"'{name}'"


def told_outcome(standing: CellStanding, *, name: Callable[[str], str] = _quoted) -> str:
    """How many tests pass and which do not, such as ``3 of 5 tests pass; 'a' and 'b' do not``.

    :param name: What shows the name of a test.
    """
    failing = standing.failing
    if not failing:
        return told_tests(standing)
    shown = [name(each) for each in failing[:_MOST_NAMED]]
    more = len(failing) - len(shown)
    if more:
        shown.append("1 other" if more == 1 else f"{more} others")
    return f"{told_tests(standing)}; {listing(shown, last='and')} {'does' if len(failing) == 1 else 'do'} not"


def told_origin(result: CellEvidence) -> str:
    """Where a result comes from, such as ``linux, release 2026.2, 2026-11-20, https://ci.example.org/1``."""
    parts = (
        result.environment,
        result.release and f"release {result.release}",
        result.time and result.time.astimezone(UTC).date().isoformat(),
        result.run,
    )
    return ", ".join(part for part in parts if part)


def told_standing(standing: CellStanding) -> str:
    """How a claim stands in a few words, such as ``contradicted (12 of 14), stale``."""
    word = standing.standing.value.replace("-", " ")
    total = standing.passed + standing.not_passed
    if standing.by_hand:
        word += " by hand"
    elif total:
        word += f" ({standing.passed} of {total})"
    return f"{word}, stale" if standing.stale else word


def told_totals(totals: StandingTotals) -> str:
    """How the claims of a driver stand, such as ``38 of 41 claims confirmed, 1 contradicted, 2 unproven``."""
    parts = [f"{totals.confirmed} of {totals.claims} claim{'' if totals.claims == 1 else 's'} confirmed"]
    parts += [
        f"{count} {word}"
        for count, word in (
            (totals.contradicted, "contradicted"),
            (totals.understated, "understated"),
            (totals.unproven, "unproven"),
            (totals.found, "found without a claim"),
            (totals.stale, "stale"),
        )
        if count
    ]
    return ", ".join(parts)
