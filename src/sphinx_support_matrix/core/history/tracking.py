"""Follow a matrix from its oldest release to the file as it is now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.history.history_model import (
    CellHistory,
    Gone,
    History,
    HistoryOptions,
    StateChange,
)
from sphinx_support_matrix.core.history.identities import Identities
from sphinx_support_matrix.core.history.state_matrices import levels_of, state_of, with_names
from sphinx_support_matrix.core.history.states import NOTHING, change_between
from sphinx_support_matrix.core.matrix.levels import every_level

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.history.history_model import Release, State
    from sphinx_support_matrix.core.matrix.model import Matrix


class Tracker:
    """Takes the releases of a matrix one after the other, and remembers only what it needs of them."""

    def __init__(self, *, path: str, tags: str | None, options: HistoryOptions | None = None) -> None:
        """Begin before the first release.

        :param path: The file, from the top of its repository.
        :param tags: The patterns of the tags that are releases; ``None`` where each commit counts as one.
        """
        self._path, self._tags = path, tags
        self._options = options or HistoryOptions()
        self._identities = Identities(self._options.renamed)
        self._releases: list[Release] = []
        self._changes: list[StateChange] = []
        self._state: State = NOTHING
        self._matrix: Matrix | None = None
        self._since: dict[tuple[str, str], str | None] = {}
        self._supported: dict[tuple[str, str], str | None] = {}
        self._last_drivers: dict[str, tuple[str, str]] = {}
        self._last_features: dict[str, tuple[str, str]] = {}

    def add(self, release: Release, matrix: Matrix | None) -> None:
        """Take the next release.

        :param matrix: What its file holds; ``None`` if it has none that can be read. The same one as that of the
            release before costs nothing.
        """
        if matrix is None and not self._releases:
            # A history begins with the first release that has something to say.
            return
        self._releases.append(release)
        if matrix is None:
            return
        if matrix is not self._matrix:
            self._take(release.name, matrix)
        for key, title in self._state.drivers.items():
            self._last_drivers[key] = title, release.name
        for name, feature in self._state.features.items():
            self._last_features[name] = feature.title, release.name

    def unknown_names(self) -> list[str]:
        """The names that were said to be older or newer ones of others, and that no release has."""
        return self._identities.unknown()

    def history(self, now: Matrix) -> History:
        """The history of the file as it is *now*, after the last release."""
        if now is not self._matrix:
            self._take(None, now)
        names = self._identities.names()
        state = self._state
        return History(
            path=self._path,
            tags=self._tags,
            releases=tuple(self._releases),
            cells=tuple(
                CellHistory(
                    feature=names[feature],
                    driver=driver,
                    level=level,
                    since=self._since[feature, driver],
                    supported_since=self._supported.get((feature, driver)),
                )
                for (feature, driver), level in state.cells.items()
            ),
            removed_drivers=tuple(
                Gone(name=key, title=title, last=last)
                for key, (title, last) in self._last_drivers.items()
                if key not in state.drivers
            ),
            removed_features=tuple(
                Gone(name=names[feature], title=title, last=last)
                for feature, (title, last) in self._last_features.items()
                if feature not in state.features
            ),
            changes=tuple(_with_names(change, names) for change in self._changes),
            options=self._options,
        )

    def _take(self, release: str | None, matrix: Matrix) -> None:
        """Note since when the cells of *matrix* are what they are, and what changed."""
        state = state_of(matrix, self._identities.drivers(matrix), self._identities.features(matrix))
        supported = {name for name, level in every_level(levels_of(state)).items() if level.is_supported}
        before, since, was_supported = self._state.cells, self._since, self._supported
        self._since = {
            cell: since[cell] if before.get(cell) == level else release for cell, level in state.cells.items()
        }
        self._supported = {
            cell: was_supported.get(cell, release)
            for cell, level in state.cells.items()
            if level in supported
        }
        change = change_between(release, self._state, state)
        if change is not None:
            self._changes.append(change)
        self._state, self._matrix = state, matrix


def _with_names(change: StateChange, names: Mapping[str, str]) -> StateChange:
    """*change* with the last name of each feature in place of what stands for it."""
    order = change.order
    return StateChange(
        release=change.release,
        drivers=change.drivers,
        features={
            names[feature]: None if state is None else with_names(state, names)
            for feature, state in change.features.items()
        },
        levels=change.levels,
        cells={(names[feature], driver): level for (feature, driver), level in change.cells.items()},
        order=None if order is None else (order[0], tuple(names[feature] for feature in order[1])),
    )
