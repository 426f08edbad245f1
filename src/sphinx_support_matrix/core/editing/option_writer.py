"""Write what a feature says about drivers, in the dialect of what is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.features import FEATURE_OPTIONS, driver_of
from sphinx_support_matrix.core.dialects.table import (
    DIALECTS,
    PREFIXES,
    CellPart,
    dialect_of_section,
    dialect_of_target,
)
from sphinx_support_matrix.core.editing.adding import option_lines
from sphinx_support_matrix.core.editing.cell_options import cells_of, declared_in
from sphinx_support_matrix.core.editing.dialect_of import driver_parts, separator
from sphinx_support_matrix.core.ini.reader import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_support_matrix.core.dialects.table import Dialect
    from sphinx_support_matrix.core.editing.cell_options import CellOption
    from sphinx_support_matrix.core.ini.edit import LineEdits
    from sphinx_support_matrix.core.ini.layout import Layout, OptionLines, SectionLines
    from sphinx_support_matrix.core.matrix.model import Driver, Matrix


class OptionWriter:
    """Changes options of features that are about drivers, and adds some."""

    def __init__(self, layout: Layout, matrix: Matrix, changes: LineEdits) -> None:
        self._layout = layout
        self._matrix = matrix
        self._changes = changes
        self._declared = declared_in(matrix)
        self._separator = separator(layout)

    def options(self, part: SectionLines) -> list[CellOption]:
        """The options of a feature that are about drivers."""
        return list(cells_of(part, self._declared))

    def set_value(self, entry: OptionLines, text: str) -> None:
        """Put *text* in the place of the value of an option; comments in it stay."""
        numbers = entry.option.value.numbers
        line = self._layout.line(entry.first)
        start = entry.column + len(entry.option.key)
        between = self._separator
        if entry.first in numbers:
            value = line[start:].lstrip()[1:].lstrip()
            between = line[start : len(line) - len(value)]
        self._changes.replace(entry.first, f"{line[:start]}{between}{text}")
        for number in numbers:
            if number != entry.first:
                self._changes.replace(number)

    def comment_out(self, entry: OptionLines) -> None:
        """Make an option a comment."""
        for number in sorted({entry.first, *entry.option.value.numbers}):
            if not self._layout.is_blank(number):
                indentation = self._layout.indentation(number)
                self._changes.replace(number, f"{indentation}# {self._layout.line(number).strip()}")

    def comment(self, entry: OptionLines, text: str) -> None:
        """Put a comment above an option."""
        self._changes.put_above(entry.first, f"{self._layout.indentation(entry.first)}# {text}")

    def add_note(self, part: SectionLines, level: CellOption, text: str) -> None:
        """Give a driver a note on one line, below its *level*."""
        number = level.entry.last
        margin = self._layout.margin(part, number)
        lines = self._note(self.options(part), level.driver, level.prefix, text)
        self._changes.insert(number, *(margin + line for line in lines))

    def new_cell(
        self, part: SectionLines, driver: Driver, level: str, note: str | None = None
    ) -> list[str] | None:
        """The lines that give *driver* a level, and a note on one line, as others of the feature are given.

        None if the key of the driver is one that no option can have.
        """
        options = self.options(part)
        prefixes = [option.prefix for option in reversed(options) if option.part is CellPart.LEVEL]
        prefixes += [self._dialect_of(driver).level, *PREFIXES[CellPart.LEVEL]]
        key = self._key(driver.key, CellPart.LEVEL, prefixes)
        if key is None:
            return None
        lines = option_lines(key, [level], self._separator)
        if note is not None:
            lines += self._note(options, driver.key, key.removesuffix(driver.key), note)
        return lines

    def add_lines(self, part: SectionLines, lines: Sequence[str]) -> None:
        """Put *lines* below the options about drivers that a feature has."""
        entries = [option.entry for option in self.options(part)] or part.entries
        number = max((entry.last for entry in entries), default=part.header)
        margin = self._layout.margin(part, number)
        self._changes.insert(number, *(margin + line for line in lines))

    def _note(self, options: Iterable[CellOption], driver: str, level_prefix: str, text: str) -> list[str]:
        """The lines of a note; none where the option for it is there without a value, and gets it."""
        prefixes = [dialect.note for dialect in DIALECTS if dialect.level == level_prefix]
        key = self._key(driver, CellPart.NOTE, [*prefixes, *PREFIXES[CellPart.NOTE]])
        # There is a way for a level, so there is one for a note: no key of a driver begins another option for one.
        assert key is not None, driver
        empty = next((each for each in options if each.entry.option.key == key), None)
        if empty is None:
            return option_lines(key, [text], self._separator)
        self.set_value(empty.entry, text)
        return []

    def _key(self, driver: str, part: CellPart, prefixes: Iterable[str]) -> str | None:
        """The key with the first of *prefixes* that is read as saying *part* about *driver*, if one is."""
        for prefix in prefixes:
            key = f"{prefix}{driver}"
            options = [each for section in read(f"[x]\n{key} = x\n", "").sections for each in section.options]
            if key.lower() not in FEATURE_OPTIONS and [
                (option.key, driver_of(option, self._declared)) for option in options
            ] == [(key, (driver, part))]:
                return key
        return None

    def _dialect_of(self, driver: Driver) -> Dialect:
        """The dialect in which *driver* is declared."""
        line = driver.location.line
        parts = driver_parts(self._layout, self._matrix)
        part = next(each for each in parts if each.header <= line < each.stop)
        if part.header == line and (dialect := dialect_of_section(part.name)) is not None:
            return dialect
        return dialect_of_target(next(entry.option.key for entry in part.entries if entry.first == line))
