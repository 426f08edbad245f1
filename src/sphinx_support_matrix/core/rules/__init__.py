"""Rules: what is wrong with a matrix although every line of its file can be read.

A rule looks at a whole matrix and finds problems. Each has a code of
:class:`~sphinx_support_matrix.core.problems.problem.Code`, which has the severity and the explanation.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.rules import coverage, dead_links, note_rules, statuses, titles, verifications

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem

__all__ = ["RULES", "check"]

RULES: dict[Code, Callable[[Matrix], Iterator[Problem]]] = {
    Code.MANDATORY_UNSUPPORTED: statuses.mandatory_unsupported,
    Code.CHOICE_UNSUPPORTED: statuses.choice_unsupported,
    Code.CONDITION_UNSUPPORTED: statuses.condition_unsupported,
    Code.CHOICE_OF_ONE: statuses.choice_of_one,
    Code.COULD_BE_MANDATORY: coverage.could_be_mandatory,
    Code.UNSUPPORTED_FEATURE: coverage.unsupported_feature,
    Code.PARTIAL_WITHOUT_NOTE: note_rules.partial_without_note,
    Code.NOTE_WITHOUT_LEVEL: note_rules.note_without_level,
    Code.VERIFIED_WITHOUT_LEVEL: verifications.verified_without_level,
    Code.NOTE_IN_MARKDOWN: note_rules.note_in_markdown,
    Code.DUPLICATE_TITLE: titles.duplicate_title,
    Code.DEAD_REFERENCE: dead_links.dead_reference,
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
