"""How the documentation is built."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from sphinx_support_matrix import __version__
from sphinx_support_matrix.cli.main import COMMANDS, make_parser
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.rules import RULES

if TYPE_CHECKING:
    from sphinx.application import Sphinx

project = "sphinx-support-matrix"
author = "The sphinx-support-matrix developers"
copyright = "2026, the sphinx-support-matrix developers"
version = release = __version__

extensions = ["sphinx.ext.autodoc", "sphinx_support_matrix"]
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
exclude_patterns = ["_build", "examples"]
html_theme = "furo"
html_title = f"{project} {release}"
nitpicky = True
# Annotations that autodoc cannot evaluate, because their names are imported for type checkers only, and a type variable.
# Then what docstrings name beside the public interface: a module, and a function by its short name.
nitpick_ignore_regex = [
    ("py:class", r"(tuple|dict)\[.*|(pathlib\.)?Path|.*\._Entry"),
    ("py:(mod|func)", r"sphinx_support_matrix\.core\.export|requirement_totals"),
]


class ProblemCodes(SphinxDirective):
    """``.. problem-codes::``: every code but those of rules, with its explanation, from the code itself."""

    def run(self) -> list[nodes.Node]:
        items = nodes.definition_list()
        for code in Code:
            if code in RULES:
                continue
            term = nodes.term("", "", nodes.literal("", code.value), ids=[f"problem-{code.value}"])
            term += nodes.Text(f" ({code.severity.value})")
            definition = nodes.definition("", nodes.paragraph("", code.explanation))
            items += nodes.definition_list_item("", term, definition)
        return [items]


class CommandHelp(SphinxDirective):
    """``.. command-help::``: a section for each command with its help, from the command itself."""

    def run(self) -> list[nodes.Node]:
        sections: list[nodes.Node] = []
        for name in COMMANDS:
            section = nodes.section(ids=[f"support-matrix-{name}"])
            section += nodes.title("", f"support-matrix {name}")
            # As wide as a block of code is on the page.
            os.environ["COLUMNS"] = "90"
            text = make_parser(name).format_help()
            section += nodes.literal_block(text, text, language="text")
            sections.append(section)
        return sections


def on_source_read(app: Sphinx, page: str, source: list[str]) -> None:
    """Let a page show the evidence that has just been collected, if the build is told where that is."""
    collected = app.config.showcase_evidence
    if collected and page == "showcase-evidence":
        kept = "examples/compressors/compressors.evidence.json"
        source[0] = source[0].replace(kept, os.path.relpath(collected, app.srcdir))


def setup(app: Sphinx) -> None:
    app.add_config_value("showcase_evidence", "", "env", (str,))
    app.connect("source-read", on_source_read)
    app.add_directive("command-help", CommandHelp)
    app.add_directive("problem-codes", ProblemCodes)
