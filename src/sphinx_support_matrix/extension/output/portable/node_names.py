"""Texinfo: sections need names of their own, which not every title gives."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_support_matrix.extension.current_builder import builder_of

# What the writer leaves out of the names of nodes.
_NO_NAME = re.compile(r"[\s,:()]*")


class NameTexinfoNodes(SphinxPostTransform):
    """Put the id of a section after a title such as ``(:)``, of which no name can be made: Sphinx would fail."""

    # As ExpandMatrices: after everything that changes titles.
    default_priority = 200

    def is_supported(self) -> bool:
        """No other builder makes names of titles."""
        return builder_of(self.env).name == "texinfo"

    def run(self, **_kwargs: Any) -> None:
        """Do it for the whole document."""
        for section in self.document.findall(nodes.section):
            title = section.next_node(nodes.title)
            if title is not None and _NO_NAME.fullmatch(title.astext()):
                title += nodes.Text(f" {section['ids'][0]}")
