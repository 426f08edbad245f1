"""The summary as a table where there is room for it, or else as lists; and the legend."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from sphinx_support_matrix.extension.findings.standing_text import (
    CONFIRMED_MARK,
    claims_text,
    confirmed_mark,
    standing_marks,
    standing_word,
)
from sphinx_support_matrix.extension.translation import words, words_of
from sphinx_support_matrix.html.words import NOTE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_support_matrix.extension.doctree.nodes import matrix_summary
    from sphinx_support_matrix.html.context import Cells, Table
    from sphinx_support_matrix.html.headings import Head

WIDEST_FEATURE = 30
# What the lines of a grid add to each column, and to the first one.
BORDER = 3


def fits(widths: Sequence[int], most: int) -> bool:
    """Whether a table with columns of *widths* is at most *most* characters wide, its lines included."""
    return sum(widths) + BORDER * len(widths) + 1 <= most


def summary_table(summary: matrix_summary) -> nodes.table:
    """One table, whatever its width."""
    columns: Sequence[Head] = summary["heads"]
    heads = [nodes.paragraph("", text) for text in second_headings(summary["table"])]
    for index, head in enumerate(columns):
        content = link_or_text(head.title, head.link, internal=head.internal)
        heads.append(
            nodes.paragraph("", "", target(head.anchor), content, *beside_driver(summary["table"], index))
        )
    body: list[nodes.row] = []
    for child in summary.children:
        if isinstance(child, matrix_group):
            # Empty entries after the title: the man page writer knows no spanning ones.
            title = nodes.paragraph("", "", nodes.strong("", child.astext()))
            body.append(
                nodes.row("", nodes.entry("", title), *(nodes.entry() for _ in range(len(columns) + 1)))
            )
        elif isinstance(child, matrix_row):
            body.append(row(_cells(child, summary["table"])))
    body += total_rows(summary["table"])
    result = table(feature_widths(summary), [row(heads)], body, classes=summary["classes"])
    caption = next(iter(summary.findall(matrix_caption)), None)
    if caption is not None:
        result.insert(0, nodes.title("", caption.astext()))
    return result


def summary_lists(summary: matrix_summary) -> Iterator[nodes.Node]:
    """The same as lists: for each feature, the drivers by level."""
    for column in summary["table"].columns:
        yield target(column.anchor)
    for caption in summary.findall(matrix_caption):
        yield nodes.paragraph("", "", nodes.strong("", caption.astext()))
    items: list[list[nodes.Node]] = []
    for child in summary.children:
        if isinstance(child, matrix_group):
            if items:
                yield bullets(items)
                items = []
            yield nodes.paragraph("", "", nodes.strong("", child.astext()))
        elif isinstance(child, matrix_row):
            items.append(_item(child, summary["table"]))
    yield bullets(items)
    of: Table = summary["table"]
    if of.totals:
        yield nodes.paragraph("", "", nodes.strong("", words().labels["supported"]))
        yield lines(_total_line(of, index) for index in range(len(of.columns)))


def legend_list(of: Table) -> nodes.bullet_list:
    """The levels and the marks of a table, each with its meaning."""
    items: list[list[nodes.Node]] = [
        [
            nodes.strong("", words().level_in_legend(level)),
            nodes.Text(f": {words_of(of).level_meaning(level)}"),
        ]
        for level in of.levels.values()
    ]
    return lines([*items, *(mark_item(*mark) for mark in [*words().marks(of), *standing_marks(of)])])


def mark_item(mark: str, meaning: str) -> list[nodes.Node]:
    """What stands in a legend about *mark*. In plain text, what is strong has asterisks around it."""
    term = nodes.Text(mark) if mark in {NOTE_MARK, CONFIRMED_MARK} else nodes.strong("", mark)
    return [term, nodes.Text(f": {meaning}")]


def _total_line(of: Table, index: int) -> list[nodes.Node]:
    """How many requirements a driver meets and how many it does not, in one line."""
    parts = [
        f"{words().status_word(total.kind.value)} {words().total_text(total)}" for total in of.totals[index]
    ]
    text = nodes.Text(": " + ", ".join(parts))
    return [nodes.strong("", of.columns[index].title), text, *beside_driver(of, index)]


def total_rows(of: Table, first: int = 0, last: int | None = None) -> list[nodes.row]:
    """How many requirements the drivers of some columns meet: a row for each kind of status."""
    rows: list[nodes.row] = []
    for kinds in zip(*of.totals[first:last], strict=True):
        texts = [
            # Once, as a heading of what follows.
            "" if rows else words().labels["supported"],
            words().status_word(kinds[0].kind.value),
            *map(words().total_text, kinds),
        ]
        rows.append(row(nodes.paragraph("", text) for text in texts))
    return rows


def beside_driver(of: Table, index: int) -> list[nodes.Node]:
    """How many requirements a driver does not meet, if there are any, and how many claims are confirmed."""
    texts = [words().unmet(of.unmet[index])] if of.unmet and of.unmet[index] else []
    texts += claims_text(of, index)
    return [nodes.Text(f" ({', '.join(texts)})")] if texts else []


def second_headings(of: Table) -> tuple[str, str]:
    """The headings of the columns before the drivers."""
    labels = words().labels
    return labels["feature"], labels["status"] if of.with_status else labels["maturity"]


def titled_row(source: matrix_row) -> nodes.paragraph:
    """The title of a feature, which links to its details if they are shown."""
    if refid := source.get("refid"):
        return nodes.paragraph("", "", nodes.reference("", source.astext(), refid=refid, internal=True))
    return nodes.paragraph("", "", *map(target, source["ids"]), nodes.Text(source.astext()))


def by_level(cells: Cells, of: Table) -> Iterator[tuple[str, list[int]]]:
    """The levels that *cells* have, in the order of the legend, each with its columns."""
    for name in of.levels:
        columns = [index for index, level in enumerate(cells.levels) if level == name]
        if columns:
            yield name, columns


def with_marks(text: str, cells: Cells, column: int, *, spelled: bool = False) -> str:
    """*text*, with the marks of a cell after it: its release, an open requirement, and how its claim stands.

    :param spelled: Whether a word says that the claim is confirmed, where no legend explains a mark.
    """
    release = cells.releases.get(column)
    found = [words().since(release)] if release else []
    if column in cells.unmet:
        found.append(words().labels["required"])
    if not spelled:
        text += confirmed_mark(cells, column)
    found += standing_word(cells, column, spelled=spelled)
    return f"{text} ({', '.join(found)})" if found else text


def note_mark(source: matrix_row, column: int) -> str:
    """The mark of a cell of *source* that has notes in the details, if they are shown."""
    return NOTE_MARK if "refid" in source and column in source["cells"].noted else ""


def feature_widths(summary: matrix_summary) -> list[int]:
    """How wide the columns have to be, in characters."""
    of: Table = summary["table"]
    rows = list(summary.findall(matrix_row))
    mark = NOTE_MARK if of.noted else ""
    levels = [words().level_title(level) + mark for level in of.levels.values()]
    first, second = second_headings(of)
    feature = max(len(first), min(WIDEST_FEATURE, max(len(each.astext()) for each in rows)))
    status = max(len(second), *(len(words().status_word(each["status"])) for each in rows))
    widths = [feature, status]
    for index, column in enumerate(of.columns):
        texts = [*column.title.split(), *levels]
        for each in rows:
            texts += level_words(of, each["cells"], [index])
        for node in beside_driver(of, index):
            texts += node.astext().split()
        widths.append(max(map(len, texts)))
    return widths


def level_words(of: Table, cells: Cells, columns: Iterable[int]) -> Iterator[str]:
    """What stands in the cells of some columns, each of which may have a line of its own."""
    for index in columns:
        yield words().level_title(of.levels[cells.levels[index]])
        yield from cells.releases.get(index, "").split()
        yield from _in_parentheses(cells, index).split()


def _cells(source: matrix_row, of: Table) -> Iterable[nodes.paragraph]:
    yield titled_row(source)
    yield nodes.paragraph("", words().status_word(source["status"]))
    for index in range(len(of.columns)):
        yield cell_words(source, index, of)


def cell_words(source: matrix_row, index: int, of: Table) -> nodes.paragraph:
    """A cell of a table of words; where nothing else has the cell's id, the cell has it."""
    cells: Cells = source["cells"]
    release = cells.releases.get(index)
    word = words().level_title(of.levels[cells.levels[index]]) + note_mark(source, index)
    word += confirmed_mark(cells, index)
    texts = filter(None, (word, release, _in_parentheses(cells, index)))
    paragraph = nodes.paragraph("", " ".join(texts))
    if "refid" not in source:
        paragraph.insert(0, target(source["ids"][0] + of.columns[index].suffix))
    return paragraph


def _in_parentheses(cells: Cells, index: int) -> str:
    """What is to be said of a cell besides its level and its release."""
    texts = [words().labels["required"]] if index in cells.unmet else []
    texts += standing_word(cells, index)
    return f"({', '.join(texts)})" if texts else ""


def _item(source: matrix_row, of: Table) -> list[nodes.Node]:
    title = titled_row(source)
    if source["status"]:
        title += nodes.Text(f" ({words().status_word(source['status'])})")
    cells: Cells = source["cells"]
    levels = []
    for name, columns in by_level(cells, of):
        drivers = ", ".join(
            with_marks(of.columns[index].title + note_mark(source, index), cells, index) for index in columns
        )
        levels.append([nodes.strong("", words().level_in_full(of.levels[name])), nodes.Text(f": {drivers}")])
    return [title, lines(levels)]
