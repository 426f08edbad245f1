"""The part of a history that is asked for: some drivers and features, and some releases."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from sphinx_support_matrix.core.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.history.history_model import History, StateChange
    from sphinx_support_matrix.core.matrix.select import Patterns

_Value = TypeVar("_Value")
BETWEEN = ".."
"""What stands between two releases that mean what changed after the first one, up to the second one."""


def narrowed(history: History, drivers: Patterns, features: Patterns) -> History:
    """*history* as if the matrix had never had any other *drivers* and *features*."""
    changes = (_narrowed(change, drivers, features) for change in history.changes)
    return replace(
        history,
        cells=tuple(
            cell for cell in history.cells if drivers.keeps(cell.driver) and features.keeps(cell.feature)
        ),
        removed_drivers=tuple(gone for gone in history.removed_drivers if drivers.keeps(gone.name)),
        removed_features=tuple(gone for gone in history.removed_features if features.keeps(gone.name)),
        changes=tuple(filter(None, changes)),
    )


def releases_in(history: History, text: str) -> frozenset[str | None]:
    """The releases that *text* means: one, or with ``A..B`` those after the one up to the other.

    Without a first one, they begin with the oldest; without a last one, they go up to the file as it is now, which is
    called ``None``.

    :raises ValueError: if there is no such release.
    """
    names = [release.name for release in history.releases]
    if text in names or BETWEEN not in text:
        return frozenset({names[_place(text, names)]})
    first, _between, last = text.partition(BETWEEN)
    start = _place(first, names) + 1 if first else 0
    if last:
        return frozenset(names[start : _place(last, names) + 1])
    return frozenset({*names[start:], None})


def _place(name: str, names: list[str]) -> int:
    if name not in names:
        raise ValueError(f"the history has no release '{name}'{did_you_mean(name, names)}")
    return names.index(name)


def _narrowed(change: StateChange, drivers: Patterns, features: Patterns) -> StateChange:
    order = None
    if change.order is not None:
        order = tuple(filter(drivers.keeps, change.order[0])), tuple(filter(features.keeps, change.order[1]))
    return replace(
        change,
        drivers=_kept(change.drivers, drivers),
        features=_kept(change.features, features),
        cells={
            (feature, driver): level
            for (feature, driver), level in change.cells.items()
            if drivers.keeps(driver) and features.keeps(feature)
        },
        # One thing has no order.
        order=order if order is not None and max(map(len, order)) > 1 else None,
    )


def _kept(named: Mapping[str, _Value], patterns: Patterns) -> dict[str, _Value]:
    return {name: value for name, value in named.items() if patterns.keeps(name)}
