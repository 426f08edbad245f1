"""In a build for translators, put the messages of a file into its own catalog."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.builders.gettext import I18nBuilder
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

from sphinx_support_matrix.extension.catalogs.file_messages import domain_of_file, nodes_by_file
from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.doctree.finishing import MatrixTransform

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx

    from sphinx_support_matrix.extension.doctree.nodes import support_matrix

_FILE = "matrix_file"


class MarkMessages(MatrixTransform):
    """Remember of each message which file it comes from, before a matrix is put among the other text."""

    # Before Locale (20), as long as every node is there.
    default_priority = 19

    def transform(self, container: support_matrix) -> None:
        """Mark the nodes of *container*, in a build that has a folder of doctrees to itself."""
        if isinstance(builder_of(self.env), I18nBuilder):
            for file, found in nodes_by_file(container, self.env).items():
                for node in found:
                    node[_FILE] = file


def on_doctree_resolved(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Add the messages of files to their catalogs, so that Sphinx finds only the others in the document."""
    builder = app.builder
    if not isinstance(builder, I18nBuilder):
        return
    of_document = docname_to_domain(docname, app.config.gettext_compact)
    for node, message in list(extract_messages(doctree)):
        file = node.get(_FILE)
        if file is not None and (domain := domain_of_file(file, app.config)) != of_document:
            builder.catalogs[domain].add(message, node)
            # What has no source is no message. An image is one for its text.
            node.source = None
            node.attributes.pop("alt", None)
