"""Questions to a matrix: which drivers can do something, and what separates two of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects import values
from sphinx_support_matrix.core.levels import COMPLETE, MISSING, PARTIAL
from sphinx_support_matrix.core.names import short
from sphinx_support_matrix.core.suggest import did_you_mean, listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.model import Driver, Feature, Implementation, Matrix

ORDER = (COMPLETE.name, PARTIAL.name, MISSING.name)
"""The levels that can be compared, from the best. The others do not say how far a driver goes."""


class UnknownNameError(ValueError):
    """A name that the matrix does not have; the message has the nearest right one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Separation:
    """A feature that separates two drivers."""

    feature: Feature
    """The feature."""

    first: Implementation
    """How far the first driver goes."""

    second: Implementation
    """How far the second driver goes."""


def find_feature(matrix: Matrix, name: str) -> Feature:
    """The feature called *name*, written with or without its leading ``operation.``.

    :raises UnknownNameError: if there is none.
    """
    by_name = {feature.name: feature for feature in matrix.features}
    found = values.find_feature(name, by_name)
    if found is not None:
        return by_name[found]
    names = [*by_name, *map(short, by_name)]
    raise UnknownNameError(f"there is no feature '{name}'{did_you_mean(name, names)}")


def find_driver(matrix: Matrix, key: str) -> int:
    """The column of the driver called *key*, counted from 0.

    :raises UnknownNameError: if there is none.
    """
    keys = [driver.key for driver in matrix.drivers]
    if key not in keys:
        raise UnknownNameError(f"there is no driver '{key}'{did_you_mean(key, keys)}")
    return keys.index(key)


def reaches(level: Level, least: str) -> bool:
    """Whether *level* counts as *least* or as something better.

    :raises UnknownNameError: if *least* is not one of :data:`ORDER`.
    """
    if least not in ORDER:
        raise UnknownNameError(f"'{least}' cannot be compared; expected {listing(ORDER)}")
    return level.counts_as in ORDER[: ORDER.index(least) + 1]


def supporting(matrix: Matrix, features: Iterable[str], level: str = PARTIAL.name) -> tuple[Driver, ...]:
    """The drivers that support every one of *features* at *level* or better.

    :param features: Names of features, with or without their leading ``operation.``.
    :param level: ``complete``, ``partial`` or ``missing``. A driver of which the level is *unknown*,
        *not-applicable* or *not recorded* supports nothing.
    :raises UnknownNameError: for a feature that is not there, or another level.
    """
    rows = [find_feature(matrix, name) for name in features]
    reaches(COMPLETE, level)
    return tuple(
        driver
        for column, driver in enumerate(matrix.drivers)
        if all(reaches(row.implementations[column].level, level) for row in rows)
    )


def separating(matrix: Matrix, first: str, second: str) -> tuple[Separation, ...]:
    """The features at which the drivers *first* and *second* have different levels, in the order of the file.

    :raises UnknownNameError: for a driver that is not there.
    """
    left, right = find_driver(matrix, first), find_driver(matrix, second)
    return tuple(
        Separation(
            feature=feature, first=feature.implementations[left], second=feature.implementations[right]
        )
        for feature in matrix.features
        if feature.implementations[left].level.name != feature.implementations[right].level.name
    )
