"""Links from one document to another that depend on what the whole project holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.errors import NoUri
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_support_matrix.core.matrix.status_meaning import told
from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.doctree.nodes import (
    NodesByClass,
    matrix_comparison,
    matrix_entry,
    matrix_name,
    matrix_summary,
    matrix_symbol,
)
from sphinx_support_matrix.extension.doctree.standard_nodes import link_or_text, sentence
from sphinx_support_matrix.extension.findings.standing_text import standing_told
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.headings import heads_of

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.status_meaning import NamedFeature
    from sphinx_support_matrix.extension.references.finder import Finder
    from sphinx_support_matrix.html.context import Table


class LinkMatrices(SphinxPostTransform):
    """Link the heading of a driver to its page, and the page to the features."""

    # After the references in notes have been resolved (10), before the matrices are expanded (200).
    default_priority = 150

    def is_supported(self) -> bool:
        """Messages for translation are taken from the nodes themselves."""
        return builder_of(self.env).name != "gettext"

    def run(self, **_kwargs: Any) -> None:
        """Do it for the whole document."""
        domain = domain_of(self.env)
        finder: Finder | None = None
        inside = NodesByClass(self.document)
        tables: list[nodes.Element] = [*inside.of(matrix_summary), *inside.of(matrix_comparison)]
        for part in tables:
            finder = finder or domain.finder()
            table: Table = part["table"]
            pages = [self.page(column.key, part["path"], finder) for column in table.columns]
            part["heads"] = tuple(
                head if page is None else head._replace(link=page, internal=True)
                for head, page in zip(heads_of(table), pages, strict=True)
            )
        for entry in inside.of(matrix_entry):
            finder = finder or domain.finder()
            entry.replace_self(self.entry(entry, finder))
        for name in inside.of(matrix_name):
            finder = finder or domain.finder()
            name.replace_self(self.name(name, finder))

    def page(self, key: str, path: str, finder: Finder) -> str | None:
        """The address of the page of the driver *key* of the file *path*, if there is one."""
        page = finder.page(path, key)
        return self.uri(page.docname, page.anchor) if page is not None else None

    def name(self, name: matrix_name, finder: Finder) -> nodes.Node:
        """The title of a feature or a driver as a link with the title that it has now, where something shows it."""
        find = finder.feature if name["kind"] == "feature" else finder.driver
        found = find(name["path"], name["key"])
        if found is None:
            return nodes.Text(name.astext())
        return link_or_text(found.text, self.uri(found.docname, found.anchor), internal=True)

    def entry(self, entry: matrix_entry, finder: Finder) -> nodes.paragraph:
        """The paragraph with a feature's title, which links to the feature."""
        found = finder.feature(entry["path"], entry["feature"])
        uri = self.uri(found.docname, found.anchor) if found is not None else None
        paragraph = nodes.paragraph("")
        if entry.get("level") is not None:
            paragraph += matrix_symbol(level=entry["level"])
        paragraph += link_or_text(entry.astext(), uri, internal=True)
        # What people wrote goes first.
        since = entry["release"] or entry.get("since")
        tells = entry["status"] is not None and entry["status"].names_others
        marks = [
            # A sentence about other features says more.
            None if tells else entry.get("kind"),
            # Elsewhere the heading says it.
            words().level_title(entry["level"]) if entry.get("open") else None,
            since and words().since(since),
        ]
        if any(marks):
            paragraph += nodes.Text(f" ({', '.join(filter(None, marks))})")
        if entry.get("standing") is not None:
            classes = ["sm-standing", f"sm-{entry['standing'].standing.value}"]
            proof = nodes.inline("", "", *standing_told(entry["standing"]), classes=classes)
            paragraph += [nodes.Text(", "), proof]
        if tells:
            pieces = told(entry["status"], words().statuses)
            paragraph += [nodes.Text(". "), *sentence(pieces, lambda each: self.address(entry, each, finder))]
        return paragraph

    def address(self, entry: matrix_entry, named: NamedFeature, finder: Finder) -> str | None:
        """The address of a feature that the status of *entry* names, unless it is its own."""
        if named.name == entry["feature"]:
            return None
        found = finder.feature(entry["path"], named.name)
        return self.uri(found.docname, found.anchor) if found is not None else None

    def uri(self, docname: str, anchor: str) -> str | None:
        """The address of *anchor*, as this builder writes it; ``None`` where it has no page."""
        try:
            uri = builder_of(self.env).get_relative_uri(self.env.docname, docname)
        except NoUri:
            return None
        return f"{uri}#{anchor}"
