"""Decide which messages of a document are those of a file, and in which catalog these are."""

from __future__ import annotations

from gettext import find
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.i18n import docname_to_domain
from sphinx.util.nodes import extract_messages

from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.doctree.nodes import matrix_caption, matrix_title
from sphinx_support_matrix.html.ids import FILE_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.extension.doctree.nodes import support_matrix

# What a directive can say, too.
_OF_DIRECTIVE = (matrix_title, matrix_caption)


def domain_of_file(file: str, config: Config) -> str:
    """The name of the catalog of *file*: that of a document in its place.

    :param file: The path from the source folder. A file outside of it counts as one that is directly in it.
    """
    parts = [part for part in PurePosixPath(file).with_suffix("").parts if part != ".."]
    return docname_to_domain("/".join(parts), config.gettext_compact)


def may_be_translated(path: str, env: BuildEnvironment) -> bool:
    """Whether somebody translates what the document that is being read shows of a matrix, or is about to.

    :param path: The files of the matrix, as paths from the source folder.
    """
    if builder_of(env).name == "gettext":
        return True
    domains = {docname_to_domain(env.docname, env.config.gettext_compact)}
    domains |= {domain_of_file(file, env.config) for file in path.split(FILE_SEPARATOR)}
    folders = [Path(env.srcdir, folder) for folder in env.config.locale_dirs]
    return any(find(domain, folder, [env.config.language]) for domain in domains for folder in folders)


def nodes_by_file(container: support_matrix, env: BuildEnvironment) -> dict[str, list[nodes.Element]]:
    """The nodes of *container* that hold messages, by the file that each comes from."""
    files = container["path"].split(FILE_SEPARATOR)
    paths = {str(Path(env.relfn2path(f"/{file}")[1])): file for file in files}
    found: dict[str, list[nodes.Element]] = {}
    for node in _messages(container):
        # A data file names the file that it was made from, which need not be there.
        file = paths.get(str(node.source), files[0])
        found.setdefault(file, []).append(node)
    return found


def _messages(container: support_matrix) -> Iterator[nodes.Element]:
    parts = container.children[:-1] if "noted" in container else container.children
    for part in parts:
        if isinstance(part, nodes.Element):
            seen = dict.fromkeys(node for node, _message in extract_messages(part))
            yield from (node for node in seen if not _is_of_directive(node, container))


def _is_of_directive(node: nodes.Element, container: support_matrix) -> bool:
    return isinstance(node, _OF_DIRECTIVE) and node.source == container.source
