"""Translate what a page shows of a file with the catalog of the file."""

from __future__ import annotations

from contextlib import contextmanager
from gettext import find
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, cast

from sphinx.locale import translators
from sphinx.transforms.i18n import Locale
from sphinx.util.i18n import docname_to_domain

from sphinx_support_matrix.extension.catalogs.file_messages import domain_of_file, nodes_by_file
from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.doctree.finishing import MatrixTransform
from sphinx_support_matrix.extension.doctree.notes.note_parser import MARKDOWN
from sphinx_support_matrix.extension.following import digest_of_file
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.html.ids import FILE_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docutils import nodes

    from sphinx_support_matrix.extension.doctree.nodes import support_matrix

# What Sphinx calls the two kinds of text.
_RST = "restructuredtext"
_MARKDOWN = "markdown"


class TranslateMatrices(MatrixTransform):
    """Translate the messages of files for which the catalog of the page has nothing."""

    # After Locale (20), which uses that of the page, and before the progress is counted (25).
    default_priority = 21

    def transform(self, container: support_matrix) -> None:
        """Translate what *container* shows, file by file."""
        if not builder_of(self.env).use_message_catalog:
            return
        of_page = docname_to_domain(self.env.docname, self.config.gettext_compact)
        files = container["path"].split(FILE_SEPARATOR)
        domains = {file: domain_of_file(file, self.config) for file in files}
        there = {domain for domain in {*domains.values()} - {of_page} if self._follow(domain)}
        # Most projects have no catalogs, and their nodes are not looked through.
        if there:
            for file, found in nodes_by_file(container, self.env).items():
                if domains[file] in there:
                    left = [node for node in found if not node.get("translated")]
                    self._translate(left, file, domains[file])

    def _follow(self, domain: str) -> bool:
        """Have the document read again when the catalog comes, changes or goes.

        :returns: Whether it is there.
        """
        source, language = Path(self.env.srcdir), self.config.language
        found = [find(domain, source / folder, [language]) for folder in self.config.locale_dirs]
        # That of 'de' is for 'de_AT', too, as long as this has none.
        paths = [
            source / folder / language / "LC_MESSAGES" / f"{domain}.mo" for folder in self.config.locale_dirs
        ]
        for path in {*paths, *(Path(each) for each in found if each)}:
            domain_of(self.env).note_file(self.env.docname, str(path), digest_of_file(path))
        return any(found)

    def _translate(self, found: list[nodes.Element], file: str, domain: str) -> None:
        markdown = [node for node in found if _is_in_markdown(node)]
        in_markdown = set(markdown)
        rst = [node for node in found if node not in in_markdown]
        # A project may have notes in Markdown, and no documents.
        known = _MARKDOWN in self.config.source_suffix.values()
        for part, kind in ((rst, _RST), (markdown, _MARKDOWN if known else _RST)):
            if part:
                with self._reading(file, kind, domain):
                    _LocaleOfNodes(_Part(self.document, part, file)).apply()

    @contextmanager
    def _reading(self, file: str, kind: str, domain: str) -> Iterator[None]:
        """Let Sphinx take the catalog *domain*, and read its messages as the text that *file* holds.

        So it does for a project that has only one catalog, and only one kind of text.
        """
        config = self.config
        before = config.gettext_compact, config.source_suffix
        # Sphinx would put what it reads behind what is there, once for each matrix.
        translators.pop(("general", domain), None)
        config.gettext_compact, config.source_suffix = domain, {PurePosixPath(file).suffix: kind}
        try:
            yield
        finally:
            config.gettext_compact, config.source_suffix = before


def _is_in_markdown(node: nodes.Element | None) -> bool:
    while node is not None:
        if MARKDOWN in node:
            return True
        node = node.parent
    return False


class _LocaleOfNodes(Locale):
    """Sphinx's own translation, for a part of a document."""

    def __init__(self, part: _Part) -> None:
        super().__init__(cast("nodes.document", part))


class _Part:
    """A document in which only some nodes are found, as if they were a file of their own."""

    def __init__(self, document: nodes.document, found: list[nodes.Element], file: str) -> None:
        self._document = document
        self._found = found
        self._file = file

    def __getattr__(self, name: str) -> Any:
        return getattr(self._document, name)

    def __getitem__(self, name: str) -> Any:
        return self._file if name == "source" else self._document[name]

    def findall(self, condition: Callable[[nodes.Node], bool] | None = None) -> Iterator[nodes.Node]:
        """The nodes that fulfil the *condition*."""
        return (node for node in self._found if condition is None or condition(node))
