"""What the levels mean, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.standard import lines
from sphinx_support_matrix.extension.words import level_meaning, level_title

if TYPE_CHECKING:
    from sphinx_support_matrix.extension.nodes import Table


def legend_list(table: Table) -> nodes.bullet_list:
    """The levels of *table*, each with its meaning."""
    return lines(
        [nodes.strong("", level_title(level)), nodes.Text(f": {level_meaning(level)}")]
        for level in table.levels.values()
    )
