"""A table for the terminal: with words where there is room, with symbols where there is little."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.terminal import (
    BOLD,
    FAINT,
    GREEN,
    RED,
    YELLOW,
    can_write,
    columns,
    in_color,
    padded,
    styled,
    width,
    wrapped,
)
from sphinx_support_matrix.core.matrix.orientation import Rows

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterator, Sequence

    from sphinx_support_matrix.cli.io.grid import Grid, GridMark, GridRow

_COLORS = {"green": GREEN, "yellow": YELLOW, "red": RED}
_GAP = "  "
_LONGEST_TITLE = 40
_SHORTEST_TITLE = 16
# Where nothing limits the width: each line of the table is as wide as its longest title.
_WIDEST_TITLE = 200


@dataclass(frozen=True, kw_only=True, slots=True)
class Look:
    """How a table looks."""

    width: int | None
    """How many columns there are; ``None`` for as many as the table needs."""

    color: bool
    """Whether to write colours."""

    plain: bool
    """Whether the terminal has no characters but those of ASCII."""

    def symbol(self, mark: GridMark) -> str:
        """What stands for a cell of *mark* where there is little room."""
        return mark.letter if self.plain else mark.symbol

    def styled_mark(self, text: str, mark: GridMark) -> str:
        """*text* in the colour of *mark*."""
        return styled(text, _COLORS.get(mark.color, FAINT), color=self.color)


def add_look(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the options that say how a table looks."""
    parser.add_argument(
        "--rows",
        choices=[each.value for each in Rows],
        default=Rows.AUTO.value,
        help="what is a row (default: auto, drivers where there are many)",
    )
    parser.add_argument("--width", type=int, metavar="COLUMNS", help="how wide to be (default: the terminal)")


def write_grid(grid: Grid, arguments: argparse.Namespace) -> None:
    """Write *grid* to standard output as the *arguments* and the terminal ask for."""
    symbols = "".join(mark.symbol for mark in grid.marks)
    look = Look(
        width=arguments.width or (width() if sys.stdout.isatty() or os.environ.get("COLUMNS") else None),
        color=in_color(sys.stdout, arguments.color),
        plain=not can_write(f"{symbols}┌│", sys.stdout),
    )
    sys.stdout.write(render(grid, look))


def render(grid: Grid, look: Look) -> str:
    """*grid* as text: one table, or several below each other if its columns need more than the width."""
    lines = list(_with_words(grid, look) or _with_symbols(grid, look))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _with_words(grid: Grid, look: Look) -> list[str]:
    """A table with the word of each level; nothing if it is wider than the terminal."""
    words = [[cell.word for cell in row.cells] for row in grid.rows]
    beneath = grid.beneath or ("",) * len(grid.columns)
    sizes = [max(map(columns, texts)) for texts in zip(grid.columns, beneath, *words, strict=True)]
    title, beside = _title_size(grid, look), _beside_size(grid)
    needed = title + sum(len(_GAP) + size for size in (beside, *sizes))
    if max(sizes, default=0) > _WIDEST_TITLE or (look.width is not None and needed > look.width):
        return []
    first, second = grid.heads
    head = _joined(padded(first, title), padded(second, beside), _padded(grid.columns, sizes))
    lines = [styled(head, BOLD, color=look.color)]
    if grid.beneath:
        statuses = _joined(padded("Status", title), " " * beside, _padded(grid.beneath, sizes))
        lines.append(styled(statuses, FAINT, color=look.color))
    for row, start, more in _rows(grid, title, look, lines):
        texts = [
            look.styled_mark(padded(cell.word, size), cell.mark)
            for cell, size in zip(row.cells, sizes, strict=True)
        ]
        lines.append(_joined(padded(start, title), padded(row.beside, beside), *texts))
        lines += more
    return lines


def _with_symbols(grid: Grid, look: Look) -> Iterator[str]:
    """Tables with a symbol for each level. A line connects the title of each column with it."""
    title, beside = _title_size(grid, look), _beside_size(grid)
    before = title + len(_GAP) + beside + len(_GAP)
    room = _WIDEST_TITLE if look.width is None else max((look.width - before + 1) // 2, 1)
    for start in range(0, len(grid.columns), room):
        if start:
            yield ""
        yield from _stairs(grid, range(start, min(start + room, len(grid.columns))), before, look)
        lines: list[str] = []
        for row, first, more in _rows(grid, title, look, lines):
            marks = [cell.mark for cell in row.cells[start : start + room]]
            symbols = " ".join(look.styled_mark(look.symbol(mark), mark) for mark in marks)
            lines.append(_joined(padded(first, title), padded(row.beside, beside), symbols))
            lines += more
        yield from lines
    yield ""
    yield _legend(grid, look)


def _legend(grid: Grid, look: Look) -> str:
    """What the symbols mean that the table shows."""
    used = {cell.mark for row in grid.rows for cell in row.cells}
    return _GAP.join(
        look.styled_mark(f"{look.symbol(mark)} {mark.title}", mark)
        for mark in grid.marks
        if mark in used and mark.title
    )


def _stairs(grid: Grid, shown: range, before: int, look: Look) -> Iterator[str]:
    """The titles of columns, the last one first, so that no line crosses another."""
    dash, corner, post = ("-", "+", "|") if look.plain else ("─", "┐", "│")
    for column in reversed(shown):
        posts = f" {post}" * (shown[-1] - column)
        place = before + 2 * (column - shown.start)
        text = grid.columns[column]
        if grid.beneath:
            text += f" ({grid.beneath[column]})"
        *more, last = wrapped(text, before - 2)
        for line in more:
            yield _stair(padded(line, place + 1), line, posts, look)
        dashes = dash * (place - columns(last) - 1)
        yield _stair(f"{last} {dashes}{corner}", last, posts, look)


def _stair(text: str, title: str, posts: str, look: Look) -> str:
    rest = styled(text[len(title) :] + posts, FAINT, color=look.color)
    return styled(title, BOLD, color=look.color) + rest


def _rows(
    grid: Grid, title: int, look: Look, lines: list[str]
) -> Iterator[tuple[GridRow, str, Sequence[str]]]:
    """Each row, the first line of its title, and the others; headings of groups go to *lines*."""
    for heading, rows in grid.blocks:
        if heading is not None:
            lines.append(styled(heading, BOLD, color=look.color))
        for row in rows:
            first, *more = wrapped(row.title, title)
            yield row, first, more


def _title_size(grid: Grid, look: Look) -> int:
    longest = max((columns(row.title) for row in grid.rows), default=0)
    if look.width is None:
        return max(min(longest, _WIDEST_TITLE), _SHORTEST_TITLE)
    return max(min(longest, _LONGEST_TITLE, look.width // 2), _SHORTEST_TITLE)


def _beside_size(grid: Grid) -> int:
    return max(map(len, (grid.heads[1], *(row.beside for row in grid.rows))))


def _padded(texts: Sequence[str], sizes: Sequence[int]) -> str:
    return _GAP.join(padded(text, size) for text, size in zip(texts, sizes, strict=True))


def _joined(*parts: str) -> str:
    return _GAP.join(parts)
