"""Standings as Markdown, as GitHub reads it: for the summary of a run, or a comment on a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.evidence_words import SYMBOLS, told_standing, told_totals
from sphinx_support_matrix.core.export.content import shown_blocks
from sphinx_support_matrix.core.export.markdown_text import escape, strong

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.evidence.totals import StandingTotals
    from sphinx_support_matrix.core.matrix.model import Matrix


def standings_to_markdown(
    matrix: Matrix,
    standings: Mapping[tuple[str, str], CellStanding],
    totals: Mapping[str, StandingTotals],
) -> str:
    """The *standings* of cells of *matrix* as a table, and a list of the *totals* of its drivers."""
    listed = [
        f"- {strong(driver.title.text)}: {escape(told_totals(totals[driver.key]))}"
        for driver in matrix.drivers
    ]
    return "\n".join([*_table(matrix, standings), "", *listed]) + "\n"


def _table(matrix: Matrix, standings: Mapping[tuple[str, str], CellStanding]) -> Iterator[str]:
    yield _row(["Feature", *(escape(driver.title.text) for driver in matrix.drivers)])
    yield _row(["---"] * (len(matrix.drivers) + 1))
    for block in shown_blocks(matrix):
        if block.group is not None:
            yield _row([strong(block.group.title.text)] + [""] * len(matrix.drivers))
        for feature in block.features:
            cells = [standings.get((feature.name, driver.key)) for driver in matrix.drivers]
            yield _row([escape(feature.title.text), *map(_cell, cells)])


def _cell(standing: CellStanding | None) -> str:
    return "" if standing is None else escape(f"{SYMBOLS[standing.standing]} {told_standing(standing)}")


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
