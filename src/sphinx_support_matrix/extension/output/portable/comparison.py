"""Drivers side by side: as tables with the notes below them where there is room, or else as lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.doctree.nodes import matrix_caption, matrix_compared
from sphinx_support_matrix.extension.doctree.notes.plain_notes import notes_of
from sphinx_support_matrix.extension.doctree.standard_nodes import bullets, link_or_text, row, table
from sphinx_support_matrix.extension.output.portable.summary import BORDER, WIDEST_FEATURE, with_marks
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_support_matrix.extension.doctree.nodes import matrix_comparison
    from sphinx_support_matrix.html.context import Cells, Table


def compared_drivers(comparison: matrix_comparison, width: int | None) -> Iterator[nodes.Node]:
    """The features in which the drivers of *comparison* differ, and then those in which they do not.

    :param width: How many characters a table may be wide; ``None`` for any number.
    """
    for caption in comparison.findall(matrix_caption):
        yield nodes.paragraph("", "", nodes.strong("", caption.astext()))
    every = list(comparison.findall(matrix_compared))
    for label, differ in (("different", True), ("same", False)):
        rows = [each for each in every if each["differs"] is differ]
        if rows:
            heading = f"{words().labels[label]} ({len(rows)})"
            yield nodes.paragraph("", "", nodes.strong("", heading))
            widths = _widths(rows, comparison["table"])
            if width is None or sum(widths) + BORDER * len(widths) + 1 <= width:
                yield _table(rows, widths, comparison)
                yield from _all_notes(rows, comparison["table"])
            else:
                yield bullets([_title(each), _drivers(each, comparison["table"])] for each in rows)


def _title(compared: matrix_compared) -> nodes.Element:
    """The paragraph with the title of a feature, which may be a link."""
    title = compared[0].deepcopy()
    assert isinstance(title, nodes.Element)
    return title


def _level(cells: Cells, of: Table, column: int) -> str:
    return with_marks(words().level_title(of.levels[cells.levels[column]]), cells, column, spelled=True)


def _table(
    rows: Sequence[matrix_compared], widths: Sequence[int], comparison: matrix_comparison
) -> nodes.table:
    of: Table = comparison["table"]
    links = [link_or_text(head.title, head.link, internal=head.internal) for head in comparison["heads"]]
    first = nodes.paragraph("", words().labels["feature"])
    head = row([first, *(nodes.paragraph("", "", link) for link in links)])
    body = [
        row(
            [
                _title(each),
                *(
                    nodes.paragraph("", _level(each["cells"], of, column))
                    for column in range(len(of.columns))
                ),
            ]
        )
        for each in rows
    ]
    return table(widths, [head], body, classes=comparison["classes"])


def _widths(rows: Sequence[matrix_compared], of: Table) -> list[int]:
    """The widths of the columns, in which no word is broken."""
    feature = max(
        len(words().labels["feature"]), min(WIDEST_FEATURE, max(len(each[0].astext()) for each in rows))
    )
    return [
        feature,
        *(
            max(
                len(word)
                for text in (driver.title, *(_level(each["cells"], of, column) for each in rows))
                for word in text.split()
            )
            for column, driver in enumerate(of.columns)
        ),
    ]


def _all_notes(rows: Sequence[matrix_compared], of: Table) -> Iterator[nodes.Node]:
    """The notes of *rows*, under the features and the drivers that they are about."""
    items = []
    for each in rows:
        notes = [
            [nodes.paragraph("", "", nodes.strong("", of.columns[column].title)), *blocks]
            for column, blocks in sorted(notes_of(each), key=lambda note: note[0] or 0)
            if column is not None
        ]
        if notes:
            items.append([_title(each), bullets(notes)])
    if items:
        yield nodes.paragraph("", "", nodes.strong("", f"{words().labels['notes']}:"))
        yield bullets(items)


def _drivers(compared: matrix_compared, of: Table) -> nodes.bullet_list:
    """A line for each driver, with its notes below."""
    notes = dict(notes_of(compared))
    items = []
    for column, driver in enumerate(of.columns):
        text = nodes.Text(f": {_level(compared['cells'], of, column)}")
        line = nodes.paragraph("", "", nodes.strong("", driver.title), text)
        items.append([line, *notes.get(column, ())])
    return bullets(items)
