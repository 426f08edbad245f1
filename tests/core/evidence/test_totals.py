from __future__ import annotations

import pytest

from sphinx_support_matrix.core.evidence.standings import CellStanding, Standing
from sphinx_support_matrix.core.evidence.totals import StandingTotals, standing_totals
from sphinx_support_matrix.core.loading import loads

LEVELS = ("complete", "partial", "missing", "unknown", "not-applicable")
TEXT = "[driver.k]\ntitle = K\n" + "".join(f"[{level}]\ntitle = F\ndriver.k = {level}\n" for level in LEVELS)
MATRIX = loads(TEXT, "m.ini")[0]


@pytest.mark.parametrize(
    ("standing", "expected"),
    [
        (Standing.CONFIRMED, StandingTotals(confirmed=5, stale=5)),
        (Standing.CONTRADICTED, StandingTotals(contradicted=5, stale=5)),
        (Standing.UNDERSTATED, StandingTotals(understated=5, stale=5)),
        # What is not supported is no claim until somebody has looked.
        (Standing.UNPROVEN, StandingTotals(unproven=2, stale=2)),
        (Standing.FOUND_COMPLETE, StandingTotals(found=5, stale=5)),
        (Standing.FOUND_PARTIAL, StandingTotals(found=5, stale=5)),
        (Standing.FOUND_MISSING, StandingTotals(found=5, stale=5)),
    ],
)
def test_every_standing_of_every_level(standing, expected):
    cells = {(level, "k"): CellStanding(standing=standing, stale=True) for level in LEVELS}
    assert standing_totals(MATRIX, cells) == {"k": expected}


def test_what_tests_find_is_counted_together():
    found = (Standing.FOUND_COMPLETE, Standing.FOUND_PARTIAL, Standing.FOUND_MISSING)
    cells = {(level, "k"): CellStanding(standing=each) for level, each in zip(LEVELS, found, strict=False)}
    assert standing_totals(MATRIX, cells) == {"k": StandingTotals(found=3)}
