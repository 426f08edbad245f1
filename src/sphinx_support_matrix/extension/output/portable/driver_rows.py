"""The summary with drivers as rows: the features are columns, in as many tables as there have to be, or lists."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from docutils import nodes

from sphinx_support_matrix.extension.doctree.nodes import matrix_caption, matrix_group, matrix_row
from sphinx_support_matrix.extension.doctree.standard_nodes import (
    bullets,
    lines,
    link_or_text,
    row,
    table,
    target,
)
from sphinx_support_matrix.extension.output.portable.summary import (
    beside_driver,
    cell_words,
    level_words,
    second_headings,
    titled_row,
    with_marks,
)
from sphinx_support_matrix.extension.translation import words, words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sphinx_support_matrix.extension.doctree.nodes import matrix_summary
    from sphinx_support_matrix.html.context import Table
    from sphinx_support_matrix.html.headings import Head

_WIDEST_DRIVER = 30


class FeatureColumn(NamedTuple):
    """A feature that is a column."""

    group: str
    """The title of the group, on the first feature of each."""
    row: matrix_row

    @property
    def status(self) -> str:
        """The word for its status."""
        return words().status_word(self.row["status"])


def feature_columns(summary: matrix_summary) -> list[FeatureColumn]:
    """The columns of *summary*."""
    columns: list[FeatureColumn] = []
    group = ""
    for child in summary.children:
        if isinstance(child, matrix_group):
            group = child.astext()
        elif isinstance(child, matrix_row):
            columns.append(FeatureColumn(group, child))
            group = ""
    return columns


def driver_table(
    summary: matrix_summary,
    widths: Sequence[int],
    columns: Sequence[FeatureColumn],
    *,
    heading: Callable[[FeatureColumn], nodes.paragraph],
    cell: Callable[[matrix_row, int], nodes.paragraph],
    first: bool = True,
    classes: Sequence[str] = (),
) -> nodes.table:
    """A table of some *columns*, and how many features each driver has.

    :param heading: Makes the heading of a feature.
    :param cell: Makes the cell of a feature and of the driver with an index.
    :param first: Whether it is the first of the summary, which has the caption, and the places of drivers.
    """
    of: Table = summary["table"]
    kinds = of.totals[0] if of.totals else ()
    supported = words().labels["supported"]
    heads = [
        row(
            [
                _text(words_of(of).labels["driver"]),
                *map(heading, columns),
                *(_text(supported) for _ in (*kinds, of)),
            ]
        ),
        row(
            [
                _text(second_headings(of)[1]),
                *(_text(column.status) for column in columns),
                *(_text(words().status_word(total.kind.value)) for total in kinds),
                _text(words().labels["all"] if kinds else ""),
            ]
        ),
    ]
    if any(column.group for column in feature_columns(summary)):
        # Empty entries after the title: the man page writer knows no spanning ones.
        groups = (nodes.strong("", column.group) if column.group else nodes.Text("") for column in columns)
        titles = (nodes.paragraph("", "", group) for group in groups)
        heads.insert(0, row([_text(""), *titles, *(_text("") for _ in (*kinds, of))]))
    body = [
        row(
            [
                driver_heading(summary, index, placed=first),
                *(cell(column.row, index) for column in columns),
                *(_text(words().total_text(total)) for total in (of.totals[index] if of.totals else ())),
                _text(tally(summary, index)),
            ]
        )
        for index in range(len(of.columns))
    ]
    result = table(widths, heads, body, classes=[*summary["classes"], *classes])
    caption = next(iter(summary.findall(matrix_caption)), None)
    if caption is not None and first:
        result.insert(0, nodes.title("", caption.astext()))
    return result


def driver_summary(summary: matrix_summary) -> nodes.table:
    """One table, whatever its width."""
    of: Table = summary["table"]
    return driver_table(
        summary,
        driver_widths(summary),
        feature_columns(summary),
        heading=lambda column: titled_row(column.row),
        cell=lambda source, index: cell_words(source, index, of),
    )


def driver_lists(summary: matrix_summary) -> Iterator[nodes.Node]:
    """The same as lists: for each driver, the features by level."""
    of: Table = summary["table"]
    columns = feature_columns(summary)
    for column in columns:
        yield from map(target, column.row["ids"])
    for caption in summary.findall(matrix_caption):
        yield nodes.paragraph("", "", nodes.strong("", caption.astext()))
    items: list[list[nodes.Node]] = []
    for index in range(len(of.columns)):
        title = driver_heading(summary, index)
        texts = [tally(summary, index)]
        texts += [
            f"{words().status_word(total.kind.value)} {words().total_text(total)}"
            for total in (of.totals[index] if of.totals else ())
        ]
        title += nodes.Text(f" ({', '.join(texts)})")
        levels = []
        for name, level in of.levels.items():
            titles = [
                with_marks(column.row.astext(), column.row["cells"], index)
                for column in columns
                if column.row["cells"].levels[index] == name
            ]
            if titles:
                word = nodes.strong("", words().level_title(level))
                levels.append([word, nodes.Text(f": {', '.join(titles)}")])
        items.append([title, lines(levels)])
    yield bullets(items)


def driver_widths(summary: matrix_summary) -> list[int]:
    """How wide the columns have to be, in characters."""
    of: Table = summary["table"]
    titles = [column.title for column in of.columns]
    widths = [max(len(words_of(of).labels["driver"]), min(_WIDEST_DRIVER, max(map(len, titles))))]
    for column in feature_columns(summary):
        texts = [*column.row.astext().split(), *column.group.split(), column.status]
        texts += level_words(of, column.row["cells"], range(len(of.columns)))
        widths.append(max(map(len, texts)))
    supported = words().labels["supported"]
    kinds = [words().status_word(total.kind.value) for total in (of.totals[0] if of.totals else ())]
    widths += [max(len(supported), len(kind)) for kind in kinds]
    return [*widths, max(len(supported), len(tally(summary, 0)))]


def driver_heading(summary: matrix_summary, index: int, *, placed: bool = True) -> nodes.paragraph:
    """The title of a driver with its link.

    :param placed: Whether references to the driver lead there.
    """
    head: Head = summary["heads"][index]
    places = [target(head.anchor)] if placed and head.anchor else []
    content = link_or_text(head.title, head.link, internal=head.internal)
    return nodes.paragraph("", "", *places, content, *beside_driver(summary["table"], index))


def tally(summary: matrix_summary, index: int) -> str:
    """How many of the features a driver has."""
    of: Table = summary["table"]
    rows = list(summary.findall(matrix_row))
    count = sum(of.levels[each["cells"].levels[index]].is_supported for each in rows)
    return words().count_of(count, len(rows))


def _text(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text)
