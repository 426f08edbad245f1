"""The Sphinx extension: the directive, its nodes, and how they become pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.extension.configuration import add_configuration
from sphinx_support_matrix.extension.directives.diff_directive import SupportMatrixDiffDirective
from sphinx_support_matrix.extension.directives.driver_directive import SupportMatrixDriverDirective
from sphinx_support_matrix.extension.directives.matrix_directive import SupportMatrixDirective
from sphinx_support_matrix.extension.doctree.finishing import FinishMatrices, GatherNotes
from sphinx_support_matrix.extension.doctree.nodes import (
    matrix_badge,
    matrix_download,
    matrix_feature,
    matrix_legend,
    matrix_names,
    matrix_summary,
)
from sphinx_support_matrix.extension.doctree.placing import PlaceMatrices
from sphinx_support_matrix.extension.output.assets import on_html_page_context, on_write_started
from sphinx_support_matrix.extension.output.contents import on_doctree_read
from sphinx_support_matrix.extension.output.downloads import on_build_finished, visit_download
from sphinx_support_matrix.extension.output.driver_links import LinkMatrices
from sphinx_support_matrix.extension.output.html_visitors import (
    skip_names,
    visit_badge,
    visit_feature,
    visit_legend,
    visit_summary,
)
from sphinx_support_matrix.extension.output.portable.expanding import ExpandMatrices
from sphinx_support_matrix.extension.output.portable.node_names import NameTexinfoNodes
from sphinx_support_matrix.extension.output.single_page import RenameIds, decide_ids
from sphinx_support_matrix.extension.references.domain import SupportDomain
from sphinx_support_matrix.extension.references.following import on_env_updated
from sphinx_support_matrix.extension.references.missing import on_warn_missing_reference
from sphinx_support_matrix.extension.references.registering import IndexMatrices, RegisterMatrices
from sphinx_support_matrix.extension.reporting import on_env_before_read_docs
from sphinx_support_matrix.extension.translation import CATALOG, LOCALE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Raised whenever the nodes or their attributes change, so that old doctrees are not used.
ENVIRONMENT_VERSION = 4


def connect(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything with *app*."""
    app.add_directive("support_matrix", SupportMatrixDirective)
    app.add_directive("feature_matrix", SupportMatrixDirective)
    app.add_directive("support_matrix_driver", SupportMatrixDriverDirective)
    app.add_directive("support_matrix_diff", SupportMatrixDiffDirective)
    app.add_domain(SupportDomain)
    app.add_node(matrix_summary, html=(visit_summary, None))
    app.add_node(matrix_legend, html=(visit_legend, None))
    app.add_node(matrix_feature, html=(visit_feature, None))
    app.add_node(matrix_badge, html=(visit_badge, None))
    app.add_node(matrix_names, html=(skip_names, None))
    app.add_node(matrix_download, html=(visit_download, None))
    add_configuration(app)
    for transform in (GatherNotes, FinishMatrices, RegisterMatrices, IndexMatrices, PlaceMatrices):
        app.add_transform(transform)
    app.add_post_transform(LinkMatrices)
    app.add_post_transform(ExpandMatrices)
    app.add_post_transform(NameTexinfoNodes)
    app.add_post_transform(RenameIds)
    app.add_message_catalog(CATALOG, str(LOCALE))
    app.connect("env-before-read-docs", on_env_before_read_docs)
    # After Sphinx's own collector of contents, whose work it corrects.
    app.connect("doctree-read", on_doctree_read, priority=900)
    app.connect("env-updated", on_env_updated)
    app.connect("warn-missing-reference", on_warn_missing_reference)
    app.connect("write-started", on_write_started)
    app.connect("write-started", decide_ids)
    app.connect("html-page-context", on_html_page_context)
    app.connect("build-finished", on_build_finished)
    return {
        "version": version,
        "env_version": ENVIRONMENT_VERSION,
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }
