"""Choose codes by name."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx_support_matrix.core.problems.problem import Code

ALL = "all"


def choose(words: Iterable[str], among: Collection[Code]) -> tuple[frozenset[Code], list[str]]:
    """The codes that *words* name: each a code, a pattern such as ``choice-*``, a severity, or ``all``.

    :param among: The codes that can be chosen.
    :returns: The codes, and what is wrong with words that name none of them.
    """
    chosen: set[Code] = set()
    wrong: list[str] = []
    for word in words:
        found = {
            code for code in among if word in {ALL, code.severity.value} or fnmatchcase(code.value, word)
        }
        chosen |= found
        if not found:
            hint = did_you_mean(word, [ALL, *(code.value for code in among)])
            wrong.append(f"no code is called '{word}'{hint}")
    return frozenset(chosen), wrong
