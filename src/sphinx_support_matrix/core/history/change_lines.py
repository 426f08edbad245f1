"""The changes of a history as objects for JSON: one for each thing that a release changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.direction import direction
from sphinx_support_matrix.core.history.state_matrices import levels_of
from sphinx_support_matrix.core.history.states import NOTHING, apply_change
from sphinx_support_matrix.core.matrix.levels import every_level

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.history.history_model import FeatureState, History, State, StateChange


def change_items(history: History) -> Iterator[dict[str, object]]:
    """Everything that the releases changed, from the oldest."""
    state = NOTHING
    for change in history.changes:
        after = apply_change(state, change)
        for item in _items(change, state, after):
            yield {"release": change.release, **item}
        state = after


def _items(change: StateChange, before: State, after: State) -> Iterator[dict[str, object]]:
    """What *change* changes. Later items rely on earlier ones: levels and drivers come first."""
    for level, state in change.levels.items():
        if state is not None:
            fields = {"title": state.title, "symbol": state.symbol, "counts_as": state.counts_as}
            yield {"change": "own-level", "level": level, **fields}
    for key, title in change.drivers.items():
        yield _driver_item(key, title, before, after)
    for name, feature in change.features.items():
        yield _feature_item(name, feature, before, after)
    yield from _level_items(change, before, after)
    for level, state in change.levels.items():
        if state is None:
            yield {"change": "own-level-removed", "level": level}
    if change.order is not None:
        drivers, features = change.order
        yield {"change": "order", "drivers": list(drivers), "features": list(features)}


def _driver_item(key: str, title: str | None, before: State, after: State) -> dict[str, object]:
    """What became of a driver."""
    if title is None:
        return {"change": "driver-removed", "driver": key}
    if key in before.drivers:
        return {"change": "driver-title", "driver": key, "title": title}
    # A feature that is new, too, has all of its levels itself.
    levels = {name: after.cells[name, key] for name in after.features if name in before.features}
    return {"change": "driver-added", "driver": key, "title": title, "levels": levels}


def _feature_item(name: str, feature: FeatureState | None, before: State, after: State) -> dict[str, object]:
    """What became of a feature, apart from levels that it had before."""
    if feature is None:
        return {"change": "feature-removed", "feature": name}
    fields = {"title": feature.title, "status": feature.status, "maturity": feature.maturity}
    if name in before.features:
        return {"change": "feature-changed", "feature": name, **fields}
    levels = {key: after.cells[name, key] for key in after.drivers}
    return {"change": "feature-added", "feature": name, **fields, "levels": levels}


def _level_items(change: StateChange, before: State, after: State) -> Iterator[dict[str, object]]:
    """The levels that are others in cells that were there."""
    was, now = every_level(levels_of(before)), every_level(levels_of(after))
    for (feature, driver), level in change.cells.items():
        old = before.cells.get((feature, driver))
        if old is not None:
            yield {
                "change": "level",
                "feature": feature,
                "driver": driver,
                "old": old,
                "new": level,
                "direction": direction(was[old], now[level]).value,
            }
