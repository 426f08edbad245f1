"""Styles and controls, on the pages that hold a matrix and on no other; for search, a script on the search page."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_support_matrix.extension.configuration import has_controls
from sphinx_support_matrix.extension.doctree.nodes import matrix_summary
from sphinx_support_matrix.extension.findings.beside_files import STANDINGS
from sphinx_support_matrix.extension.output.search_index import search_index
from sphinx_support_matrix.extension.output.single_page import SINGLE_PAGE
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.script import script_words

if TYPE_CHECKING:
    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_support_matrix.extension.references.domain import SupportDomain

# A folder of our own below _static: files of older tools have the names that one would expect, lie in the
# html_static_path of projects, and would replace ours.
FOLDER = "sphinx-support-matrix"
STYLES = "matrix.css"
CONTROLS = "controls.css"
WORDS = "words.js"
MATRIX = "matrix.js"
SEARCH = "search.js"
INDEX = "search-index.js"
_STATIC = Path(__file__).parents[2] / "html" / "static"


def on_write_started(app: Sphinx, builder: Builder) -> None:
    """Write styles and scripts, before the pages that name them with their checksums are written."""
    if builder.format == "html" and domain_of(app.env).documents:
        _copy(app, STYLES)
        for name in domain_of(app.env).styles(None):
            _copy(app, name)
        if has_controls(app.builder):
            _copy(app, CONTROLS)
            _write(app, WORDS, script_words(words(), standings=STANDINGS in domain_of(app.env).styles(None)))
            _copy(app, MATRIX)


def on_html_page_context(
    app: Sphinx, pagename: str, _templatename: str, _context: dict[str, Any], doctree: nodes.document | None
) -> None:
    """Load what a page that holds a matrix needs; a single page holds those of all documents."""
    domain = domain_of(app.env)
    if doctree is not None:
        documents = domain.documents
        alone = app.builder.name == SINGLE_PAGE
        if documents and (pagename in documents or alone):
            # Before Sphinx 8.1, nobody hears that a single page is about to be written.
            if alone:
                on_write_started(app, app.builder)
            app.add_css_file(f"{FOLDER}/{STYLES}")
            for name in domain.styles(None if alone else pagename):
                app.add_css_file(f"{FOLDER}/{name}")
            if has_controls(app.builder) and next(doctree.findall(matrix_summary), None) is not None:
                _add_controls(app)
    elif pagename == "search" and domain.views:
        _add_search(app, domain)


def _add_controls(app: Sphinx) -> None:
    app.add_css_file(f"{FOLDER}/{CONTROLS}")
    # Deferred scripts run in this order.
    app.add_js_file(f"{FOLDER}/{WORDS}", loading_method="defer")
    app.add_js_file(f"{FOLDER}/{MATRIX}", loading_method="defer")


def _add_search(app: Sphinx, domain: SupportDomain) -> None:
    indexer = getattr(app.builder, "indexer", None)
    if indexer is None:
        return
    _write(app, INDEX, search_index(domain.all_views(), indexer.lang))
    _copy(app, SEARCH)
    # Deferred scripts run in this order, after Sphinx's own and before the search begins.
    app.add_js_file(f"{FOLDER}/{INDEX}", loading_method="defer")
    app.add_js_file(f"{FOLDER}/{SEARCH}", loading_method="defer")


def _copy(app: Sphinx, name: str) -> None:
    shutil.copyfile(_STATIC / name, _folder(app) / name)


def _write(app: Sphinx, name: str, text: str) -> None:
    (_folder(app) / name).write_text(text, encoding="utf-8", newline="\n")


def _folder(app: Sphinx) -> Path:
    folder = Path(app.outdir, "_static", FOLDER)
    folder.mkdir(parents=True, exist_ok=True)
    return folder
