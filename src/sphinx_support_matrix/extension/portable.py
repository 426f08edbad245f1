"""Every builder but those for HTML: tables and lists of standard nodes, made when they are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_support_matrix.extension.html import TEST_SEARCH
from sphinx_support_matrix.extension.nodes import (
    matrix_feature,
    matrix_group,
    matrix_legend,
    matrix_note,
    matrix_row,
    matrix_summary,
)
from sphinx_support_matrix.extension.words import labels, level_meaning, level_title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.extension.nodes import Cells, Facts, Table

_FEATURE_WIDTH = 30
_STATUS_WIDTH = 10


class ExpandMatrices(SphinxPostTransform):
    """Replace the nodes of matrices by standard ones."""

    # After the references in notes have been resolved (10) and only-nodes decided (50).
    default_priority = 200

    def is_supported(self) -> bool:
        """HTML is rendered from the nodes themselves."""
        return self.app.builder.format != "html"

    def run(self, **_kwargs: Any) -> None:
        """Do it for the whole document."""
        for summary in list(self.document.findall(matrix_summary)):
            summary.replace_self(_summary(summary))
        for legend in list(self.document.findall(matrix_legend)):
            legend.replace_self(_legend(legend))
        for feature in list(self.document.findall(matrix_feature)):
            feature.replace_self(_feature(feature))


def _summary(summary: matrix_summary) -> nodes.table:
    table: Table = summary["table"]
    words = labels()
    titles = [column.title for column in table.columns]
    widths = [_FEATURE_WIDTH, _STATUS_WIDTH, *(_width(title, table) for title in titles)]
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    second = words["status"] if table.with_status else words["maturity"]
    heads = [nodes.paragraph("", text) for text in (words["feature"], second)]
    heads += [nodes.paragraph("", "", _maybe_link(column.title, column.link)) for column in table.columns]
    group += nodes.thead("", _row(heads))
    body = nodes.tbody()
    for child in summary.children:
        if isinstance(child, matrix_group):
            # Empty entries behind the title: the man page writer knows no spanning ones.
            title = nodes.paragraph("", "", nodes.strong("", child.astext()))
            body += nodes.row("", nodes.entry("", title), *(nodes.entry() for _ in widths[1:]))
        elif isinstance(child, matrix_row):
            body += _row(_cells(child, table))
    group += body
    result = nodes.table("", group, classes=summary["classes"])
    if summary["caption"]:
        result.insert(0, nodes.title("", summary["caption"]))
    return result


def _width(title: str, table: Table) -> int:
    words = [*title.split(), *(level_title(level) for level in table.levels.values())]
    return max(map(len, words), default=1)


def _cells(row: matrix_row, table: Table) -> Iterable[nodes.paragraph]:
    title = nodes.paragraph(ids=row["ids"])
    if refid := row.get("refid"):
        title += nodes.reference("", row.astext(), refid=refid, internal=True)
    else:
        title += nodes.Text(row.astext())
    yield title
    yield nodes.paragraph("", row["status"])
    cells: Cells = row["cells"]
    for index, name in enumerate(cells.levels):
        release = cells.releases.get(index)
        word = level_title(table.levels[name])
        yield nodes.paragraph("", f"{word} {release}" if release else word)


def _legend(legend: matrix_legend) -> nodes.bullet_list:
    table: Table = legend["table"]
    return _list(
        [nodes.strong("", level_title(level)), nodes.Text(f": {level_meaning(level)}")]
        for level in table.levels.values()
    )


def _feature(feature: matrix_feature) -> list[nodes.Node]:
    notes = {note["column"]: list(note.children) for note in feature.findall(matrix_note)}
    return [*_facts(feature["facts"], notes.get(None)), *_implementations(feature, notes)]


def _facts(facts: Facts, notes: list[nodes.Node] | None) -> Iterable[nodes.Node]:
    words = labels()
    if facts.status is not None:
        yield _labelled(words["status"], nodes.Text(f"{facts.status}."))
    if facts.maturity is not None:
        yield _labelled(words["maturity"], nodes.Text(facts.maturity))
    if facts.api is not None:
        yield _labelled(words["api"], nodes.literal("", facts.api))
    for label, link in ((words["api_link"], facts.api_link), (words["admin_link"], facts.admin_link)):
        if link is not None:
            yield _labelled(label, _maybe_link(link, link))
    if facts.commands:
        yield _labelled(words["commands"])
        yield _list([nodes.literal("", command)] for command in facts.commands)
    if facts.test_ids:
        yield _labelled(words["tests"])
        yield _list([_maybe_link(each, TEST_SEARCH + each)] for each in facts.test_ids)
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


def _implementations(feature: matrix_feature, notes: dict[int | None, list[nodes.Node]]) -> list[nodes.Node]:
    table: Table = feature["table"]
    cells: Cells = feature["cells"]
    items = nodes.bullet_list(bullet="*")
    for index, column in enumerate(table.columns):
        release = cells.releases.get(index)
        level = level_title(table.levels[cells.levels[index]])
        line = nodes.paragraph("", "", nodes.strong("", column.title), nodes.Text(f": {level}"))
        if release:
            line += nodes.Text(f" ({release})")
        item = nodes.list_item("", line, ids=[feature["anchor"] + column.suffix])
        item += _labelled_notes(notes[index]) if notes.get(index) else []
        items += item
    return [_labelled(labels()["drivers"]), items]


def _labelled(label: str, *content: nodes.Node) -> nodes.paragraph:
    paragraph = nodes.paragraph("", "", nodes.strong("", f"{label}:"))
    if content:
        paragraph += [nodes.Text(" "), *content]
    return paragraph


def _maybe_link(text: str, link: str | None) -> nodes.Node:
    return nodes.reference("", text, refuri=link, internal=False) if link else nodes.Text(text)


def _row(paragraphs: Iterable[nodes.paragraph]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", paragraph) for paragraph in paragraphs))


def _list(items: Iterable[list[nodes.Node]]) -> nodes.bullet_list:
    return nodes.bullet_list(
        "", *(nodes.list_item("", nodes.paragraph("", "", *item)) for item in items), bullet="*"
    )
