"""HTML: the nodes of matrices rendered by templates."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, cast
from weakref import WeakKeyDictionary

from docutils import nodes
from sphinx.writers.html5 import HTML5Translator

from sphinx_support_matrix.extension.configuration import has_controls
from sphinx_support_matrix.extension.doctree.nodes import (
    matrix_caption,
    matrix_compared,
    matrix_group,
    matrix_row,
)
from sphinx_support_matrix.extension.doctree.notes.plain_notes import blocks_of, split_at_urls, texts_of
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.headings import FeatureGroup, FeatureHead
from sphinx_support_matrix.html.rendering import Renderer
from sphinx_support_matrix.html.template_values import NoteContext

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx.builders import Builder

    from sphinx_support_matrix.extension.doctree.nodes import (
        matrix_badge,
        matrix_comparison,
        matrix_feature,
        matrix_legend,
        matrix_names,
        matrix_rest,
        matrix_summary,
        matrix_symbol,
        matrix_tally,
        matrix_trend,
    )
    from sphinx_support_matrix.html.template_values import ComparedContext

# One for each builder, with the templates as they were when it wrote its first matrix.
_RENDERERS: WeakKeyDictionary[Builder, Renderer] = WeakKeyDictionary()
# For each page, what a link is written as.
_LINKS: WeakKeyDictionary[HTML5Translator, str | None] = WeakKeyDictionary()
# What decides that.
_RENDERING = ("visit_Text", "depart_Text", "visit_reference", "depart_reference", "encode", "dispatch_visit")
# No text has this character.
_URL = "\x01"


def visit_summary(self: HTML5Translator, node: matrix_summary) -> None:
    """Render the summary table."""
    renderer = _renderer(self.builder)
    html = renderer.summary(
        node["table"],
        node["heads"],
        [FeatureGroup(title, [*map(_head, rows)]) for title, rows in _blocks(node)],
        linked=node["linked"],
        label=node.get("label"),
        caption=_caption(node),
        classes=node["classes"],
        past=node.get("past") if has_controls(self.builder) else None,
    )
    self.body.append(html)
    raise nodes.SkipNode


def visit_legend(self: HTML5Translator, node: matrix_legend) -> None:
    """Render the legend."""
    self.body.append(_renderer(self.builder).legend(node["table"], node["classes"]))
    raise nodes.SkipNode


def visit_feature(self: HTML5Translator, node: matrix_feature) -> None:
    """Render the details of a feature."""
    notes = _notes(self, node)
    title = cast("nodes.Element", node.parent)[0].astext()
    html = _renderer(self.builder).feature(
        node["table"], node["anchor"], title, node["facts"], node["status"], node["cells"], notes
    )
    self.body.append(html)
    raise nodes.SkipNode


def visit_comparison(self: HTML5Translator, node: matrix_comparison) -> None:
    """Render drivers side by side."""
    rows: dict[bool, list[ComparedContext]] = {True: [], False: []}
    renderer = _renderer(self.builder)
    for each in node.findall(matrix_compared):
        notes = _notes(self, each)
        title = _html(self, cast("nodes.Element", each[0]).children)
        rows[each["differs"]].append(renderer.compared(node["table"], title, each["cells"], notes))
    html = renderer.comparison(
        node["heads"], rows[True], rows[False], caption=_caption(node), classes=node["classes"]
    )
    self.body.append(html)
    raise nodes.SkipNode


def visit_badge(self: HTML5Translator, node: matrix_badge) -> None:
    """Render a level in running text."""
    badge = _renderer(self.builder).badge(node["level"], node.astext(), node["release"], node["standing"])
    self.body.append(badge)
    raise nodes.SkipNode


def visit_symbol(self: HTML5Translator, node: matrix_symbol) -> None:
    """Render the symbol of a level."""
    self.body.append(_renderer(self.builder).symbol(node["level"]) + " ")
    raise nodes.SkipNode


def visit_tally(self: HTML5Translator, node: matrix_tally) -> None:
    """Render how many features a driver has at each level."""
    renderer = _renderer(self.builder)
    self.body.append(renderer.tally(node["levels"], node["numbers"], node["classes"]))
    raise nodes.SkipNode


def visit_trend(self: HTML5Translator, node: matrix_trend) -> None:
    """Render how the numbers of levels went from release to release."""
    renderer = _renderer(self.builder)
    self.body.append(renderer.trend(node["counts"], is_small=node["small"], classes=node["classes"]))
    raise nodes.SkipNode


def visit_rest(self: HTML5Translator, node: matrix_rest) -> None:
    """Begin what is folded."""
    counts = words().counts(node["levels"], node["numbers"])
    self.body.append(f'<details class="sm-rest">\n<summary>{escape(counts)}</summary>\n')


def depart_rest(self: HTML5Translator, _node: matrix_rest) -> None:
    """End what is folded."""
    self.body.append("</details>\n")


def skip_names(_self: HTML5Translator, _node: matrix_names) -> None:
    """Show no names: they are in the tables."""
    raise nodes.SkipNode


def _renderer(builder: Builder) -> Renderer:
    renderer = _RENDERERS.get(builder)
    if renderer is None:
        folders = [Path(builder.confdir, folder) for folder in builder.config.templates_path]
        renderer = _RENDERERS[builder] = Renderer(
            words(), folders, builder.config.language, bars=builder.name != "epub"
        )
    return renderer


def _caption(node: nodes.Element) -> str | None:
    """The caption of a table, if it has one."""
    return next((child.astext() for child in node.children if isinstance(child, matrix_caption)), None)


def _blocks(summary: matrix_summary) -> Iterator[tuple[str | None, list[matrix_row]]]:
    """The rows of each group with its title, or all rows where there are no groups."""
    title: str | None = None
    rows: list[matrix_row] = []
    for child in summary.children:
        if isinstance(child, matrix_row):
            rows.append(child)
        elif isinstance(child, matrix_group):
            if rows or title is not None:
                yield title, rows
            title, rows = child.astext(), []
    if rows or title is not None:
        yield title, rows


def _head(row: matrix_row) -> FeatureHead:
    identifier = row["refid"] if "refid" in row else row["ids"][0]
    return FeatureHead(row["feature"], identifier, row.astext(), row["status"], row["cells"])


def _notes(self: HTML5Translator, feature: matrix_feature | matrix_compared) -> dict[int | None, NoteContext]:
    """Let *self* render the notes of *feature*; those that are nothing but text need no nodes for it."""
    notes: dict[int | None, NoteContext] = {}
    link = _link(self)
    for child in feature.children:
        texts = texts_of(child)
        if texts is None or link is None:
            notes |= {column: _note(self, blocks) for column, blocks in blocks_of(child)}
            continue
        for column, text, _place in texts:
            pieces = [self.encode(piece) for piece in split_at_urls(text)]
            pieces[1::2] = [link.replace(_URL, url) for url in pieces[1::2]]
            notes[column] = NoteContext(inline=True, html="".join(pieces))
    return notes


def _link(self: HTML5Translator) -> str | None:
    """What *self* renders a link in a plain note as, with :data:`_URL` for its URL.

    ``None`` if it renders text or links in another way than Sphinx does: a theme may do anything with them.
    """
    if self not in _LINKS:
        is_sphinx = all(
            getattr(getattr(self, name), "__func__", None) is getattr(HTML5Translator, name)
            for name in _RENDERING
        )
        reference = nodes.reference("", nodes.Text(_URL), refuri=_URL)
        nodes.paragraph("", "", reference)
        _LINKS[self] = _html(self, [reference]) if is_sphinx else None
    return _LINKS[self]


def _note(self: HTML5Translator, blocks: list[nodes.Node]) -> NoteContext:
    """Let *self* render *blocks*."""
    inline = len(blocks) == 1 and isinstance(blocks[0], nodes.paragraph)
    if inline:
        blocks = list(blocks[0].children)
    return NoteContext(inline=inline, html=_html(self, blocks))


def _html(self: HTML5Translator, content: Iterable[nodes.Node]) -> str:
    """What *self* renders *content* as, without putting it on the page."""
    start = len(self.body)
    for node in content:
        node.walkabout(self)
    html = "".join(self.body[start:])
    del self.body[start:]
    return html
