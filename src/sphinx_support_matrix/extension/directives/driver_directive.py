"""``.. support_matrix_driver::``, everything about one driver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_support_matrix.core.matrix.arrange import has_statuses, levels_in_order
from sphinx_support_matrix.core.matrix.model import StatusKind
from sphinx_support_matrix.core.matrix.status_meaning import StatusMeanings
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import did_you_mean
from sphinx_support_matrix.extension.directives.file_directive import DEFAULT_FILE, FileDirective
from sphinx_support_matrix.extension.doctree.building import names_of, titled
from sphinx_support_matrix.extension.doctree.document_ids import id_pool, identified_section, section_id
from sphinx_support_matrix.extension.doctree.finishing import note_made
from sphinx_support_matrix.extension.doctree.nodes import matrix_entry, support_matrix
from sphinx_support_matrix.extension.doctree.notes.note_parser import NoteParser
from sphinx_support_matrix.extension.doctree.standard_nodes import (
    COUNTS,
    bullets,
    labelled,
    link_or_text,
    simple_table,
)
from sphinx_support_matrix.extension.options import DRIVER_OPTIONS, AnyOption, read_options
from sphinx_support_matrix.extension.output.contents import hide_below
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.ids import driver_id, id_prefix, stem

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Implementation, Matrix
    from sphinx_support_matrix.core.matrix.status_meaning import StatusMeaning
    from sphinx_support_matrix.extension.options import Options

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
        self.fill(container, matrix, options, lambda name: section_id(name, prefix, pool))
        if options.toc_depth is not None:
            hide_below(container, options.toc_depth, self.env)
        note_made(self.env)
        return [container]

    def fill(
        self, container: support_matrix, matrix: Matrix, options: Options, new_id: Callable[[str], str]
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
        container += [target, names_of([driver], levels.values()), _counts(lines, levels, kinds, options)]
        if driver.link is not None:
            link = link_or_text(driver.link, driver.link)
            container += labelled(words().labels["documentation"], link)
        meanings = StatusMeanings(matrix)
        notes, path = NoteParser(self.state.document, self.env), container["path"]

        def entry(line: _Line) -> list[nodes.Node]:
            return _entry(line, path, notes, meanings.of(line.feature))

        for name, level in levels.items():
            section = identified_section(new_id(f"level-{name}"), options.classes, self.state.document)
            here = [line for line in lines if line.level.name == name]
            count = _count(here)
            section += nodes.title("", words().level_title(level) + count, level=name, count=count)
            if level.has_own_title:
                section += _counted_as(level)
            section += _by_status(here, kinds, entry)
            container += section


def _by_status(
    lines: list[_Line], kinds: list[StatusKind], entry: Callable[[_Line], list[nodes.Node]]
) -> list[nodes.Node]:
    """Lists of features, each under its status."""
    if not kinds:
        return [bullets(map(entry, lines))]
    parts: list[nodes.Node] = []
    for kind in kinds:
        here = [line for line in lines if line.kind is kind]
        if here:
            heading = nodes.strong("", words().status_word(kind.value) + _count(here))
            parts += [nodes.paragraph("", "", heading), bullets(map(entry, here))]
    return parts


def _entry(line: _Line, path: str, notes: NoteParser, status: StatusMeaning) -> list[nodes.Node]:
    """A feature: its title, and what is to be known about it in this driver."""
    entry = matrix_entry(
        path=path,
        feature=line.feature.name,
        status=status,
        release=line.implementation.release,
    )
    content: list[nodes.Node] = [titled(entry, line.feature.title)]
    if line.implementation.notes is not None:
        content += notes.blocks(line.implementation.notes)
    return content


def _counted_as(level: Level) -> nodes.paragraph:
    """What the features under the heading of a level of the file's own count as."""
    return nodes.paragraph("", words().counts_as_sentence(level))


def _count(lines: list[_Line]) -> str:
    return f" ({len(lines)})"


def _counts(
    lines: list[_Line], levels: dict[str, Level], kinds: list[StatusKind], options: Options
) -> nodes.table:
    """How many features the driver has at each level, for each status."""
    labels = words().labels
    rows: list[list[str]] = []
    for kind in kinds if len(kinds) > 1 else []:
        here = [line for line in lines if line.kind is kind]
        rows.append([words().status_word(kind.value), *_row(here, levels)])
    rows.append([labels["all"], *_row(lines, levels)])
    head = [
        labels["status"] if kinds else labels["level"],
        *map(words().level_title, levels.values()),
        labels["all"],
    ]
    result = simple_table(head, rows, classes=[COUNTS, *options.classes])
    headings = list(result.findall(nodes.paragraph))[1 : len(levels) + 1]
    for heading, name in zip(headings, levels, strict=True):
        heading["level"], heading["count"] = name, ""
    return result


def _row(lines: list[_Line], levels: dict[str, Level]) -> list[str]:
    numbers = [sum(line.level.name == name for line in lines) for name in levels]
    return [*map(str, numbers), str(len(lines))]
