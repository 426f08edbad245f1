"""How much room headings have."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.html.context import Table
from sphinx_support_matrix.html.headings import is_broad

SHORT = "Driver"
LONG = "A driver whose title needs more than two lines of the header"


@pytest.mark.parametrize(
    ("titles", "table", "broad"),
    [
        ([SHORT] * 12, {}, False),
        ([SHORT] * 13, {}, True),
        ([LONG] * 9, {}, False),
        ([LONG] * 10, {}, True),
        ([SHORT] * 6, {"released": True}, False),
        ([SHORT] * 7, {"released": True}, True),
        ([SHORT] * 7, {"unmet": (0, 1)}, True),
        ([SHORT] * 7, {"unmet": (0, 0)}, False),
        # Few titles lie: each is as wide as its longest word.
        (["Implementations"] * 3, {}, False),
        (["Implementations"] * 4, {}, True),
        ([], {}, False),
    ],
)
def test_is_broad(titles, table, broad):
    given = Table(name="m", columns=(), levels={}, with_status=True, features=1, rows=Rows.FEATURES, **table)
    assert is_broad(given, titles) is broad
