"""``.. support_matrix_driver::``, everything about one driver."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_support_matrix.core.model import StatusKind
from sphinx_support_matrix.core.problems import Code
from sphinx_support_matrix.core.selection import has_statuses, in_order
from sphinx_support_matrix.core.suggest import did_you_mean
from sphinx_support_matrix.extension.build import names_of, titled
from sphinx_support_matrix.extension.ids import driver_id, id_prefix, identified_section, section_id, stem
from sphinx_support_matrix.extension.nodes import matrix_entry, support_matrix
from sphinx_support_matrix.extension.notes import NoteParser
from sphinx_support_matrix.extension.options import DRIVER_OPTIONS, AnyOption, read_options
from sphinx_support_matrix.extension.source import DEFAULT_FILE, FileDirective
from sphinx_support_matrix.extension.standard import bullets, labelled, link_or_text, simple_table
from sphinx_support_matrix.extension.words import labels, level_title, status_word

if TYPE_CHECKING:
    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.model import Feature, Implementation, Matrix
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
    """Show everything that an INI file records about one driver, by level and by status.

    The argument is the driver's key, and behind it the file; ``:file:`` is the other way to name the
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
        prefix = id_prefix(path, options.name)
        anchor = driver_id(key, prefix, self.state.document, self.env)
        container = support_matrix(
            path=path, matrix=stem(path), driver=(key, anchor), toc_depth=options.toc_depth
        )
        self.set_source_info(container)
        container += self.parts(matrix, keys.index(key), anchor, prefix, options)
        return [container]

    def parts(
        self, matrix: Matrix, column: int, anchor: str, prefix: str, options: Options
    ) -> list[nodes.Node]:
        """The parts: what is in a table of contents and what is not."""
        driver = matrix.drivers[column]
        lines = [_Line(feature, feature.implementations[column]) for feature in matrix.features]
        levels = in_order({line.level.name: line.level for line in lines}, matrix)
        kinds = [kind for kind in _KINDS if any(line.kind is kind for line in lines)]
        if not has_statuses(matrix):
            kinds = []
        target = nodes.target("", "", ids=[anchor])
        if options.name:
            target["names"].append(nodes.fully_normalize_name(options.name))
            self.state.document.note_explicit_target(target)
        parts: list[nodes.Node] = [names_of([driver], levels.values()), target]
        parts.append(_counts(lines, levels, kinds, options))
        if driver.link is not None:
            link = link_or_text(driver.link, driver.link)
            parts.append(labelled(labels()["documentation"], link))
        notes = NoteParser(self.state.document, self.env)
        for name, level in levels.items():
            identifier = section_id(f"level-{name}", prefix, self.state.document, self.env)
            section = identified_section(identifier, options.classes, self.state.document)
            here = [line for line in lines if line.level.name == name]
            count = _count(here)
            section += nodes.title("", level_title(level) + count, level=name, behind=count)
            section += self.by_status(here, kinds, notes)
            parts.append(section)
        return parts

    def by_status(self, lines: list[_Line], kinds: list[StatusKind], notes: NoteParser) -> list[nodes.Node]:
        """Lists of features, each under its status."""
        if not kinds:
            return [bullets(_entry(line, notes) for line in lines)]
        parts: list[nodes.Node] = []
        for kind in kinds:
            here = [line for line in lines if line.kind is kind]
            if here:
                heading = nodes.strong("", status_word(kind.value) + _count(here))
                parts += [
                    nodes.paragraph("", "", heading),
                    bullets(_entry(line, notes) for line in here),
                ]
        return parts


def _entry(line: _Line, notes: NoteParser) -> list[nodes.Node]:
    """A feature: its title, and what is to be known about it in this driver."""
    entry = matrix_entry(
        feature=line.feature.name,
        argument=line.feature.status.argument,
        release=line.implementation.release,
    )
    content: list[nodes.Node] = [titled(entry, line.feature.title)]
    if line.implementation.notes is not None:
        content += notes.blocks(line.implementation.notes)
    return content


def _count(lines: list[_Line]) -> str:
    return f" ({len(lines)})"


def _counts(
    lines: list[_Line], levels: dict[str, Level], kinds: list[StatusKind], options: Options
) -> nodes.table:
    """How many features the driver has at each level, for each status."""
    words = labels()
    rows: list[list[str]] = []
    for kind in kinds if len(kinds) > 1 else []:
        here = [line for line in lines if line.kind is kind]
        rows.append([status_word(kind.value), *_row(here, levels)])
    rows.append([words["all"], *_row(lines, levels)])
    head = [words["status"] if kinds else words["level"], *map(level_title, levels.values()), words["all"]]
    result = simple_table(head, rows, classes=["support-matrix-counts", *options.classes])
    headings = list(result.findall(nodes.paragraph))[1 : len(levels) + 1]
    for heading, name in zip(headings, levels, strict=True):
        heading["level"], heading["behind"] = name, ""
    return result


def _row(lines: list[_Line], levels: dict[str, Level]) -> list[str]:
    numbers = [sum(line.level.name == name for line in lines) for name in levels]
    return [*map(str, numbers), str(len(lines))]
