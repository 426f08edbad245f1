"""The ids on a page: those that have always been published, made unique."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.names import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
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


class IdPool:
    """The ids of a page that are taken."""

    def __init__(self, taken: set[str] | None = None, others: AbstractSet[str] = frozenset()) -> None:
        """Begin with what is taken.

        :param taken: The ids that have been taken from this pool; those that are taken now come to it.
        :param others: Ids of the page that come from elsewhere.
        """
        self._taken = set() if taken is None else taken
        self._others = others

    def take(self, candidates: Iterable[str], suffixes: Sequence[str] = ()) -> str:
        """The first of *candidates* that is free itself and with every one of *suffixes*, which are taken too."""
        for candidate in candidates:
            ids = {candidate, *(candidate + suffix for suffix in suffixes)}
            if self._taken.isdisjoint(ids) and self._others.isdisjoint(ids):
                self._taken |= ids
                return candidate
        raise ValueError("every candidate is taken")


def matrix_ids(matrix: Matrix, prefix: str, pool: IdPool) -> MatrixIds:
    """Give an id to every feature and every cell of *matrix*, and to the heading of every driver.

    The first feature of a name on a page has its published anchor as its id. Where another one has
    taken it, *prefix* comes before the anchor, so that a second matrix on the page has ids of its own.
    """
    suffixes: dict[str, None] = {}
    for driver in matrix.drivers:
        suffixes[next(each for each in numbered(driver.anchor) if each not in suffixes)] = None
    together = tuple(suffixes)
    return MatrixIds(
        features={
            feature.name: pool.take(published(feature.anchor, prefix), together)
            for feature in matrix.features
        },
        suffixes=together,
        drivers=tuple(driver_id(driver.key, prefix, pool) for driver in matrix.drivers),
    )


def driver_id(key: str, prefix: str, pool: IdPool) -> str:
    """An id for the heading of the driver *key*, or for all about it: as published for its cells."""
    return pool.take(published(anchor(f"driver.{key}"), prefix))


def published(name: str, prefix: str) -> Iterator[str]:
    """*name*, and what to take instead where it is taken: *prefix* before it, then with numbers from 2."""
    return chain((name,), numbered(f"{prefix}_{name}"))


def numbered(name: str, separator: str = "_") -> Iterator[str]:
    """*name*, and then *name* with numbers from 2."""
    return chain((name,), (f"{name}{separator}{number}" for number in count(2)))


def stem(path: str) -> str:
    """The name of the file *path* without its folder and its suffixes; of several files, the first."""
    first = path.partition(FILE_SEPARATOR)[0]
    return first.replace("\\", "/").rpartition("/")[2].partition(".")[0] or "matrix"


def id_prefix(path: str, name: str | None = None) -> str:
    """What tells the ids of one matrix from those of another: its name, or else that of its file."""
    return anchor(name or stem(path))
