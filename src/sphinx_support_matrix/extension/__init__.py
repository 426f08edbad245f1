"""The Sphinx extension: the directive, its nodes, and how they become pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.extension import single
from sphinx_support_matrix.extension.assets import on_html_page_context, on_write_started
from sphinx_support_matrix.extension.changes_directive import SupportMatrixChangesDirective
from sphinx_support_matrix.extension.configuration import add_configuration
from sphinx_support_matrix.extension.contents import on_doctree_read
from sphinx_support_matrix.extension.directive import SupportMatrixDirective
from sphinx_support_matrix.extension.domain import SupportDomain
from sphinx_support_matrix.extension.download import on_build_finished, visit_download
from sphinx_support_matrix.extension.driver_directive import SupportMatrixDriverDirective
from sphinx_support_matrix.extension.follow import on_env_updated
from sphinx_support_matrix.extension.html import (
    skip_names,
    visit_badge,
    visit_feature,
    visit_legend,
    visit_summary,
)
from sphinx_support_matrix.extension.links import LinkMatrices
from sphinx_support_matrix.extension.nodes import (
    matrix_badge,
    matrix_download,
    matrix_feature,
    matrix_legend,
    matrix_names,
    matrix_summary,
)
from sphinx_support_matrix.extension.place import PlaceMatrices
from sphinx_support_matrix.extension.portable import ExpandMatrices
from sphinx_support_matrix.extension.report import on_env_before_read_docs
from sphinx_support_matrix.extension.roles import on_warn_missing_reference
from sphinx_support_matrix.extension.words import CATALOG, LOCALE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Raised whenever the nodes or their attributes change, so that old doctrees are not used.
ENVIRONMENT_VERSION = 3


def connect(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything with *app*."""
    app.add_directive("support_matrix", SupportMatrixDirective)
    app.add_directive("feature_matrix", SupportMatrixDirective)
    app.add_directive("support_matrix_driver", SupportMatrixDriverDirective)
    app.add_directive("support_matrix_changes", SupportMatrixChangesDirective)
    app.add_domain(SupportDomain)
    app.add_node(matrix_summary, html=(visit_summary, None))
    app.add_node(matrix_legend, html=(visit_legend, None))
    app.add_node(matrix_feature, html=(visit_feature, None))
    app.add_node(matrix_badge, html=(visit_badge, None))
    app.add_node(matrix_names, html=(skip_names, None))
    app.add_node(matrix_download, html=(visit_download, None))
    add_configuration(app)
    app.add_transform(PlaceMatrices)
    app.add_post_transform(LinkMatrices)
    app.add_post_transform(ExpandMatrices)
    app.add_post_transform(single.RenameIds)
    app.add_message_catalog(CATALOG, str(LOCALE))
    app.connect("env-before-read-docs", on_env_before_read_docs)
    # After Sphinx's own collector of contents, whose work it corrects.
    app.connect("doctree-read", on_doctree_read, priority=900)
    app.connect("env-updated", on_env_updated)
    app.connect("warn-missing-reference", on_warn_missing_reference)
    app.connect("write-started", on_write_started)
    app.connect("write-started", single.on_write_started)
    app.connect("html-page-context", on_html_page_context)
    app.connect("build-finished", on_build_finished)
    return {
        "version": version,
        "env_version": ENVIRONMENT_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
