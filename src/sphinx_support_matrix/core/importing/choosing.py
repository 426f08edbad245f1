"""Which of the tables of a file is the matrix, and one table of those of several files."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.importing.foreign_table import (
    EMPTY,
    ForeignCell,
    ForeignRow,
    ForeignTable,
    ForeignTableError,
)
from sphinx_support_matrix.core.importing.table_direction import looks_like_matrix
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_MOST_LISTED = 20


def choose(
    tables: Sequence[ForeignTable], path: str, asked: Mapping[str, str], number: int | None = None
) -> tuple[ForeignTable, str]:
    """The table to take, and what to say about that choice if there was one.

    :param path: The file, for messages.
    :param asked: The levels that somebody asked for, by texts.
    :param number: The table that somebody asked for, counted from 1; otherwise the first that looks like a matrix.
    :raises ForeignTableError: if there is no such table.
    """
    if not tables:
        raise ForeignTableError(f"'{path}' has no table")
    if number is not None:
        if not 1 <= number <= len(tables):
            raise ForeignTableError(f"'{path}' has no table {number}; it has {_in_a_line(tables)}")
        return tables[number - 1], ""
    if len(tables) == 1:
        return tables[0], ""
    likely = [place for place, table in enumerate(tables) if looks_like_matrix(table, asked)]
    if not likely:
        raise ForeignTableError(
            f"no table of '{path}' looks like a support matrix; say with --table which one is: {_in_a_line(tables)}"
        )
    chosen = tables[likely[0]]
    if len(likely) == 1:
        return chosen, ""
    return chosen, f"took table {likely[0] + 1} of '{path}'; --table takes another:\n{listed(tables)}"


def listed(tables: Sequence[ForeignTable]) -> str:
    """The *tables* of a file for people, one in a line."""
    lines = []
    for number, table in enumerate(tables[:_MOST_LISTED], start=1):
        headers = " | ".join(cell.text or " " for cell in table.rows[0].cells)
        heading = f"{table.heading}: " if table.heading else ""
        lines.append(f"  {number}: line {table.line}: {heading}{_short(headers)}")
    if len(tables) > _MOST_LISTED:
        lines.append(f"  and {len(tables) - _MOST_LISTED} more")
    return "\n".join(lines)


def _in_a_line(tables: Sequence[ForeignTable]) -> str:
    return listing(
        f"{number} (line {table.line}{f', {_short(table.heading)}' if table.heading else ''})"
        for number, table in enumerate(tables, start=1)
    )


def _short(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def combine(tables: Sequence[ForeignTable]) -> ForeignTable:
    """One table of several whose features are rows: columns and rows with the same titles are the same.

    Where two of them say different things about one cell, both rows stay.
    """
    first, *others = [_own_footnotes(table, number) for number, table in enumerate(tables)]
    for other in others:
        first = _both(first, other)
    return first


def _own_footnotes(table: ForeignTable, number: int) -> ForeignTable:
    """*table* with names of footnotes that no other table has."""
    if not number:
        return table
    rows = tuple(
        replace(
            row,
            cells=tuple(
                ForeignCell(
                    pieces=tuple(
                        replace(piece, footnote=f"{number} {piece.footnote}") if piece.footnote else piece
                        for piece in cell.pieces
                    )
                )
                for cell in row.cells
            ),
        )
        for row in table.rows
    )
    return replace(
        table, rows=rows, footnotes={f"{number} {name}": cell for name, cell in table.footnotes.items()}
    )


def _both(one: ForeignTable, other: ForeignTable) -> ForeignTable:
    headers = list(one.rows[0].cells)
    known = {cell.text.casefold(): column for column, cell in reversed([*enumerate(headers)]) if column}
    places = [0]
    for cell in other.rows[0].cells[1:]:
        column = known.pop(cell.text.casefold(), None)
        if column is None:
            column = len(headers)
            headers.append(cell)
        places.append(column)
    width = len(headers)
    rows = [replace(row, cells=row.cells + (EMPTY,) * (width - len(row.cells))) for row in one.body]
    by_title: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        by_title.setdefault(row.cells[0].text.casefold(), []).append(number)
    for row in other.body:
        cells = [EMPTY] * width
        for place, cell in zip(places, row.cells, strict=True):
            cells[place] = cell
        same = by_title.get(row.cells[0].text.casefold(), [])
        merged = _merged(rows[same[0]].cells, cells) if len(same) == 1 and same[0] < len(one.body) else None
        if merged is None:
            rows.append(replace(row, cells=tuple(cells)))
        else:
            rows[same[0]] = ForeignRow(line=rows[same[0]].line, cells=merged)
    header = replace(one.rows[0], cells=tuple(headers))
    return replace(one, rows=(header, *rows), footnotes={**one.footnotes, **other.footnotes})


def _merged(one: Sequence[ForeignCell], other: Sequence[ForeignCell]) -> tuple[ForeignCell, ...] | None:
    """What both rows say, unless they contradict each other."""
    if any(not a.is_empty and not b.is_empty and a != b for a, b in zip(one, other, strict=True)):
        return None
    return tuple(b if a.is_empty else a for a, b in zip(one, other, strict=True))
