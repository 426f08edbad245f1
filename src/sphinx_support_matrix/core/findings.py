"""What lies beside a matrix, held against it: what tests and history say of its cells."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Matrix

_Found = TypeVar("_Found")


@dataclass(frozen=True, kw_only=True, slots=True)
class Findings:
    """What is known of the cells of a matrix that its file does not say."""

    standings: Mapping[tuple[str, str], CellStanding] = field(default_factory=dict)
    """How each claim stands by its evidence, by the names of the feature and of the driver."""

    since: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The first release of the unbroken run of each level, by the same names."""

    history: History | None = None
    """The history that says so."""

    def of_cell(self, feature: Feature, driver: Driver) -> dict[str, object]:
        """What is known of a cell, as :func:`~sphinx_support_matrix.core.export.as_json.to_json` takes it."""
        found: dict[str, object] = {}
        if standing := self.standings.get((feature.name, driver.key)):
            found["standing"] = _standing(standing)
        if since := self.since.get((feature.name, driver.key)):
            found["since"] = since
        return found


NOTHING = Findings()
"""What is known where nothing lies beside the file."""


def since_of(history: History, matrix: Matrix) -> dict[tuple[str, str], str]:
    """The first release of the unbroken run of each level of *matrix*, by the names of the feature and of the driver.

    A level that is another one than that which the history ends with is in no release yet.
    """
    cells = {(cell.feature, cell.driver): cell for cell in history.cells}
    found: dict[tuple[str, str], str] = {}
    for feature in matrix.features:
        for driver, implementation in zip(matrix.drivers, feature.implementations, strict=True):
            cell = cells.get((feature.name, driver.key))
            if cell is not None and cell.since is not None and cell.level == implementation.level.name:
                found[feature.name, driver.key] = cell.since
    return found


def of_feature(
    found: Mapping[tuple[str, str], _Found], feature: Feature, keys: Sequence[str]
) -> dict[int, _Found]:
    """What is *found* of the cells of *feature*, by the place of each driver among *keys*."""
    if not found:
        return {}
    every = ((column, found.get((feature.name, key))) for column, key in enumerate(keys))
    return {column: each for column, each in every if each is not None}


def _standing(cell: CellStanding) -> dict[str, object]:
    latest = cell.latest
    return {
        "name": cell.standing.value,
        "stale": cell.stale,
        "passed": cell.passed,
        "not_passed": cell.not_passed,
        "release": latest and latest.release,
        "time": None if latest is None or latest.time is None else latest.time.isoformat(),
        "run": latest and latest.run,
    }
