"""From a table to the draft of a matrix, with every text of the table in it."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.importing.cell_marks import Reading, vocabulary
from sphinx_support_matrix.core.importing.columns import (
    NOTE_HEADERS,
    ColumnKind,
    kinds_of_columns,
    status_of,
)
from sphinx_support_matrix.core.importing.draft import (
    Draft,
    DraftCell,
    DraftDriver,
    DraftFeature,
    DraftGroup,
    MappedText,
)
from sphinx_support_matrix.core.importing.foreign_table import ForeignTableError, Piece
from sphinx_support_matrix.core.importing.note_text import can_be_link, note_of
from sphinx_support_matrix.core.importing.section_names import UniqueNames
from sphinx_support_matrix.core.ini.characters import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sphinx_support_matrix.core.importing.foreign_table import ForeignCell, ForeignRow, ForeignTable


def draft_of(table: ForeignTable, asked: Mapping[str, str]) -> Draft:
    """The draft of the matrix that *table* is.

    :param table: A table with one row in its header, and one for each feature, none of them empty.
    :param asked: The levels that somebody asked for, by texts without regard to case.
    :raises ForeignTableError: if there is no driver or no feature in it.
    """
    if not table.body:
        raise ForeignTableError("the table has no row below its header")
    return _Drafting(table, asked).draft()


class _Drafting:
    """What one import knows about its table, and has decided so far."""

    def __init__(self, table: ForeignTable, asked: Mapping[str, str]) -> None:
        self.table = table
        texts = [cell.text for row in table.body for cell in row.cells[1:]]
        self.marks = vocabulary(texts, asked)
        self.kinds = kinds_of_columns(table, self.marks)
        self.title = self.kinds.index(ColumnKind.TITLE)
        self.headers = [cell.text for cell in table.rows[0].cells]
        # A column without anything in it is nothing.
        self.driver_columns = [
            column
            for column in self.columns(ColumnKind.DRIVER)
            if not all(row.cells[column].is_empty for row in table.rows)
        ]
        self.keys = UniqueNames("driver")
        self.names = UniqueNames("feature")
        self.times: Counter[str] = Counter()
        self.readings: dict[str, Reading] = {}
        self.remarks: list[str] = []

    def columns(self, kind: ColumnKind) -> list[int]:
        return [column for column, each in enumerate(self.kinds) if each is kind]

    def draft(self) -> Draft:
        """The whole draft."""
        if not self.driver_columns:
            raise ForeignTableError("no column of the table holds levels")
        for column in (*self.columns(ColumnKind.NOTE), *self.columns(ColumnKind.STATUS)):
            what = "statuses" if self.kinds[column] is ColumnKind.STATUS else "notes"
            self.remarks.append(
                f"column '{self.headers[column] or column + 1}' became the {what} of features"
            )
        drivers = tuple(self.driver(column) for column in self.driver_columns)
        sections = tuple(self.sections())
        return Draft(
            drivers=drivers,
            sections=sections,
            mapping=tuple(self.mapped(text) for text, _ in self.times.most_common()),
            remarks=tuple(self.remarks),
        )

    def mapped(self, text: str) -> MappedText:
        reading = self.readings[text]
        return MappedText(
            text=" ".join(text.split()),
            claim=_claim(reading),
            times=self.times[text],
            why=reading.why,
            is_understood=reading.is_understood,
        )

    def driver(self, column: int) -> DraftDriver:
        cell = self.table.rows[0].cells[column]
        title = on_one_line(cell.text)
        if not title:
            title = f"Column {column + 1}"
            self.remarks.append(f"column {column + 1} has no heading; its driver is called '{title}'")
        links = list(dict.fromkeys(piece.link for piece in cell.pieces if piece.link))
        link = next((each for each in links if can_be_link(each)), "")
        footnotes = [
            known.text if (known := self.table.footnotes.get(piece.footnote)) else piece.text
            for piece in cell.pieces
            if piece.footnote
        ]
        comments = tuple(on_one_line(" ".join(each.split())) for each in (*links, *footnotes) if each != link)
        return DraftDriver(key=self.keys.name(title), title=title, link=link, comments=comments)

    def sections(self) -> Iterator[DraftGroup | DraftFeature]:
        rows = self.table.body
        prefix = ""
        above = ""
        for number, row in enumerate(rows):
            for column in self.columns(ColumnKind.GROUP):
                text = row.cells[column].text
                if text and text != above:
                    above = text
                    group = self.group(row.cells[column])
                    prefix = f"{group.name}."
                    yield group
            lonely = self.is_lonely(row)
            if lonely and number + 1 < len(rows) and not self.is_lonely(rows[number + 1]):
                group = self.group(row.cells[self.title])
                self.remarks.append(f"row '{group.title}' has only its first cell, and became a group")
                prefix = f"{group.name}."
                yield group
            else:
                yield self.feature(row, prefix)

    def is_lonely(self, row: ForeignRow) -> bool:
        return not row.cells[self.title].is_empty and all(
            cell.is_empty for column, cell in enumerate(row.cells) if column != self.title
        )

    def group(self, cell: ForeignCell) -> DraftGroup:
        title = on_one_line(cell.text) or "Group"
        return DraftGroup(name=self.names.name(title), title=title, notes=self.beside(cell))

    def beside(self, cell: ForeignCell) -> tuple[str, ...]:
        """What a title has besides its text: links and footnotes."""
        pieces: list[Piece] = []
        for piece in cell.pieces:
            if piece.link or piece.footnote:
                pieces += [Piece(text=" "), piece]
        return tuple(note_of(pieces, self.table.footnotes))

    def feature(self, row: ForeignRow, prefix: str) -> DraftFeature:
        cell = row.cells[self.title]
        title = on_one_line(cell.text)
        if not title:
            title = f"Row {self.table.rows.index(row)}"
            self.remarks.append(f"line {row.line}: the first cell is empty; the feature is called '{title}'")
        status = ""
        notes = list(self.beside(cell))
        for column in self.columns(ColumnKind.STATUS):
            status = status or status_of(self.headers[column], row.cells[column].text)
            notes += note_of(
                (piece for piece in row.cells[column].pieces if piece.footnote), self.table.footnotes
            )
        for column in self.columns(ColumnKind.NOTE):
            notes += self.note(column, row.cells[column])
        return DraftFeature(
            name=self.names.name(title, prefix),
            title=title,
            cells=tuple(self.cell(row.cells[column]) for column in self.driver_columns),
            status=status,
            notes=tuple(dict.fromkeys(notes)),
        )

    def note(self, column: int, cell: ForeignCell) -> list[str]:
        if cell.is_empty:
            return []
        header = self.headers[column]
        says_so = not header or header.casefold() in NOTE_HEADERS
        before = [] if says_so else [Piece(text=f"{header}: ")]
        return note_of([*before, *cell.pieces], self.table.footnotes)

    def cell(self, cell: ForeignCell) -> DraftCell:
        lines = (" ".join(line.split()) for line in cell.raw.splitlines())
        text = "\n".join(line for line in lines if line)
        reading = self.readings.get(text)
        if reading is None:
            reading = self.readings[text] = self.marks.read(text)
        self.times[text] += 1
        # The kept parts are those of the text that was read.
        kept = reading.kept if cell.raw == text else self.marks.read(cell.raw).kept
        pieces = _cut(cell.pieces, kept)
        return DraftCell(claim=_claim(reading), notes=tuple(note_of(pieces, self.table.footnotes)))


def _claim(reading: Reading) -> str:
    return reading.level if reading.release is None else f"{reading.level}:{reading.release}"


def _cut(pieces: Sequence[Piece], kept: Sequence[tuple[int, int]]) -> list[Piece]:
    """The parts of *pieces* that are *kept*, with their links, and all references to footnotes."""
    left: list[Piece] = []
    start = 0
    for piece in pieces:
        if piece.footnote:
            left.append(piece)
            continue
        stop = start + len(piece.text)
        parts = [
            piece.text[max(begin, start) - start : max(end - start, 0)] for begin, end in kept if begin < stop
        ]
        parts = [part for part in parts if part]
        left += [replace(piece, text=part) for part in parts]
        if piece.link and not parts:
            # What was a mark leads to more about it.
            left += [Piece(text="", link=piece.link), Piece(text=" ")]
        if any(start <= end <= stop for _, end in kept):
            left.append(Piece(text=" "))
        start = stop
    return left
