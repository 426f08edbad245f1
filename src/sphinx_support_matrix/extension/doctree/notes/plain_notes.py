"""Notes that are plain sentences, which need little of the machinery of reStructuredText."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple, TypeGuard

from docutils import nodes

from sphinx_support_matrix.extension.doctree.nodes import matrix_note, matrix_plain_note, matrix_plain_notes

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_support_matrix.core.matrix.model import Note
    from sphinx_support_matrix.extension.doctree.nodes import matrix_compared, matrix_feature

# A line of a paragraph begins with a letter or a digit, and not with the number of a list's item.
_LINE = re.compile(r"(?!(?:[0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?:\s|$))[^\W_]")
# What begins inline markup, ends a reference, or escapes either; an address; and what may be the
# scheme of a URL.
_MARKUP = re.compile(r"[\\*`|@]|_(?![A-Za-z0-9])|:(?!\s|$)")
# A URL that docutils finds whole and that is not changed by typographic quotes and dashes. One in front of a
# parenthesis is none of them: to say so at once spares a look at the rest of the word for each URL in it.
_PART = r"[A-Za-z0-9](?:[A-Za-z0-9/._~%&=+-]*[A-Za-z0-9/])?"
_URL = re.compile(
    rf"(?:(?<=[\s(])|^)(?![^\s(]*(?:\(|--|\.\.\.))(https?://{_PART}(?:\?{_PART})?(?:\#{_PART})?)(?=[.,;:)]*(?:\s|$))"
)

# One alone would not become smaller.
_FEWEST = 2
# No paragraph holds a blank line.
_BETWEEN = "\n\n"


def paragraphs(note: Note) -> list[tuple[int, str]] | None:
    """The paragraphs of *note* with the numbers of their first lines.

    ``None`` if there is anything else in it, or anything that may be something else.
    """
    found = []
    for number, lines in _blocks(note):
        if lines[-1].endswith("::") or not all(map(_LINE.match, lines)):
            return None
        found.append((number, "\n".join(lines)))
    return found


def is_plain(text: str, settings: Any) -> bool:
    """Whether *text* is without markup, for the parser with *settings*; it may have URLs."""
    special = ("character_level_inline_markup", "pep_references", "rfc_references")
    if any(getattr(settings, name, None) for name in special):
        return False
    return not _MARKUP.search(_URL.sub("", text) if "://" in text else text)


class PlainText(NamedTuple):
    """A note that is nothing but text, which may have URLs."""

    column: int | None
    """The driver that it is about, or ``None``."""

    text: str
    """The text."""

    place: tuple[str | None, int | None]
    """The path and the line."""


def gather(feature: matrix_feature) -> None:
    """Put the notes of *feature* that are nothing but text into one node.

    That is for after translation, which needs a node for each of them. Everything that comes later
    goes through all nodes again and again.
    """
    taken = [child for child in feature.children if _is_text(child)]
    if len(taken) >= _FEWEST:
        feature.children = [child for child in feature.children if not _is_text(child)]
        feature += together([text for note in taken for text in texts_of(note) or ()])


def together(texts: Sequence[PlainText]) -> list[matrix_plain_note | matrix_plain_notes]:
    """The node for *texts*, if there are any."""
    if len(texts) < _FEWEST:
        return list(map(plain_node, texts))
    node = matrix_plain_notes(
        # The line breaks let typographic quotes see where a note begins, and where the last one ends.
        "",
        _BETWEEN.join(each.text for each in texts) + "\n",
        columns=[each.column for each in texts],
        places=[each.place for each in texts],
    )
    node.source, node.line = texts[0].place
    return [node]


def plain_node(note: PlainText) -> matrix_plain_note:
    """The node for one *note*."""
    node = matrix_plain_note(note.text, note.text, column=note.column)
    node.source, node.line = note.place
    return node


def _is_text(node: nodes.Node) -> TypeGuard[matrix_plain_note]:
    if not isinstance(node, matrix_plain_note) or len(node.children) != 1:
        return False
    (text,) = node.children
    return isinstance(text, nodes.Text) and _BETWEEN not in text


def texts_of(node: nodes.Node) -> list[PlainText] | None:
    """The notes that *node* holds if they are nothing but text; otherwise ``None``."""
    if isinstance(node, matrix_plain_notes):
        texts = node.astext()[:-1].split(_BETWEEN)
        return list(map(PlainText._make, zip(node["columns"], texts, node["places"], strict=True)))
    if _is_text(node):
        return [PlainText(node["column"], node.astext(), (node.source, node.line))]
    return None


def notes_of(feature: matrix_feature | matrix_compared) -> Iterator[tuple[int | None, list[nodes.Node]]]:
    """The notes of *feature* as standard nodes, each with the driver that it is about, or ``None``."""
    for child in feature.children:
        yield from blocks_of(child)


def blocks_of(node: nodes.Node) -> Iterator[tuple[int | None, list[nodes.Node]]]:
    """As :func:`notes_of`, for one child of a feature."""
    if isinstance(node, matrix_plain_note):
        # Alone, it still has what it was before it was translated.
        content = nodes.paragraph(node.rawsource, "", *node.children)
        yield node["column"], [_paragraph(content, (node.source, node.line))]
    elif (texts := texts_of(node)) is not None:
        for column, text, place in texts:
            yield column, [_paragraph(nodes.paragraph("", text), place)]
    elif isinstance(node, matrix_note):
        yield node["column"], list(node.children)


def split_at_urls(text: str) -> list[str]:
    """The pieces of *text*; each second one is a URL."""
    return _URL.split(text) if "://" in text else [text]


def _paragraph(paragraph: nodes.paragraph, place: tuple[str | None, int | None]) -> nodes.paragraph:
    """*paragraph* with its place, and with each URL in plain text as a link."""
    paragraph.source, paragraph.line = place
    if "://" in paragraph.astext():
        content = paragraph.children
        paragraph.children = []
        for child in content:
            paragraph.extend(_linked(child) if isinstance(child, nodes.Text) else [child])
    return paragraph


def _linked(text: nodes.Text) -> Iterator[nodes.Node]:
    for index, part in enumerate(split_at_urls(text)):
        if index % 2:
            yield nodes.reference(part, part, refuri=part)
        elif part:
            yield nodes.Text(part)


def _blocks(note: Note) -> Iterator[tuple[int, list[str]]]:
    """The lines between blank lines, with the number of the first of them."""
    for filled, numbered in groupby(
        zip(note.numbers, note.lines, strict=True), key=lambda each: bool(each[1])
    ):
        if filled:
            pairs = list(numbered)
            yield pairs[0][0], [line for _, line in pairs]
