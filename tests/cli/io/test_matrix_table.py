"""The table in the terminal."""

from __future__ import annotations

from sphinx_support_matrix.cli.io.grid import grid_of
from sphinx_support_matrix.cli.io.level_content import level_content
from sphinx_support_matrix.cli.io.matrix_table import Look, render
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.matrix.orientation import Rows


def table_of(matrix):
    return grid_of(matrix, level_content(matrix), Rows.AUTO)


def test_the_legend_says_what_a_level_of_the_file_counts_as() -> None:
    matrix, _ = loads(
        "[driver.a]\ntitle = Alpha\n[level.beta]\ntitle = beta\nsymbol = b\ncounts-as = partial\n"
        "[f]\ntitle = F\ndriver.a = beta\n",
        "m.ini",
    )
    legend = render(table_of(matrix), Look(width=20, color=False, plain=False)).splitlines()[-1]
    assert legend == "b beta (counts as partial)"
