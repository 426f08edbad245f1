"""The draft of a matrix that is one already: a CSV file of ours."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.export.as_csv import COLUMNS
from sphinx_support_matrix.core.importing.draft import Draft, DraftCell, DraftDriver, DraftFeature
from sphinx_support_matrix.core.matrix.levels import UNKNOWN

if TYPE_CHECKING:
    from sphinx_support_matrix.core.importing.foreign_table import ForeignTable
    from sphinx_support_matrix.core.matrix.model import Implementation, Matrix


def is_own(table: ForeignTable) -> bool:
    """Whether *table* is headed as ``support-matrix export`` heads its CSV."""
    headers = [cell.text.casefold() for cell in table.rows[0].cells[: len(COLUMNS)]]
    return headers == [each.casefold() for each in COLUMNS]


def draft_of_matrix(matrix: Matrix) -> Draft:
    """The draft that says what a *matrix* from CSV does, with its names and keys."""
    drivers = tuple(DraftDriver(key=each.key, title=each.title.text) for each in matrix.drivers)
    features = tuple(
        DraftFeature(
            name=feature.name,
            title=feature.title.text,
            status=str(feature.status) if feature.status.given else "",
            cells=tuple(map(_cell, feature.implementations)),
        )
        for feature in matrix.features
    )
    return Draft(drivers=drivers, sections=features)


def _cell(cell: Implementation) -> DraftCell:
    # An empty cell of a table that nobody fills in again is a question.
    return DraftCell(claim=cell.claim if cell.level.is_recorded else UNKNOWN.name)
