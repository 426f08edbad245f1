"""Questions to a matrix: which drivers support something, and how two drivers compare."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, COMPARABLE_LEVELS, PARTIAL
from sphinx_support_matrix.core.matrix.names import find_name, short
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix


class UnknownNameError(ValueError):
    """A name that the matrix does not have; the message has the nearest right one."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Comparison:
    """A feature in which two drivers differ."""

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
    found = find_name(name, by_name)
    if found is not None:
        return by_name[found]
    names = [*by_name, *map(short, by_name)]
    raise UnknownNameError(f"there is no feature '{name}'{did_you_mean(name, names)}")


def find_driver(matrix: Matrix, key: str) -> int:
    """The column of the driver called *key*: a 0-based index into ``matrix.drivers``.

    :raises UnknownNameError: if there is none.
    """
    keys = [driver.key for driver in matrix.drivers]
    if key not in keys:
        raise UnknownNameError(f"there is no driver '{key}'{did_you_mean(key, keys)}")
    return keys.index(key)


def supporting(matrix: Matrix, features: Iterable[str], level: str = PARTIAL.name) -> tuple[Driver, ...]:
    """The drivers that support every one of *features* at *level* or better.

    :param features: Names of features, with or without their leading ``operation.``.
    :param level: ``complete``, ``partial`` or ``missing``. A driver of which the level is *unknown*,
        *not-applicable* or *not recorded* supports nothing.
    :raises UnknownNameError: for a feature that is not there, or another level.
    """
    rows = [find_feature(matrix, name) for name in features]
    if level not in COMPARABLE_LEVELS:
        raise UnknownNameError(f"'{level}' cannot be compared; expected {listing(COMPARABLE_LEVELS)}")
    least = BUILTIN_LEVELS[level].rank
    return tuple(
        driver
        for column, driver in enumerate(matrix.drivers)
        if all(row.implementations[column].level.rank >= least for row in rows)
    )


def compare(matrix: Matrix, first: str, second: str) -> tuple[Comparison, ...]:
    """The features in which the drivers *first* and *second* have different levels, in the order of the file.

    :raises UnknownNameError: for a driver that is not there.
    """
    left, right = find_driver(matrix, first), find_driver(matrix, second)
    return tuple(
        Comparison(
            feature=feature, first=feature.implementations[left], second=feature.implementations[right]
        )
        for feature in matrix.features
        if feature.implementations[left].level.name != feature.implementations[right].level.name
    )
