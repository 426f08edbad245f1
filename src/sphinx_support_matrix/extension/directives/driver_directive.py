"""``.. support_matrix_driver::``, everything about one driver."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_support_matrix.core.matrix.arrange import has_statuses, levels_in_order
from sphinx_support_matrix.core.matrix.levels import MISSING
from sphinx_support_matrix.core.matrix.model import StatusKind
from sphinx_support_matrix.core.matrix.select import Patterns
from sphinx_support_matrix.core.matrix.status_meaning import StatusMeanings
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import did_you_mean
from sphinx_support_matrix.extension.directives.file_directive import DEFAULT_FILE, SUFFIXES, FileDirective
from sphinx_support_matrix.extension.doctree.building import names_of
from sphinx_support_matrix.extension.doctree.document_ids import id_pool, identified_section, section_id
from sphinx_support_matrix.extension.doctree.finishing import note_made
from sphinx_support_matrix.extension.doctree.nodes import (
    matrix_entry,
    matrix_rest,
    matrix_tally,
    support_matrix,
)
from sphinx_support_matrix.extension.doctree.notes.note_parser import NoteParser
from sphinx_support_matrix.extension.doctree.standard_nodes import bullets, labelled, link_or_text, titled
from sphinx_support_matrix.extension.options import DRIVER_OPTIONS, AnyOption, read_options
from sphinx_support_matrix.extension.output.contents import hide_below
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.cell_writer import FEW
from sphinx_support_matrix.html.ids import driver_id, id_prefix, stem

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Implementation, Matrix
    from sphinx_support_matrix.extension.options import Options

_FEATURES = "sm-features"
# From what every driver has to do to what none has to.
_KINDS = (
    StatusKind.MANDATORY,
    StatusKind.CHOICE,
    StatusKind.CONDITION,
    StatusKind.OPTIONAL,
    StatusKind.MATURE,
    StatusKind.IMMATURE,
)


@dataclass(frozen=True, slots=True)
class _Line:
    """A feature as one driver has it."""

    feature: Feature
    implementation: Implementation

    @property
    def level(self) -> Level:
        return self.implementation.level

    @property
    def kind(self) -> StatusKind:
        return self.feature.status.kind


class SupportMatrixDriverDirective(FileDirective):
    """Show everything that a file says about one driver, by level and by status.

    The argument is the driver's key, and after it the file; ``:file:`` is the other way to name the
    file, which is ``support-matrix.ini`` beside the document without either.
    """

    required_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = AnyOption()

    def run(self) -> list[nodes.Node]:
        """Make the nodes. Whatever is wrong is logged."""
        options, wrong = read_options(self.options, DRIVER_OPTIONS)
        self.report_all(wrong)
        key, argument = " ".join(self.arguments[0].split()), options.file
        if argument is None:
            key, _space, argument = key.partition(" ")
            if key.lower().endswith(SUFFIXES) and not argument.lower().endswith(SUFFIXES):
                # The other directives have the file first.
                right = f"did you mean '{argument} {key}'?" if argument else "name a driver"
                message = f"expected KEY [FILE], not '{self.arguments[0]}'; {right}"
                self.report(Code.UNKNOWN_DRIVER, message)
                return []
        matrix, path = self.load(argument or DEFAULT_FILE)
        if matrix is None or not matrix.drivers:
            return []
        keys = [driver.key for driver in matrix.drivers]
        if key not in keys:
            message = f"'{argument or DEFAULT_FILE}' declares no driver '{key}'{did_you_mean(key, keys)}"
            self.report(Code.UNKNOWN_DRIVER, message)
            return []
        prefix, pool = id_prefix(path, options.name), id_pool(self.state.document, self.env)
        anchor = driver_id(key, prefix, pool)
        container = support_matrix(path=path, matrix=stem(path), driver=(key, anchor), unfinished=None)
        self.set_source_info(container)
        self.fill(
            container,
            matrix,
            options,
            self.findings(matrix, path, options),
            lambda name: section_id(name, prefix, pool),
        )
        if options.toc_depth is not None:
            hide_below(container, options.toc_depth, self.env)
        note_made(self.env)
        return [container]

    def fill(
        self,
        container: support_matrix,
        matrix: Matrix,
        options: Options,
        findings: Findings,
        new_id: Callable[[str], str],
    ) -> None:
        """Put the parts into *container*: what is in a table of contents and what is not.

        :param new_id: Makes the id of a section from its name.
        """
        key, anchor = container["driver"]
        column = [driver.key for driver in matrix.drivers].index(key)
        driver = matrix.drivers[column]
        lines = [_Line(feature, feature.implementations[column]) for feature in matrix.features]
        levels = levels_in_order((line.level for line in lines), matrix)
        kinds = [kind for kind in _KINDS if any(line.kind is kind for line in lines)]
        if not has_statuses(matrix):
            kinds = []
        target = nodes.target("", "", ids=[anchor])
        if options.name:
            target["names"].append(nodes.fully_normalize_name(options.name))
            self.state.document.note_explicit_target(target)
        container += [target, names_of([driver], levels.values())]
        if driver.link is not None:
            link = link_or_text(driver.link, driver.link)
            container += labelled(words().labels["documentation"], link)
        numbers = Counter(line.level.name for line in lines)
        container += matrix_tally(levels=levels, numbers=dict(numbers), classes=list(options.classes))
        container += _claims(matrix, findings, column)
        if findings.history is not None:
            # Few pages have a history, and none else has to wait for the module.
            from sphinx_support_matrix.extension.findings.trend_nodes import trend_node

            only = Patterns(include=(key,))
            container += trend_node(findings.history, only, Patterns(), self.env, small=True)
        meanings = StatusMeanings(matrix)
        notes, path = NoteParser(self.state.document, self.env), container["path"]

        def entry(line: _Line, *, is_open: bool = False) -> matrix_entry:
            node = matrix_entry(
                path=path,
                feature=line.feature.name,
                status=meanings.of(line.feature),
                release=line.implementation.release,
                level=line.level,
                kind=words().status_word(line.kind.value) if len(kinds) > 1 else None,
                open=is_open,
                standing=findings.standings.get((line.feature.name, key)),
                since=findings.since.get((line.feature.name, key)),
            )
            return titled(node, line.feature.title)

        def item(line: _Line) -> list[nodes.Node]:
            own = line.implementation.notes
            return [entry(line), *(notes.blocks(own) if own is not None else [])]

        names = {line.feature.name: line for line in lines}
        container += _open([entry(names[each], is_open=True) for each in _unmet(matrix, column)])
        wrong = {
            name for (name, of), each in findings.standings.items() if of == key and each.standing.is_wrong
        }
        # What is not there comes last.
        for name, level in sorted(levels.items(), key=lambda each: each[1].counts_as == MISSING.name):
            section = identified_section(new_id(f"level-{name}"), options.classes, self.state.document)
            here = [line for line in lines if line.level.name == name]
            count = f" ({len(here)})"
            section += nodes.title("", words().level_title(level) + count, level=name, count=count)
            if level.has_own_title:
                section += nodes.paragraph("", words().counts_as_sentence(level))
            section += _lists(_in_order(here, kinds, wrong), item, level, wrong)
            container += section


def _claims(matrix: Matrix, findings: Findings, column: int) -> list[nodes.Element]:
    """How many of the claims about a driver are confirmed, where there is evidence."""
    if not findings.standings:
        return []
    # Few pages show evidence, and none else has to wait for the module.
    from sphinx_support_matrix.html.table_standings import standings_of

    found = standings_of(matrix, findings)
    if found is None:
        return []
    text = words().standings.claims(*found.claims[column])
    return [nodes.paragraph("", text, classes=["sm-claims"])]


def _in_order(lines: list[_Line], kinds: list[StatusKind], wrong: Container[str]) -> list[_Line]:
    """*lines* with notes before those without, and each of these by what is required.

    :param wrong: The features for which claim and evidence part: they come first.
    """

    def place(line: _Line) -> tuple[bool, bool, int]:
        kind = kinds.index(line.kind) if kinds else 0
        return line.feature.name not in wrong, line.implementation.notes is None, kind

    return sorted(lines, key=place)


def _lists(
    lines: list[_Line], item: Callable[[_Line], list[nodes.Node]], level: Level, wrong: Container[str]
) -> list[nodes.Element]:
    """The features at *level*; where they are missing, those without notes that are not *wrong* can be folded."""
    plain = [line for line in lines if line.implementation.notes is None and line.feature.name not in wrong]
    if level.counts_as != MISSING.name or len(plain) <= FEW:
        return [_list(lines, item)]
    rest = matrix_rest(levels={level.name: level}, numbers={level.name: len(plain)})
    rest += _list(plain, item)
    others = [line for line in lines if line not in plain]
    return [*([_list(others, item)] if others else []), rest]


def _list(lines: list[_Line], item: Callable[[_Line], list[nodes.Node]]) -> nodes.bullet_list:
    features = bullets(map(item, lines))
    features["classes"].append(_FEATURES)
    return features


def _unmet(matrix: Matrix, column: int) -> list[str]:
    """The features about which the driver leaves a requirement open; of a choice, the first."""
    # Only pages of drivers tell it, and none else has to wait for the module.
    from sphinx_support_matrix.core.matrix.requirements import requirements

    return [each.features[0].name for each in requirements(matrix) if each.is_unmet(column)]


def _open(entries: list[matrix_entry]) -> list[nodes.Element]:
    """Which requirements are open."""
    if not entries:
        return []
    features = bullets([entry] for entry in entries)
    features["classes"].append(_FEATURES)
    return [labelled(words().unmet(len(entries))), features]
