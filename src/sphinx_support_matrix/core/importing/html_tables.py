"""The tables of an HTML page."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.importing.foreign_table import (
    EMPTY,
    ForeignCell,
    ForeignRow,
    ForeignTable,
    Piece,
    footnote_name,
    plain,
    with_footnotes,
)
from sphinx_support_matrix.core.importing.markdown_inline import image_text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

_WIDEST = 100
"""How many columns one cell can take; the specification has 1000, and no table for people has them."""

_HEADINGS = frozenset({"caption", "h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = frozenset({"p", "li", "div", "dd", "dt", "small"})
_SILENT = frozenset({"script", "style", "template"})
_ICONS = frozenset({"i", "span", "svg"})


def html_tables(text: str, text_of: Callable[[str], ForeignCell] = plain) -> list[ForeignTable]:
    """The tables of *text*. A table in the cell of another one is a part of that cell.

    :param text_of: What the text between two tags says, for HTML in Markdown.
    """
    reader = _HtmlReader(text_of)
    reader.feed(text)
    reader.close()
    return reader.finish()


class _Open:
    """A cell, a heading or a paragraph while it is read."""

    def __init__(self, *, columns: int = 1, rows: int = 1, head: bool = False) -> None:
        self.pieces: list[Piece] = []
        self.columns = columns
        self.rows = rows
        self.head = head

    @property
    def cell(self) -> ForeignCell:
        return ForeignCell(pieces=tuple(self.pieces))


class _Grid:
    """A table while it is read."""

    def __init__(self, line: int, heading: str) -> None:
        self.line = line
        self.heading = heading
        self.lines: list[int] = []
        self.rows: list[list[_Open]] = []
        self.in_head = False
        self.head_rows = 0
        self.below: list[ForeignCell] = []

    def table(self) -> ForeignTable:
        waiting: dict[int, tuple[int, ForeignCell]] = {}
        rows: list[ForeignRow] = []
        for line, cells in zip(self.lines, self.rows, strict=True):
            rows.append(ForeignRow(line=line, cells=tuple(_spread(cells, waiting))))
        headers = self.head_rows
        if not headers:
            for cells in self.rows[:-1]:
                if not cells or not all(each.head for each in cells):
                    break
                headers += 1
        table = ForeignTable(line=self.line, rows=tuple(rows), headers=max(1, headers), heading=self.heading)
        return with_footnotes(table, self.below)


def _spread(cells: Sequence[_Open], waiting: dict[int, tuple[int, ForeignCell]]) -> list[ForeignCell]:
    """The cells of a row, each in all columns that it takes, with those that come from rows above."""
    row: list[ForeignCell] = []

    def from_above() -> bool:
        left, cell = waiting.get(len(row), (0, EMPTY))
        if not left:
            return False
        waiting[len(row)] = (left - 1, cell)
        row.append(cell)
        return True

    for each in cells:
        while from_above():
            pass
        alone = len(cells) == 1 and not row
        for column in range(each.columns):
            # The one cell of a row is the title of the rows below it, and no value for every column.
            cell = EMPTY if alone and column else each.cell
            waiting[len(row)] = (each.rows - 1, cell)
            row.append(cell)
    while from_above():
        pass
    return row


class _HtmlReader(HTMLParser):
    """The state of one reading."""

    def __init__(self, text_of: Callable[[str], ForeignCell]) -> None:
        super().__init__(convert_charrefs=True)
        self.text_of = text_of
        self.grids: list[_Grid] = []
        self.grid: _Grid | None = None
        self.depth = 0
        self.open: _Open | None = None
        self.heading = ""
        self.heading_open = False
        self.link = ""
        self.sup: list[str] | None = None
        self.literal = 0
        self.silent = 0
        self.icons: list[tuple[str, int, str]] = []

    def finish(self) -> list[ForeignTable]:
        self.close_part()
        return [grid.table() for grid in self.grids if any(grid.rows)]

    def add(self, piece: Piece) -> None:
        if self.open is not None:
            self.open.pieces.append(replace(piece, link=self.link) if self.link else piece)

    def handle_data(self, data: str) -> None:
        if self.silent or self.open is None:
            return
        if self.sup is not None:
            self.sup.append(data)
        elif self.literal:
            self.add(Piece(text=data, literal=True))
        else:
            for piece in self.text_of(data).pieces if data.strip() else (Piece(text=" "),):
                self.open.pieces.append(
                    replace(piece, link=self.link) if self.link and not piece.footnote else piece
                )

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag in _SILENT:
            self.silent += 1
        elif tag == "table":
            self.start_table()
        elif (
            self.grid is not None and self.depth == 1 and tag in {"tr", "td", "th", "thead", "tbody", "tfoot"}
        ):
            self.start_part(tag, given)
        elif tag in _HEADINGS or (tag in _BLOCKS and not self.depth):
            self.close_part()
            self.open, self.heading_open = _Open(), tag in _HEADINGS
        else:
            self.start_inline(tag, given)

    def start_inline(self, tag: str, given: dict[str, str]) -> None:
        match tag:
            case "a":
                self.link = given.get("href", "")
            case "img":
                self.add(
                    Piece(
                        text=image_text(given.get("alt", "") or given.get("title", ""), given.get("src", ""))
                    )
                )
            case "sup":
                self.close_sup()
                self.sup = []
            case "code":
                self.literal += 1
            case "br" | "p" | "div" | "li" | "td" | "th" | "tr":
                self.add(Piece(text=" "))
            case "input" if given.get("type") == "checkbox":
                self.add(Piece(text="\N{BALLOT BOX WITH CHECK}" if "checked" in given else "\N{BALLOT BOX}"))
        if tag in _ICONS and self.open is not None:
            names = [name for name in given.get("class", "").split() if name.startswith(("fa-", "icon-"))]
            name = (
                given.get("aria-label")
                or given.get("title")
                or (names[-1].partition("-")[2] if names else "")
            )
            self.icons.append((tag, len(self.open.pieces), name))

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT:
            self.silent = max(0, self.silent - 1)
        elif tag == "table" and self.depth:
            self.depth -= 1
            if not self.depth:
                self.close_part()
                self.grid = None
        elif tag in {"td", "th", "tr"} and self.depth == 1:
            self.close_part()
        elif tag == "thead" and self.depth == 1 and self.grid is not None:
            self.close_part()
            self.grid.in_head = False
        elif tag in _HEADINGS or (tag in _BLOCKS and not self.depth):
            self.close_part()
        else:
            self.end_inline(tag)

    def end_inline(self, tag: str) -> None:
        match tag:
            case "a":
                if (
                    self.link
                    and self.open is not None
                    and not any(p.link == self.link for p in self.open.pieces)
                ):
                    self.add(Piece(text=""))
                self.link = ""
            case "sup":
                self.close_sup()
            case "code":
                self.literal = max(0, self.literal - 1)
        if tag in _ICONS and self.icons and self.icons[-1][0] == tag:
            _, start, name = self.icons.pop()
            if (
                self.open is not None
                and name
                and not "".join(p.text for p in self.open.pieces[start:]).strip()
            ):
                self.add(Piece(text=name))

    def close_sup(self) -> None:
        if self.sup is not None:
            written = "".join(self.sup)
            self.sup = None
            if self.open is not None and written.strip():
                self.open.pieces.append(Piece(text=written, footnote=footnote_name(written)))

    def start_table(self) -> None:
        self.depth += 1
        if self.depth == 1:
            self.close_part()
            self.grid = _Grid(self.getpos()[0], self.heading)
            self.grids.append(self.grid)
        else:
            self.add(Piece(text=" "))

    def start_part(self, tag: str, given: dict[str, str]) -> None:
        """Begin a row, a cell, or a group of rows, which ends what is open: end tags can be left out."""
        grid = self.grid
        assert grid is not None
        self.close_part()
        if tag in {"thead", "tbody", "tfoot"}:
            grid.in_head = tag == "thead"
            return
        if tag == "tr" or not grid.rows:
            grid.rows.append([])
            grid.lines.append(self.getpos()[0])
            grid.head_rows += grid.in_head
        if tag != "tr":
            self.open = _Open(
                columns=min(_WIDEST, _number(given.get("colspan"))),
                rows=min(0xFFFF, _number(given.get("rowspan"))),
                head=tag == "th",
            )
            self.heading_open = False
            grid.rows[-1].append(self.open)

    def close_part(self) -> None:
        """End the cell, the heading or the paragraph that is open."""
        self.close_sup()
        part, self.open = self.open, None
        self.link, self.literal, self.icons = "", 0, []
        if part is None:
            return
        if self.heading_open:
            self.heading_open = False
            self.heading = part.cell.text
            if self.grid is not None:
                self.grid.heading = self.heading
        elif self.grid is None and self.grids:
            self.grids[-1].below.append(part.cell)


def _number(text: str | None) -> int:
    return max(1, int(text)) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
