"""How far a driver goes in a feature: the levels, and everything that depends on what a level is.

The order of levels, their words, glyphs, letters and colours, and what counts as supported, recorded or
known, are decided here and nowhere else.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.problems.location import Location


@dataclass(frozen=True, kw_only=True, slots=True)
class Level:
    """One level of implementation."""

    name: str
    """The word in the file."""

    title: str
    """The word that people read, in English."""

    symbol: str
    """A glyph that stands for the level where there is little room."""

    counts_as: str
    """The built-in level that this one is compared as; its own name for a built-in level."""

    meaning: str
    """What the level says, as one English sentence for the legend."""

    location: Location | None = field(default=None, compare=False)
    """Where a file defines or changes the level; ``None`` for a level as it is built in."""

    title_location: Location | None = field(default=None, compare=False)
    """Where a file gives the title; ``None`` for a title of our own."""

    meaning_location: Location | None = field(default=None, compare=False)
    """Where a file gives the meaning; ``None`` for a meaning of our own."""

    @property
    def basis(self) -> Level:
        """The built-in level that this one counts as; *not recorded* is a basis of its own."""
        return BUILTIN_LEVELS[self.counts_as] if self.is_recorded else NOT_RECORDED

    @property
    def rank(self) -> int:
        """3 for what counts as complete, 2 for partial, 1 for missing, and 0 for what says nothing of it."""
        return _RANKS.get(self.counts_as, 0)

    @property
    def is_recorded(self) -> bool:
        """Whether a file says anything; otherwise this is :data:`NOT_RECORDED`."""
        return self.name != _NOT_RECORDED

    @property
    def is_known(self) -> bool:
        """Whether the level counts as complete, partial or missing."""
        return self.rank > 0

    @property
    def is_supported(self) -> bool:
        """Whether the level counts as complete or partial."""
        return self.rank >= PARTIAL.rank

    @property
    def falls_short(self) -> bool:
        """Whether the level is recorded, and counts as missing or unknown.

        A driver for which a feature makes no sense meets every requirement, and what is not recorded is
        a problem of its own.
        """
        return self.is_recorded and self.counts_as in {MISSING.name, UNKNOWN.name}

    @property
    def is_own(self) -> bool:
        """Whether the level differs from the built-in one of its name, or there is none."""
        return BUILTIN_LEVELS.get(self.name) != self

    @property
    def has_own_title(self) -> bool:
        """Whether people read another word for the level than for the one that it counts as."""
        return self.is_recorded and self.title != self.basis.title

    @property
    def letter(self) -> str:
        """What stands for the level where there are no characters but those of ASCII."""
        return self.name[0].upper()

    @property
    def color(self) -> str:
        """The name of the level's colour; an empty text for what says nothing of how far a driver goes."""
        return _COLORS.get(self.counts_as, "")

    def is_or_counts_as(self, name: str) -> bool:
        """Whether the level is the one called *name*, or counts as it."""
        return name in {self.name, self.counts_as}


def _builtin(name: str, symbol: str, meaning: str) -> Level:
    return Level(name=name, title=name, symbol=symbol, counts_as=name, meaning=meaning)


COMPLETE = _builtin(
    "complete", "\N{HEAVY CHECK MARK}", "Fully implemented, and expected to work at all times."
)
PARTIAL = _builtin(
    "partial", "\N{CIRCLE WITH LEFT HALF BLACK}", "Implemented, with limits that the notes explain."
)
MISSING = _builtin("missing", "\N{HEAVY MULTIPLICATION X}", "Not implemented.")
UNKNOWN = _builtin("unknown", "?", "Nobody has reported whether it works.")
NOT_APPLICABLE = _builtin("not-applicable", "\N{EN DASH}", "The feature makes no sense for this driver.")

BUILTIN_LEVELS = {level.name: level for level in (COMPLETE, PARTIAL, MISSING, UNKNOWN, NOT_APPLICABLE)}
"""The levels that every file can use, by name, from the best to the least informative."""

_NOT_RECORDED = "not-recorded"
NOT_RECORDED = Level(
    name=_NOT_RECORDED,
    title="not recorded",
    symbol="\N{MIDDLE DOT}",
    counts_as="unknown",
    meaning="The file says nothing about this driver.",
)
"""The level of a cell about which the file says nothing. No file can ask for it, and it is never *missing*."""

RESERVED_LEVELS = (NOT_RECORDED.name,)
"""Names that no file can give to a level of its own."""

COMPARABLE_LEVELS = (COMPLETE.name, PARTIAL.name, MISSING.name)
"""The levels that can be compared, from the best. The others do not say how far a driver goes."""

LEVEL_ALIASES = {"incomplete": "missing"}
"""Other names of built-in levels, from older files."""

_RANKS = {name: rank for rank, name in enumerate(reversed(COMPARABLE_LEVELS), start=1)}
_COLORS = {COMPLETE.name: "green", PARTIAL.name: "yellow", MISSING.name: "red"}


def every_level(levels: Mapping[str, Level]) -> dict[str, Level]:
    """*levels*, and the level of cells about which a file says nothing, by name."""
    return {**levels, NOT_RECORDED.name: NOT_RECORDED}


def level_order(level: Level) -> int:
    """A key to sort levels by, from the best to the least informative."""
    return list(BUILTIN_LEVELS).index(level.counts_as)
