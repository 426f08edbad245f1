"""The history of a matrix for the script of a page: what each shown cell was before each release."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.history.state_matrices import levels_of
from sphinx_support_matrix.core.history.states import NOTHING, apply_change
from sphinx_support_matrix.core.matrix.levels import every_level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Matrix


class HistoryView(NamedTuple):
    """What can be undone in a table, from the newest change to the oldest."""

    releases: tuple[str, ...]
    """The releases from the oldest."""
    levels: dict[str, Level]
    """The levels that cells had once."""
    undo: tuple[tuple[int, int, int, str | None], ...]
    """For each change of a cell, the index of the release (one more than the last one for the file as it is now), that of the
    feature, that of the driver, and the name of the level that it had before; ``None`` where there was no such feature or
    no such driver."""


def history_view(history: History, matrix: Matrix) -> HistoryView:
    """What *history* says of the cells of *matrix*, which is what is shown of the file."""
    places = {release.name: index for index, release in enumerate(history.releases)}
    shown = {
        (feature.name, driver.key): (row, column)
        for row, feature in enumerate(matrix.features)
        for column, driver in enumerate(matrix.drivers)
    }
    now = {
        (feature.name, driver.key): cell.level.name
        for feature in matrix.features
        for driver, cell in zip(matrix.drivers, feature.implementations, strict=True)
    }
    known: dict[str, Level] = {}
    undo: list[tuple[int, int, int, str | None]] = []

    def note(place: int, before: Mapping[tuple[str, str], str], after: Mapping[tuple[str, str], str]) -> None:
        # Nobody asks what was before the first release.
        if place:
            undo.extend(
                (place, *at, before.get(name))
                for name, at in shown.items()
                if before.get(name) != after.get(name)
            )

    state = NOTHING
    for change in history.changes:
        after = apply_change(state, change)
        note(len(places) if change.release is None else places[change.release], state.cells, after.cells)
        known |= every_level(levels_of(after))
        state = after
    # The file may have gone on since the history was written.
    note(len(places), state.cells, now)
    used = {name for _place, _row, _column, name in undo}
    return HistoryView(
        releases=tuple(places),
        levels={name: level for name, level in known.items() if name in used},
        undo=tuple(reversed(undo)),
    )
