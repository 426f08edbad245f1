"""Rules about notes: they belong where a level needs words, and nowhere else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import PARTIAL
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.rules.places import cell_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.matrix.model import Matrix

# A link as in [text](address).
_MARKDOWN_LINK = re.compile(r"\[([^][`]+)\]\(([^()\s]+)\)")
# A word between single backticks that is no role, no link and no part of a literal.
_MARKDOWN_CODE = re.compile(r"(?<![`:\w])`([^`\s<>:]+)`(?![`_:\w])")


def partial_without_note(matrix: Matrix) -> Iterator[Problem]:
    """A driver is partial in a feature, and no note says which part. A level of a file's own explains itself."""
    for feature in matrix.features:
        for column, (driver, cell) in enumerate(zip(matrix.drivers, feature.implementations, strict=True)):
            if cell.level.name == PARTIAL.name and cell.notes is None:
                yield Problem(
                    code=Code.PARTIAL_WITHOUT_NOTE,
                    message=(
                        f"'[{feature.name}]' is partial for driver '{driver.key}', and no note says which part; "
                        f"add 'driver-notes.{driver.key}'"
                    ),
                    location=cell_place(feature, column),
                )


def note_in_markdown(matrix: Matrix) -> Iterator[Problem]:
    """A note that is read as reStructuredText has a link or code as Markdown writes them."""
    for feature in matrix.features:
        for note in (feature.notes, *(cell.notes for cell in feature.implementations)):
            if note is None or note.markup is not None:
                continue
            for line, (path, number) in zip(note.lines, note.places, strict=True):
                for found, written in _markdown(line):
                    yield Problem(
                        code=Code.NOTE_IN_MARKDOWN,
                        message=(
                            f"'{found}' looks like Markdown; write '{written}', or 'markup = markdown' in a section "
                            "'[matrix]'"
                        ),
                        location=Location(path=path, line=number),
                    )


def _markdown(line: str) -> Iterator[tuple[str, str]]:
    """What looks like Markdown in *line*, and how reStructuredText writes it."""
    for link in _MARKDOWN_LINK.finditer(line):
        yield link[0], f"`{link[1]} <{link[2]}>`__"
    for code in _MARKDOWN_CODE.finditer(line):
        yield code[0], f"``{code[1]}``"


def note_without_level(matrix: Matrix) -> Iterator[Problem]:
    """A note explains a level that the feature does not record.

    A level that could not be read is another problem, and has been reported.
    """
    for feature in matrix.features:
        for column, (driver, cell) in enumerate(zip(matrix.drivers, feature.implementations, strict=True)):
            tried = bool(feature.places) and feature.places[column] is not None
            if cell.notes is not None and not cell.level.is_recorded and not tried:
                path, line = cell.notes.places[0]
                yield Problem(
                    code=Code.NOTE_WITHOUT_LEVEL,
                    message=(
                        f"the note on driver '{driver.key}' in '[{feature.name}]' explains nothing, because the "
                        f"feature records no level for it; add 'driver.{driver.key}'"
                    ),
                    location=Location(path=path, line=line),
                )
