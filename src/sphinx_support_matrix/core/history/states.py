"""The states of a matrix from release to release, and what leads from one to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx_support_matrix.core.history.history_model import State, StateChange

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_support_matrix.core.history.history_model import History, Release

_Value = TypeVar("_Value")

NOTHING = State(drivers={}, features={}, levels={}, cells={})
"""The state before the first release."""


def as_of(history: History, release: str | None = None) -> State:
    """What the matrix was in *release*; without one, what the file is now.

    A release without a readable file is what the one before it was.

    :raises KeyError: if the history has no such release.
    """
    if release is None:
        state = NOTHING
        for change in history.changes:
            state = apply_change(state, change)
        return state
    for each, state in states(history):
        if each.name == release:
            return state
    raise KeyError(release)


def states(history: History) -> Iterator[tuple[Release, State]]:
    """Each release, from the oldest, with what the matrix was in it."""
    changes = {change.release: change for change in history.changes}
    state = NOTHING
    for release in history.releases:
        if release.name in changes:
            state = apply_change(state, changes[release.name])
        yield release, state


def change_between(release: str | None, before: State, after: State) -> StateChange | None:
    """What leads from *before* to *after*; ``None`` if nothing does.

    :param release: The release that *after* is the state of.
    """
    drivers, features = _changes(before.drivers, after.drivers), _changes(before.features, after.features)
    levels = _changes(before.levels, after.levels)
    cells = {cell: level for cell, level in after.cells.items() if before.cells.get(cell) != level}
    made = tuple(_applied(before.drivers, drivers)), tuple(_applied(before.features, features))
    order = tuple(after.drivers), tuple(after.features)
    change = StateChange(
        release=release,
        drivers=drivers,
        features=features,
        levels=levels,
        cells=cells,
        order=None if made == order else order,
    )
    return change or None


def apply_change(before: State, change: StateChange) -> State:
    """The state that *change* leads to from *before*."""
    drivers, features = _applied(before.drivers, change.drivers), _applied(before.features, change.features)
    if change.order is not None:
        drivers = {key: drivers[key] for key in change.order[0]}
        features = {name: features[name] for name in change.order[1]}
    cells = {**before.cells, **change.cells}
    if None in change.drivers.values() or None in change.features.values():
        cells = {cell: level for cell, level in cells.items() if cell[0] in features and cell[1] in drivers}
    return State(
        drivers=drivers, features=features, levels=_applied(before.levels, change.levels), cells=cells
    )


def _changes(before: Mapping[str, _Value], after: Mapping[str, _Value]) -> dict[str, _Value | None]:
    """What is new or different in *after*, and ``None`` for what is in *before* only."""
    changes: dict[str, _Value | None] = {name: None for name in before if name not in after}
    changes |= {name: value for name, value in after.items() if before.get(name) != value}
    return changes


def _applied(before: Mapping[str, _Value], changes: Mapping[str, _Value | None]) -> dict[str, _Value]:
    """*before* with *changes*; what is new stands at the end."""
    found: dict[str, _Value] = dict(before)
    for name, value in changes.items():
        if value is None:
            found.pop(name, None)
        else:
            found[name] = value
    return found
