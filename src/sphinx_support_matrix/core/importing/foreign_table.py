"""A table of somebody else's as data: rows of cells, each a run of pieces with links and footnotes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from unicodedata import normalize

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_MARK = r"\[\w{1,3}\]|\(\w{1,3}\)|\*{1,5}|[†‡§]{1,3}|[⁰¹²³⁴-⁹]{1,3}"
_REFERENCE = re.compile(rf"\s*({_MARK})\s*$")
_DEFINITION = re.compile(rf"\s*({_MARK})[:.)]?\s*(?=\S)")


class ForeignTableError(Exception):
    """A table cannot be made into a matrix; the message says so to the person who has it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Piece:
    """Some text of a cell that is all of one kind."""

    text: str
    """The text, without markup. That of a reference to a footnote is how it is written."""

    link: str = ""
    """Where the text leads to."""

    literal: bool = False
    """Whether it is code."""

    footnote: str = ""
    """The footnote that this refers to; such text is not part of what the cell says."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeignCell:
    """What one cell holds."""

    pieces: tuple[Piece, ...] = ()
    """The text in order."""

    @property
    def raw(self) -> str:
        """The text as it is, without the references to footnotes."""
        return "".join(piece.text for piece in self.pieces if not piece.footnote)

    @property
    def text(self) -> str:
        """The text on one line, without the references to footnotes."""
        return " ".join(self.raw.split())

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to read and nothing to follow."""
        return not any(piece.text.strip() or piece.link for piece in self.pieces)


EMPTY = ForeignCell()


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeignRow:
    """One row of a table."""

    line: int
    """The line of the file that it begins in."""

    cells: tuple[ForeignCell, ...]
    """Its cells; a row can have more or fewer than others."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ForeignTable:
    """A table, and what is around it that says what it means."""

    line: int
    """The line of the file that it begins in."""

    rows: tuple[ForeignRow, ...]
    """All rows, those of the header first."""

    headers: int = 1
    """How many rows are the header."""

    heading: str = ""
    """Its caption, or the heading above it."""

    footnotes: Mapping[str, ForeignCell] = field(default_factory=dict)
    """What footnotes say, by name."""

    @property
    def body(self) -> tuple[ForeignRow, ...]:
        """The rows below the header."""
        return self.rows[self.headers :]


def plain(text: str) -> ForeignCell:
    """A cell of nothing but *text*."""
    return ForeignCell(pieces=(Piece(text=text),) if text.strip() else ())


def one_header(table: ForeignTable) -> ForeignTable:
    """*table* with rows of one length, and the rows of its header made one.

    Of a title above several columns, each of the columns gets a copy in front of its own.
    """
    width = max((len(row.cells) for row in table.rows), default=0)
    rows = [
        replace(row, cells=row.cells + (EMPTY,) * (width - len(row.cells)))
        for row in table.rows
        if not all(cell.is_empty for cell in row.cells)
    ]
    gone = sum(all(cell.is_empty for cell in row.cells) for row in table.rows[: table.headers])
    count = max(1, table.headers - gone)
    if len(rows) < count or not width:
        return replace(table, rows=tuple(rows), headers=min(count, len(rows)))
    columns = zip(*(row.cells for row in rows[:count]), strict=True)
    first = ForeignRow(line=rows[0].line, cells=tuple(_stacked(cells) for cells in columns))
    return replace(table, rows=(first, *rows[count:]), headers=1)


def _stacked(cells: Sequence[ForeignCell]) -> ForeignCell:
    different = [cell for cell in dict.fromkeys(cells) if not cell.is_empty]
    pieces: list[Piece] = []
    for cell in different:
        pieces += ([Piece(text=" ")] if pieces else []) + list(cell.pieces)
    return ForeignCell(pieces=tuple(pieces))


def transposed(table: ForeignTable) -> ForeignTable:
    """*table* with its columns as rows; each is said to stand where the header does."""
    columns = zip(*(row.cells for row in table.rows), strict=True)
    rows = tuple(ForeignRow(line=table.rows[0].line, cells=cells) for cells in columns)
    return replace(table, rows=rows)


def footnote_name(written: str) -> str:
    """What a footnote is called, however it is written: ``1`` for ``[1]``, ``(1)`` and a superscript."""
    return normalize("NFKC", written).strip("[]()^ ") or written


def with_footnotes(table: ForeignTable, below: Iterable[ForeignCell]) -> ForeignTable:
    """*table* with the footnotes that the paragraphs *below* it explain.

    A ``*`` or a ``(1)`` at the end of a cell is a reference if such a paragraph begins with it.
    """
    found = dict(table.footnotes)
    for paragraph in below:
        name, rest = _definition(paragraph)
        if name and not rest.is_empty:
            found.setdefault(name, rest)
    rows = tuple(
        replace(row, cells=tuple(_with_references(cell, found) for cell in row.cells)) for row in table.rows
    )
    return replace(table, rows=rows, footnotes=found)


def _definition(paragraph: ForeignCell) -> tuple[str, ForeignCell]:
    pieces = [piece for piece in paragraph.pieces if piece.text.strip() or piece.link]
    if not pieces:
        return "", EMPTY
    first, *rest = pieces
    if first.footnote:
        trimmed = (replace(rest[0], text=rest[0].text.lstrip(" :.)")), *rest[1:]) if rest else ()
        return first.footnote, ForeignCell(pieces=trimmed)
    match = _DEFINITION.match(first.text)
    if match is None or (match.end() == len(first.text) and not rest):
        return "", EMPTY
    left = replace(first, text=first.text[match.end() :])
    return footnote_name(match[1]), ForeignCell(pieces=(left, *rest))


def _with_references(cell: ForeignCell, known: Mapping[str, ForeignCell]) -> ForeignCell:
    if not cell.pieces or cell.pieces[-1].footnote or cell.pieces[-1].literal:
        return cell
    *before, last = cell.pieces
    match = _REFERENCE.search(last.text)
    if match is None or footnote_name(match[1]) not in known:
        return cell
    text = last.text[: match.start()]
    kept = [replace(last, text=text)] if text else []
    reference = Piece(text=match[1], footnote=footnote_name(match[1]))
    return ForeignCell(pieces=(*before, *kept, reference))
