"""From a matrix to nodes: sections that hold rows and details."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

from sphinx_support_matrix.core.location import Location
from sphinx_support_matrix.core.model import Title
from sphinx_support_matrix.core.selection import arrange, has_statuses, in_order
from sphinx_support_matrix.extension.ids import (
    MatrixIds,
    id_prefix,
    identified_section,
    matrix_ids,
    section_id,
)
from sphinx_support_matrix.extension.nodes import (
    Cells,
    Column,
    Facts,
    Required,
    Table,
    matrix_caption,
    matrix_driver,
    matrix_feature,
    matrix_group,
    matrix_legend,
    matrix_level,
    matrix_names,
    matrix_row,
    matrix_summary,
)
from sphinx_support_matrix.extension.notes import NoteParser
from sphinx_support_matrix.extension.words import heading

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.model import Driver, Feature, Group, Matrix
    from sphinx_support_matrix.core.promises import Conformance
    from sphinx_support_matrix.core.selection import Block
    from sphinx_support_matrix.extension.options import Options

_Node = TypeVar("_Node", bound=nodes.TextElement)
# What begins or ends inline markup, or escapes it.
_MARKUP = re.compile(r"([\\*`|]|_(?!\w))")


@dataclass(frozen=True, kw_only=True, slots=True)
class Builder:
    """Makes the nodes of one matrix.

    All text that somebody wrote becomes a node of its own with its place in the file, which is what
    translation needs.
    """

    matrix: Matrix
    options: Options
    document: nodes.document
    env: BuildEnvironment
    notes: NoteParser
    ids: MatrixIds
    prefix: str
    table: Table
    blocks: tuple[Block, ...]
    titles: Mapping[str, Title]
    """The title of every feature, also of those that are not shown."""
    broken: Mapping[str, frozenset[int]]
    """The cells that break a promise, by feature, where the page is to say so."""
    place: tuple[str, int]
    """The path and the line of the directive."""

    def summary(self) -> nodes.section:
        """The section with the summary table."""
        section = self.part("summary")
        linked = "details" in self.options.sections
        summary = matrix_summary(table=self.table, linked=linked, classes=list(self.options.classes))
        if self.options.caption:
            summary += self.caption(self.options.caption)
        for block in self.blocks:
            if block.group is not None:
                summary += titled(matrix_group(), block.group.title)
            for feature in block.features:
                summary += self.row(feature, linked=linked)
        section += summary
        if "legend" in self.options.sections:
            section += self.legend()
        return section

    def caption(self, text: str) -> matrix_caption:
        """The caption, which stands in the document."""
        path, line = self.place
        return titled(matrix_caption(), Title(text=text, location=Location(path=path, line=line)))

    def row(self, feature: Feature, *, linked: bool) -> matrix_row:
        """The row of *feature*; where nothing else has the feature's id, the row has it."""
        row = matrix_row(
            feature=feature.name,
            status=feature.status.kind.value if self.table.with_status else feature.maturity or "",
            cells=self.cells(feature),
        )
        if linked:
            row["refid"] = self.ids.features[feature.name]
        else:
            row["ids"] = [self.ids.features[feature.name]]
        return titled(row, feature.title)

    def legend(self) -> matrix_legend:
        """The explanation of the levels."""
        return matrix_legend(table=self.table, classes=list(self.options.classes))

    def details(self) -> nodes.section:
        """The section with the details of every feature."""
        section = self.part("details")
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
        section = self.section(f"group-{group.name}")
        section += titled(nodes.title(), group.title)
        if group.notes is not None:
            section += self.notes.blocks(group.notes)
        return section

    def feature(self, feature: Feature) -> nodes.section:
        """The section of a feature."""
        anchor = self.ids.features[feature.name]
        section = identified_section(anchor, self.options.classes, self.document)
        section.source, section.line = feature.location.path, feature.location.line
        details = matrix_feature(
            feature=feature.name,
            anchor=anchor,
            facts=_facts(feature, self.table),
            required=self.required(feature),
            cells=self.cells(feature),
            table=self.table,
        )
        if feature.notes is not None:
            details += self.notes.parse(feature.notes)
        for column, implementation in enumerate(feature.implementations):
            if implementation.notes is not None:
                details += self.notes.parse(implementation.notes, column)
        section += [titled(nodes.title(), feature.title), details]
        return section

    def cells(self, feature: Feature) -> Cells:
        """The cells of *feature*."""
        numbered = list(enumerate(feature.implementations))
        return Cells(
            levels=tuple(cell.level.name for _, cell in numbered),
            releases={column: cell.release for column, cell in numbered if cell.release},
            noted=frozenset(column for column, cell in numbered if cell.notes is not None),
            broken=self.broken.get(feature.name, frozenset()),
        )

    def required(self, feature: Feature) -> Required | None:
        """Where *feature* is required, if that depends on another feature."""
        condition = feature.status.condition
        base = (
            self.titles.get(condition.feature) if condition is not None and self.table.with_status else None
        )
        if condition is None or base is None:
            return None
        return Required(
            feature=condition.feature,
            title=base.text,
            refid=self.ids.features.get(condition.feature),
            level=self.matrix.levels[condition.level],
        )

    def part(self, name: str) -> nodes.section:
        """A part of the page with its heading, still empty."""
        section = self.section(name)
        section += nodes.title("", heading(name))
        return section

    def section(self, name: str) -> nodes.section:
        """An empty section with an id made of *name*."""
        identifier = section_id(name, self.prefix, self.document, self.env)
        return identified_section(identifier, self.options.classes, self.document)


