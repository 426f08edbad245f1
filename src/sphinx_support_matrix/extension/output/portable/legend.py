"""What the levels mean, as a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.doctree.standard_nodes import lines
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.words import NOTE_MARK

if TYPE_CHECKING:
    from sphinx_support_matrix.html.context import Table


def legend_list(table: Table) -> nodes.bullet_list:
    """The levels and the marks of *table*, each with its meaning."""
    items: list[list[nodes.Node]] = [
        [nodes.strong("", words().level_in_legend(level)), nodes.Text(f": {words().level_meaning(level)}")]
        for level in table.levels.values()
    ]
    return lines([*items, *(mark_item(*mark) for mark in words().marks(table))])


def mark_item(mark: str, meaning: str) -> list[nodes.Node]:
    """What stands in a legend about *mark*. In plain text, what is strong has asterisks around it."""
    term = nodes.Text(mark) if mark == NOTE_MARK else nodes.strong("", mark)
    return [term, nodes.Text(f": {meaning}")]
