"""What a change of a level means to those who rely on it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import NOT_APPLICABLE

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.levels import Level


class Direction(Enum):
    """What a change of an implementation means to those who rely on it."""

    IMPROVED = "improved"
    """It goes further: complete is more than partial, and that is more than missing."""

    WORSE = "worse"
    """It goes less far."""

    NOW_KNOWN = "now-known"
    """Nobody knew how far it goes."""

    NO_LONGER_KNOWN = "no-longer-known"
    """Nobody knows any more how far it goes."""

    NOW_APPLICABLE = "now-applicable"
    """The feature made no sense for the driver."""

    NO_LONGER_APPLICABLE = "no-longer-applicable"
    """The feature makes no sense for the driver any more."""

    NOW_RECORDED = "now-recorded"
    """The file said nothing; now it says that nobody knows."""

    NO_LONGER_RECORDED = "no-longer-recorded"
    """The file said that nobody knows; now it says nothing."""

    SAME = "same"
    """It goes as far as before: the release changed, the notes, or the name of the level."""


def direction(old: Level, new: Level) -> Direction:
    """What it means that an implementation was at *old* and is at *new*.

    Levels of a project's own count as the built-in levels that they name.
    """
    before, after = old.basis, new.basis
    if before == after:
        return Direction.SAME
    if before.is_known and after.is_known:
        return Direction.IMPROVED if after.rank > before.rank else Direction.WORSE
    if _says_something(before) and _says_something(after):
        return Direction.NOW_APPLICABLE if after.is_known else Direction.NO_LONGER_APPLICABLE
    if _says_something(after):
        return Direction.NOW_KNOWN
    if _says_something(before):
        return Direction.NO_LONGER_KNOWN
    return Direction.NOW_RECORDED if after.is_recorded else Direction.NO_LONGER_RECORDED


def _says_something(level: Level) -> bool:
    """Whether somebody knows how far the driver goes, or that the feature makes no sense for it."""
    return level.is_known or level == NOT_APPLICABLE
