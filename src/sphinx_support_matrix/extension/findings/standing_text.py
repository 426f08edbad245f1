"""What nodes say of evidence: as little as can be of what is confirmed, and in words of what is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.doctree.standard_nodes import link_or_text
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.html.context import Cells, Table

CONFIRMED_MARK = "\N{DEGREE SIGN}"
"""What stands behind a level that is confirmed."""


# What stands in LaTeX for what is not just confirmed; it has no room for words.
_IN_LATEX = {
    "contradicted": r"\(\neq\)",
    "understated": r"\(\uparrow\)",
    "found-complete": r"\(\circ\)",
    "found-partial": r"\(\circ\)",
    "found-missing": r"\(\circ\)",
}


def confirmed_mark(cells: Cells, column: int) -> str:
    """The mark of a cell whose claim is confirmed."""
    found = cells.standings.get(column)
    return CONFIRMED_MARK if found is not None and found.standing.is_confirmed else ""


def standing_word(cells: Cells, column: int, *, spelled: bool = False) -> list[str]:
    """What to say in a summary of a claim that is not just confirmed, or of evidence that is stale.

    :param spelled: Whether to say that a claim is confirmed, too.
    """
    found = cells.standings.get(column)
    if found is None:
        return []
    own = words().standings
    texts = (
        [own.title(found.standing)]
        if found.standing.is_told or (spelled and found.standing.is_confirmed)
        else []
    )
    return [*texts, own.stale] if found.stale else texts


def standing_told(cell: CellStanding) -> list[nodes.Node]:
    """How the claim of a cell stands, and by what."""
    told = words().standings.context(cell)
    content = [link_or_text(told.text, told.run)]
    if told.failing:
        content.append(nodes.Text(f" ({words().labels['failing']} "))
        for index, name in enumerate(told.failing):
            content += [nodes.Text(", " if index else ""), nodes.literal("", name)]
        content.append(nodes.Text(f", {told.more})" if told.more else ")"))
    return content


def claims_text(of: Table, index: int) -> list[str]:
    """How many of the claims about a driver are confirmed, where there is evidence."""
    return [words().standings.claims(*of.standings.claims[index])] if of.standings else []


def standing_marks(of: Table) -> list[tuple[str, str]]:
    """What the legend says of the standings that occur: a mark or a word, and its meaning."""
    if of.standings is None:
        return []
    own = words().standings
    found = [
        (CONFIRMED_MARK if each.is_confirmed else own.title(each), own.meaning(each))
        for each in of.standings.kinds
    ]
    return [*found, (own.stale, own.stale_meaning)] if of.standings.stale else found


def latex_mark(cells: Cells, index: int) -> list[nodes.Node]:
    """What stands in a cell for how its claim stands: nothing where there is no mark for it."""
    if mark := confirmed_mark(cells, index):
        return [nodes.Text(mark)]
    found = cells.standings.get(index)
    return (
        [nodes.raw("", f" {_IN_LATEX[name]}", format="latex")]
        if found and (name := found.standing.value) in _IN_LATEX
        else []
    )


def latex_marks(of: Table) -> Iterator[nodes.Node]:
    """What the marks of claims that are not confirmed mean, below the tables."""
    for standing in of.standings.kinds if of.standings else ():
        if standing.value in _IN_LATEX:
            text = words().standings.title(standing)
            yield nodes.paragraph(
                "", "", nodes.raw("", f"{_IN_LATEX[standing.value]} ", format="latex"), nodes.Text(text)
            )
