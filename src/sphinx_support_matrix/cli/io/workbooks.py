"""The tables of an Excel workbook, by way of openpyxl where that is installed."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.core.importing.foreign_table import (
    EMPTY,
    ForeignCell,
    ForeignRow,
    ForeignTable,
    Piece,
)

if TYPE_CHECKING:
    from collections.abc import Iterator


def workbook_tables(data: bytes, path: str) -> list[ForeignTable]:
    """The tables of a workbook, one for each sheet that has anything in it.

    :raises CommandError: if openpyxl is not installed, or cannot read it.
    """
    try:
        # Few people import a workbook, and nobody else needs to have this.
        import openpyxl  # type: ignore[import-untyped]
    except ImportError as error:
        raise CommandError(
            f"reading '{path}' takes openpyxl; install it with 'pip install openpyxl', or save the sheet as CSV"
        ) from error
    try:
        with warnings.catch_warnings():
            # About styles and validations, which are no part of what the cells say.
            warnings.simplefilter("ignore")
            book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    except Exception as error:
        raise CommandError(f"'{path}' is not a workbook that openpyxl can read: {error}") from error
    tables = [_table(sheet) for sheet in book.worksheets]
    return [table for table in tables if table.rows]


def _table(sheet: Any) -> ForeignTable:
    footnotes: dict[str, ForeignCell] = {}
    merged = {
        cell: (area.min_row, area.min_col, area.size["columns"])
        for area in sheet.merged_cells.ranges
        for cell in area.cells
    }
    rows: list[ForeignRow] = []
    width = sheet.max_column or 0
    for number, cells in enumerate(sheet.iter_rows(), start=1):
        row = []
        for cell in cells:
            top, left, columns = merged.get((cell.row, cell.column), (cell.row, cell.column, 1))
            if columns >= width and cell.column != left:
                # The title of a whole row is none for every column.
                row.append(EMPTY)
            else:
                row.append(ForeignCell(pieces=tuple(_pieces(sheet.cell(top, left), footnotes))))
        if not all(cell.is_empty for cell in row):
            rows.append(ForeignRow(line=number, cells=tuple(row)))
    line = rows[0].line if rows else 1
    return ForeignTable(line=line, rows=tuple(rows), heading=sheet.title, footnotes=footnotes)


def _pieces(cell: Any, footnotes: dict[str, ForeignCell]) -> Iterator[Piece]:
    link = cell.hyperlink.target if cell.hyperlink is not None else None
    text = _text(cell.value)
    if text or link:
        yield Piece(text=text, link=link or "")
    if cell.comment is not None and cell.comment.text:
        name = f"comment on {cell.coordinate}"
        footnotes[name] = ForeignCell(pieces=(Piece(text=cell.comment.text),))
        yield Piece(text=f"[{name}]", footnote=name)


def _text(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "yes" if value else "no"
        case float() if value.is_integer():
            return str(int(value))
        case _:
            return str(value)
