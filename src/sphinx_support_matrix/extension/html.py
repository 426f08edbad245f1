"""HTML: the nodes rendered through templates that a project can override."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from docutils import nodes

from sphinx_support_matrix.extension.cells import Notes, is_large, level_context
from sphinx_support_matrix.extension.nodes import matrix_caption, matrix_group, matrix_row
from sphinx_support_matrix.extension.plain import notes_of
from sphinx_support_matrix.extension.templating import templates_of
from sphinx_support_matrix.extension.words import (
    broken_promises,
    required_where,
    status_text,
    status_word,
    total_text,
)

if TYPE_CHECKING:
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_support_matrix.extension.nodes import (
        Cells,
        Facts,
        Required,
        Table,
        matrix_badge,
        matrix_feature,
        matrix_legend,
        matrix_names,
        matrix_summary,
    )
    from sphinx_support_matrix.extension.templating import Templates

TEST_SEARCH = "https://github.com/openstack/tempest/search?q="


class _Row(NamedTuple):
    """A row of the summary."""

    id: str
    title: str
    status: str
    cells: str


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
    for block in blocks:
        # Made when the template comes to it: a large matrix has many cells.
        block["rows"] = (_row(row, node, templates) for row in block["rows"])
    self.body.append(
        templates.render(
            "summary.html",
            caption=caption,
            classes=node["classes"],
            columns=table.columns,
            with_status=table.with_status,
            linked=node["linked"],
            large=is_large(table.features, len(table.columns)),
            blocks=blocks,
            broken=[broken_promises(count) if count else None for count in table.broken],
            totals=_totals(table),
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
    notes = {column: _notes(self, blocks) for column, blocks in notes_of(node)}
    table: Table = node["table"]
    cells: Cells = node["cells"]
    facts: Facts = node["facts"]
    templates = templates_of(self.builder)
    self.body.append(
        templates.render(
            "feature.html",
            facts=facts,
            status=None if facts.status is None else status_text(facts.status),
            required=_required(node["required"]),
            notes=notes.get(None),
            implementations=templates.cells(table).details(node["anchor"], cells, notes),
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


def _required(required: Required | None) -> dict[str, str | None] | None:
    """Where a feature is required, as the template sees it."""
    if required is None:
        return None
    before, behind = required_where(required.level)
    return {"before": before, "title": required.title, "id": required.refid, "behind": behind}


def _totals(table: Table) -> list[dict[str, Any]]:
    """How many promises each driver keeps: a row for each kind of status."""
    return [
        {"status": status_word(kinds[0].kind.value), "texts": [total_text(total) for total in kinds]}
        for kinds in zip(*table.totals, strict=True)
    ]


def _row(row: matrix_row, summary: matrix_summary, templates: Templates) -> _Row:
    linked = summary["linked"]
    identifier = row["refid"] if linked else row["ids"][0]
    writer = templates.cells(summary["table"])
    return _Row(
        id=identifier,
        title=row.astext(),
        status=status_word(row["status"]),
        cells=writer.summary(identifier, row["cells"], details=linked),
    )


def _notes(self: HTML5Translator, blocks: list[nodes.Node]) -> Notes:
    """Let *self* render *blocks*, and take the result from the page."""
    inline = len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph)
    if inline:
        blocks = list(blocks[0].children)
    start = len(self.body)
    for block in blocks:
        block.walkabout(self)
    html = "".join(self.body[start:])
    del self.body[start:]
    return Notes(inline=inline, html=html)
