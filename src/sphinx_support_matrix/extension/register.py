"""Take what translation has made of the nodes, and tell the domain, the index and the contents of it."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_support_matrix.extension.domain import domain_of
from sphinx_support_matrix.extension.nodes import (
    matrix_caption,
    matrix_driver,
    matrix_entry,
    matrix_feature,
    matrix_legend,
    matrix_level,
    matrix_row,
    matrix_summary,
)
from sphinx_support_matrix.extension.views import DriverPage, DriverPlace, FeaturePlace, View

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.extension.nodes import Table, support_matrix

_WORD = re.compile(r"\w+")


def register(container: support_matrix, env: BuildEnvironment) -> None:
    """Make *container* known to *env*, once everything in it is in the language of the documentation."""
    domain = domain_of(env)
    parts = _parts(container)
    if parts:
        table = _translated(parts[0]["table"], container)
        for part in parts:
            part["table"] = table
            part["path"] = container["path"]
        _translate_conditions(container)
        domain.note_view(_view(container, table, env.docname))
        _add_index_entries(container, table)
    elif container["driver"] is not None:
        key, anchor = container["driver"]
        title = next(iter(container.findall(matrix_driver))).astext()
        for entry in container.findall(matrix_entry):
            entry["path"] = container["path"]
        _translate_headings(container)
        # LaTeX would lose a target in front of a table; one in front of an index entry stays.
        (target,) = (child for child in container.children if isinstance(child, nodes.target))
        container.insert(container.index(target) + 1, _index([(title, anchor)]))
        domain.note_page(
            DriverPage(
                docname=env.docname,
                path=container["path"],
                name=container["matrix"],
                key=key,
                title=title,
                anchor=anchor,
                sections=tuple(section["ids"][0] for section in container.findall(nodes.section)),
            )
        )


def _parts(container: support_matrix) -> list[nodes.Element]:
    kinds: tuple[type[nodes.Element], ...] = (matrix_summary, matrix_feature, matrix_legend)
    return [part for kind in kinds for part in container.findall(kind)]


def _translated(table: Table, container: support_matrix) -> Table:
    """*table* with the titles that the nodes of *container* have now."""
    titles = {node["key"]: node.astext() for node in container.findall(matrix_driver)}
    levels = dict(table.levels)
    for node in container.findall(matrix_level):
        level = levels[node["level"]]
        text = node.astext()
        levels[level.name] = (
            replace(level, title=text) if node["part"] == "title" else replace(level, meaning=text)
        )
    columns = tuple(replace(column, title=titles[column.key]) for column in table.columns)
    return replace(table, columns=columns, levels=levels)


def _translate_conditions(container: support_matrix) -> None:
    """Take the titles of features into the explanations of conditions."""
    conditional = [feature for feature in container.findall(matrix_feature) if feature["required"]]
    if not conditional:
        return
    titles = {each["feature"]: each.parent[0].astext() for each in container.findall(matrix_feature)}
    for feature in conditional:
        required = feature["required"]
        title = titles.get(required.feature, required.title)
        feature["required"] = replace(required, title=title)


def _translate_headings(container: support_matrix) -> None:
    """Take the titles of levels into the headings that were made of them."""
    titles = {node["level"]: node for node in container.findall(matrix_level) if node["part"] == "title"}
    for node in container.findall(nodes.TextElement):
        if "behind" in node:
            behind, level = node.attributes.pop("behind"), node.attributes.pop("level")
            if level in titles:
                node.clear()
                node.append(nodes.Text(titles[level].astext() + behind))


def _view(container: support_matrix, table: Table, docname: str) -> View:
    features: dict[str, FeaturePlace] = {}
    for row in container.findall(matrix_row):
        identifier = row.get("refid") or row["ids"][0]
        features[row["feature"]] = FeaturePlace(
            anchor=identifier, title=row.astext(), cells=row["cells"], text=""
        )
    details = False
    for feature in container.findall(matrix_feature):
        details = True
        words = _WORD.findall(" ".join(note.astext() for note in feature.children).lower())
        features[feature["feature"]] = FeaturePlace(
            anchor=feature["anchor"],
            title=feature.parent[0].astext(),
            cells=feature["cells"],
            text=" ".join(dict.fromkeys(words)),
        )
    anchors = {feature.anchor for feature in features.values()}
    ids = [each for section in container.findall(nodes.section) for each in section["ids"]]
    anchor = ids[0] if ids else ""
    caption = next((node.astext() for node in container.findall(matrix_caption)), None)
    return View(
        docname=docname,
        path=container["path"],
        name=container["matrix"],
        anchor=anchor,
        title=caption or container["matrix"],
        sections=tuple(each for each in ids if each not in anchors),
        details=details,
        features=features,
        drivers={
            column.key: DriverPlace(
                anchor=column.anchor if any(container.findall(matrix_summary)) else anchor,
                title=column.title,
                suffix=column.suffix,
            )
            for column in table.columns
        },
        levels=table.levels,
    )


def _add_index_entries(container: support_matrix, table: Table) -> None:
    """Put features and drivers in the general index."""
    for summary in list(container.findall(matrix_summary)):
        entries = [(column.title, column.anchor) for column in table.columns]
        entries += [(row.astext(), row["ids"][0]) for row in summary.findall(matrix_row) if row["ids"]]
        parent = summary.parent
        parent.insert(parent.index(summary), _index(entries))
    for feature in list(container.findall(matrix_feature)):
        parent = feature.parent
        title = parent[0].astext()
        parent.insert(parent.index(feature), _index([(title, feature["anchor"])]))


def _index(entries: list[tuple[str, str]]) -> addnodes.index:
    # A semicolon would begin a subentry.
    return addnodes.index(
        entries=[("single", text.replace(";", ","), target, "", None) for text, target in entries]
    )
