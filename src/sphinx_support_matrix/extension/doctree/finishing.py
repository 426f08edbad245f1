"""Finish the nodes of a matrix, once everything in them is in the language of the documentation."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

from sphinx_support_matrix.core.findings import NOTHING
from sphinx_support_matrix.core.matrix.driver_word import DriverWord
from sphinx_support_matrix.core.matrix.status_meaning import StatusMeanings
from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.doctree.nodes import (
    NodesByClass,
    containers,
    matrix_comparison,
    matrix_driver,
    matrix_entry,
    matrix_feature,
    matrix_legend,
    matrix_level,
    matrix_other,
    matrix_rest,
    matrix_summary,
    matrix_tally,
    matrix_word,
)
from sphinx_support_matrix.extension.doctree.notes.plain_notes import gather
from sphinx_support_matrix.html.context import table_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.matrix.orientation import Rows
    from sphinx_support_matrix.core.matrix.requirements import RequirementSummary
    from sphinx_support_matrix.core.matrix.status_meaning import StatusMeaning
    from sphinx_support_matrix.extension.doctree.nodes import support_matrix
    from sphinx_support_matrix.html.ids import MatrixIds

_MADE = "support_matrix_made"


@dataclass(frozen=True, kw_only=True, slots=True)
class Unfinished:
    """What the finished parts of a matrix are made of."""

    matrix: Matrix
    """What is shown, as the file says it."""

    ids: MatrixIds
    """Its ids in the document."""

    levels: Mapping[str, Level]
    """The levels that occur in it, by name, in the order of the legend."""

    rows: Rows
    """What the rows of the summary are to be."""

    requirements: RequirementSummary | None
    """Which drivers meet them, where the page is to say so."""

    whole: Matrix
    """The matrix with the features that are not shown: statuses name them."""

    details: bool
    """Whether the details are shown."""

    findings: Findings = NOTHING
    """What lies beside the matrix says."""


def note_made(env: BuildEnvironment) -> None:
    """Remember that a directive of ours has made something in the document that is being read."""
    env.temp_data[_MADE] = True


class MatrixTransform(SphinxTransform):
    """One of the steps from what a directive makes to what stands in the document."""

    def apply(self, **_kwargs: Any) -> None:
        """Do it for every directive of ours in the document, in order."""
        # Most documents of a project hold no matrix, and are not searched for one.
        if self.env.temp_data.get(_MADE):
            for container in list(containers(self.document)):
                self.transform(container)

    def transform(self, container: support_matrix) -> None:
        """Do it for what one directive has made."""
        raise NotImplementedError


class GatherNotes(MatrixTransform):
    """Put the plain notes of each feature into one node, now that nothing needs them apart."""

    # After Locale (20), which does.
    default_priority = 99

    def transform(self, container: support_matrix) -> None:
        """Gather the notes of every feature."""
        # A build for translators has a folder of doctrees to itself, and takes each message from its node.
        if builder_of(self.env).name != "gettext":
            for feature in NodesByClass(container).of(matrix_feature):
                gather(feature)


class FinishMatrices(MatrixTransform):
    """Make what titles are a part of: tables, conditions, and the headings of levels."""

    # After Locale (20), so that everything is in the language of the documentation.
    default_priority = 100

    def transform(self, container: support_matrix) -> None:
        """Finish everything in *container*."""
        unfinished: Unfinished | None = container.attributes.pop("unfinished")
        if unfinished is not None:
            _finish_parts(container, unfinished)
        elif container["driver"] is not None:
            _finish_headings(container)


def parts_of(inside: NodesByClass) -> list[nodes.Element]:
    """The parts of a container that share a table, among all that is *inside* of it."""
    return [*inside.of(matrix_summary), *inside.of(matrix_feature), *inside.of(matrix_legend)]


def _finish_parts(container: support_matrix, unfinished: Unfinished) -> None:
    matrix, ids = unfinished.matrix, unfinished.ids
    inside = NodesByClass(container)
    drivers = {node["key"]: node.astext() for node in inside.of(matrix_driver)}
    levels = _translated(unfinished.levels, inside)
    found = {node["many"]: node.astext() for node in inside.of(matrix_word)}
    table = table_of(
        matrix,
        ids,
        name=container["matrix"],
        titles=[drivers[driver.key] for driver in matrix.drivers],
        levels=levels,
        rows=unfinished.rows,
        requirements=unfinished.requirements,
        driver_word=DriverWord(one=found[False], many=found[True]) if found else None,
        details=unfinished.details,
        findings=unfinished.findings,
    )
    for part in [*parts_of(inside), *inside.of(matrix_comparison)]:
        part["table"] = table
        part["path"] = container["path"]
    nodes_by_name = {node["feature"]: node for node in inside.of(matrix_feature)}
    if nodes_by_name:
        titles = {node["feature"]: node.astext() for node in inside.of(matrix_other)}
        titles |= {name: node.parent[0].astext() for name, node in nodes_by_name.items()}
        meanings = StatusMeanings(unfinished.whole, titles=titles, levels=levels, ids=ids.features)
        for feature in matrix.features:
            node = nodes_by_name[feature.name]
            node["status"] = meanings.of(feature) if table.with_status else None


def _translated(levels: Mapping[str, Level], inside: NodesByClass) -> dict[str, Level]:
    """*levels* with the texts that the nodes *inside* of a container have now."""
    texts = {(node["level"], node["part"]): node.astext() for node in inside.of(matrix_level)}
    return {
        name: replace(
            level,
            title=texts.get((name, "title"), level.title),
            meaning=texts.get((name, "meaning"), level.meaning),
        )
        for name, level in levels.items()
    }


def _finish_headings(container: support_matrix) -> None:
    """Take the titles of levels into the headings that are made of them."""
    inside = NodesByClass(container)
    titles = {node["level"]: node.astext() for node in inside.of(matrix_level) if node["part"] == "title"}
    for node in container.findall(nodes.TextElement):
        if "count" in node:
            count, level = node.attributes.pop("count"), node.attributes.pop("level")
            if level in titles:
                node.clear()
                node.append(nodes.Text(titles[level] + count))
    counted: list[nodes.Element] = [*inside.of(matrix_tally), *inside.of(matrix_rest)]
    for part in counted:
        part["levels"] = _translated(part["levels"], inside)
    entries = inside.of(matrix_entry)
    features = {entry["feature"]: entry.astext() for entry in entries}
    for entry in entries:
        shown: Level | None = entry.get("level")
        if shown is not None:
            entry["level"] = replace(shown, title=titles.get(shown.name, shown.title))
        meaning: StatusMeaning | None = entry["status"]
        if meaning is None:
            continue
        named = tuple(each._replace(title=features.get(each.name, each.title)) for each in meaning.features)
        level = meaning.level
        if level is not None:
            level = replace(level, title=titles.get(level.name, level.title))
        entry["status"] = replace(meaning, features=named, level=level)
