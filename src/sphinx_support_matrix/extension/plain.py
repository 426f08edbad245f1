"""Notes that are plain sentences, which need little of the machinery of reStructuredText."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_support_matrix.extension.nodes import matrix_plain_note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_support_matrix.core.model import Note
    from sphinx_support_matrix.extension.nodes import matrix_note

# A line of a paragraph begins with a letter or a digit, and not with the number of a list's item.
_LINE = re.compile(r"(?!(?:[0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?:\s|$))[^\W_]")
# What begins inline markup, ends a reference, or escapes either; an address; and what may be the
# scheme of a URL.
_MARKUP = re.compile(r"[\\*`|@]|_(?![A-Za-z0-9])|:(?!\s|$)")
# A URL that docutils finds whole and that is not changed by typographic quotes and dashes.
_PART = r"[A-Za-z0-9](?:[A-Za-z0-9/._~%&=+-]*[A-Za-z0-9/])?"
_URL = re.compile(
    rf"(?:(?<=[\s(])|^)(?!\S*--|\S*\.\.\.)(https?://{_PART}(?:\?{_PART})?(?:\#{_PART})?)(?=[.,;:)]*(?:\s|$))"
)


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


def as_paragraph(note: matrix_plain_note) -> nodes.paragraph:
    """*note* as a standard node, with each URL in plain text as a link."""
    paragraph = nodes.paragraph(note.rawsource)
    paragraph.source, paragraph.line = note.source, note.line
    for child in note.children:
        if isinstance(child, nodes.Text):
            paragraph.extend(_linked(child))
        else:
            paragraph.append(child)
    return paragraph


def blocks_of(note: matrix_note | matrix_plain_note) -> Sequence[nodes.Node]:
    """The paragraphs and other blocks of *note*, as standard nodes."""
    return [as_paragraph(note)] if isinstance(note, matrix_plain_note) else note.children


def _linked(text: nodes.Text) -> Iterator[nodes.Node]:
    if "://" not in text:
        yield text
        return
    for index, part in enumerate(_URL.split(text)):
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
