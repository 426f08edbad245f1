"""Tell the domain and the general index what a document shows of a matrix."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_support_matrix.extension.configuration import INDEX
from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.doctree.finishing import MatrixTransform, parts_of
from sphinx_support_matrix.extension.doctree.nodes import (
    NodesByClass,
    matrix_driver,
    matrix_feature,
    matrix_names,
    matrix_row,
    matrix_summary,
)
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.references.views import DriverPage, DriverPlace, FeaturePlace, View

if TYPE_CHECKING:
    from sphinx_support_matrix.extension.doctree.nodes import support_matrix
    from sphinx_support_matrix.html.context import Table

_WORD = re.compile(r"\w+")


class RegisterMatrices(MatrixTransform):
    """Make every matrix, and every driver's page, known to the domain."""

    # Once they have their names (101), and before they are put in their place (104).
    default_priority = 102

    def transform(self, container: support_matrix) -> None:
        """Register what *container* shows."""
        domain, docname = domain_of(self.env), self.env.docname
        inside = NodesByClass(container)
        if parts := parts_of(inside):
            domain.note_view(_view(container, inside, parts[0]["table"], docname))
        elif container["driver"] is not None:
            domain.note_page(_page(container, docname))


class IndexMatrices(MatrixTransform):
    """Put features and drivers in the general index."""

    # As RegisterMatrices.
    default_priority = 103

    def transform(self, container: support_matrix) -> None:
        """Put the entries of *container* where they refer to."""
        # For translators, an entry only repeats a title.
        wanted = self.config[INDEX] and builder_of(self.env).name != "gettext"
        if wanted:
            for node, entries in _entries(container):
                _insert([(_entry(text, container), anchor) for text, anchor in entries], node)
        if container["driver"] is not None:
            _key, anchor = container["driver"]
            # LaTeX would lose a target in front of a table; one in front of an index entry stays. Sphinx would
            # move an entry that comes next to the target to before it, so the names stay between them.
            (names,) = container.findall(matrix_names)
            entry = [(_title(container), anchor)] if wanted else []
            _insert(entry, container[container.index(names) + 1])


def _entries(container: support_matrix) -> list[tuple[nodes.Node, list[tuple[str, str]]]]:
    """The texts and ids of the entries of *container*, with the nodes that they stand in front of."""
    inside = NodesByClass(container)
    found: list[tuple[nodes.Node, list[tuple[str, str]]]] = [
        (feature, [(feature.parent[0].astext(), feature["anchor"])]) for feature in inside.of(matrix_feature)
    ]
    for summary in inside.of(matrix_summary):
        table: Table = summary["table"]
        entries = [(column.title, column.anchor) for column in table.columns]
        entries += [
            (row.astext(), row["ids"][0]) for row in NodesByClass(summary).of(matrix_row) if row["ids"]
        ]
        found.append((summary, entries))
    return found


def _entry(text: str, container: support_matrix) -> str:
    """*text*, with the name of the matrix where there are others."""
    # Sphinx puts entries of this form together that begin with the same text, in any language.
    return f"{text} ({container['title']})" if container["named"] else text


def _insert(entries: list[tuple[str, str]], node: nodes.Node) -> None:
    """Put the texts and ids of *entries* in front of *node*."""
    # A semicolon would begin a subentry.
    index = addnodes.index(
        entries=[("single", text.replace(";", ","), target, "", None) for text, target in entries]
    )
    parent = node.parent
    assert parent is not None
    parent.insert(parent.index(node), index)


def _title(container: support_matrix) -> str:
    """The title of the driver that *container* is all about."""
    return next(iter(container.findall(matrix_driver))).astext()


def _page(container: support_matrix, docname: str) -> DriverPage:
    key, anchor = container["driver"]
    return DriverPage(
        docname=docname,
        path=container["path"],
        name=container["matrix"],
        key=key,
        title=_title(container),
        anchor=anchor,
        sections=tuple(section["ids"][0] for section in container.findall(nodes.section)),
    )


def _view(container: support_matrix, inside: NodesByClass, table: Table, docname: str) -> View:
    features: dict[str, FeaturePlace] = {}
    for row in inside.of(matrix_row):
        identifier = row.get("refid") or row["ids"][0]
        features[row["feature"]] = FeaturePlace(
            anchor=identifier, title=row.astext(), cells=row["cells"], text=""
        )
    details = False
    for feature in inside.of(matrix_feature):
        details = True
        words = _WORD.findall(" ".join(note.astext() for note in feature.children).lower())
        features[feature["feature"]] = FeaturePlace(
            anchor=feature["anchor"],
            title=feature.parent[0].astext(),
            cells=feature["cells"],
            text=" ".join(dict.fromkeys(words)),
        )
    anchors = {feature.anchor for feature in features.values()}
    ids = [each for section in inside.of(nodes.section) for each in section["ids"]]
    anchor = ids[0] if ids else ""
    has_summary = bool(inside.of(matrix_summary))
    return View(
        docname=docname,
        path=container["path"],
        name=container["matrix"],
        anchor=anchor,
        title=container["title"],
        sections=tuple(each for each in ids if each not in anchors),
        details=details,
        features=features,
        drivers={
            column.key: DriverPlace(
                anchor=column.anchor if has_summary else anchor,
                title=column.title,
                suffix=column.suffix,
            )
            for column in table.columns
        },
        levels=table.levels,
    )
