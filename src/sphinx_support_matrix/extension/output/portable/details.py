"""The details of a feature: what the file says about it, and every driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.core.matrix.status_meaning import told
from sphinx_support_matrix.extension.doctree.notes.plain_notes import notes_of
from sphinx_support_matrix.extension.doctree.standard_nodes import (
    bullets,
    labelled,
    lines,
    link_or_text,
    sentence,
    target,
)
from sphinx_support_matrix.extension.findings.standing_text import standing_told
from sphinx_support_matrix.extension.output.portable.summary import by_level, with_marks
from sphinx_support_matrix.extension.translation import words, words_of
from sphinx_support_matrix.html.context import TEST_SEARCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.matrix.status_meaning import StatusMeaning
    from sphinx_support_matrix.extension.doctree.nodes import matrix_feature
    from sphinx_support_matrix.html.context import Cells, Facts, Table


def feature_details(feature: matrix_feature, few: int) -> Iterator[nodes.Node]:
    """The details of *feature* without its title.

    :param few: As many drivers as are listed on lines of their own. Of more, those without notes
        share a line with the others of their level, because a page of equal lines is not read.
    """
    notes = dict(notes_of(feature))
    own = notes.get(None)
    if own:
        yield from _labelled_notes(own)
    yield from _facts(feature["facts"], feature["status"])
    yield labelled(words_of(feature["table"]).labels["drivers"])
    yield _implementations(feature, notes, few)


def _facts(facts: Facts, status: StatusMeaning | None) -> Iterator[nodes.Node]:
    labels = words().labels
    if status is not None:
        yield labelled(labels["status"], *sentence(told(status, words().statuses, stop=".")))
    if facts.maturity is not None:
        yield labelled(labels["maturity"], nodes.Text(facts.maturity))
    if facts.api is not None:
        yield labelled(labels["api"], nodes.literal("", facts.api))
    for label, link in ((labels["api_link"], facts.api_link), (labels["admin_link"], facts.admin_link)):
        if link is not None:
            yield labelled(label, link_or_text(link, link))
    if facts.commands:
        yield labelled(labels["commands"])
        yield lines([nodes.literal("", command)] for command in facts.commands)
    if facts.test_ids:
        yield labelled(labels["tests"])
        yield lines([link_or_text(each, TEST_SEARCH + each)] for each in facts.test_ids)


def _labelled_notes(notes: list[nodes.Node]) -> list[nodes.Node]:
    """*notes* with their label, in the first paragraph if they begin with one."""
    label = [nodes.strong("", f"{words().labels['notes']}:"), nodes.Text(" ")]
    first = notes[0]
    if isinstance(first, nodes.paragraph):
        first[0:0] = label
        return notes
    return [nodes.paragraph("", "", label[0]), *notes]


def _implementations(
    feature: matrix_feature, notes: dict[int | None, list[nodes.Node]], few: int
) -> nodes.bullet_list:
    table: Table = feature["table"]
    cells: Cells = feature["cells"]
    many = len(table.columns) > few
    items: list[list[nodes.Node]] = []
    if many:
        for name, columns in by_level(cells, table):
            plain = [index for index in columns if not notes.get(index)]
            if plain:
                items.append([_level(name, plain, feature)])
    for index, column in enumerate(table.columns):
        if many and not notes.get(index):
            continue
        level = words().level_in_full(table.levels[cells.levels[index]], *_marks(cells, index))
        line = nodes.paragraph("", "", target(feature["anchor"] + column.suffix))
        line += [nodes.strong("", column.title), nodes.Text(f": {level}")]
        if index in cells.standings:
            line += [nodes.Text(", "), *standing_told(cells.standings[index])]
        items.append([line, *(_labelled_notes(notes[index]) if notes.get(index) else [])])
    return bullets(items)


def _marks(cells: Cells, column: int) -> list[str]:
    """Since when a cell has its level, and that its feature is required and not supported."""
    since = cells.releases.get(column) or cells.since.get(column)
    found = [words().since(since)] if since else []
    return [*found, words().labels["required"]] if column in cells.unmet else found


def _level(name: str, columns: list[int], feature: matrix_feature) -> nodes.paragraph:
    """The drivers of *columns*, which share the level *name*."""
    table: Table = feature["table"]
    line = nodes.paragraph(
        "", "", nodes.strong("", words().level_in_full(table.levels[name])), nodes.Text(": ")
    )
    for index in columns:
        column = table.columns[index]
        text = with_marks(column.title, feature["cells"], index)
        line += [target(feature["anchor"] + column.suffix), nodes.Text(text)]
        if index != columns[-1]:
            line += nodes.Text(", ")
    return line
