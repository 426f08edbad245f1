"""A matrix as a table for the terminal: with words where there is room, with symbols where there is little."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.terminal import (
    BOLD,
    FAINT,
    GREEN,
    RED,
    YELLOW,
    columns,
    padded,
    styled,
    wrapped,
)
from sphinx_support_matrix.core.export.content import level_title
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.arrange import arrange
from sphinx_support_matrix.core.matrix.levels import every_level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix

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

    def symbol(self, level: Level) -> str:
        """What stands for *level* where there is little room."""
        return on_one_line(level.letter if self.plain else level.symbol)

    def styled_level(self, text: str, level: Level) -> str:
        """*text* in the colour of *level*."""
        return styled(text, _COLORS.get(level.color, FAINT), color=self.color)


def render(matrix: Matrix, look: Look) -> str:
    """*matrix* as text: one table, or several below each other if its drivers need more than the width."""
    lines = list(_with_words(matrix, look) or _with_symbols(matrix, look))
    return "".join(f"{line.rstrip()}\n" for line in lines)


def _with_words(matrix: Matrix, look: Look) -> list[str]:
    """A table with the word of each level; nothing if it is wider than the terminal."""
    heads = [on_one_line(driver.title.text) for driver in matrix.drivers]
    cells = {
        feature.name: [_word(feature, column) for column in range(len(heads))] for feature in matrix.features
    }
    sizes = [
        max(columns(text) for text in (head, *(row[column] for row in cells.values())))
        for column, head in enumerate(heads)
    ]
    title, status = _title_size(matrix, look), _status_size(matrix)
    needed = title + sum(len(_GAP) + size for size in (status, *sizes))
    if max(sizes, default=0) > _WIDEST_TITLE or (look.width is not None and needed > look.width):
        return []
    head = _GAP.join(padded(text, size) for text, size in zip(heads, sizes, strict=True))
    lines = [
        styled(_joined(padded("Feature", title), padded("Status", status), head), BOLD, color=look.color)
    ]
    for feature, first, more in _rows(matrix, title, look, lines):
        texts = [
            look.styled_level(padded(text, size), cell.level)
            for text, size, cell in zip(cells[feature.name], sizes, feature.implementations, strict=True)
        ]
        lines.append(_joined(padded(first, title), padded(_status(feature), status), *texts))
        lines += more
    return lines


def _with_symbols(matrix: Matrix, look: Look) -> Iterator[str]:
    """Tables with a symbol for each level. A line connects the title of each driver with its column."""
    title, status = _title_size(matrix, look), _status_size(matrix)
    before = title + len(_GAP) + status + len(_GAP)
    room = _WIDEST_TITLE if look.width is None else max((look.width - before + 1) // 2, 1)
    for start in range(0, len(matrix.drivers), room):
        if start:
            yield ""
        yield from _stairs(matrix, range(start, min(start + room, len(matrix.drivers))), before, look)
        lines: list[str] = []
        for feature, first, more in _rows(matrix, title, look, lines):
            levels = [cell.level for cell in feature.implementations[start : start + room]]
            symbols = " ".join(look.styled_level(look.symbol(level), level) for level in levels)
            lines.append(_joined(padded(first, title), padded(_status(feature), status), symbols))
            lines += more
        yield from lines
    yield ""
    yield _legend(matrix, look)


def _legend(matrix: Matrix, look: Look) -> str:
    """What the symbols mean that the table shows, in the order of the levels."""
    used = {cell.level.name for feature in matrix.features for cell in feature.implementations}
    levels = every_level(matrix.levels).values()
    return _GAP.join(
        look.styled_level(on_one_line(f"{look.symbol(level)} {level_title(level)}"), level)
        for level in levels
        if level.name in used
    )


def _stairs(matrix: Matrix, shown: range, before: int, look: Look) -> Iterator[str]:
    """The titles of drivers, the last one first, so that no line crosses another."""
    dash, corner, post = ("-", "+", "|") if look.plain else ("─", "┐", "│")
    for column in reversed(shown):
        posts = f" {post}" * (shown[-1] - column)
        place = before + 2 * (column - shown.start)
        *more, last = wrapped(matrix.drivers[column].title.text, before - 2)
        for line in more:
            yield _stair(padded(line, place + 1), line, posts, look)
        dashes = dash * (place - columns(last) - 1)
        yield _stair(f"{last} {dashes}{corner}", last, posts, look)


def _stair(text: str, title: str, posts: str, look: Look) -> str:
    rest = styled(text[len(title) :] + posts, FAINT, color=look.color)
    return styled(title, BOLD, color=look.color) + rest


def _rows(
    matrix: Matrix, title: int, look: Look, lines: list[str]
) -> Iterator[tuple[Feature, str, Sequence[str]]]:
    """Each feature, the first line of its title, and the others; headings of groups go to *lines*."""
    for block in arrange(matrix, grouped=bool(matrix.groups)):
        if block.group is not None:
            lines.append(styled(on_one_line(block.group.title.text), BOLD, color=look.color))
        for feature in block.features:
            first, *more = wrapped(feature.title.text, title)
            yield feature, first, more


def _word(feature: Feature, column: int) -> str:
    cell = feature.implementations[column]
    return on_one_line(f"{cell.level.title} ({cell.release})" if cell.release else cell.level.title)


def _status(feature: Feature) -> str:
    return feature.status.kind.value


def _title_size(matrix: Matrix, look: Look) -> int:
    longest = max((columns(feature.title.text) for feature in matrix.features), default=0)
    if look.width is None:
        return max(min(longest, _WIDEST_TITLE), _SHORTEST_TITLE)
    return max(min(longest, _LONGEST_TITLE, look.width // 2), _SHORTEST_TITLE)


def _status_size(matrix: Matrix) -> int:
    return max(map(len, ("Status", *map(_status, matrix.features))))


def _joined(*parts: str) -> str:
    return _GAP.join(parts)
