"""Which part of a matrix to show, with its drivers in which order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import Enum
from fnmatch import translate
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.names import short

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from sphinx_support_matrix.core.matrix.model import Feature, Matrix

_WILDCARD = re.compile(r"[*?\[]")
_DIGITS = "0123456789"
_CHARACTER = re.compile(f"[{_DIGITS}]+|.", re.DOTALL)


class Order(Enum):
    """The order of the driver columns. Features always stay in the order of the file."""

    TITLE = "title"
    KEY = "key"
    FILE = "file"


@dataclass(frozen=True, kw_only=True)
class Patterns:
    """Names and globs that include, and, after ``!``, exclude."""

    include: tuple[str, ...] = ()
    """What to keep; nothing here means everything."""

    exclude: tuple[str, ...] = ()
    """What not to keep of that."""

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
        known = {each for name in names for each in (name, short(name))}
        return [
            pattern
            for pattern in (*self.include, *self.exclude)
            if pattern not in known
            and not (_WILDCARD.search(pattern) and any(map(re.compile(translate(pattern)).match, known)))
        ]

    def keeps(self, name: str) -> bool:
        """Whether *name* is to be shown."""
        included = not self.include or _matches(name, *self._parts[0])
        return included and not _matches(name, *self._parts[1])

    @cached_property
    def _parts(self) -> tuple[tuple[frozenset[str], re.Pattern[str] | None], ...]:
        """What includes and what excludes: the names, and everything with wildcards as one expression."""
        return tuple(
            (frozenset(patterns), _expression(patterns)) for patterns in (self.include, self.exclude)
        )


def _expression(patterns: Iterable[str]) -> re.Pattern[str] | None:
    wild = [translate(pattern) for pattern in patterns if _WILDCARD.search(pattern)]
    return re.compile("|".join(wild)) if wild else None


def _matches(name: str, names: Container[str], wild: re.Pattern[str] | None) -> bool:
    """Whether *name*, with or without its leading ``operation.``, is one of *names* or fits *wild*."""
    candidates = (name, short(name))
    return any(each in names or (wild is not None and wild.match(each)) for each in candidates)


def select(
    matrix: Matrix,
    *,
    drivers: Patterns | None = None,
    features: Patterns | None = None,
    order: Order = Order.TITLE,
) -> Matrix:
    """The part of *matrix* that the patterns keep, with its drivers in *order*.

    By title or by key means: as a person would look it up, without regard to case, and numbers by their size.
    """
    drivers = drivers or Patterns()
    features = features or Patterns()
    columns = [index for index, driver in enumerate(matrix.drivers) if drivers.keeps(driver.key)]
    if order is Order.TITLE:
        columns.sort(key=lambda index: _natural(matrix.drivers[index].title.text))
    elif order is Order.KEY:
        columns.sort(key=lambda index: _natural(matrix.drivers[index].key))
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


def differences(matrix: Matrix) -> Matrix:
    """The part of *matrix* in which its drivers do not all have the same level."""
    return replace(matrix, features=tuple(filter(differs, matrix.features)))


def differs(feature: Feature) -> bool:
    """Whether the drivers have different levels in *feature*."""
    return len({implementation.level.name for implementation in feature.implementations}) > 1


def without_notes(matrix: Matrix) -> Matrix:
    """*matrix* without what anybody wrote about its features, cells and groups."""
    return replace(
        matrix,
        features=tuple(
            replace(
                feature,
                notes=None,
                implementations=tuple(replace(cell, notes=None) for cell in feature.implementations),
            )
            for feature in matrix.features
        ),
        groups=tuple(replace(group, notes=None) for group in matrix.groups),
    )


def _natural(text: str) -> list[tuple[str, int, str]]:
    """What *text* is sorted by: its characters, of which a number is one that goes by its size."""
    parts = _CHARACTER.findall(text.casefold())
    return [
        ("0", len(part.lstrip("0")), part.lstrip("0")) if part[0] in _DIGITS else (part, 0, "")
        for part in parts
    ]
