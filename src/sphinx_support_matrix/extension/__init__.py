"""The Sphinx extension: the directive, its nodes, and how they become pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.extension.assets import on_html_page_context, on_write_started
from sphinx_support_matrix.extension.directive import SupportMatrixDirective
from sphinx_support_matrix.extension.domain import SupportDomain
from sphinx_support_matrix.extension.html import visit_feature, visit_legend, visit_summary
from sphinx_support_matrix.extension.nodes import (
    matrix_feature,
    matrix_legend,
    matrix_summary,
)
from sphinx_support_matrix.extension.place import PlaceMatrices
from sphinx_support_matrix.extension.portable import ExpandMatrices

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Raised whenever the nodes or their attributes change, so that old doctrees are not used.
ENVIRONMENT_VERSION = 1


def connect(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything with *app*."""
    app.add_directive("support_matrix", SupportMatrixDirective)
    app.add_directive("feature_matrix", SupportMatrixDirective)
    app.add_domain(SupportDomain)
    app.add_node(matrix_summary, html=(visit_summary, None))
    app.add_node(matrix_legend, html=(visit_legend, None))
    app.add_node(matrix_feature, html=(visit_feature, None))
    app.add_transform(PlaceMatrices)
    app.add_post_transform(ExpandMatrices)
    app.connect("write-started", on_write_started)
    app.connect("html-page-context", on_html_page_context)
    return {
        "version": version,
        "env_version": ENVIRONMENT_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
