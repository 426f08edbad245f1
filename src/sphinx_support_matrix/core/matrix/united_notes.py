"""One note of the notes that two files have about the same thing."""

from __future__ import annotations

from itertools import groupby

from sphinx_support_matrix.core.matrix.model import Note

_BETWEEN = "\n\n"


def united_notes(first: Note | None, second: Note | None) -> Note | None:
    """Both notes, one after the other, or only *first* if it says already what *second* says.

    White space makes no difference, except where it divides paragraphs.
    """
    if first is None or second is None:
        return first or second
    if _paragraphs(second) in _paragraphs(first):
        return first
    # A blank line has no place of its own. That of the line above will do.
    places = [*first.places, first.places[-1], *second.places]
    return Note(
        path=first.path,
        lines=(*first.lines, "", *second.lines),
        numbers=tuple(number for _, number in places),
        paths=tuple(path for path, _ in places),
        markup=first.markup,
    )


def _paragraphs(note: Note) -> str:
    """The paragraphs of *note*, each on one line between blank lines."""
    blocks = groupby(note.lines, key=lambda line: bool(line.strip()))
    texts = (" ".join(" ".join(block).split()) for filled, block in blocks if filled)
    return _BETWEEN + "".join(f"{text}{_BETWEEN}" for text in texts)
