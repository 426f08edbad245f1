"""How the numbers of levels went from release to release, as a picture with a table behind it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.history.narrowing import narrowed
from sphinx_support_matrix.core.history.state_matrices import levels_of
from sphinx_support_matrix.core.history.states import states
from sphinx_support_matrix.core.matrix.levels import COMPLETE, MISSING, PARTIAL, every_level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.select import Patterns
    from sphinx_support_matrix.html.words import Words

_STEP = 10
"""How far apart the columns of releases are."""
_WIDTH = 8
"""How wide a column is."""


class ReleaseCounts(NamedTuple):
    """How many cells of a release had each level."""

    release: str
    complete: int
    partial: int
    missing: int


class TrendColumn(NamedTuple):
    """A release in a picture: where its column begins, and its numbers, from the bottom."""

    x: int
    counts: ReleaseCounts


class TrendContext(NamedTuple):
    """What the template of a picture gets."""

    width: int
    height: int
    step: int
    columns: tuple[TrendColumn, ...]
    text: str
    """What the picture says, in words."""


def counts_of(history: History, drivers: Patterns, features: Patterns) -> tuple[ReleaseCounts, ...]:
    """The numbers of each release, from the oldest; own levels count as the levels that they name.

    :param drivers: The drivers that count.
    :param features: The features that count.
    """
    found = []
    for release, state in states(narrowed(history, drivers, features)):
        known = every_level(levels_of(state))
        counts: Counter[str] = Counter()
        for name, count in Counter(state.cells.values()).items():
            counts[known[name].counts_as] += count
        found.append(
            ReleaseCounts(release.name, *(counts[each.name] for each in (COMPLETE, PARTIAL, MISSING)))
        )
    return tuple(found)


def trend_context(counts: Sequence[ReleaseCounts], words: Words) -> TrendContext:
    """The picture of *counts*, of which there is one at least: a column for each release."""
    return TrendContext(
        width=_STEP * len(counts) - (_STEP - _WIDTH),
        height=max(1, *(each.complete + each.partial + each.missing for each in counts)),
        step=_WIDTH,
        columns=tuple(TrendColumn(_STEP * index, each) for index, each in enumerate(counts)),
        text=words.trend(counts[0], counts[-1]),
    )
