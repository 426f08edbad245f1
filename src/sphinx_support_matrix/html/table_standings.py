"""How the claims of a whole table stand by their evidence."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.standings import Standing
from sphinx_support_matrix.core.evidence.totals import standing_totals

if TYPE_CHECKING:
    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.model import Matrix


@dataclass(frozen=True, kw_only=True, slots=True)
class TableStandings:
    """What headings and the legend say of evidence."""

    kinds: tuple[Standing, ...]
    """The standings that occur, in the order of the legend."""

    stale: bool
    """Whether some evidence is older than allowed."""

    claims: tuple[tuple[int, int], ...]
    """Of each driver, how many of its claims are confirmed, and how many it has."""


def standings_of(matrix: Matrix, findings: Findings) -> TableStandings | None:
    """How the claims of *matrix* stand; ``None`` where there is no evidence."""
    shown = [
        found
        for feature in matrix.features
        for driver in matrix.drivers
        if (found := findings.standings.get((feature.name, driver.key))) is not None
    ]
    if not shown:
        return None
    kinds = {each.standing for each in shown}
    return TableStandings(
        kinds=tuple(kind for kind in Standing if kind in kinds),
        stale=any(each.stale for each in shown),
        claims=tuple(
            (each.confirmed, each.claims) for each in standing_totals(matrix, findings.standings).values()
        ),
    )
