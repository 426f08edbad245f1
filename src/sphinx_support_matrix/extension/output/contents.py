"""The page's table of contents: how many levels of a matrix's sections it shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

_HIDDEN = "support_matrix_hidden"


def hide_below(node: nodes.Element, depth: int, env: BuildEnvironment) -> None:
    """Remember the sections inside *node* that are deeper than *depth* levels."""
    hidden = cast("set[str]", env.temp_data.setdefault(_HIDDEN, set()))
    for child in node.children:
        if isinstance(child, nodes.section):
            if depth <= 0:
                hidden.update(child["ids"])
            hide_below(child, depth - 1, env)


def on_doctree_read(app: Sphinx, _doctree: nodes.document) -> None:
    """Take the hidden sections out of the contents that Sphinx has just collected."""
    env = app.env
    hidden = cast("set[str]", env.temp_data.get(_HIDDEN, set()))
    docname = env.docname
    if not hidden or docname not in env.tocs:
        return
    for item in list(env.tocs[docname].findall(nodes.list_item)):
        reference = next(iter(item.findall(nodes.reference)), None)
        if reference is not None and reference.get("anchorname", "").lstrip("#") in hidden:
            parent = item.parent
            parent.remove(item)
            env.toc_num_entries[docname] -= 1
            if not parent.children and isinstance(parent.parent, nodes.list_item):
                parent.parent.remove(parent)
