"""From a matrix to nodes: sections that hold rows and details."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

from sphinx_support_matrix.core.matrix.arrange import arrange, has_statuses, used_levels
from sphinx_support_matrix.core.matrix.model import Title
from sphinx_support_matrix.core.matrix.status_meaning import StatusMeanings
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.extension.configuration import driver_word_of, rows_asked
from sphinx_support_matrix.extension.doctree.document_ids import id_pool, identified_section, section_id
from sphinx_support_matrix.extension.doctree.finishing import Unfinished
from sphinx_support_matrix.extension.doctree.nodes import (
    matrix_caption,
    matrix_driver,
    matrix_feature,
    matrix_group,
    matrix_legend,
    matrix_level,
    matrix_names,
    matrix_other,
    matrix_row,
    matrix_summary,
    matrix_title,
    matrix_word,
)
from sphinx_support_matrix.extension.doctree.notes.note_parser import NoteParser
from sphinx_support_matrix.extension.doctree.notes.plain_notes import PlainText, together
from sphinx_support_matrix.extension.doctree.standard_nodes import titled
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.context import beside, cells_by_feature, facts_of
from sphinx_support_matrix.html.ids import IdPool, MatrixIds, id_prefix, matrix_ids

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.arrange import Block
    from sphinx_support_matrix.core.matrix.driver_word import DriverWord
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Group, Matrix, Settings
    from sphinx_support_matrix.extension.options import Options
    from sphinx_support_matrix.html.context import Cells

_Node = TypeVar("_Node", bound=nodes.TextElement)


@dataclass(frozen=True, kw_only=True, slots=True)
class MatrixBuilder:
    """Makes the nodes of one matrix.

    All text that somebody wrote becomes a node of its own with its place in the file, which is what
    translation needs. What depends on translation comes later, of what is left *unfinished*.
    """

    options: Options
    document: nodes.document
    notes: NoteParser
    pool: IdPool
    prefix: str
    with_status: bool
    blocks: tuple[Block, ...]
    cells: Mapping[str, Cells]
    """The cells of each feature, which are the same in the summary and in the details."""
    place: tuple[str, int]
    """The path and the line of the directive."""
    gathered: bool
    """Whether no note needs a node of its own, because nothing translates it."""
    project_word: DriverWord | None
    """What the project calls its drivers, in files that do not say."""
    unfinished: Unfinished
    """What the parts still need once they are translated."""

    def names(self) -> matrix_names:
        """The title of the matrix, those that the table shows, and those that statuses name besides."""
        names = names_of(self.unfinished.matrix.drivers, self.unfinished.levels.values())
        names += words_of_project(self.unfinished.matrix.settings, self.project_word, self.place)
        if self.unfinished.details:
            names += [titled(matrix_other(feature=each.name), each.title) for each in self.others()]
        if self.options.title:
            names.insert(0, self.from_directive(matrix_title(asked=True), self.options.title))
        elif self.unfinished.matrix.settings.title is not None:
            names.insert(0, titled(matrix_title(asked=False), self.unfinished.matrix.settings.title))
        return names

    def others(self) -> list[Feature]:
        """The features that are not shown, but named by the statuses of those that are."""
        shown = {feature.name for feature in self.unfinished.matrix.features}
        whole = self.unfinished.whole
        if len(shown) == len(whole.features):
            return []
        meanings = StatusMeanings(whole)
        named = {
            each.name for feature in self.unfinished.matrix.features for each in meanings.of(feature).features
        }
        return [feature for feature in whole.features if feature.name in named - shown]

    def summary(self) -> nodes.section:
        """The section with the summary table."""
        section = self.part("summary")
        linked = "details" in self.options.sections
        summary = matrix_summary(linked=linked, classes=list(self.options.classes))
        history = self.unfinished.findings.history
        if history is not None:
            # Few pages have a history, and none else has to wait for the module.
            from sphinx_support_matrix.html.history_view import history_view

            features = tuple(feature for block in self.blocks for feature in block.features)
            summary["past"] = history_view(history, replace(self.unfinished.matrix, features=features))
        if self.options.caption:
            summary += self.from_directive(matrix_caption(), self.options.caption)
        for block in self.blocks:
            if block.group is not None:
                summary += titled(matrix_group(), block.group.title)
            for feature in block.features:
                summary += self.row(feature, linked=linked)
        if "legend" in self.options.sections:
            section += self.legend()
        section += summary
        return section

    def from_directive(self, node: _Node, text: str) -> _Node:
        """*node* with *text*, which stands in the document."""
        path, line = self.place
        return titled(node, Title(text=text, location=Location(path=path, line=line)))

    def row(self, feature: Feature, *, linked: bool) -> matrix_row:
        """The row of *feature*; where nothing else has the feature's id, the row has it."""
        row = matrix_row(
            feature=feature.name,
            status=beside(feature, with_status=self.with_status),
            cells=self.cells[feature.name],
        )
        identifier = self.unfinished.ids.features[feature.name]
        if linked:
            row["refid"] = identifier
        else:
            row["ids"] = [identifier]
        return titled(row, feature.title)

    def legend(self) -> matrix_legend:
        """The explanation of the levels."""
        return matrix_legend(classes=list(self.options.classes))

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
        identifier = self.unfinished.ids.features[feature.name]
        section = identified_section(identifier, self.options.classes, self.document)
        section.source, section.line = feature.location.path, feature.location.line
        details = matrix_feature(
            feature=feature.name,
            anchor=identifier,
            facts=facts_of(feature),
            cells=self.cells[feature.name],
        )
        texts: list[PlainText] = []
        for column, note in feature.every_note:
            text = self.notes.plain(note, column) if self.gathered else None
            if text is None:
                details += self.notes.parse(note, column)
            else:
                texts.append(text)
        details += together(texts)
        section += [titled(nodes.title(), feature.title), details]
        return section

    def part(self, name: str) -> nodes.section:
        """A part of the page with its heading, still empty."""
        section = self.section(name)
        section += nodes.title("", words().labels[name])
        # There is none to translate. Sphinx would look for one, and load an XML library to say so.
        section[0].source = ""
        return section

    def section(self, name: str) -> nodes.section:
        """An empty section with an id made of *name*."""
        identifier = section_id(name, self.prefix, self.pool)
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


