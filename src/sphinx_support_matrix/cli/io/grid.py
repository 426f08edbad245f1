"""What a table in the terminal holds, whatever its cells are about, and whether features or drivers are its rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.arrange import arrange
from sphinx_support_matrix.core.matrix.orientation import Rows, rows_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_support_matrix.core.matrix.model import Feature, Matrix


@dataclass(frozen=True, kw_only=True, slots=True)
class GridMark:
    """What stands for the word of a cell where there is little room, and what the legend says of it."""

    symbol: str
    """A character."""

    letter: str
    """The character where there are none but those of ASCII."""

    title: str
    """What the legend says; nothing for what it leaves out."""

    color: str
    """The name of a colour; an empty text for none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GridCell:
    """A cell of the table."""

    word: str
    """What it says, where there is room."""

    mark: GridMark
    """What it says elsewhere."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GridContent:
    """What a table is about."""

    cell: Callable[[Feature, int], GridCell]
    """The cell of a feature for the driver in a column."""

    driver_head: str
    """The heading of what stands beside drivers."""

    beside_driver: Callable[[int], str]
    """What stands beside the driver in a column."""

    marks: tuple[GridMark, ...]
    """The marks that cells can have, in the order of the legend."""


@dataclass(frozen=True, kw_only=True, slots=True)
class GridRow:
    """A row: a feature or a driver."""

    title: str
    """Its title."""

    beside: str
    """What the second column says: the status of a feature, or how many features a driver has."""

    cells: tuple[GridCell, ...]
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

    marks: tuple[GridMark, ...]
    """The marks that cells can have, in the order of the legend."""

    @property
    def rows(self) -> list[GridRow]:
        """All rows."""
        return [row for _, rows in self.blocks for row in rows]


def grid_of(matrix: Matrix, content: GridContent, rows: Rows) -> Grid:
    """The table of *matrix* about *content*, with *rows*."""
    blocks = [
        (None if block.group is None else on_one_line(block.group.title.text), block.features)
        for block in arrange(matrix, grouped=bool(matrix.groups))
    ]
    columns = range(len(matrix.drivers))
    if rows_of(matrix, rows) is Rows.DRIVERS:
        features = [(title, feature) for title, block in blocks for feature in block]
        driver_rows = tuple(
            GridRow(
                title=matrix.drivers[column].title.text,
                beside=content.beside_driver(column),
                cells=tuple(content.cell(feature, column) for _, feature in features),
            )
            for column in columns
        )
        return Grid(
            heads=("Driver", content.driver_head),
            columns=tuple(_with_group(title, feature) for title, feature in features),
            beneath=tuple(_status(feature) for _, feature in features),
            blocks=((None, driver_rows),),
            marks=content.marks,
        )

    def feature_row(feature: Feature) -> GridRow:
        cells = tuple(content.cell(feature, column) for column in columns)
        return GridRow(title=feature.title.text, beside=_status(feature), cells=cells)

    return Grid(
        heads=("Feature", "Status"),
        columns=tuple(on_one_line(driver.title.text) for driver in matrix.drivers),
        beneath=(),
        blocks=tuple((title, tuple(map(feature_row, block))) for title, block in blocks),
        marks=content.marks,
    )


def _with_group(title: str | None, feature: Feature) -> str:
    """The title of a feature, which is a column, with that of its group: there is no heading above columns."""
    text = on_one_line(feature.title.text)
    return f"{title}: {text}" if title else text


def _status(feature: Feature) -> str:
    return feature.status.kind.value
