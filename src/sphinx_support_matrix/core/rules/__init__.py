"""Rules: what is wrong with a record although every line of it can be read.

A rule looks at a whole matrix and finds problems. Each has a code of
:class:`~sphinx_support_matrix.core.problems.Code`, which has the severity and the explanation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.problems import Code
from sphinx_support_matrix.core.rules import drivers, notes, references, statuses, titles

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sphinx_support_matrix.core.model import Matrix
    from sphinx_support_matrix.core.problems import Problem

__all__ = ["RULES", "check"]

RULES: dict[Code, Callable[[Matrix], Iterator[Problem]]] = {
    Code.MANDATORY_UNSUPPORTED: statuses.mandatory_unsupported,
    Code.CHOICE_UNSUPPORTED: statuses.choice_unsupported,
    Code.CONDITION_UNSUPPORTED: statuses.condition_unsupported,
    Code.CHOICE_OF_ONE: statuses.choice_of_one,
    Code.COULD_BE_MANDATORY: drivers.could_be_mandatory,
    Code.UNSUPPORTED_FEATURE: drivers.unsupported_feature,
    Code.PARTIAL_WITHOUT_NOTE: notes.partial_without_note,
    Code.NOTE_WITHOUT_LEVEL: notes.note_without_level,
    Code.DUPLICATE_TITLE: titles.duplicate_title,
    Code.DEAD_REFERENCE: references.dead_reference,
}
"""Every rule, by the code of the problems that it finds."""


def check(matrix: Matrix, codes: Collection[Code] | None = None) -> list[Problem]:
    """What the rules find in *matrix*, in the order of the lines.

    :param codes: The rules to apply; all of them by default. Codes that are not those of rules find nothing.
    """
    found = (
        problem for code, rule in RULES.items() if codes is None or code in codes for problem in rule(matrix)
    )
    return sorted(found, key=lambda problem: problem.location)
