"""Notes as Markdown, whatever they are written in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.export.as_markdown import as_written
from sphinx_support_matrix.core.matrix.model import Markup
from sphinx_support_matrix.markup.markdown_block_writer import blocks, fence
from sphinx_support_matrix.markup.note_documents import note_document

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Note


def note_to_markdown(note: Note) -> str:
    """*note* as Markdown. One that is Markdown already is what it is."""
    if note.markup is Markup.MARKDOWN:
        return as_written(note)
    return rst_to_markdown("\n".join(note.lines), note.path)


def rst_to_markdown(text: str, path: str) -> str:
    """*text* in reStructuredText as Markdown for GitHub, with nothing in it that a page would run.

    :param path: The file that the text comes from.
    """
    try:
        return blocks(note_document(text, path).children)
    except RecursionError:
        # Nobody reads what is nested so deeply, but it is not to be lost.
        return fence(text)
