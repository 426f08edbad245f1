"""A matrix as one HTML page that needs nothing else: no other file, no network, no script.

The tables and details are those of the Sphinx pages, made by the same templates.
"""

from __future__ import annotations

from dataclasses import replace
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from sphinx_support_matrix.core.export.content import note_blocks, plain, shown_blocks
from sphinx_support_matrix.core.findings import NOTHING
from sphinx_support_matrix.core.matrix.arrange import used_levels
from sphinx_support_matrix.core.matrix.driver_word import own_word
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.matrix.status_meaning import StatusMeanings
from sphinx_support_matrix.html.context import (
    beside,
    cells_of,
    facts_of,
    table_of,
)
from sphinx_support_matrix.html.headings import FeatureGroup, FeatureHead, heads_of
from sphinx_support_matrix.html.ids import IdPool, id_prefix, matrix_ids, stem
from sphinx_support_matrix.html.rendering import PACKAGE, Renderer
from sphinx_support_matrix.html.template_values import NoteContext
from sphinx_support_matrix.html.words import Words

if TYPE_CHECKING:
    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.arrange import Block
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix, Note, Title
    from sphinx_support_matrix.html.context import Cells

_STYLES = "html/static/matrix.css"
_STANDINGS = "html/static/standings.css"


def to_html(matrix: Matrix, *, title: str, rows: Rows = Rows.AUTO, findings: Findings = NOTHING) -> str:
    """*matrix* as a page with *title*: the legend, the summary, and the details with their published anchors.

    :param rows: What the rows of the summary are to be.
    :param findings: What lies beside the matrix says.
    """
    return _Page(_readable(matrix), rows, findings).render(title)


class _Page:
    """The parts of the page of one matrix."""

    def __init__(self, matrix: Matrix, rows: Rows, findings: Findings) -> None:
        self._matrix = matrix
        self._findings = findings
        self._ids = matrix_ids(matrix, id_prefix(matrix.path), IdPool())
        self._table = table_of(
            matrix,
            self._ids,
            name=stem(matrix.path),
            titles=[driver.title.text for driver in matrix.drivers],
            levels=used_levels(matrix),
            rows=rows,
            driver_word=own_word(matrix.settings),
            findings=findings,
        )
        self._statuses = StatusMeanings(matrix, ids=self._ids.features)
        self._renderer = Renderer(Words())
        self._paragraphs: Any = self._renderer.macros("standalone/notes.html")

    def render(self, title: str) -> str:
        blocks = shown_blocks(self._matrix)
        groups = [FeatureGroup(_title(block), [*map(self._head, block.features)]) for block in blocks]
        return self._renderer.render(
            "standalone/page.html",
            title=plain(title),
            styles=Markup("\n".join(map(_text_of, self._styles()))),  # noqa: S704 - our own files
            summary=self._renderer.summary(self._table, heads_of(self._table), groups, linked=True),
            legend=self._renderer.legend(self._table),
            details=[self._details(block) for block in blocks],
        )

    def _styles(self) -> list[str]:
        return [_STYLES, *([_STANDINGS] if self._table.standings else [])]

    def _cells(self, feature: Feature) -> Cells:
        keys = [driver.key for driver in self._matrix.drivers]
        return cells_of(feature, findings=self._findings, keys=keys)

    def _head(self, feature: Feature) -> FeatureHead:
        return FeatureHead(
            feature.name,
            self._ids.features[feature.name],
            feature.title.text,
            beside(feature, with_status=self._table.with_status),
            self._cells(feature),
        )

    def _details(self, block: Block) -> dict[str, object]:
        notes = block.group.notes if block.group is not None else None
        return {
            "title": _title(block),
            "notes": None if notes is None else self._paragraphs.paragraphs(note_blocks(notes)),
            "features": [self._feature(feature) for feature in block.features],
        }

    def _feature(self, feature: Feature) -> dict[str, str]:
        identifier = self._ids.features[feature.name]
        notes: dict[int | None, Note | None] = {None: feature.notes}
        notes |= {column: cell.notes for column, cell in enumerate(feature.implementations)}
        html = self._renderer.feature(
            self._table,
            identifier,
            feature.title.text,
            facts_of(feature),
            self._statuses.of(feature) if self._table.with_status else None,
            self._cells(feature),
            {column: self._note(note) for column, note in notes.items() if note is not None},
        )
        return {"id": identifier, "title": feature.title.text, "html": html}

    def _note(self, note: Note) -> NoteContext:
        blocks = note_blocks(note)
        if len(blocks) == 1 and len(blocks[0]) == 1:
            return NoteContext(inline=True, html=str(escape(blocks[0][0])))
        return NoteContext(inline=False, html=str(self._paragraphs.paragraphs(blocks)))


def _text_of(file: str) -> str:
    return (files(PACKAGE) / file).read_text(encoding="utf-8")


def _readable(matrix: Matrix) -> Matrix:
    """*matrix* with titles on one line and never blank, whatever they are made of."""

    def readable(title: Title) -> Title:
        return replace(title, text=plain(title.text))

    return replace(
        matrix,
        drivers=tuple(replace(each, title=readable(each.title)) for each in matrix.drivers),
        features=tuple(replace(each, title=readable(each.title)) for each in matrix.features),
        groups=tuple(replace(each, title=readable(each.title)) for each in matrix.groups),
    )


def _title(block: Block) -> str | None:
    return None if block.group is None else plain(block.group.title.text)
