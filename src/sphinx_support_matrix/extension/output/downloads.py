"""The data of a matrix beside its page, as JSON."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_support_matrix.extension.doctree.nodes import matrix_download
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_support_matrix.core.matrix.model import Matrix

# The builders of pages that stand on a web server. A book would have to list the file in its manifest.
_WITH_FILES = frozenset({"html", "dirhtml", "singlehtml"})


def download(matrix: Matrix, path: str, env: BuildEnvironment) -> matrix_download:
    """Remember the data of *matrix*, and make the link to them.

    :param path: The file as a path from the source folder: the data must not depend on where that is.
    """
    # Few pages offer the data, and none else has to wait for the module.
    from sphinx_support_matrix.core.export.as_json import to_json

    file = domain_of(env).note_download(env.docname, to_json(matrix, path=path))
    return matrix_download(file=file)


def visit_download(self: HTML5Translator, node: matrix_download) -> None:
    """Render the link, where there is a file for it."""
    builder = self.builder
    if builder.name in _WITH_FILES:
        page = builder.current_docname if builder.name != "singlehtml" else builder.config.root_doc
        uri = relative_uri(builder.get_target_uri(page), node["file"])
        link = self.starttag(node, "a", "", CLASS="reference download", href=uri, download="")
        self.body.append(f'<p class="sm-download">{link}{self.encode(words().labels["download"])}</a></p>\n')
    raise nodes.SkipNode


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of all documents: they are small beside the pages, and must not be left behind."""
    if exception is not None or app.builder.name not in _WITH_FILES:
        return
    for file, text in sorted(domain_of(app.env).all_downloads()):
        path = Path(app.outdir, file)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
