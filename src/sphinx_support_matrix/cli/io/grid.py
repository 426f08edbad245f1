"""What a table in the terminal holds, whether features or drivers are its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.arrange import arrange
from sphinx_support_matrix.core.matrix.orientation import Rows, rows_of

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Feature, Implementation, Matrix


@dataclass(frozen=True, kw_only=True, slots=True)
class GridRow:
    """A row: a feature or a driver."""

    title: str
    """Its title."""

    beside: str
    """What the second column says: the status of a feature, or how many features a driver has."""

    cells: tuple[Implementation, ...]
    """Its cells, in the order of the columns."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Grid:
    """A table, which is written as it is."""

    heads: tuple[str, str]
    """The headings of the first two columns."""

    columns: tuple[str, ...]
    """The titles of the columns of cells."""

    beneath: tuple[str, ...]
    """What stands below the titles of columns: the statuses of features; nothing below drivers."""

    blocks: tuple[tuple[str | None, tuple[GridRow, ...]], ...]
    """The rows of each group with its title, or all rows."""

    @property
    def rows(self) -> list[GridRow]:
        """All rows."""
        return [row for _, rows in self.blocks for row in rows]


def grid_of(matrix: Matrix, rows: Rows) -> Grid:
    """The table of *matrix* with *rows*."""
    blocks = [
        (None if block.group is None else on_one_line(block.group.title.text), block.features)
        for block in arrange(matrix, grouped=bool(matrix.groups))
    ]
    if rows_of(matrix, rows) is Rows.DRIVERS:
        features = [(title, feature) for title, block in blocks for feature in block]
        return Grid(
            heads=("Driver", "Supported"),
            columns=tuple(_with_group(title, feature) for title, feature in features),
            beneath=tuple(_status(feature) for _, feature in features),
            blocks=((None, tuple(_driver(matrix, index, features) for index in range(len(matrix.drivers)))),),
        )
    return Grid(
        heads=("Feature", "Status"),
        columns=tuple(on_one_line(driver.title.text) for driver in matrix.drivers),
        beneath=(),
        blocks=tuple((title, tuple(map(_feature, block))) for title, block in blocks),
    )


def _feature(feature: Feature) -> GridRow:
    return GridRow(title=feature.title.text, beside=_status(feature), cells=feature.implementations)


def _driver(matrix: Matrix, index: int, features: list[tuple[str | None, Feature]]) -> GridRow:
    cells = tuple(feature.implementations[index] for _, feature in features)
    count = sum(cell.level.is_supported for cell in cells)
    return GridRow(title=matrix.drivers[index].title.text, beside=f"{count} of {len(cells)}", cells=cells)


def _with_group(title: str | None, feature: Feature) -> str:
    """The title of a feature, which is a column, with that of its group: there is no heading above columns."""
    text = on_one_line(feature.title.text)
    return f"{title}: {text}" if title else text


def _status(feature: Feature) -> str:
    return feature.status.kind.value
