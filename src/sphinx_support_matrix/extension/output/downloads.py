"""The data of a matrix beside its page, as JSON, and the feeds of its changes."""

from __future__ import annotations

import json
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.osutil import relative_uri

from sphinx_support_matrix.extension.catalogs.translated_matrix import translated
from sphinx_support_matrix.extension.doctree.finishing import MatrixTransform
from sphinx_support_matrix.extension.doctree.nodes import matrix_download
from sphinx_support_matrix.extension.findings.feeds import WITH_FEEDS, feed_files
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.writers.html5 import HTML5Translator

    from sphinx_support_matrix.extension.doctree.nodes import support_matrix

# The builders of pages that stand on a web server. A book would have to list the file in its manifest.
_WITH_FILES = frozenset({"html", "dirhtml", "singlehtml"})
_WRITTEN = ".support-matrix-downloads"


class OfferData(MatrixTransform):
    """Remember the data that links of the document lead to, with the titles that its pages show."""

    # After TranslateMatrices (21), and while the nodes still have the texts of the file (100).
    default_priority = 98

    def transform(self, container: support_matrix) -> None:
        """Remember what *container* offers."""
        for link in container.findall(matrix_download):
            # Few pages offer the data, and none else has to wait for the module.
            from sphinx_support_matrix.core.export.as_json import to_json

            matrix = translated(link.attributes.pop("matrix"), container)
            findings = container["unfinished"].findings
            # The data must not depend on where the source folder is.
            text = to_json(matrix, path=container["path"], more=findings.of_cell)
            link["docname"] = self.env.docname
            link["number"] = domain_of(self.env).note_download(self.env.docname, text)


def visit_download(self: HTML5Translator, node: matrix_download) -> None:
    """Render the link, where there is a file for it."""
    builder = self.builder
    if builder.name in _WITH_FILES:
        page = builder.current_docname if builder.name != "singlehtml" else builder.config.root_doc
        file, _ = domain_of(builder.env).downloads()[node["docname"], node["number"]]
        uri = relative_uri(builder.get_target_uri(page), file)
        link = self.starttag(node, "a", "", CLASS="reference download", href=uri, download="")
        self.body.append(f'<p class="sm-download">{link}{self.encode(words().labels["download"])}</a></p>\n')
    raise nodes.SkipNode


def on_build_finished(app: Sphinx, exception: Exception | None) -> None:
    """Write the files of all documents, and take those away that no page offers any more.

    Files are small beside the pages. Which were written, a hidden file remembers; one that somebody has changed
    since then is theirs.
    """
    if exception is not None or app.builder.name not in _WITH_FILES:
        return
    folder = Path(app.outdir)
    files = sorted(domain_of(app.env).downloads().values())
    if app.builder.name in WITH_FEEDS:
        files += feed_files(app.builder)
    texts = {file: text.encode() for file, text in files}
    for file, digest in _written(folder).items():
        if file not in texts and _digest_of(folder / file) == digest:
            (folder / file).unlink()
    for file, data in texts.items():
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    _remember({file: sha256(data).hexdigest() for file, data in texts.items()}, folder)


def _written(folder: Path) -> dict[str, str]:
    """The files that a build wrote before, with the digests of what it wrote."""
    try:
        found = json.loads((folder / _WRITTEN).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    if not isinstance(found, dict):
        return {}
    return {file: digest for file, digest in found.items() if _is_inside(folder / file, folder)}


def _is_inside(path: Path, folder: Path) -> bool:
    """Whether *path* is below *folder*, whatever a hidden file that somebody changed says."""
    return path.resolve().is_relative_to(folder.resolve())


def _digest_of(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return None


def _remember(written: dict[str, str], folder: Path) -> None:
    if written:
        (folder / _WRITTEN).write_text(json.dumps(written, indent=1), encoding="utf-8", newline="\n")
    else:
        (folder / _WRITTEN).unlink(missing_ok=True)
