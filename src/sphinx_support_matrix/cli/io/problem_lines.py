"""Show problems in the terminal."""

from __future__ import annotations

import sys
from collections import Counter
from typing import TYPE_CHECKING, TextIO

from sphinx_support_matrix.cli.io.terminal import BOLD, CYAN, FAINT, RED, YELLOW, in_color, styled
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.problems.severity import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_support_matrix.core.problems.problem import Problem

_COLORS = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.HINT: CYAN}
_MARGIN = 4
_LONGEST = 160


def one_line(problem: Problem, *, color: bool = False) -> str:
    """*problem* as ``FILE:LINE:COLUMN: SEVERITY: CODE message``, the beginning of which editors know from compilers."""
    place = problem.location
    where = styled(f"{on_one_line(place.path)}:{place.line}:{place.column}:", BOLD, color=color)
    severity = problem.severity
    word = styled(f"{severity.value}:", _COLORS[severity], color=color)
    return f"{where} {word} {problem.code.value} {on_one_line(problem.message)}"


def with_caret(problem: Problem, lines: Sequence[str], *, color: bool = False) -> str:
    """*problem*, and the line that it is in with a caret under the column.

    :param lines: The lines of the problem's file; without the right one there is no caret.
    """
    first = one_line(problem, color=color)
    place = problem.location
    if not 1 <= place.line <= len(lines):
        return first
    # Tabs and control characters would move the caret, or the terminal's own cursor.
    source = "".join(each if each.isprintable() else " " for each in lines[place.line - 1])
    if not source.strip() or len(source) > _LONGEST:
        return first
    caret = " " * (_MARGIN + place.column - 1) + styled("^", _COLORS[problem.severity], color=color)
    return f"{first}\n{' ' * _MARGIN}{styled(source.rstrip(), FAINT, color=color)}\n{caret}"


def report(problems: Iterable[Problem], stream: TextIO | None = None, *, color: str = "auto") -> None:
    """Show *problems* on *stream*, which is standard error by default, one in a line."""
    stream = stream or sys.stderr
    for problem in problems:
        print(one_line(problem, color=in_color(stream, color)), file=stream)


def summary(problems: Iterable[Problem]) -> str:
    """How many *problems* there are of each severity, such as ``2 errors, 1 warning``."""
    counts: Mapping[Severity, int] = Counter(problem.severity for problem in problems)
    words = [
        f"{counts[severity]} {severity.value}{'' if counts[severity] == 1 else 's'}"
        for severity in Severity
        if counts.get(severity)
    ]
    return ", ".join(words) or "no problems"
