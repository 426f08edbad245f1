"""The ids on a page: those that have always been published, made unique."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.names import anchor

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from sphinx_support_matrix.core.matrix.model import Matrix

FILE_SEPARATOR = " + "
"""What stands between the paths of several files that are shown as one matrix."""


@dataclass(frozen=True, slots=True)
class MatrixIds:
    """The ids of one matrix on its page."""

    features: dict[str, str]
    """The id of each feature, by section name."""

    suffixes: tuple[str, ...]
    """What makes the id of a cell from the id of its feature, for each driver."""

    drivers: tuple[str, ...]
    """The id of each driver's heading."""


@dataclass(slots=True)
class TakenIds:
    """What has been taken from a pool of ids."""

    ids: set[str] = field(default_factory=set)
    """The ids."""

    numbers: dict[tuple[str, str, tuple[str, ...]], int] = field(default_factory=dict)
    """The first number that may be free, for each name, separator and suffixes that were asked for."""


class IdPool:
    """The ids of a page that are taken."""

    def __init__(self, taken: TakenIds | None = None, others: AbstractSet[str] = frozenset()) -> None:
        """Begin with what is taken.

        :param taken: What has been taken from this pool; what is taken now comes to it.
        :param others: Ids of the page that come from elsewhere.
        """
        self._taken = TakenIds() if taken is None else taken
        self._others = others

    def take(self, name: str, instead: str, suffixes: Sequence[str] = (), *, separator: str = "_") -> str:
        """An id that is free itself and with every one of *suffixes*, which are taken too.

        It is *name*, or else *instead*, or else that with the first number from 2 with which it is free.
        """
        if self._free(name, suffixes):
            return name
        # No id becomes free again, so those that were not the last time are not tried again.
        tried = (instead, separator, tuple(suffixes))
        first = self._taken.numbers.get(tried, 1)
        candidates = (
            (number, f"{instead}{separator}{number}" if number > 1 else instead) for number in count(first)
        )
        last, found = next((number, each) for number, each in candidates if self._free(each, suffixes))
        self._taken.numbers[tried] = last + 1
        return found

    def _free(self, name: str, suffixes: Sequence[str]) -> bool:
        """Whether *name* is free with *suffixes*; if so, it is taken now."""
        ids = {name, *(name + suffix for suffix in suffixes)}
        free = self._taken.ids.isdisjoint(ids) and self._others.isdisjoint(ids)
        if free:
            self._taken.ids |= ids
        return free


def matrix_ids(matrix: Matrix, prefix: str, pool: IdPool) -> MatrixIds:
    """Give an id to every feature and every cell of *matrix*, and to the heading of every driver.

    The first feature of a name on a page has its published anchor as its id. Where another one has
    taken it, *prefix* comes before the anchor, so that a second matrix on the page has ids of its own.
    """
    own = IdPool()
    together = tuple(own.take(driver.anchor, driver.anchor) for driver in matrix.drivers)
    return MatrixIds(
        features={
            feature.name: pool.take(feature.anchor, f"{prefix}_{feature.anchor}", together)
            for feature in matrix.features
        },
        suffixes=together,
        drivers=tuple(driver_id(driver.key, prefix, pool) for driver in matrix.drivers),
    )


def driver_id(key: str, prefix: str, pool: IdPool) -> str:
    """An id for the heading of the driver *key*, or for all about it: as published for its cells."""
    name = anchor(f"driver.{key}")
    return pool.take(name, f"{prefix}_{name}")


def stem(path: str) -> str:
    """The name of the file *path* without its folder and its suffixes; of several files, the first."""
    first = path.partition(FILE_SEPARATOR)[0]
    return first.replace("\\", "/").rpartition("/")[2].partition(".")[0] or "matrix"


def id_prefix(path: str, name: str | None = None) -> str:
    """What tells the ids of one matrix from those of another: its name, or else that of its file."""
    return anchor(name or stem(path))
