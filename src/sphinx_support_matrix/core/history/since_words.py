"""Say since when the cells of a matrix are what they are, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.history.state_matrices import levels_of
from sphinx_support_matrix.core.history.states import as_of
from sphinx_support_matrix.core.matrix.levels import every_level
from sphinx_support_matrix.core.problems.suggest import counted

if TYPE_CHECKING:
    from sphinx_support_matrix.core.history.history_model import CellHistory, Gone, History, Release

NOT_RELEASED = "not released yet"


class SinceWords:
    """Tells the cells of one history."""

    def __init__(self, history: History) -> None:
        """Take the history."""
        self._levels = every_level(levels_of(as_of(history)))
        # Nobody knows commits by their names.
        self._days = {} if history.tags is not None else {each.name: each.date for each in history.releases}

    def cell(self, cell: CellHistory) -> str:
        """The level of a cell, and since when: ``complete, since 17.0.0; supported since 15.0.0``."""
        level = self._levels[cell.level].title
        if not self._levels[cell.level].is_recorded:
            return level
        since = NOT_RELEASED if cell.since is None else f"since {self.release(cell.since)}"
        if cell.supported_since is None or cell.supported_since == cell.since:
            return f"{level}, {since}"
        return f"{level}, {since}; supported since {self.release(cell.supported_since)}"

    def release(self, name: str) -> str:
        """The name of a release, with its day if it is a commit."""
        return f"{name} ({self._days[name]})" if name in self._days else name

    def gone(self, thing: Gone) -> str:
        """The last release of what is gone: ``last in 21.0.0``."""
        return f"last in {self.release(thing.last)}"


def dated(release: Release | None) -> str:
    """What stands above what a release changed: its name and its day."""
    return "Not released yet" if release is None else f"{release.name} ({release.date})"


def beginning(drivers: int, features: int) -> str:
    """What is said of the first release."""
    return f"The first one: {counted(drivers, 'driver')}, {counted(features, 'feature')}."


UNREADABLE = "No file that can be read."