def names_of(drivers: Iterable[Driver], levels: Iterable[Level]) -> matrix_names:
    """The titles of *drivers*, and the texts that a file gives to *levels*."""
    names = matrix_names()
    for driver in drivers:
        names += titled(matrix_driver(key=driver.key), driver.title)
    for level in levels:
        for part, text, location in (
            ("title", level.title, level.title_location),
            ("meaning", level.meaning, level.meaning_location),
        ):
            if location is not None:
                names += titled(
                    matrix_level(level=level.name, part=part), Title(text=text, location=location)
                )
    return names


def make_builder(  # noqa: PLR0917 - each is something else
    matrix: Matrix,
    whole: Matrix,
    options: Options,
    document: nodes.document,
    env: BuildEnvironment,
    place: tuple[str, int],
) -> Builder:
    """Prepare the making of the nodes of *matrix*, which holds just what is to be shown.

    :param whole: The same drivers with all features, because promises may be about others than are shown.
    :param place: The path and the line of the directive.
    """
    prefix = id_prefix(matrix.path, options.name)
    if options.sections == {"legend"}:
        suffixes = tuple(driver.anchor for driver in matrix.drivers)
        ids = MatrixIds(features={}, suffixes=suffixes, drivers=tuple("" for _ in suffixes))
    else:
        ids = matrix_ids(matrix, prefix, document, env)
    grouped = bool(matrix.groups) if options.group is None else options.group
    kept = None
    if options.conformance:
        # Few pages ask for it, and none else has to wait for the module.
        from sphinx_support_matrix.core.promises import conformance

        kept = conformance(whole)
    return Builder(
        matrix=matrix,
        options=options,
        document=document,
        env=env,
        notes=NoteParser(document, env),
        ids=ids,
        prefix=prefix,
        table=_table(matrix, ids, kept),
        blocks=arrange(matrix, grouped=grouped),
        titles={feature.name: feature.title for feature in whole.features},
        broken=kept.cells if kept else {},
        place=place,
    )


def _table(matrix: Matrix, ids: MatrixIds, kept: Conformance | None) -> Table:
    columns = tuple(
        Column(key=driver.key, title=driver.title.text, link=driver.link, suffix=suffix, anchor=anchor)
        for driver, suffix, anchor in zip(matrix.drivers, ids.suffixes, ids.drivers, strict=True)
    )
    used = {cell.level.name: cell.level for feature in matrix.features for cell in feature.implementations}
    return Table(
        columns=columns,
        levels=in_order(used, matrix),
        with_status=has_statuses(matrix),
        features=len(matrix.features),
        broken=kept.broken if kept else (),
        totals=kept.totals if kept else (),
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


def titled(node: _Node, title: Title) -> _Node:
    """Give *node* the text and the place of *title*, which translation needs.

    A title is plain text; a message in a catalog is reStructuredText.
    """
    node.append(nodes.Text(title.text))
    node.rawsource = _MARKUP.sub(r"\\\1", title.text)
    node.source, node.line = title.location.path, title.location.line
    return node
