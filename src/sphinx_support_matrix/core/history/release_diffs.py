"""What each release of a history changed, as a diff of two matrices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.compute import diff_matrices
from sphinx_support_matrix.core.history.state_matrices import matrix_of
from sphinx_support_matrix.core.history.states import NOTHING, apply_change

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_support_matrix.core.diff.diff_model import Diff
    from sphinx_support_matrix.core.history.history_model import History, Release, State


@dataclass(frozen=True, kw_only=True, slots=True)
class ReleaseDiff:
    """What one release changed."""

    release: Release | None
    """The release; ``None`` for the file as it is now, after the last one."""

    diff: Diff | None
    """What it changed; ``None`` for the first one, which brought everything, and for one without a readable file."""

    drivers: int
    """How many drivers it has."""

    features: int
    """How many features it has."""


def release_diffs(history: History, wanted: Container[str | None] | None = None) -> list[ReleaseDiff]:
    """What the releases changed, the newest first.

    :param wanted: The names of releases to look at, ``None`` for the file as it is now; all of them by default.
    """
    changes = {change.release: change for change in history.changes}
    ends: list[Release | None] = [*history.releases]
    if None in changes:
        ends.append(None)
    found: list[ReleaseDiff] = []
    state, before = NOTHING, ""
    for release in ends:
        name = None if release is None else release.name
        after = apply_change(state, changes[name]) if name in changes else state
        if wanted is None or name in wanted:
            found.append(
                ReleaseDiff(
                    release=release,
                    diff=_diff(state, before, after, name or history.path)
                    if before and (release is None or release.readable)
                    else None,
                    drivers=len(after.drivers),
                    features=len(after.features),
                )
            )
        state = after
        before = name or before
    return found[::-1]


def telling_diffs(history: History, wanted: Container[str | None] | None = None) -> list[ReleaseDiff]:
    """What the releases changed that there is something to tell of, the newest first.

    :param wanted: The names of the releases to tell of, also where they changed nothing; by default those that
        changed something, or have no file that can be read.
    """
    return [
        each
        for each in release_diffs(history, wanted)
        if wanted is not None or each.diff is None or each.diff
    ]


def _diff(before: State, old: str, after: State, new: str) -> Diff:
    return diff_matrices(matrix_of(before, old), matrix_of(after, new))
