"""The ids on a page that holds one matrix: the published anchors, made unique."""

from __future__ import annotations

from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.names import anchor

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_support_matrix.core.model import Matrix


class PageIds(NamedTuple):
    """The ids of one matrix on its page."""

    features: dict[str, str]
    """The id of each feature, by section name."""

    suffixes: list[str]
    """What makes the id of a cell from the id of its feature, for each driver."""

    drivers: list[str]
    """The id of each driver's heading."""


def page_ids(matrix: Matrix) -> PageIds:
    """The ids of *matrix*, which differ even where anchors do not.

    As on the Sphinx page, the first feature has its anchor; another one of the same anchor has the
    name of the file in front.
    """
    prefix = anchor(matrix.path.replace("\\", "/").rpartition("/")[2].partition(".")[0] or "matrix")
    suffixes: list[str] = []
    for driver in matrix.drivers:
        suffixes.append(next(each for each in _numbered(driver.anchor) if each not in suffixes))
    taken: set[str] = set()
    features: dict[str, str] = {}
    for feature in matrix.features:
        candidates = chain((feature.anchor,), _numbered(f"{prefix}_{feature.anchor}"))
        chosen = next(each for each in candidates if taken.isdisjoint(_with_cells(each, suffixes)))
        taken |= _with_cells(chosen, suffixes)
        features[feature.name] = chosen
    drivers: list[str] = []
    for driver in matrix.drivers:
        name = anchor(f"driver.{driver.key}")
        candidates = chain((name,), _numbered(f"{prefix}_{name}"))
        drivers.append(next(each for each in candidates if each not in taken))
        taken.add(drivers[-1])
    return PageIds(features=features, suffixes=suffixes, drivers=drivers)


def _with_cells(feature: str, suffixes: Iterable[str]) -> set[str]:
    """The id of a feature, and those of its cells."""
    return {feature, *(feature + suffix for suffix in suffixes)}


def _numbered(name: str) -> Iterator[str]:
    """*name*, and then *name* with numbers from 2."""
    return chain((name,), (f"{name}_{number}" for number in count(2)))
