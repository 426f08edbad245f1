"""The Sphinx extension: the directive, its nodes, and how they become pages."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

import docutils
import sphinx

from sphinx_support_matrix.extension.catalogs.extracting import MarkMessages, on_doctree_resolved
from sphinx_support_matrix.extension.catalogs.translating import TranslateMatrices
from sphinx_support_matrix.extension.configuration import add_configuration
from sphinx_support_matrix.extension.current_builder import on_builder_inited
from sphinx_support_matrix.extension.directives.directive_names import add_directives
from sphinx_support_matrix.extension.doctree.finishing import FinishMatrices, GatherNotes
from sphinx_support_matrix.extension.doctree.naming import NameMatrices, after_labels, before_labels
from sphinx_support_matrix.extension.doctree.nodes import (
    matrix_badge,
    matrix_comparison,
    matrix_download,
    matrix_feature,
    matrix_legend,
    matrix_names,
    matrix_rest,
    matrix_summary,
    matrix_symbol,
    matrix_tally,
    matrix_trend,
)
from sphinx_support_matrix.extension.doctree.notes.local_names import ResolveNoteNames
from sphinx_support_matrix.extension.doctree.placing import PlaceMatrices
from sphinx_support_matrix.extension.findings import feeds
from sphinx_support_matrix.extension.following import on_env_get_outdated, on_env_updated
from sphinx_support_matrix.extension.output.assets import on_html_page_context, on_write_started
from sphinx_support_matrix.extension.output.contents import on_doctree_read
from sphinx_support_matrix.extension.output.downloads import OfferData, on_build_finished, visit_download
from sphinx_support_matrix.extension.output.driver_links import LinkMatrices
from sphinx_support_matrix.extension.output.html_visitors import (
    depart_rest,
    skip_names,
    visit_badge,
    visit_comparison,
    visit_feature,
    visit_legend,
    visit_rest,
    visit_summary,
    visit_symbol,
    visit_tally,
    visit_trend,
)
from sphinx_support_matrix.extension.output.portable.node_names import NameTexinfoNodes
from sphinx_support_matrix.extension.output.single_page import RenameIds
from sphinx_support_matrix.extension.references.domain import SupportDomain
from sphinx_support_matrix.extension.references.inventory_rows import AddCells
from sphinx_support_matrix.extension.references.missing import on_warn_missing_reference
from sphinx_support_matrix.extension.references.registering import IndexMatrices, RegisterMatrices
from sphinx_support_matrix.extension.reporting import on_env_before_read_docs
from sphinx_support_matrix.extension.translation import CATALOG, LOCALE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

# Raised whenever the nodes or their attributes change, so that old doctrees are not used while this is developed.
ENVIRONMENT_VERSION = 11


def connect(app: Sphinx, version: str) -> ExtensionMetadata:
    """Register everything with *app*."""
    add_directives(app)
    app.add_domain(SupportDomain)
    app.add_node(matrix_summary, html=(visit_summary, None))
    app.add_node(matrix_legend, html=(visit_legend, None))
    app.add_node(matrix_feature, html=(visit_feature, None))
    app.add_node(matrix_badge, html=(visit_badge, None))
    app.add_node(matrix_comparison, html=(visit_comparison, None))
    app.add_node(matrix_symbol, html=(visit_symbol, None))
    app.add_node(matrix_tally, html=(visit_tally, None))
    app.add_node(matrix_trend, html=(visit_trend, None))
    app.add_node(matrix_rest, html=(visit_rest, depart_rest))
    app.add_node(matrix_names, html=(skip_names, None))
    app.add_node(matrix_download, html=(visit_download, None))
    add_configuration(app)
    for transform in (
        ResolveNoteNames,
        MarkMessages,
        TranslateMatrices,
        OfferData,
        GatherNotes,
        FinishMatrices,
        NameMatrices,
        RegisterMatrices,
        IndexMatrices,
        PlaceMatrices,
    ):
        app.add_transform(transform)
    app.add_post_transform(LinkMatrices)
    app.add_post_transform(AddCells)
    app.add_post_transform(NameTexinfoNodes)
    app.add_post_transform(RenameIds)
    app.add_message_catalog(CATALOG, str(LOCALE))
    app.connect("builder-inited", on_builder_inited)
    app.connect("builder-inited", _expand)
    app.connect("env-before-read-docs", on_env_before_read_docs)
    # Around Sphinx's autosectionlabel.
    app.connect("doctree-read", before_labels, priority=400)
    app.connect("doctree-read", after_labels, priority=600)
    # After Sphinx's own collector of contents, whose work it corrects.
    app.connect("doctree-read", on_doctree_read, priority=900)
    app.connect("doctree-resolved", on_doctree_resolved)
    app.connect("env-get-outdated", on_env_get_outdated)
    app.connect("env-get-outdated", feeds.on_env_get_outdated)
    app.connect("env-updated", on_env_updated)
    app.connect("warn-missing-reference", on_warn_missing_reference)
    app.connect("write-started", on_write_started)
    app.connect("html-page-context", on_html_page_context)
    app.connect("html-page-context", feeds.on_page_context)
    app.connect("build-finished", on_build_finished)
    return {
        "version": version,
        "env_version": _environment_version(version),
        "parallel_read_safe": True,
        "parallel_write_safe": True,
    }


def _expand(app: Sphinx) -> None:
    """Let matrices become standard nodes when they are written, unless they become HTML."""
    if app.builder.format != "html":
        # Most builds are of HTML, and do not wait for the modules.
        from sphinx_support_matrix.extension.output.portable.expanding import ExpandMatrices

        app.add_post_transform(ExpandMatrices)


def _environment_version(version: str) -> int:
    """A number that differs for every set of versions that pickle what a build remembers.

    What one release of this package, of Sphinx or of docutils has pickled, another may not understand, and need
    not: the documents are read again.
    """
    versions = f"{ENVIRONMENT_VERSION} {version} {sphinx.__version__} {docutils.__version__}"
    return int.from_bytes(sha256(versions.encode()).digest()[:4], "big") + 1
