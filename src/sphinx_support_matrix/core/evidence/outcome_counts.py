"""Count how the tests of one file of results ended, in little memory for each."""

from __future__ import annotations

from array import array
from collections import Counter
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.results_model import Outcome

if TYPE_CHECKING:
    from datetime import datetime

# An outcome takes the lowest bits of a number, and what is left of 64 is a hash of the test's name.
_BITS = 3
_MASK = (1 << _BITS) - 1
_HASH = (1 << (64 - _BITS)) - 1


class OutcomeCounts:
    """The tests for one cell in one file.

    A test that is there several times counts once, with the worst outcome: tools write the attempts at a test, and what
    went wrong after it, as tests of the same name.
    """

    def __init__(self) -> None:
        """Begin with no test."""
        self._seen = array("Q")
        self._failing: set[str] = set()
        self.release: str | None = None
        """The release that the tests name."""
        self.time: datetime | None = None
        """The latest time that the tests name."""

    def add(self, name: str, outcome: Outcome) -> None:
        """Count a test."""
        self._seen.append((hash(name) & _HASH) << _BITS | outcome)
        if outcome in {Outcome.FAILED, Outcome.EXPECTED_FAILURE}:
            self._failing.add(name)

    @property
    def failing(self) -> tuple[str, ...]:
        """The names of the tests that failed, in alphabetical order."""
        return tuple(sorted(self._failing))

    def count(self) -> Counter[Outcome]:
        """How many tests ended how."""
        ordered = sorted(self._seen)
        counts: Counter[Outcome] = Counter()
        for place, each in enumerate(ordered):
            # Of one test, the worst outcome is the last.
            if place + 1 == len(ordered) or ordered[place + 1] >> _BITS != each >> _BITS:
                counts[Outcome(each & _MASK)] += 1
        return counts
