"""What a diff says about the drivers, features, groups and levels of one matrix."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.diff_model import DriverEntry, LevelEntry, Name
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, every_level

if TYPE_CHECKING:
    from collections.abc import Container

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Group, Matrix, Status


def driver_name(driver: Driver) -> Name:
    """What *driver* is called."""
    return Name(key=driver.key, title=driver.title.text)


def feature_name(feature: Feature) -> Name:
    """What *feature* is called."""
    return Name(key=feature.name, title=feature.title.text)


def group_name(group: Group) -> Name:
    """What *group* is called."""
    return Name(key=group.name, title=group.title.text)


def level_name(level: Level) -> Name:
    """What *level* is called."""
    return Name(key=level.name, title=level.title)


def level_entry(level: Level) -> LevelEntry:
    """What *level* is."""
    return LevelEntry(name=level_name(level), counts_as=level.counts_as)


def driver_entries(matrix: Matrix, shared: Container[str]) -> tuple[DriverEntry, ...]:
    """The drivers of *matrix* whose keys are not *shared*."""
    return tuple(
        DriverEntry(name=driver_name(driver), link=driver.link, counts=_counts(matrix, column))
        for column, driver in enumerate(matrix.drivers)
        if driver.key not in shared
    )


def _counts(matrix: Matrix, column: int) -> tuple[tuple[Level, int], ...]:
    """How many features the driver in *column* has at each level, in the order of the levels."""
    implemented = [feature.implementations[column].level for feature in matrix.features]
    counts = Counter(level.name for level in implemented)
    # In the order of the first use, if a matrix uses a level that it does not list.
    listed = (*every_level(BUILTIN_LEVELS).values(), *matrix.levels.values(), *implemented)
    levels = {level.name: level for level in listed}
    return tuple((level, counts[name]) for name, level in levels.items() if name in counts)


def status_text(status: Status) -> str:
    """*status* as one would write it in a file."""
    if status.condition is None:
        return str(status)
    return f"{status.kind.value}({status.condition.feature}=={status.condition.level})"
