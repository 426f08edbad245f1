"""How many claims of each driver are confirmed."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.standings import Standing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.matrix.model import Matrix


@dataclass(frozen=True, kw_only=True, slots=True)
class StandingTotals:
    """How many claims of a driver stand how.

    What a driver supports is a claim. That something is missing, or makes no sense, counts only where somebody
    has looked: few write tests of what is not there.
    """

    confirmed: int = 0
    """Claims that are confirmed."""

    contradicted: int = 0
    """Claims that are contradicted."""

    understated: int = 0
    """Claims that are understated."""

    unproven: int = 0
    """Claims that nothing confirms."""

    found: int = 0
    """Cells without a claim, about which tests say something."""

    stale: int = 0
    """Cells of any of these whose evidence is older than allowed."""

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return self.confirmed + self.contradicted + self.understated + self.unproven


def standing_totals(
    matrix: Matrix, standings: Mapping[tuple[str, str], CellStanding]
) -> dict[str, StandingTotals]:
    """How many claims of each driver of *matrix* stand how, by its key."""
    totals: dict[str, StandingTotals] = {}
    for column, driver in enumerate(matrix.drivers):
        counts: Counter[Standing] = Counter()
        stale = 0
        for feature in matrix.features:
            found = standings.get((feature.name, driver.key))
            if found is None:
                continue
            supported = feature.implementations[column].level.is_supported
            if found.standing is not Standing.UNPROVEN or supported:
                counts[found.standing] += 1
                stale += found.stale
        totals[driver.key] = StandingTotals(
            confirmed=counts[Standing.CONFIRMED],
            contradicted=counts[Standing.CONTRADICTED],
            understated=counts[Standing.UNDERSTATED],
            unproven=counts[Standing.UNPROVEN],
            found=counts[Standing.FOUND_COMPLETE]
            + counts[Standing.FOUND_PARTIAL]
            + counts[Standing.FOUND_MISSING],
            stale=stale,
        )
    return totals
