"""Ids that are unique in a document and, where they can be, those that have always been published."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain, count
from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_support_matrix.core.names import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.model import Matrix

FILE_SEPARATOR = " + "
"""What stands between the paths of several files that are shown as one matrix."""
_TAKEN = "support_matrix_ids"


@dataclass(frozen=True, slots=True)
class MatrixIds:
    """The ids of one matrix in its document."""

    features: dict[str, str]
    """The id of each feature, by section name."""

    suffixes: tuple[str, ...]
    """What makes the id of a cell from the id of its feature, for each driver."""

    drivers: tuple[str, ...]
    """The id of each driver's heading."""


def matrix_ids(matrix: Matrix, prefix: str, document: nodes.document, env: BuildEnvironment) -> MatrixIds:
    """Give an id to every feature and every cell of *matrix*.

    The first feature of a name in a document has its published anchor as its id. Where another one
    has taken it, *prefix* comes before the anchor, so that a second matrix on the page has ids of
    its own.
    """
    taken = _taken(env)
    suffixes: list[str] = []
    for driver in matrix.drivers:
        suffixes.append(next(each for each in _numbered(driver.anchor) if each not in suffixes))
    features: dict[str, str] = {}
    for feature in matrix.features:
        candidates = chain((feature.anchor,), _numbered(f"{prefix}_{feature.anchor}"))
        for candidate in candidates:
            ids = {candidate, *(candidate + suffix for suffix in suffixes)}
            if taken.isdisjoint(ids) and document.ids.keys().isdisjoint(ids):
                break
        taken |= ids
        features[feature.name] = candidate
    drivers = tuple(driver_id(driver.key, prefix, document, env) for driver in matrix.drivers)
    return MatrixIds(features=features, suffixes=tuple(suffixes), drivers=drivers)


def driver_id(key: str, prefix: str, document: nodes.document, env: BuildEnvironment) -> str:
    """An id for the heading of the driver *key*, or for all about it: as published for its cells."""
    name = anchor(f"driver.{key}")
    return _first_free(chain((name,), _numbered(f"{prefix}_{name}")), document, env)


def section_id(name: str, prefix: str, document: nodes.document, env: BuildEnvironment) -> str:
    """An id for a part of the page: *name* itself for the first matrix in a document."""
    short = prefix.lower().replace("_", "-")
    name = anchor(name).lower().replace("_", "-")
    return _first_free(chain((name,), _numbered(f"{short}-{name}", "-")), document, env)


def identified_section(identifier: str, classes: Iterable[str], document: nodes.document) -> nodes.section:
    """An empty section with an id, which headings later in *document* will not take."""
    section = nodes.section(ids=[identifier], classes=list(classes))
    document.ids.setdefault(identifier, section)
    return section


def _first_free(candidates: Iterator[str], document: nodes.document, env: BuildEnvironment) -> str:
    taken = _taken(env)
    free = next(each for each in candidates if each not in taken and each not in document.ids)
    taken.add(free)
    return free


def stem(path: str) -> str:
    """The name of the file *path* without its folder and its suffixes; of several files, the first."""
    first = path.partition(FILE_SEPARATOR)[0]
    return first.replace("\\", "/").rpartition("/")[2].partition(".")[0] or "matrix"


def id_prefix(path: str, name: str | None) -> str:
    """What tells the ids of one matrix from those of another: its name, or else that of its file."""
    return anchor(name or stem(path))


def _taken(env: BuildEnvironment) -> set[str]:
    return cast("set[str]", env.temp_data.setdefault(_TAKEN, set()))


def _numbered(name: str, separator: str = "_") -> Iterator[str]:
    """*name*, and then *name* with numbers from 2."""
    return chain((name,), (f"{name}{separator}{number}" for number in count(2)))
