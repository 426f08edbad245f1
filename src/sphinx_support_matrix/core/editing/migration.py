"""Write a file of an older dialect in today's."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.table import (
    LABEL,
    TARGETS,
    TODAYS,
    CellPart,
    dialect_of_section,
)
from sphinx_support_matrix.core.dialects.values import STATUS_ALIASES
from sphinx_support_matrix.core.editing.cell_options import (
    CellOption,
    cells_of,
    declared_in,
    feature_parts,
    repeated_keys,
)
from sphinx_support_matrix.core.editing.safety import same
from sphinx_support_matrix.core.ini.characters import FORBIDDEN
from sphinx_support_matrix.core.ini.edit import Edit, EditError, LineEdits, Remark
from sphinx_support_matrix.core.ini.layout import lay_out
from sphinx_support_matrix.core.loading import loads_ini
from sphinx_support_matrix.core.matrix.levels import LEVEL_ALIASES
from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.ini.layout import OptionLines, SectionLines
    from sphinx_support_matrix.core.matrix.model import Driver

_TITLE = "title"
_STATUS = "status"
_TODAYS_KEYS = tuple(TODAYS.prefix(part) for part in CellPart)


def migrate(text: str, path: str) -> Edit:
    """Write *text* in today's dialect, with every comment and blank line, and in the same order.

    What cannot be moved without a change of its meaning, or with a new problem, stays as it is; a remark
    says so. The new text has the same matrix, except for the anchors of drivers.

    :param path: The path to show in remarks.
    :raises EditError: if the text is no support matrix.
    """
    migration = _Migration(text, path)
    migration.drivers()
    migration.features()
    edit = migration.edit()
    if not same(text, edit.after, path):
        raise EditError(
            f"cannot migrate '{path}' without changing what it says; put its problems right first"
        )
    return edit


class _Migration:
    """What one migration knows about its file, and what it has changed so far."""

    def __init__(self, text: str, path: str) -> None:
        self.text = text
        self.path = path
        self.matrix, self.problems = loads_ini(text, path)
        for problem in self.problems:
            if problem.code is Code.NOT_A_MATRIX:
                raise EditError(f"{problem.location}: {problem.message}")
        self.layout = lay_out(text)
        self.changes = LineEdits(self.layout)
        self.remarks: list[Remark] = []
        self.sections = Counter(part.name for part in self.layout.parts)
        self.declared: dict[int, Driver] = {driver.location.line: driver for driver in self.matrix.drivers}
        self.moved: list[Driver] = []

    def edit(self) -> Edit:
        """The whole change, and what there is to say about it."""
        for problem in self.problems:
            line = problem.location.line
            written = self.layout.line(line).strip().lower()
            if problem.code is Code.UNDECLARED_DRIVER and not written.startswith(_TODAYS_KEYS):
                self.keep(line, problem.message)
        if self.moved:
            self.say_what_moves()
        self.remarks.sort(key=lambda remark: remark.location.line)
        return Edit(before=self.text, after=self.changes.text(), remarks=tuple(self.remarks))

    def say_what_moves(self) -> None:
        first = self.moved[0]
        feature = self.matrix.features[0].anchor if self.matrix.features else ""
        count = len(self.moved)
        whose = "a driver" if count == 1 else f"{count} drivers"
        self.remark(
            first.location.line,
            f"links to the cells of {whose} change: '#{feature}{first.anchor}' is "
            f"'#{feature}{anchor(TODAYS.anchor + first.key)}' now",
        )

    def remark(self, line: int, message: str) -> None:
        self.remarks.append(Remark(message=message, location=Location(path=self.path, line=line)))

    def keep(self, line: int, reason: str) -> None:
        self.remark(line, f"kept as it is: {reason}")

    def drivers(self) -> None:
        """Make each declaration of a driver a section ``[driver.KEY]``."""
        for part in self.layout.parts:
            if part.name == TARGETS:
                self.targets(part)
            elif dialect_of_section(part.name) not in {None, TODAYS}:
                self.target(part)

    def targets(self, part: SectionLines) -> None:
        """Make each option of ``[targets]`` a section, below the comments that are above the option."""
        if reason := self.obstacle_of_targets(part):
            self.keep(part.header, reason)
            return
        self.changes.replace(part.header)
        above: OptionLines | None = None
        for entry in part.entries:
            driver = self.declared[entry.first]
            line = self.layout.line(entry.first)
            indentation, rest = line[: entry.column], line[entry.column + len(entry.option.key) :]
            header = f"[{TODAYS.driver}{driver.key}]"
            self.changes.replace(entry.first, header, f"{indentation}{_TITLE}{rest}")
            if above and not self.layout.is_blank(above.last + 1):
                self.changes.insert(above.last, "")
            above = entry
            self.moved.append(driver)

    def obstacle_of_targets(self, part: SectionLines) -> str | None:
        """Why the drivers of ``[targets]`` have to stay there."""
        if not part.entries:
            return f"'[{part.name}]' declares no driver"
        if part.malformed:
            return f"line {part.malformed[0]} is neither an option nor a comment"
        if repeated := repeated_keys(part):
            return f"'{min(repeated)}' is given twice"
        return self.obstacle(part, [entry.first for entry in part.entries])

    def target(self, part: SectionLines) -> None:
        """Give a section ``[target.X]`` the name ``[driver.KEY]``, and take its label away."""
        labels = [entry for entry in part.entries if entry.option.key.lower() == LABEL]
        reason = self.obstacle(part, [part.header])
        if not reason and len(labels) > 1:
            reason = f"'{LABEL}' is given twice"
        if reason:
            self.keep(part.header, reason)
            return
        driver = self.declared[part.header]
        start = len(self.layout.indentation(part.header)) + 1
        self.changes.splice(part.header, start, len(part.name), f"{TODAYS.driver}{driver.key}")
        for entry in labels:
            for number in {entry.first, *entry.option.value.numbers}:
                self.changes.replace(number)
        self.moved.append(driver)

    def obstacle(self, part: SectionLines, lines: list[int]) -> str | None:
        """Why the drivers that are declared in these *lines* of *part* have to stay as they are."""
        if self.sections[part.name] > 1:
            return f"'[{part.name}]' is there more than once"
        for line in lines:
            driver = self.declared.get(line)
            if driver is None:
                return f"the driver in line {line} is declared before"
            if f"{TODAYS.driver}{driver.key}" in self.sections:
                return f"'[{TODAYS.driver}{driver.key}]' is there too"
            if FORBIDDEN.search(self.layout.line(line)):
                return f"line {line} has a character that no output can hold"
        return None

    def features(self) -> None:
        """Give the options of features their keys of today, and statuses and levels their words of today."""
        declared = declared_in(self.matrix)
        own = {name.lower() for name in declared.levels}
        levels = {alias: name for alias, name in LEVEL_ALIASES.items() if alias not in own}
        for part in feature_parts(self.layout, self.matrix):
            cells = list(cells_of(part, declared))
            for cell in cells:
                if cell.part is CellPart.LEVEL:
                    self.word(cell.entry, ":", levels)
            for entry in part.entries:
                if entry.option.key.lower() == _STATUS:
                    self.word(entry, "(", STATUS_ALIASES)
            self.keys(part, cells)

    def word(self, entry: OptionLines, delimiter: str, aliases: Mapping[str, str]) -> None:
        """Write the first word of a value, up to *delimiter*, as it is written today."""
        value = entry.option.value
        word = value.text.partition(delimiter)[0].rstrip()
        if word.lower() not in aliases:
            return
        line = self.layout.line(value.numbers[0])
        start = len(line) - len(line.lstrip())
        if value.numbers[0] == entry.first:
            rest = line[entry.column + len(entry.option.key) :]
            start = len(line) - len(rest.lstrip()[1:].lstrip())
        self.changes.splice(value.numbers[0], start, len(word), aliases[word.lower()])

    def keys(self, part: SectionLines, cells: list[CellOption]) -> None:
        """Write the keys of *cells* as they are written today, where that makes no key twice."""
        taken = {entry.option.key for entry in part.entries}
        repeated = repeated_keys(part)
        # Of two options for a driver the first with a value counts, so that one gets the key of today.
        for cell in sorted(cells, key=lambda cell: not cell.entry.option.value):
            entry = cell.entry
            if cell.is_todays:
                continue
            if entry.option.key in repeated:
                self.keep(entry.first, f"'{entry.option.key}' is given twice in '[{part.name}]'")
            elif cell.todays in taken:
                self.keep(entry.first, f"'{cell.todays}' is in '[{part.name}]' too")
            else:
                taken.add(cell.todays)
                self.changes.splice(entry.first, entry.column, len(entry.option.key), cell.todays)
