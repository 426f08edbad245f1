"""Put a matrix in its place: its sections among the sections of the document.

A directive stands where text stands, and text cannot hold sections. So the directive makes one
element, and this transform replaces it by its sections. Text that follows the directive in the same
section goes to the end of the last of them, which may be a feature's, because a section cannot hold text
behind a subsection; readers see the same either way. In a table, a list or an admonition there can be no sections at
all: there, headings become rubrics.
"""

from __future__ import annotations

from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms import SphinxTransform

from sphinx_support_matrix.extension.contents import hide_below
from sphinx_support_matrix.extension.nodes import matrix_feature, matrix_names, support_matrix
from sphinx_support_matrix.extension.plain import gather
from sphinx_support_matrix.extension.register import register

_HOLDS_SECTIONS = (nodes.document, nodes.section, addnodes.only)


class PlaceMatrices(SphinxTransform):
    """Replace every :class:`support_matrix` by what it holds."""

    # After Locale (20), so that everything is in the language of the documentation, and before
    # PropagateTargets (260), which gives a label in front of the directive to the next node.
    default_priority = 100

    def apply(self, **_kwargs: Any) -> None:
        """Do it, in the order of the document."""
        for matrix in list(self.document.findall(support_matrix)):
            # A gettext build has a folder of doctrees to itself.
            if self.app.builder.name != "gettext":
                for feature in matrix.findall(matrix_feature):
                    gather(feature)
            register(matrix, self.env)
            if matrix["toc_depth"] is not None:
                hide_below(matrix, matrix["toc_depth"], self.env)
            _put_names_inside(matrix)
            parent = matrix.parent
            if isinstance(parent, _HOLDS_SECTIONS):
                _place_sections(matrix, parent)
            else:
                matrix.replace_self([node for child in matrix.children for node in _flat(child)])


def _put_names_inside(matrix: support_matrix) -> None:
    """Let nothing that is not seen stand first: a label in front is for what is seen."""
    for names in list(matrix.findall(matrix_names)):
        matrix.remove(names)
        first = matrix[0] if matrix.children else None
        if isinstance(first, nodes.section):
            first.insert(1, names)
        else:
            matrix.insert(1, names)


def _place_sections(matrix: support_matrix, parent: nodes.Element) -> None:
    index = parent.index(matrix)
    end = index + 1
    while end < len(parent) and not isinstance(parent[end], (nodes.section, nodes.transition)):
        end += 1
    following = parent.children[index + 1 : end]
    del parent[index:end]
    last: nodes.Element = matrix
    while last.children and isinstance(last[-1], nodes.section):
        last = last[-1]
    last.extend(following)
    parent.insert(index, matrix.children)


def _flat(node: nodes.Node) -> list[nodes.Node]:
    """*node* without sections: each becomes a rubric and its content."""
    if not isinstance(node, nodes.section):
        return [node]
    title, *content = node.children
    rubric = nodes.rubric(
        "", "", *title.children, ids=node["ids"], classes=node["classes"], names=node["names"]
    )
    rubric.source, rubric.line = title.source, title.line
    return [rubric, *(flat for child in content for flat in _flat(child))]
