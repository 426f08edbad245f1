"""What the levels mean, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.doctree.standard_nodes import lines
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from sphinx_support_matrix.html.context import Table


def legend_list(table: Table) -> nodes.bullet_list:
    """The levels of *table*, each with its meaning."""
    return lines(
        [nodes.strong("", words().level_title(level)), nodes.Text(f": {words().level_meaning(level)}")]
        for level in table.levels.values()
    )
