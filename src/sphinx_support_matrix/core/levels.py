"""How far a driver goes in a feature: the built-in levels, their words and their glyphs."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_support_matrix.core.location import Location


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
    """What the level promises, as one English sentence for the legend."""

    location: Location | None = field(default=None, compare=False)
    """Where a file defines or changes the level; ``None`` for a level as it is built in."""

    title_location: Location | None = field(default=None, compare=False)
    """Where a file gives the title; ``None`` for a title of our own."""

    meaning_location: Location | None = field(default=None, compare=False)
    """Where a file gives the meaning; ``None`` for a meaning of our own."""


COMPLETE = Level(
    name="complete",
    title="complete",
    symbol="\N{HEAVY CHECK MARK}",
    counts_as="complete",
    meaning="Fully implemented, and expected to work at all times.",
)
PARTIAL = Level(
    name="partial",
    title="partial",
    symbol="\N{CIRCLE WITH LEFT HALF BLACK}",
    counts_as="partial",
    meaning="Implemented, with limits that the notes explain.",
)
MISSING = Level(
    name="missing",
    title="missing",
    symbol="\N{HEAVY MULTIPLICATION X}",
    counts_as="missing",
    meaning="Not implemented.",
)
UNKNOWN = Level(
    name="unknown",
    title="unknown",
    symbol="?",
    counts_as="unknown",
    meaning="Nobody has reported whether it works.",
)
NOT_APPLICABLE = Level(
    name="not-applicable",
    title="not-applicable",
    symbol="\N{EN DASH}",
    counts_as="not-applicable",
    meaning="The feature makes no sense for this driver.",
)

BUILTIN_LEVELS = {level.name: level for level in (COMPLETE, PARTIAL, MISSING, UNKNOWN, NOT_APPLICABLE)}
"""The levels that every file can use, by name, from the best to the least informative."""

NOT_RECORDED = Level(
    name="not-recorded",
    title="not recorded",
    symbol="\N{MIDDLE DOT}",
    counts_as="unknown",
    meaning="The file says nothing about this driver.",
)
"""What a cell holds that the file leaves out. No file can ask for it, and it is never *missing*."""

LEVEL_ALIASES = {"incomplete": "missing"}
"""Other names of built-in levels, from older files."""
