"""The tables of a file in reStructuredText, whatever roles and directives it uses besides."""

from __future__ import annotations

import re
from io import StringIO
from textwrap import dedent
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.core import publish_doctree

from sphinx_support_matrix.core.importing.foreign_table import (
    EMPTY,
    ForeignCell,
    ForeignRow,
    ForeignTable,
    Piece,
    with_footnotes,
)
from sphinx_support_matrix.core.importing.markdown_inline import image_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_ROLE = re.compile(
    r":[\w:+.-]+:`(?P<text>[^`<]*?)(?:\s*<[^<>`]*>)?`|\|(?P<name>[^|]+)\|_{0,2}|`(?P<bare>[^`]+)`_{0,2}"
)
# How deep directives that are not known are looked into.
_DEEPEST = 4
_SETTINGS = {
    "_disable_config": True,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    "report_level": 5,
    "halt_level": 6,
    "traceback": True,
    "doctitle_xform": False,
    "smart_quotes": False,
}


def rst_tables(text: str) -> list[ForeignTable]:
    """The tables of *text*, those in directives that docutils does not know among them."""
    return list(_tables(text, 0, 0, ""))


def _tables(text: str, depth: int, above: int, heading: str) -> Iterator[ForeignTable]:
    """The tables of *text*, which begins below the line number *above*."""
    document = publish_doctree(text, settings_overrides={**_SETTINGS, "warning_stream": StringIO()})
    for node in document.findall():
        if isinstance(node, nodes.table):
            yield _table(node, above, heading)
        elif isinstance(node, nodes.system_message) and depth < _DEEPEST:
            yield from _in_directive(node, depth, above, _heading(node) or heading)


def _in_directive(
    message: nodes.system_message, depth: int, above: int, heading: str
) -> Iterator[ForeignTable]:
    """The tables in a directive that is not known, whose text docutils quotes in its *message*."""
    for block in message.findall(nodes.literal_block):
        first, _, rest = block.astext().partition("\n")
        if first.lstrip().startswith("..") and rest.strip():
            yield from _tables(dedent(rest), depth + 1, above + (message.get("line") or 1), heading)


def _table(table: nodes.table, above: int, heading: str) -> ForeignTable:
    rows: list[ForeignRow] = []
    headers = 0
    waiting: dict[int, tuple[int, ForeignCell]] = {}
    last = table.line or 1
    for row in table.findall(nodes.row):
        last = next((node.line for node in row.findall() if node.line), last)
        headers += isinstance(row.parent, nodes.thead)
        rows.append(ForeignRow(line=above + last, cells=tuple(_cells(row, waiting))))
    title = next(iter(table.findall(nodes.title)), None)
    notes = {
        name: ForeignCell(pieces=tuple(_pieces_of(*footnote.children[1:])))
        for kind in (nodes.footnote, nodes.citation)
        for footnote in _elements(table, kind)
        for name in footnote["ids"]
    }
    found = ForeignTable(
        line=rows[0].line if rows else above + last,
        rows=tuple(rows),
        headers=max(1, headers),
        heading=title.astext() if title is not None else _heading(table) or heading,
        footnotes=notes,
    )
    return with_footnotes(found, _below(table))


def _elements(table: nodes.table, kind: type[nodes.Element]) -> Iterator[nodes.Element]:
    """The elements of a *kind* in the document of *table*."""
    return (table.document or table).findall(kind)


def _cells(row: nodes.row, waiting: dict[int, tuple[int, ForeignCell]]) -> list[ForeignCell]:
    cells: list[ForeignCell] = []

    def from_above() -> bool:
        left, cell = waiting.get(len(cells), (0, EMPTY))
        if left:
            waiting[len(cells)] = (left - 1, cell)
            cells.append(cell)
        return bool(left)

    entries = list(row.findall(nodes.entry, descend=True))
    for entry in (each for each in entries if each.parent is row):
        while from_above():
            pass
        cell = ForeignCell(pieces=tuple(_pieces_of(*entry.children)))
        alone = len(entries) == 1 and not cells
        for column in range(1 + int(entry.get("morecols", 0))):
            kept = EMPTY if column and alone else cell
            waiting[len(cells)] = (int(entry.get("morerows", 0)), kept)
            cells.append(kept)
    while from_above():
        pass
    return cells


def _pieces_of(*found: nodes.Node) -> Iterator[Piece]:
    for number, node in enumerate(found):
        if number and isinstance(node, nodes.Element) and not isinstance(node, nodes.Inline):
            yield Piece(text=" ")
        yield from _pieces(node)


def _pieces(node: nodes.Node, link: str = "") -> Iterator[Piece]:  # noqa: C901 (one case for each kind)
    if isinstance(node, nodes.Text):
        if text := node.astext():
            yield Piece(text=text, link=link)
    elif isinstance(node, (nodes.footnote_reference, nodes.citation_reference)):
        yield Piece(text=f"[{node.astext()}]", footnote=node.get("refid") or node.astext())
    elif isinstance(node, nodes.literal):
        yield Piece(text=node.astext(), link=link, literal=True)
    elif isinstance(node, nodes.image):
        yield Piece(text=image_text(node.get("alt", ""), node.get("uri", "")), link=link)
    elif isinstance(node, nodes.problematic):
        yield Piece(text=_ROLE.sub(_of_role, node.astext()), link=link)
    elif isinstance(node, nodes.system_message):
        for block in node.findall(nodes.literal_block):
            yield Piece(text=f" {block.astext()}", link=link)
    elif not isinstance(node, (nodes.comment, nodes.target, nodes.substitution_definition)):
        target = node.get("refuri", "") if isinstance(node, nodes.reference) else ""
        for number, child in enumerate(node.children):
            if number and not isinstance(child, (nodes.Inline, nodes.Text)):
                yield Piece(text=" ")
            yield from _pieces(child, target or link)


def _of_role(match: re.Match[str]) -> str:
    """What a reader would see of a role or a substitution that docutils does not know."""
    text = match["text"] or match["name"] or match["bare"]
    return text or match[0]


def _heading(node: nodes.Node) -> str:
    parent = node.parent
    while parent is not None:
        if isinstance(parent, nodes.section):
            return str(parent.next_node(nodes.title).astext())  # type: ignore[union-attr]
        parent = parent.parent
    return ""


def _below(table: nodes.table) -> Iterator[ForeignCell]:
    """The paragraphs below a table that can explain its marks."""
    siblings = table.parent.children
    for node in siblings[siblings.index(table) + 1 :]:
        if isinstance(node, (nodes.table, nodes.section)):
            return
        parts = [node] if isinstance(node, nodes.paragraph) else list(node.findall(nodes.paragraph))
        for part in parts:
            yield ForeignCell(pieces=tuple(_pieces(part)))
