"""Put a matrix in its place: its sections among the sections of the document.

A directive stands where text stands, and text cannot hold sections. So the directive makes one
element, and this transform replaces it by its sections. Text that follows the directive in the same
section goes to the end of the last of them, which may be a feature's, because a section cannot hold text
after a subsection; readers see the same either way. In a table, a list or an admonition there can be no sections at
all: there, headings become rubrics.
"""

from __future__ import annotations

from docutils import nodes
from sphinx import addnodes

from sphinx_support_matrix.extension.doctree.finishing import MatrixTransform
from sphinx_support_matrix.extension.doctree.nodes import support_matrix

_HOLDS_SECTIONS = (nodes.document, nodes.section, addnodes.only)


class PlaceMatrices(MatrixTransform):
    """Replace every :class:`support_matrix` by what it holds."""

    # After everything else about it is done, and before PropagateTargets (260), which gives a label in
    # front of the directive to the next node.
    default_priority = 104

    def transform(self, container: support_matrix) -> None:
        """Put the parts of *container* into its place."""
        parent = container.parent
        if isinstance(parent, _HOLDS_SECTIONS):
            _place_sections(container, parent)
        else:
            container.replace_self([node for child in container.children for node in _flat(child)])


def _place_sections(container: support_matrix, parent: nodes.Element) -> None:
    index = parent.index(container)
    end = index + 1
    while end < len(parent) and not _begins_section(parent[end]):
        end += 1
    following = parent.children[index + 1 : end]
    del parent[index:end]
    last: nodes.Element = container
    while last.children and isinstance(last[-1], nodes.section):
        last = last[-1]
    last.extend(following)
    parent.insert(index, container.children)


def _begins_section(node: nodes.Node) -> bool:
    """Whether *node* can stand after sections: another matrix can, unless it begins with text."""
    if isinstance(node, support_matrix):
        return isinstance(node[0], nodes.section)
    return isinstance(node, (nodes.section, nodes.transition))


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
