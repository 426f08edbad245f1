"""``.. support_matrix_compare::``, some drivers side by side."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_support_matrix.core.matrix.arrange import used_levels
from sphinx_support_matrix.core.matrix.driver_word import own_word
from sphinx_support_matrix.core.matrix.model import Title
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.matrix.select import Order, differences, differs, select
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import did_you_mean
from sphinx_support_matrix.extension.directives.file_directive import DEFAULT_FILE, SUFFIXES, FileDirective
from sphinx_support_matrix.extension.doctree.building import names_of
from sphinx_support_matrix.extension.doctree.finishing import Unfinished, note_made
from sphinx_support_matrix.extension.doctree.nodes import (
    matrix_caption,
    matrix_compared,
    matrix_comparison,
    matrix_entry,
    support_matrix,
)
from sphinx_support_matrix.extension.doctree.notes.note_parser import NoteParser
from sphinx_support_matrix.extension.doctree.standard_nodes import titled
from sphinx_support_matrix.extension.options import COMPARE_OPTIONS, AnyOption, read_options
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.references.views import DriverComparison
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.context import cells_of
from sphinx_support_matrix.html.ids import MatrixIds, stem

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix
    from sphinx_support_matrix.extension.options import Options
    from sphinx_support_matrix.html.context import Cells

FEWEST = 2
MOST = 6
"""How many drivers can stand side by side and be read."""


class SupportMatrixCompareDirective(FileDirective):
    """Show some drivers side by side with their notes: first the features in which they differ.

    The arguments are the keys of two to six drivers, and after them the file; ``:file:`` is the other way to
    name the file, which is ``support-matrix.ini`` beside the document without either.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = AnyOption()

    def run(self) -> list[nodes.Node]:
        """Make the nodes. Whatever is wrong is logged."""
        options, wrong = read_options(self.options, COMPARE_OPTIONS)
        self.report_all(wrong)
        named, argument = self.arguments[0].replace(",", " ").split(), options.file
        if argument is None and named[-1:] and named[-1].lower().endswith(SUFFIXES):
            argument = named.pop()
        file = argument or DEFAULT_FILE
        loaded, path = self.load(file)
        if loaded is None or not loaded.drivers:
            return []
        keys = self.keys(named, [driver.key for driver in loaded.drivers], file)
        if keys is None:
            return []
        self.check(options.features, [feature.name for feature in loaded.features], "features")
        matrix = select(_columns(loaded, keys), features=options.features, order=Order.FILE)
        if not matrix.features:
            self.report(Code.EMPTY_SELECTION, "the options leave no feature to show")
            return []
        if options.only_differences:
            matrix = differences(matrix)
        domain_of(self.env).note_comparison(self.env.docname, DriverComparison(path, tuple(keys)))
        container = support_matrix(path=path, matrix=stem(path), driver=None, unfinished=None)
        self.set_source_info(container)
        if options.name:
            target = nodes.target("", "", names=[nodes.fully_normalize_name(options.name)])
            self.state.document.note_explicit_target(target)
            container += target
        if matrix.features:
            self.fill(container, matrix, options, self.findings(loaded, path, options))
        else:
            own = words().called(own_word(matrix.settings))
            container += nodes.paragraph("", own.labels["no_difference"])
        note_made(self.env)
        return [container]

    def keys(self, named: Sequence[str], declared: Sequence[str], file: str) -> list[str] | None:
        """The keys of the drivers that *named* means; ``None`` where that is not possible, which is reported.

        A key of an older dialect can have spaces, so that several words are one.
        """
        found: list[str] = []
        wrong = False
        rest = list(named)
        while rest:
            lengths = range(len(rest), 0, -1)
            length = next((each for each in lengths if " ".join(rest[:each]) in declared), 0)
            key = " ".join(rest[: length or 1])
            del rest[: length or 1]
            if not length:
                message = f"'{file}' declares no driver '{key}'{did_you_mean(key, declared)}"
                self.report(Code.UNKNOWN_DRIVER, message)
                wrong = True
            elif key in found:
                self.report(Code.BAD_OPTION, f"the driver '{key}' is named twice")
            else:
                found.append(key)
        if wrong:
            return None
        if not FEWEST <= len(found) <= MOST:
            self.report(
                Code.BAD_OPTION, f"expected {FEWEST} to {MOST} drivers to compare, found {len(found)}"
            )
            return None
        return found

    def fill(self, container: support_matrix, matrix: Matrix, options: Options, findings: Findings) -> None:
        """Put the comparison of the drivers of *matrix* into *container*."""
        levels = used_levels(matrix)
        container["unfinished"] = Unfinished(
            matrix=matrix,
            ids=MatrixIds(
                features={},
                suffixes=tuple(driver.anchor for driver in matrix.drivers),
                drivers=tuple("" for _ in matrix.drivers),
            ),
            levels=levels,
            requirements=None,
            rows=Rows.FEATURES,
            whole=matrix,
            details=False,
            findings=findings,
        )
        comparison = matrix_comparison(classes=list(options.classes))
        if options.caption:
            source, line = self.get_source_info()
            location = Location(path=source, line=line)
            comparison += titled(matrix_caption(), Title(text=options.caption, location=location))
        notes = NoteParser(self.state.document, self.env)
        keys = [driver.key for driver in matrix.drivers]
        for feature in matrix.features:
            cells = cells_of(feature, findings=findings, keys=keys)
            comparison += _compared(feature, cells, container["path"], notes)
        container += [comparison, names_of(matrix.drivers, levels.values())]


def _columns(matrix: Matrix, keys: Sequence[str]) -> Matrix:
    """*matrix* with the drivers *keys*, in their order."""
    places = {driver.key: index for index, driver in enumerate(matrix.drivers)}
    columns = [places[key] for key in keys]
    return replace(
        matrix,
        drivers=tuple(matrix.drivers[index] for index in columns),
        features=tuple(
            replace(
                feature, implementations=tuple(feature.implementations[index] for index in columns), places=()
            )
            for feature in matrix.features
        ),
    )


def _compared(feature: Feature, cells: Cells, path: str, notes: NoteParser) -> matrix_compared:
    compared = matrix_compared(cells=cells, differs=differs(feature))
    entry = matrix_entry(path=path, feature=feature.name, status=None, release=None)
    compared += titled(entry, feature.title)
    for column, implementation in enumerate(feature.implementations):
        if implementation.notes is not None:
            compared += notes.parse(implementation.notes, column)
    return compared
