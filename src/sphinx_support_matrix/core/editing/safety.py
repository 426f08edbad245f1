"""The last safety net of every change: does the new text mean what it has to mean?"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects import build
from sphinx_support_matrix.core.ini.reader import read
from sphinx_support_matrix.core.loading import loads_ini
from sphinx_support_matrix.core.problems.location import Location

if TYPE_CHECKING:
    from sphinx_support_matrix.core.ini.document import Document
    from sphinx_support_matrix.core.matrix.model import (
        Driver,
        Feature,
        Group,
        Implementation,
        Matrix,
        Note,
        Title,
    )
    from sphinx_support_matrix.core.problems.problem import Problem

_NOWHERE = Location(path="", line=0)


def load_text(text: str, path: str) -> tuple[Matrix, list[Problem]]:
    """The matrix and the problems of the file that *text* is written to, with bytes that are no UTF-8."""
    return loads_ini(_encoded(text), path)


def same(before: str, after: str, path: str) -> bool:
    """Whether two texts have the same matrix, and the second has no problem that the first has not."""
    if before == after:
        return True
    document_before, document_after = (read(_encoded(text), path) for text in (before, after))
    # What a matrix says, and all that is wrong with it, depends on nothing but this.
    if _content(document_before) == _content(document_after):
        return True
    matrix_before, problems_before = build(document_before)
    matrix_after, problems_after = build(document_after)
    return meaning(matrix_before) == meaning(matrix_after) and not new_problems(
        problems_before, problems_after
    )


def meaning(matrix: Matrix) -> Matrix:
    """*matrix* without what a change of the text changes by nature: locations, and the anchors of drivers."""
    return replace(
        matrix,
        drivers=tuple(map(_driver, matrix.drivers)),
        features=tuple(map(_feature, matrix.features)),
        groups=tuple(map(_group, matrix.groups)),
    )


def new_problems(before: list[Problem], after: list[Problem]) -> list[Problem]:
    """The problems *after* a change that are more of their code than there were *before* it."""
    known = Counter(problem.code for problem in before)
    now = Counter(problem.code for problem in after)
    more = now - known
    messages = {problem.message for problem in before}
    new = [problem for problem in after if problem.code in more and problem.message not in messages]
    return new or [problem for problem in after if problem.code in more]


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", "surrogateescape")


def _content(document: Document) -> list[object]:
    """What *document* says, and what is wrong with its text, wherever that stands."""
    content: list[object] = [problem.code for problem in document.problems]
    for section in document.sections:
        content.append(section.name)
        content.extend((option.key, option.value.lines) for option in section.options)
    return content


def _driver(driver: Driver) -> Driver:
    return replace(driver, title=_title(driver.title), anchor="", location=_NOWHERE)


def _feature(feature: Feature) -> Feature:
    return replace(
        feature,
        title=_title(feature.title),
        notes=_note(feature.notes),
        implementations=tuple(map(_implementation, feature.implementations)),
        location=_NOWHERE,
    )


def _group(group: Group) -> Group:
    return replace(group, title=_title(group.title), notes=_note(group.notes), location=_NOWHERE)


def _implementation(implementation: Implementation) -> Implementation:
    # Most cells have no note, and share what they are with others.
    return (
        implementation
        if implementation.notes is None
        else replace(implementation, notes=_note(implementation.notes))
    )


def _title(title: Title) -> Title:
    return replace(title, location=_NOWHERE)


def _note(note: Note | None) -> Note | None:
    return None if note is None else replace(note, numbers=())
