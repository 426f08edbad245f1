"""From a matrix to nodes: sections that hold rows and details."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

from sphinx_support_matrix.core.selection import arrange
from sphinx_support_matrix.extension.ids import MatrixIds, id_prefix, matrix_ids, section_id
from sphinx_support_matrix.extension.nodes import (
    Cells,
    Column,
    Facts,
    Table,
    matrix_feature,
    matrix_group,
    matrix_legend,
    matrix_row,
    matrix_summary,
)
from sphinx_support_matrix.extension.notes import parse_note
from sphinx_support_matrix.extension.words import heading

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.model import Feature, Group, Matrix, Title
    from sphinx_support_matrix.core.selection import Block
    from sphinx_support_matrix.extension.options import Options

_Node = TypeVar("_Node", bound=nodes.TextElement)


@dataclass(frozen=True, kw_only=True, slots=True)
class Builder:
    """Makes the nodes of one matrix."""

    matrix: Matrix
    options: Options
    document: nodes.document
    env: BuildEnvironment
    ids: MatrixIds
    prefix: str
    table: Table
    blocks: tuple[Block, ...]

    def summary(self) -> nodes.section:
        """The section with the summary table."""
        section = self.section("summary")
        linked = "details" in self.options.sections
        summary = matrix_summary(
            table=self.table,
            linked=linked,
            caption=self.options.caption,
            classes=list(self.options.classes),
        )
        for block in self.blocks:
            if block.group is not None:
                summary += _titled(matrix_group(), block.group.title)
            for feature in block.features:
                summary += self.row(feature, linked=linked)
        section += summary
        if "legend" in self.options.sections:
            section += self.legend()
        return section

    def row(self, feature: Feature, *, linked: bool) -> matrix_row:
        """The row of *feature*; where nothing else has the feature's id, the row has it."""
        row = matrix_row(
            status=feature.status.kind.value if self.table.with_status else feature.maturity or "",
            cells=_cells(feature),
        )
        if linked:
            row["refid"] = self.ids.features[feature.name]
        else:
            row["ids"] = [self.ids.features[feature.name]]
        return _titled(row, feature.title)

    def legend(self) -> matrix_legend:
        """The explanation of the levels."""
        return matrix_legend(table=self.table, classes=list(self.options.classes))

    def details(self) -> nodes.section:
        """The section with the details of every feature."""
        section = self.section("details")
        for block in self.blocks:
            parent = section
            if block.group is not None:
                parent = self.group(block.group)
                section += parent
            for feature in block.features:
                parent += self.feature(feature)
        return section

    def group(self, group: Group) -> nodes.section:
        """The section of a group, still without its features."""
        section = self.identified(section_id(f"group-{group.name}", self.prefix, self.document, self.env))
        section += _titled(nodes.title(), group.title)
        if group.notes is not None:
            section += parse_note(group.notes, self.document, self.env).children
        return section

    def feature(self, feature: Feature) -> nodes.section:
        """The section of a feature."""
        anchor = self.ids.features[feature.name]
        section = self.identified(anchor)
        section.source, section.line = feature.location.path, feature.location.line
        details = matrix_feature(
            anchor=anchor, facts=_facts(feature, self.table), cells=_cells(feature), table=self.table
        )
        if feature.notes is not None:
            details += parse_note(feature.notes, self.document, self.env)
        for column, implementation in enumerate(feature.implementations):
            if implementation.notes is not None:
                details += parse_note(implementation.notes, self.document, self.env, column)
        section += [_titled(nodes.title(), feature.title), details]
        return section

    def section(self, name: str) -> nodes.section:
        """An empty section for a part of the page."""
        section = self.identified(section_id(name, self.prefix, self.document, self.env))
        section += nodes.title("", heading(name))
        return section

    def identified(self, identifier: str) -> nodes.section:
        """A section with an id, which headings later in the document will not take."""
        section = nodes.section(ids=[identifier], classes=list(self.options.classes))
        self.document.ids.setdefault(identifier, section)
        return section


def make_builder(
    matrix: Matrix, options: Options, document: nodes.document, env: BuildEnvironment
) -> Builder:
    """Prepare the making of the nodes of *matrix*, which holds just what is to be shown."""
    prefix = id_prefix(matrix, options.name)
    if options.sections == {"legend"}:
        ids = MatrixIds(features={}, suffixes=tuple(driver.anchor for driver in matrix.drivers))
    else:
        ids = matrix_ids(matrix, prefix, document, env)
    grouped = bool(matrix.groups) if options.group is None else options.group
    return Builder(
        matrix=matrix,
        options=options,
        document=document,
        env=env,
        ids=ids,
        prefix=prefix,
        table=_table(matrix, ids),
        blocks=arrange(matrix, grouped=grouped),
    )


def _table(matrix: Matrix, ids: MatrixIds) -> Table:
    columns = tuple(
        Column(title=driver.title.text, link=driver.link, suffix=suffix)
        for driver, suffix in zip(matrix.drivers, ids.suffixes, strict=True)
    )
    used = {cell.level.name: cell.level for feature in matrix.features for cell in feature.implementations}
    ordered = [name for name in matrix.levels if name in used]
    ordered += [name for name in used if name not in matrix.levels]
    with_status = not any(feature.maturity for feature in matrix.features) or any(
        feature.status.given for feature in matrix.features
    )
    return Table(columns=columns, levels={name: used[name] for name in ordered}, with_status=with_status)


def _cells(feature: Feature) -> Cells:
    numbered = list(enumerate(feature.implementations))
    return Cells(
        levels=tuple(cell.level.name for _, cell in numbered),
        releases={column: cell.release for column, cell in numbered if cell.release},
        noted=frozenset(column for column, cell in numbered if cell.notes is not None),
    )


def _facts(feature: Feature, table: Table) -> Facts:
    return Facts(
        status=str(feature.status) if table.with_status else None,
        maturity=feature.maturity,
        api=feature.api,
        commands=feature.commands,
        api_link=feature.api_link,
        admin_link=feature.admin_link,
        test_ids=feature.test_ids,
    )


def _titled(node: _Node, title: Title) -> _Node:
    """Give *node* the text and the place of *title*, which translation needs."""
    node.append(nodes.Text(title.text))
    node.rawsource = title.text
    node.source, node.line = title.location.path, title.location.line
    return node
