"""How the documentation is built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_support_matrix import __version__
from sphinx_support_matrix.core.problems import Code

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "sphinx-support-matrix"
author = "The sphinx-support-matrix developers"
copyright = "2026, the sphinx-support-matrix developers"
version = release = __version__

extensions = ["sphinx_support_matrix"]
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = f"{project} {release}"
nitpicky = True


class ProblemCodes(SphinxDirective):
    """``.. problem-codes::``: every problem code with its explanation, from the code itself."""

    def run(self) -> list[nodes.Node]:
        items = nodes.definition_list()
        for code in Code:
            term = nodes.term("", "", nodes.literal("", code.value), ids=[f"problem-{code.value}"])
            definition = nodes.definition("", nodes.paragraph("", code.explanation))
            items += nodes.definition_list_item("", term, definition)
        return [items]


def setup(app: Sphinx) -> None:
    app.add_directive("problem-codes", ProblemCodes)
