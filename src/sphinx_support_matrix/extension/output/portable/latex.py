"""The summary and the legend for LaTeX: tables that fit the page, and symbols that every engine prints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import tabular_col_spec

from sphinx_support_matrix.core.matrix.levels import COMPLETE, MISSING, NOT_APPLICABLE, NOT_RECORDED, UNKNOWN
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.extension.doctree.nodes import matrix_caption, matrix_group, matrix_row
from sphinx_support_matrix.extension.doctree.standard_nodes import lines, link_or_text, row, table, target
from sphinx_support_matrix.extension.findings.standing_text import latex_mark, latex_marks, standing_marks
from sphinx_support_matrix.extension.output.portable.driver_rows import driver_table, feature_columns
from sphinx_support_matrix.extension.output.portable.summary import (
    beside_driver,
    mark_item,
    note_mark,
    second_headings,
    titled_row,
    total_rows,
)
from sphinx_support_matrix.extension.translation import words, words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.extension.doctree.nodes import matrix_summary
    from sphinx_support_matrix.extension.output.portable.driver_rows import FeatureColumn
    from sphinx_support_matrix.html.context import Cells, Table
    from sphinx_support_matrix.html.headings import Head

# In fonts that every LaTeX has (amssymb, which Sphinx loads, and Computer Modern). There is none for
# a half circle, and a level of the project's own can have any symbol: those are shown as words.
_SYMBOLS = {
    COMPLETE.symbol: r"\(\checkmark\)",
    MISSING.symbol: r"\(\times\)",
    UNKNOWN.symbol: "?",
    NOT_APPLICABLE.symbol: "--",
    NOT_RECORDED.symbol: r"\(\cdot\)",
}
"""What stands for a level in a cell, by the symbol that it has on screens."""

# What stands for "required" in a cell that has no room for words.
_UNMET = "!"

# Widths in characters of the small type that the table is set in: about 100 of them fill a line of
# the page, and each column has white space of about 3 beside its text.
_LINE = 100
_SPACE = 3
_FEATURE = 24
_NARROWEST = 4


@dataclass(frozen=True, slots=True)
class _Widths:
    """The widths of the columns of one table, in characters."""

    feature: int
    status: int
    drivers: Sequence[int]


def latex_summary(summary: matrix_summary) -> Iterator[nodes.Node]:
    """As many tables as there have to be side by side, each with the titles of its rows in front.

    Tables break across pages. The titles of columns stand upright.
    """
    of: Table = summary["table"]
    yield _latex(r"\begingroup\footnotesize\setlength{\tabcolsep}{3pt}")
    yield from (_with_drivers if of.rows is Rows.DRIVERS else _with_features)(summary)
    yield _latex(r"\endgroup")
    if any(of.unmet):
        yield nodes.paragraph("", f"{_UNMET} {words().labels['required']}")
    yield from latex_marks(of)


def _with_drivers(summary: matrix_summary) -> Iterator[nodes.Node]:
    """The tables with drivers as rows."""
    of: Table = summary["table"]
    columns = feature_columns(summary)
    every = range(len(of.columns))
    needed = [
        max(len(column.status) + 1, *(_needed(index, [column.row], of) for index in every))
        for column in columns
    ]
    texts = [
        words().labels["supported"],
        *(words().status_word(total.kind.value) for total in (of.totals[0] if of.totals else ())),
    ]
    after = [max(map(len, texts))] * len(texts)
    room = _LINE - _FEATURE - _SPACE - sum(width + _SPACE for width in after)
    for first, last in _chunks(needed, room):
        shown = [*needed[first:last], *after]
        rest = _LINE - sum(shown) - _SPACE * (len(shown) + 1)
        widths = [max(_FEATURE, rest), *shown]
        # Not in the headings, which are repeated on every page.
        for column in columns[first:last]:
            yield from map(target, column.row["ids"])
        yield tabular_col_spec(spec=_column_specification(widths, 1))
        yield driver_table(
            summary,
            widths,
            columns[first:last],
            heading=_standing_feature,
            cell=lambda source, index: _cell(source, index, of),
            first=first == 0,
            classes=["longtable"],
        )


def _with_features(summary: matrix_summary) -> Iterator[nodes.Node]:
    """The tables with features as rows."""
    of: Table = summary["table"]
    rows = list(summary.findall(matrix_row))
    status = max(
        len(text) for text in (second_headings(of)[1], *(words().status_word(row["status"]) for row in rows))
    )
    needed = [_needed(index, rows, of) for index in range(len(of.columns))]
    room = _LINE - _FEATURE - status - 2 * _SPACE
    for first, last in _chunks(needed, room):
        drivers = needed[first:last]
        rest = _LINE - status - sum(drivers) - _SPACE * (len(drivers) + 2)
        widths = _Widths(max(_FEATURE, rest), status, drivers)
        # Not in the headings, which are repeated on every page.
        for column in of.columns[first:last]:
            yield target(column.anchor)
        yield tabular_col_spec(spec=_column_specification([widths.feature, widths.status, *drivers], 2))
        yield _table(summary, first, last, widths)


def latex_legend(of: Table) -> nodes.bullet_list:
    """The levels and marks, each level with the symbol that stands for it in the tables."""
    items: list[list[nodes.Node]] = []
    own = words_of(of)
    for level in of.levels.values():
        symbol = _SYMBOLS.get(level.symbol)
        item: list[nodes.Node] = [_latex(f"{symbol} ")] if symbol else []
        items.append(
            [
                *item,
                nodes.strong("", own.level_in_legend(level)),
                nodes.Text(f": {own.level_meaning(level)}"),
            ]
        )
    # What an open requirement looks like is said below the tables.
    others = [each for each in words().marks(of) if each[0] != words().labels["required"]]
    others += standing_marks(of)
    items += (mark_item(*each) for each in others)
    return lines(items)


def _chunks(needed: Sequence[int], room: int) -> list[tuple[int, int]]:
    """The columns of each table: as few tables as have room, all about equally wide."""
    total = sum(width + _SPACE for width in needed)
    fair = total / -(-total // room)
    chunks: list[tuple[int, int]] = []
    first, used = 0, 0
    for index, width in enumerate(needed):
        taken = width + _SPACE
        if index > first and (used + taken > room or used + taken / 2 > fair):
            chunks.append((first, index))
            first, used = index, 0
        used += taken
    return [*chunks, (first, len(needed))]


def _needed(index: int, rows: Sequence[matrix_row], of: Table) -> int:
    """How wide the column of a driver has to be for its longest word."""
    longest = _NARROWEST
    for each in rows:
        cells: Cells = each["cells"]
        level = of.levels[cells.levels[index]]
        texts = (
            [] if level.symbol in _SYMBOLS else (words().level_title(level) + note_mark(each, index)).split()
        )
        texts += cells.releases.get(index, "").split()
        longest = max(longest, *map(len, texts), 0)
    return longest


def _column_specification(every: Sequence[int], titles: int) -> str:
    """What LaTeX is told of the columns, of which the first hold *titles*."""
    line = max(_LINE, sum(every) + _SPACE * len(every))
    left, middle = (rf">{{\{way}\arraybackslash}}\X{{%d}}{{%d}}" for way in ("raggedright", "centering"))
    ways = [*(left for _ in every[:titles]), *(middle for _ in every[titles:])]
    return "".join(way % (width + _SPACE, line) for way, width in zip(ways, every, strict=True))


def _table(summary: matrix_summary, first: int, last: int, widths: _Widths) -> nodes.table:
    of: Table = summary["table"]
    columns = of.columns[first:last]
    heads: list[nodes.Element] = [nodes.paragraph("", text) for text in second_headings(of)]
    heads += [_upright(summary, first + index, width) for index, width in enumerate(widths.drivers)]
    body: list[nodes.row] = []
    for child in summary.children:
        if isinstance(child, matrix_group):
            title = nodes.paragraph("", "", nodes.strong("", child.astext()))
            body.append(nodes.row("", nodes.entry("", title, morecols=len(columns) + 1)))
        elif isinstance(child, matrix_row):
            cells = [_cell(child, index, of) for index in range(first, last)]
            title = titled_row(child) if first == 0 else _untargeted(titled_row(child))
            body.append(row([title, nodes.paragraph("", words().status_word(child["status"])), *cells]))
    body += total_rows(of, first, last)
    result = table(
        [widths.feature, widths.status, *widths.drivers],
        [row(heads)],
        body,
        classes=[*summary["classes"], "longtable"],
    )
    caption = next(iter(summary.findall(matrix_caption)), None)
    if caption is not None and first == 0:
        result.insert(0, nodes.title("", caption.astext()))
    return result


def _untargeted(paragraph: nodes.paragraph) -> nodes.paragraph:
    """*paragraph* without the place that references lead to, which is in the first table."""
    paragraph.children = [child for child in paragraph.children if not isinstance(child, nodes.target)]
    return paragraph


def _upright(summary: matrix_summary, index: int, width: int) -> nodes.paragraph:
    """The heading of a driver, in as many lines as its column has room for."""
    head: Head = summary["heads"][index]
    content = [
        link_or_text(head.title, head.link, internal=head.internal),
        *beside_driver(summary["table"], index),
    ]
    return _standing("".join(each.astext() for each in content), width, *content)


def _standing_feature(column: FeatureColumn) -> nodes.paragraph:
    """The heading of a feature."""
    title = _untargeted(titled_row(column.row))
    return _standing(column.row.astext(), len(column.status), *title.children)


def _standing(title: str, width: int, *content: nodes.Node) -> nodes.paragraph:
    """*content*, which says *title*, in upright lines for which *width* has room."""
    # Long names are broken into lines, of which a character's width is less than the half.
    count = max(1, min(int((width + _SPACE) * 0.45 - 0.6), -(-len(title) // 12)))
    longest = max(map(len, title.split()), default=1)
    length = max(longest, len(title) / count * 1.3) + 1
    begin = _latex(rf"\rotatebox{{90}}{{\parbox{{{length * 0.58:.1f}em}}{{\raggedright ")
    return nodes.paragraph("", "", begin, *content, _latex("}}"))


def _cell(source: matrix_row, index: int, of: Table) -> nodes.paragraph:
    cells: Cells = source["cells"]
    level = of.levels[cells.levels[index]]
    content: list[nodes.Node] = [_symbol(level)]
    if mark := note_mark(source, index):
        content.append(nodes.Text(mark))
    if index in cells.releases:
        content.append(nodes.Text(f" {cells.releases[index]}"))
    if index in cells.unmet:
        content.append(nodes.Text(f" {_UNMET}"))
    content += latex_mark(cells, index)
    suffix = of.columns[index].suffix
    if refid := source.get("refid"):
        content = [nodes.reference("", "", *content, refid=refid + suffix, internal=True)]
    else:
        content.insert(0, target(source["ids"][0] + suffix))
    return nodes.paragraph("", "", *content)


def _symbol(level: Level) -> nodes.Node:
    symbol = _SYMBOLS.get(level.symbol)
    return _latex(symbol) if symbol else nodes.Text(words().level_title(level))


def _latex(text: str) -> nodes.raw:
    return nodes.raw("", text, format="latex")
