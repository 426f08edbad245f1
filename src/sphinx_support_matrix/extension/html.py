"""HTML: the nodes rendered through templates that a project can override."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinx_support_matrix.extension.nodes import matrix_caption, matrix_group, matrix_plain_note, matrix_row
from sphinx_support_matrix.extension.plain import blocks_of
from sphinx_support_matrix.extension.templating import level_context, templates_of
from sphinx_support_matrix.extension.words import level_title, status_text, status_word

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_support_matrix.extension.nodes import (
        Cells,
        Facts,
        Table,
        matrix_badge,
        matrix_feature,
        matrix_legend,
        matrix_names,
        matrix_note,
        matrix_summary,
    )
    from sphinx_support_matrix.extension.templating import Templates

TEST_SEARCH = "https://github.com/openstack/tempest/search?q="


class _Cell(NamedTuple):
    """A cell of the summary."""

    id: str
    attributes: str
    word: str
    release: str | None


class _Implementation(NamedTuple):
    """A driver in the details of a feature."""

    id: str
    attributes: str
    driver: str
    word: str
    release: str | None
    notes: _Notes | None


class _Notes(NamedTuple):
    """Notes as HTML: what stands in their only paragraph, or else whole blocks."""

    inline: bool
    html: str


def visit_summary(self: HTML5Translator, node: matrix_summary) -> None:
    """Render the summary table."""
    table: Table = node["table"]
    templates = templates_of(self.builder)
    blocks: list[dict[str, Any]] = []
    caption = None
    for child in node.children:
        if isinstance(child, matrix_caption):
            caption = child.astext()
        elif isinstance(child, matrix_group):
            blocks.append({"title": child.astext(), "rows": []})
        elif isinstance(child, matrix_row):
            if not blocks:
                blocks.append({"title": None, "rows": []})
            blocks[-1]["rows"].append(child)
    looks = _looks(table, templates)
    for block in blocks:
        # Made when the template comes to it: a large matrix has many cells.
        block["rows"] = (_row(row, node, looks) for row in block["rows"])
    self.body.append(
        templates.render(
            "summary.html",
            caption=caption,
            classes=node["classes"],
            columns=table.columns,
            with_status=table.with_status,
            linked=node["linked"],
            blocks=blocks,
        )
    )
    raise nodes.SkipNode


def visit_legend(self: HTML5Translator, node: matrix_legend) -> None:
    """Render the legend."""
    levels = [level_context(level) for level in node["table"].levels.values()]
    legend = templates_of(self.builder).render("legend.html", levels=levels, classes=node["classes"])
    self.body.append(legend)
    raise nodes.SkipNode


def visit_feature(self: HTML5Translator, node: matrix_feature) -> None:
    """Render the details of a feature."""
    notes = {note["column"]: _notes(self, note) for note in node.notes}
    table: Table = node["table"]
    cells: Cells = node["cells"]
    facts: Facts = node["facts"]
    templates = templates_of(self.builder)
    looks = _looks(table, templates)
    implementations = [
        _Implementation(
            id=node["anchor"] + column.suffix,
            attributes=looks[level, False].attributes,
            driver=column.title,
            word=looks[level, False].word,
            release=cells.releases.get(index),
            notes=notes.get(index),
        )
        for index, (column, level) in enumerate(zip(table.columns, cells.levels, strict=True))
    ]
    self.body.append(
        templates.render(
            "feature.html",
            facts=facts,
            status=None if facts.status is None else status_text(facts.status),
            notes=notes.get(None),
            implementations=implementations,
            test_search=TEST_SEARCH,
        )
    )
    raise nodes.SkipNode


def visit_badge(self: HTML5Translator, node: matrix_badge) -> None:
    """Render a level in running text."""
    badge = templates_of(self.builder).render(
        "badge.html", level=level_context(node["level"]), text=node.astext(), release=node["release"]
    )
    self.body.append(badge.rstrip("\n"))
    raise nodes.SkipNode


def skip_names(_self: HTML5Translator, _node: matrix_names) -> None:
    """Show no names: they are in the tables."""
    raise nodes.SkipNode


class _Look(NamedTuple):
    """What all cells of one level have in common."""

    attributes: str
    word: str


def _looks(table: Table, templates: Templates) -> dict[tuple[str, bool], _Look]:
    """The look of each level, without and with a mark for notes."""
    return {
        (name, noted): _Look(attributes=templates.attributes(level, noted=noted), word=level_title(level))
        for name, level in table.levels.items()
        for noted in (False, True)
    }


def _row(row: matrix_row, summary: matrix_summary, looks: dict[tuple[str, bool], _Look]) -> dict[str, Any]:
    table: Table = summary["table"]
    cells: Cells = row["cells"]
    identifier = row["refid"] if summary["linked"] else row["ids"][0]
    return {
        "id": identifier,
        "title": row.astext(),
        "status": status_word(row["status"]),
        "cells": [
            _Cell(
                identifier + column.suffix,
                *looks[level, index in cells.noted],
                cells.releases.get(index),
            )
            for index, (column, level) in enumerate(zip(table.columns, cells.levels, strict=True))
        ],
    }


def _notes(self: HTML5Translator, note: matrix_note | matrix_plain_note) -> _Notes:
    """Let *self* render *note*, and take the result from the page."""
    blocks = blocks_of(note)
    inline = len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph)
    if inline:
        blocks = blocks[0].children
    start = len(self.body)
    for block in blocks:
        block.walkabout(self)
    html = "".join(self.body[start:])
    del self.body[start:]
    return _Notes(inline=inline, html=html)
