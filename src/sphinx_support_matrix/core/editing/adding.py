"""What adding a feature and adding a driver share."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.editing.formatting import INDENTATION
from sphinx_support_matrix.core.editing.safety import load_text, meaning, new_problems
from sphinx_support_matrix.core.ini.edit import Edit, EditError, LineEdits
from sphinx_support_matrix.core.ini.layout import Layout, SectionLines, lay_out
from sphinx_support_matrix.core.loading import loads_ini
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from sphinx_support_matrix.core.matrix.model import Matrix


def opened(text: str, path: str) -> tuple[Layout, Matrix]:
    """The lines and the matrix of a file that something can be added to.

    :raises EditError: if it has no section, or is no support matrix.
    """
    matrix, problems = loads_ini(text, path)
    for problem in problems:
        if problem.code is Code.NOT_A_MATRIX:
            raise EditError(f"{problem.location}: {problem.message}")
    layout = lay_out(text)
    if not layout.parts:
        raise EditError(f"'{path}' has no section; 'support-matrix init' writes a first file")
    return layout, matrix


def by_name(pairs: Iterable[tuple[str, str]], resolve: Callable[[str], str]) -> dict[str, str]:
    """What *pairs* of a name and a level say, by the right name.

    :raises EditError: if a name is there twice, or *resolve* finds none.
    """
    found: dict[str, str] = {}
    for name, level in pairs:
        right = resolve(name)
        if right in found:
            raise EditError(f"the level for '{right}' is given twice")
        found[right] = one_line(level)
    return found


def one_line(text: str) -> str:
    """*text* with every run of white space made one space."""
    return " ".join(text.split())


def note_lines(text: str) -> list[str]:
    """The lines of a note, without the indentation that they share.

    :raises EditError: if one of several lines would be a comment in the file.
    """
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n", dedent(text.expandtabs()))]
    while lines and not lines[-1]:
        lines.pop()
    first = next((index for index, line in enumerate(lines) if line), 0)
    lines = lines[first:]
    if len(lines) > 1 and any(line.lstrip().startswith(("#", ";")) for line in lines):
        raise EditError("no line of a note can begin with '#' or ';', because such a line is a comment")
    return lines


def option_lines(key: str, value: list[str], separator: str) -> list[str]:
    """The lines of an option. Several lines of a value stand below the key, to keep their indentation."""
    if len(value) < 2:
        return [f"{key}{separator}{''.join(value)}".rstrip()]
    return [f"{key}{separator}".rstrip(), *(f"{INDENTATION}{line}".rstrip() for line in value)]


def insert_section(changes: LineEdits, layout: Layout, after: SectionLines | None, lines: list[str]) -> None:
    """Put a section of these *lines* below another one, or above all of them."""
    number = layout.parts[0].begin - 1 if after is None else layout.last(after)
    below = next((part.header for part in layout.parts if part.header > number), None)
    # With less indentation than the next header, the last option would go on with that line.
    margin = "" if below is None else layout.indentation(below)
    above = [""] if number and not layout.is_blank(number) else []
    gap = [] if layout.is_blank(number + 1) else [""]
    changes.insert(number, *above, *(f"{margin}{line}" if line else "" for line in lines), *gap)


def checked(
    text: str,
    changes: LineEdits,
    path: str,
    wanted: Callable[[Matrix, Matrix], bool],
    *,
    tolerated: Collection[Code] = (),
) -> Edit:
    """The whole change, if the new text says what was *wanted* and nothing else is different.

    :param wanted: Whether the second matrix is the first one with what is new.
    :param tolerated: The problems that the new text may have more of.
    :raises EditError: if it does not.
    """
    edit = Edit(before=text, after=changes.text())
    before, problems_before = load_text(text, path)
    after, problems_after = load_text(edit.after, path)
    for problem in new_problems(problems_before, problems_after):
        if problem.code not in tolerated:
            raise EditError(problem.message)
    if not wanted(meaning(before), meaning(after)):
        raise EditError("the file would say something else than what was asked for")
    return edit
