"""What the table of the evidence in the terminal is about: standings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.grid import GridCell, GridContent, GridMark
from sphinx_support_matrix.core.evidence.evidence_words import SYMBOLS, told_standing
from sphinx_support_matrix.core.evidence.standings import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.evidence.totals import StandingTotals
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix

_LETTERS_AND_COLORS = {
    Standing.CONFIRMED: ("C", "green"),
    Standing.CONTRADICTED: ("X", "red"),
    Standing.UNDERSTATED: ("U", "yellow"),
    Standing.UNPROVEN: ("?", ""),
    Standing.FOUND_COMPLETE: ("+", "yellow"),
    Standing.FOUND_PARTIAL: ("~", "yellow"),
    Standing.FOUND_MISSING: ("-", "yellow"),
}
_MARKS = {
    standing: GridMark(
        symbol=SYMBOLS[standing], letter=letter, title=standing.value.replace("-", " "), color=color
    )
    for standing, (letter, color) in _LETTERS_AND_COLORS.items()
}
_NOTHING = GridCell(word="", mark=GridMark(symbol=" ", letter=" ", title="", color=""))


def standing_content(
    matrix: Matrix,
    standings: Mapping[tuple[str, str], CellStanding],
    totals: Mapping[str, StandingTotals],
) -> GridContent:
    """The *standings* of cells of *matrix*, and how many claims of each driver are confirmed."""

    def cell(feature: Feature, column: int) -> GridCell:
        standing = standings.get((feature.name, matrix.drivers[column].key))
        if standing is None:
            return _NOTHING
        return GridCell(word=told_standing(standing), mark=_MARKS[standing.standing])

    def confirmed(column: int) -> str:
        found = totals[matrix.drivers[column].key]
        return f"{found.confirmed} of {found.claims}"

    return GridContent(
        cell=cell, driver_head="Confirmed", beside_driver=confirmed, marks=tuple(_MARKS.values())
    )
