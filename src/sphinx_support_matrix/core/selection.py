"""Which part of a matrix to show, in which order, and under which headings."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.model import Group, Title
from sphinx_support_matrix.core.names import OPERATION_PREFIX, in_group, printable

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.model import Feature, Matrix

_WILDCARD = re.compile(r"[*?\[]")


class Order(Enum):
    """The order of the driver columns. Features always stay in the order of the file."""

    TITLE = "title"
    FILE = "file"


@dataclass(frozen=True, kw_only=True, slots=True)
class Patterns:
    """Names and globs that include, and, behind ``!``, exclude."""

    include: tuple[str, ...] = ()
    """What to keep; nothing here means everything."""

    exclude: tuple[str, ...] = ()
    """What to leave out of that."""

    @classmethod
    def parse(cls, text: str) -> Patterns:
        """Read patterns that are separated by white space or commas."""
        words = [word for word in re.split(r"[\s,]+", text) if word]
        return cls(
            include=tuple(word for word in words if not word.startswith("!")),
            exclude=tuple(word[1:] for word in words if word.startswith("!")),
        )

    def unmatched(self, names: Sequence[str]) -> list[str]:
        """The patterns that match none of *names*."""
        return [
            pattern
            for pattern in (*self.include, *self.exclude)
            if not any(_matches(name, pattern) for name in names)
        ]

    def keeps(self, name: str) -> bool:
        """Whether *name* is to be shown."""
        included = not self.include or any(_matches(name, pattern) for pattern in self.include)
        return included and not any(_matches(name, pattern) for pattern in self.exclude)


def _matches(name: str, pattern: str) -> bool:
    """Whether *name*, with or without its leading ``operation.``, is *pattern* or fits its wildcards."""
    candidates = (name, name.removeprefix(OPERATION_PREFIX))
    if pattern in candidates:
        return True
    return bool(_WILDCARD.search(pattern)) and any(fnmatchcase(each, pattern) for each in candidates)


def select(
    matrix: Matrix,
    *,
    drivers: Patterns | None = None,
    features: Patterns | None = None,
    order: Order = Order.TITLE,
) -> Matrix:
    """The part of *matrix* that the patterns keep, with its drivers in *order*.

    By title means: as a person would look a title up, without regard to case.
    """
    drivers = drivers or Patterns()
    features = features or Patterns()
    columns = [index for index, driver in enumerate(matrix.drivers) if drivers.keeps(driver.key)]
    if order is Order.TITLE:
        columns.sort(key=lambda index: matrix.drivers[index].title.text.casefold())
    return replace(
        matrix,
        drivers=tuple(matrix.drivers[index] for index in columns),
        features=tuple(
            replace(
                feature,
                implementations=tuple(feature.implementations[index] for index in columns),
                places=tuple(feature.places[index] for index in columns) if feature.places else (),
            )
            for feature in matrix.features
            if features.keeps(feature.name)
        ),
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Features that are shown together."""

    group: Group | None
    """The group whose title stands above them; ``None`` where no group is shown."""

    features: tuple[Feature, ...]
    """The features, in the order of the file."""


def arrange(matrix: Matrix, *, grouped: bool) -> tuple[Block, ...]:
    """The features of *matrix* in blocks.

    A feature is in the declared group with the longest name that begins its section name. Without
    one, it is in a group called like the first part of its section name. Groups stand in the order
    in which their first features stand in the file.
    """
    if not grouped:
        return (Block(group=None, features=matrix.features),)
    blocks: dict[str, tuple[Group, list[Feature]]] = {}
    for feature in matrix.features:
        group = group_of(feature, matrix)
        blocks.setdefault(group.name, (group, []))[1].append(feature)
    return tuple(Block(group=group, features=tuple(features)) for group, features in blocks.values())


def has_statuses(matrix: Matrix) -> bool:
    """Whether *matrix* is about statuses; otherwise it is about how mature features are."""
    if any(feature.status.given for feature in matrix.features):
        return True
    return not any(feature.maturity for feature in matrix.features)


def in_order(used: Mapping[str, Level], matrix: Matrix) -> dict[str, Level]:
    """The levels that are used, in the order of the legend."""
    ordered = [name for name in matrix.levels if name in used]
    ordered += [name for name in used if name not in matrix.levels]
    return {name: used[name] for name in ordered}


def group_of(feature: Feature, matrix: Matrix) -> Group:
    """The group that *feature* belongs to, declared or made from its section name."""
    declared = [group for group in matrix.groups if in_group(feature.name, group.name)]
    if declared:
        return max(declared, key=lambda group: len(group.name))
    prefix = feature.name.partition(".")[0]
    return Group(
        name=prefix,
        title=Title(text=printable(prefix), location=feature.location),
        notes=None,
        location=feature.location,
    )