def words_of_project(
    settings: Settings, project: DriverWord | None, place: tuple[str, int]
) -> list[matrix_word]:
    """What a file, or else the project, calls one driver and several, for translation.

    :param place: The path and the line of the directive, which the project's word belongs to.
    """
    titles = (settings.driver_word, settings.drivers_word)
    if None in titles and project is not None:
        location = Location(path=place[0], line=place[1])
        titles = (Title(text=project.one, location=location), Title(text=project.many, location=location))
    return [
        titled(matrix_word(many=bool(index)), title)
        for index, title in enumerate(titles)
        if title is not None
    ]


def make_builder(  # noqa: PLR0917 - each is something else
    matrix: Matrix,
    whole: Matrix,
    options: Options,
    document: nodes.document,
    env: BuildEnvironment,
    place: tuple[str, int],
    findings: Findings,
    *,
    gathered: bool,
) -> MatrixBuilder:
    """Prepare the nodes of *matrix*, which holds just what is to be shown.

    :param whole: The same drivers with all features: a requirement may be about one that is not shown.
    :param place: The path and the line of the directive.
    :param findings: What lies beside the matrix says.
    :param gathered: Whether no note needs a node of its own.
    """
    prefix, pool = id_prefix(matrix.path, options.name), id_pool(document, env)
    if options.sections == {"legend"}:
        suffixes = tuple(driver.anchor for driver in matrix.drivers)
        ids = MatrixIds(features={}, suffixes=suffixes, drivers=tuple("" for _ in suffixes))
    else:
        ids = matrix_ids(matrix, prefix, pool)
    grouped = bool(matrix.groups) if options.group is None else options.group
    summary = None
    if options.requirements:
        # Few pages ask for it, and none else has to wait for the module.
        from sphinx_support_matrix.core.matrix.requirements import summarize_requirements

        summary = summarize_requirements(whole)
    return MatrixBuilder(
        options=options,
        document=document,
        notes=NoteParser(document, env),
        pool=pool,
        prefix=prefix,
        with_status=has_statuses(matrix),
        blocks=arrange(matrix, grouped=grouped),
        cells=cells_by_feature(matrix, summary.cells if summary else {}, findings),
        place=place,
        gathered=gathered,
        project_word=driver_word_of(env.config),
        unfinished=Unfinished(
            matrix=matrix,
            ids=ids,
            levels=used_levels(matrix),
            rows=options.rows or rows_asked(env.config),
            requirements=summary,
            whole=whole,
            details="details" in options.sections,
            findings=findings,
        ),
    )
