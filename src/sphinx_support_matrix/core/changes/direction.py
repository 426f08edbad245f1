"""What a change of a level means to those who rely on it."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.levels import COMPLETE, MISSING, NOT_APPLICABLE, NOT_RECORDED, PARTIAL

if TYPE_CHECKING:
    from sphinx_support_matrix.core.levels import Level

_RANKS = {MISSING.name: 1, PARTIAL.name: 2, COMPLETE.name: 3}
_KNOWN = frozenset({*_RANKS, NOT_APPLICABLE.name})


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
    before, after = _standing(old), _standing(new)
    if before == after:
        return Direction.SAME
    if before in _RANKS and after in _RANKS:
        return Direction.IMPROVED if _RANKS[after] > _RANKS[before] else Direction.WORSE
    if before in _KNOWN and after in _KNOWN:
        return Direction.NOW_APPLICABLE if after in _RANKS else Direction.NO_LONGER_APPLICABLE
    if after in _KNOWN:
        return Direction.NOW_KNOWN
    if before in _KNOWN:
        return Direction.NO_LONGER_KNOWN
    return Direction.NOW_RECORDED if before == NOT_RECORDED.name else Direction.NO_LONGER_RECORDED


def _standing(level: Level) -> str:
    """The built-in level that *level* counts as; *not recorded*, which counts as unknown, is itself."""
    return NOT_RECORDED.name if level.name == NOT_RECORDED.name else level.counts_as
