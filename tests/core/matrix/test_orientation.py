"""What the rows of a table are."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.orientation import Rows, rows_of


@pytest.mark.parametrize(
    ("drivers", "features", "rows"),
    [
        (1, 1, Rows.FEATURES),
        (20, 1, Rows.FEATURES),
        (21, 1, Rows.DRIVERS),
        (21, 10, Rows.DRIVERS),
        (22, 11, Rows.FEATURES),
        (23, 11, Rows.DRIVERS),
        (75, 10, Rows.DRIVERS),
    ],
)
def test_drivers_are_rows_where_there_are_many(drivers, features, rows):
    text = "".join(f"[driver.d{number}]\ntitle = D\n" for number in range(drivers))
    text += "".join(f"[f{number}]\ntitle = F\n" for number in range(features))
    matrix, _ = loads(text, "m.ini")
    assert rows_of(matrix) is rows
    assert rows_of(matrix, Rows.AUTO) is rows


@pytest.mark.parametrize("asked", [Rows.FEATURES, Rows.DRIVERS])
def test_what_is_asked_for_counts(asked):
    matrix, _ = loads("[driver.a]\ntitle = A\n[f]\ntitle = F\n", "m.ini")
    assert rows_of(matrix, asked) is asked
