"""Between a matrix and a state of it: what a history keeps of a release, and that as a matrix again."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.history.history_model import FeatureState, LevelState, State
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, NOT_RECORDED, Level, every_level
from sphinx_support_matrix.core.matrix.model import (
    Condition,
    Driver,
    Feature,
    Implementation,
    Matrix,
    Status,
    StatusKind,
    Title,
)
from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.core.problems.location import Location

if TYPE_CHECKING:
    from collections.abc import Mapping


def state_of(matrix: Matrix, drivers: Mapping[str, str], features: Mapping[str, str]) -> State:
    """What a history keeps of *matrix*.

    :param drivers: What to call each driver, by its key.
    :param features: What to call each feature, by its section name.
    """
    keys = [drivers[driver.key] for driver in matrix.drivers]
    names = [features[feature.name] for feature in matrix.features]
    return State(
        drivers={key: driver.title.text for key, driver in zip(keys, matrix.drivers, strict=True)},
        features={
            name: FeatureState(
                title=feature.title.text,
                status=_status_text(feature.status, features),
                maturity=feature.maturity,
            )
            for name, feature in zip(names, matrix.features, strict=True)
        },
        levels=own_levels(matrix.levels),
        cells={
            (name, key): cell.level.name
            for name, feature in zip(names, matrix.features, strict=True)
            for key, cell in zip(keys, feature.implementations, strict=True)
        },
    )


def own_levels(levels: Mapping[str, Level]) -> dict[str, LevelState]:
    """Those of *levels* that are a file's own."""
    return {
        level.name: LevelState(title=level.title, symbol=level.symbol, counts_as=level.counts_as)
        for level in levels.values()
        if level.is_own
    }


def levels_of(state: State) -> dict[str, Level]:
    """The levels of *state* by name, the built-in ones among them."""
    own = {
        name: Level(name=name, title=level.title, symbol=level.symbol, counts_as=level.counts_as, meaning="")
        for name, level in state.levels.items()
    }
    return BUILTIN_LEVELS | own


def matrix_of(state: State, path: str) -> Matrix:
    """*state* as a matrix: what is shown of an earlier release, and what can be compared with another one.

    :param path: What to call the file.
    """
    here = Location(path=path, line=1)
    levels = levels_of(state)
    bare = {name: Implementation(level=level) for name, level in every_level(levels).items()}
    return Matrix(
        path=path,
        drivers=tuple(
            Driver(
                key=key,
                title=Title(text=title, location=here),
                link=None,
                anchor=anchor(f"_driver.{key}"),
                location=here,
            )
            for key, title in state.drivers.items()
        ),
        features=tuple(
            Feature(
                name=name,
                title=Title(text=feature.title, location=here),
                status=_status(feature.status),
                maturity=feature.maturity,
                implementations=tuple(
                    bare[state.cells.get((name, key), NOT_RECORDED.name)] for key in state.drivers
                ),
                location=here,
                anchor=anchor(name),
            )
            for name, feature in state.features.items()
        ),
        levels=levels,
    )


def is_status(text: str) -> bool:
    """Whether *text* can be the status of a feature."""
    kind, parenthesis, _argument = text.partition("(")
    return kind in {each.value for each in StatusKind} and (not parenthesis or text.endswith(")"))


def _status_text(status: Status, features: Mapping[str, str]) -> str | None:
    """*status* in one form, however it was written; ``None`` where the file does not say."""
    if not status.given:
        return None
    if status.condition is None:
        return str(status)
    feature = status.condition.feature
    return f"{status.kind.value}({features.get(feature, feature)}=={status.condition.level})"


def with_names(feature: FeatureState, names: Mapping[str, str]) -> FeatureState:
    """*feature* with the feature that its status is about called by one of *names*."""
    condition = _status(feature.status).condition
    if condition is None or condition.feature not in names:
        return feature
    status = f"{StatusKind.CONDITION.value}({names[condition.feature]}=={condition.level})"
    return replace(feature, status=status)


def _status(text: str | None) -> Status:
    """The status that :func:`_status_text` wrote."""
    if text is None:
        return Status(given=False)
    kind, _parenthesis, rest = text.partition("(")
    argument = rest.removesuffix(")") or None
    condition = None
    if argument is not None and kind == StatusKind.CONDITION.value and "==" in argument:
        feature, _equals, level = argument.rpartition("==")
        condition = Condition(feature=feature, level=level)
    return Status(kind=StatusKind(kind), argument=argument, condition=condition)
