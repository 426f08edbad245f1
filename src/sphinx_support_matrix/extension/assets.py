"""Styles, on the pages that hold a matrix and on no other."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.util.fileutil import copy_asset_file

from sphinx_support_matrix.extension.domain import SupportDomain

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

STYLES = "support-matrix.css"
_STATIC = Path(__file__).parent.parent / "static"


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Copy the styles, before the pages that name them with their checksum are written."""
    if builder.format == "html" and _documents(app):
        target = Path(app.outdir) / "_static"
        target.mkdir(parents=True, exist_ok=True)
        copy_asset_file(_STATIC / STYLES, target / STYLES, force=True)


def on_html_page_context(
    app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load the styles on a page that holds a matrix; a single page holds those of all documents."""
    documents = _documents(app)
    if doctree is not None and documents and (pagename in documents or app.builder.name == "singlehtml"):
        app.add_css_file(STYLES)


def _documents(app: Sphinx) -> set[str]:
    domain = app.env.domains[SupportDomain.name]
    assert isinstance(domain, SupportDomain)
    return domain.documents
