"""The details of a feature: what the file says about it, and every driver."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.html import TEST_SEARCH
from sphinx_support_matrix.extension.plain import notes_of
from sphinx_support_matrix.extension.portable.summary import by_level, with_marks
from sphinx_support_matrix.extension.standard import bullets, labelled, lines, link_or_text, target
from sphinx_support_matrix.extension.words import labels, level_title, required_where, status_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.extension.nodes import Cells, Facts, Required, Table, matrix_feature


def feature_details(feature: matrix_feature, few: int) -> Iterator[nodes.Node]:
    """The details of *feature* without its title.

    :param few: As many drivers as are listed on lines of their own. Of more, those without notes
        share a line with the others of their level, because a page of equal lines is not read.
    """
    notes = dict(notes_of(feature))
    yield from _facts(feature["facts"], feature["required"], notes.get(None))
    yield labelled(labels()["drivers"])
    yield _implementations(feature, notes, few)


def _required(required: Required | None) -> list[nodes.Node]:
    """Where a feature is required, with a link to the feature that it depends on."""
    if required is None:
        return []
    before, behind = required_where(required.level)
    title: nodes.Node = nodes.Text(required.title)
    if required.refid is not None:
        title = nodes.reference("", required.title, refid=required.refid, internal=True)
    return [nodes.Text(f" {before}"), title, nodes.Text(behind)]


def _facts(facts: Facts, required: Required | None, notes: list[nodes.Node] | None) -> Iterator[nodes.Node]:
    words = labels()
    if facts.status is not None:
        yield labelled(words["status"], nodes.Text(f"{status_text(facts.status)}."), *_required(required))
    if facts.maturity is not None:
        yield labelled(words["maturity"], nodes.Text(facts.maturity))
    if facts.api is not None:
        yield labelled(words["api"], nodes.literal("", facts.api))
    for label, link in ((words["api_link"], facts.api_link), (words["admin_link"], facts.admin_link)):
        if link is not None:
            yield labelled(label, link_or_text(link, link))
    if facts.commands:
        yield labelled(words["commands"])
        yield lines([nodes.literal("", command)] for command in facts.commands)
    if facts.test_ids:
        yield labelled(words["tests"])
        yield lines([link_or_text(each, TEST_SEARCH + each)] for each in facts.test_ids)
    if notes:
        yield from _labelled_notes(notes)


def _labelled_notes(notes: list[nodes.Node]) -> list[nodes.Node]:
    """*notes* with their label, in the first paragraph if they begin with one."""
    label = [nodes.strong("", f"{labels()['notes']}:"), nodes.Text(" ")]
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
        level = level_title(table.levels[cells.levels[index]])
        line = nodes.paragraph("", "", target(feature["anchor"] + column.suffix))
        text = with_marks(f": {level}", cells, index)
        line += [nodes.strong("", column.title), nodes.Text(text)]
        items.append([line, *(_labelled_notes(notes[index]) if notes.get(index) else [])])
    return bullets(items)


def _level(name: str, columns: list[int], feature: matrix_feature) -> nodes.paragraph:
    """The drivers of *columns*, which share the level *name*."""
    table: Table = feature["table"]
    line = nodes.paragraph("", "", nodes.strong("", level_title(table.levels[name])), nodes.Text(": "))
    for index in columns:
        column = table.columns[index]
        text = with_marks(column.title, feature["cells"], index)
        line += [target(feature["anchor"] + column.suffix), nodes.Text(text)]
        if index != columns[-1]:
            line += nodes.Text(", ")
    return line
