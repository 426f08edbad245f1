"""Read a matrix from CSV: what :mod:`~sphinx_support_matrix.core.export.as_csv` writes, or a spreadsheet does."""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.dialects.reading import Context, Declared, find_folded, folded_levels
from sphinx_support_matrix.core.dialects.table import TODAYS
from sphinx_support_matrix.core.dialects.values import read_status
from sphinx_support_matrix.core.export.as_csv import APOSTROPHE, COLUMNS
from sphinx_support_matrix.core.ini.characters import control_character, printable
from sphinx_support_matrix.core.ini.document import Option, Value
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, NOT_RECORDED, UNKNOWN, every_level
from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix, Title
from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.problems.problem import Problem

# Spreadsheets separate cells as their language does: by semicolons where the comma is in numbers.
_DELIMITERS = ",;\t"
_FIRST = len(COLUMNS)


def from_csv(
    text: str, path: str = "", *, levels: Mapping[str, Level] = BUILTIN_LEVELS
) -> tuple[Matrix, list[Problem]]:
    """The matrix that *text* holds: names, titles, statuses, levels and releases; and what is wrong with it.

    The first line is ``Feature,Title,Status`` and the keys of the drivers. A second line whose first
    cell is empty gives the titles of the drivers. Then comes a line for each feature, with ``LEVEL`` or
    ``LEVEL:RELEASE`` for each driver; an empty cell is not recorded.

    :param path: The path to show in locations.
    :param levels: The levels that can occur. CSV says no more of a level than its name, so another
        one is a problem, and counts as unknown.
    """
    reader = _CsvReader(path, levels)
    return reader.read(text.removeprefix("\ufeff")), reader.context.problems


class _CsvRow(NamedTuple):
    """A row of the table, with its cells as they were before they were guarded."""

    line: int
    cells: list[str]


class _CsvReader:
    """The state of one reading: what is wrong so far, and the levels that have occurred."""

    def __init__(self, path: str, levels: Mapping[str, Level]) -> None:
        self.context = Context(path)
        self.known = listing(levels)
        self.levels = dict(levels)
        self.folded = folded_levels(every_level(levels))

    def read(self, text: str) -> Matrix:
        path = self.context.path
        header, *rows = self.rows(text) or [_CsvRow(1, [])]
        keys = header.cells[_FIRST:]
        if [cell.strip().lower() for cell in header.cells[:_FIRST]] != [each.lower() for each in COLUMNS]:
            self.context.problem(
                Code.NOT_A_MATRIX,
                f"this is no table of a support matrix; expected {','.join(COLUMNS)} and the keys of the drivers",
                self.place(header.line),
            )
            return Matrix(path=path)
        named = rows.pop(0) if rows and not rows[0].cells[0] else _CsvRow(header.line, header.cells)
        columns = self.columns(keys, header.line, rows)
        if not columns:
            self.context.problem(
                Code.NO_DRIVERS,
                "the table has no driver; expected their keys in this line",
                self.place(header.line),
            )
        drivers = tuple(
            Driver(
                key=keys[column],
                title=Title(
                    text=named.cells[_FIRST + column] or keys[column], location=self.place(named.line)
                ),
                link=None,
                anchor=anchor(TODAYS.anchor + keys[column]),
                location=self.place(header.line),
            )
            for column in columns
        )
        rows = self.named_once(rows)
        if columns and not rows:
            self.context.problem(
                Code.NO_FEATURES,
                "the table has no feature; expected a line for each",
                self.place(header.line),
            )
        declared = Declared(
            drivers={driver.key: driver for driver in drivers},
            levels=self.levels,
            features=dict.fromkeys(row.cells[0] for row in rows),
            bare={},
        )
        features = tuple(self.feature(row, columns, declared) for row in rows)
        return Matrix(path=path, drivers=drivers, features=features, levels=self.levels)

    def place(self, line: int) -> Location:
        return Location(path=self.context.path, line=line)

    def rows(self, text: str) -> list[_CsvRow]:
        """The rows of the table, made equally long."""
        first_line = text.lstrip("\r\n").partition("\n")[0]
        delimiter = max(_DELIMITERS, key=first_line.count)
        reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter, strict=True)
        rows: list[_CsvRow] = []
        try:
            # One by one: what comes before an error stays.
            rows.extend(
                _CsvRow(reader.line_num, self.cleaned(cells, reader.line_num)) for cells in reader if cells
            )
        except csv.Error as error:
            self.context.problem(
                Code.MALFORMED_LINE, f"the table ends here: {error}", self.place(max(reader.line_num, 1))
            )
        return [self.as_long_as(rows[0], row) for row in rows]

    def cleaned(self, cells: Sequence[str], line: int) -> list[str]:
        """*cells* without their guards and without characters that no output format can hold."""
        found = [message for cell in cells if (message := control_character(cell))]
        if found:
            self.context.problem(Code.CONTROL_CHARACTER, found[0], self.place(line))
        return [printable(cell.removeprefix(APOSTROPHE)) for cell in cells]

    def as_long_as(self, header: _CsvRow, row: _CsvRow) -> _CsvRow:
        """*row* with as many cells as *header*."""
        expected, found = len(header.cells), len(row.cells)
        if found == expected:
            return row
        # Spreadsheets write the empty cells of a row that other rows fill.
        if found < expected or any(row.cells[expected:]):
            self.context.problem(
                Code.MALFORMED_LINE, f"expected {expected} cells, found {found}", self.place(row.line)
            )
        return _CsvRow(row.line, [*row.cells, *[""] * (expected - found)][:expected])

    def columns(self, keys: Sequence[str], line: int, rows: Sequence[_CsvRow]) -> list[int]:
        """The columns of the drivers; those without a key, or with one that is there before, are none."""
        columns: list[int] = []
        seen: set[str] = set()
        for column, key in enumerate(keys):
            if key and key not in seen:
                seen.add(key)
                columns.append(column)
            elif key:
                message = f"driver '{key}' is already declared; its cells are ignored"
                self.context.problem(Code.DUPLICATE_DRIVER, message, self.place(line))
            elif any(row.cells[_FIRST + column] for row in rows):
                message = f"column {_FIRST + column + 1} has no key; its cells are ignored"
                self.context.problem(Code.MALFORMED_LINE, message, self.place(line))
        return columns

    def named_once(self, rows: Sequence[_CsvRow]) -> list[_CsvRow]:
        """The rows that are features: those with a name that no row before has."""
        found: dict[str, _CsvRow] = {}
        for row in rows:
            name = row.cells[0]
            if not name:
                if any(row.cells):
                    message = "expected the name of a feature in the first cell; this line is ignored"
                    self.context.problem(Code.MALFORMED_LINE, message, self.place(row.line))
            elif name in found:
                message = (
                    f"feature '{name}' is already there, at line {found[name].line}; this line is ignored"
                )
                self.context.problem(Code.DUPLICATE_SECTION, message, self.place(row.line))
            else:
                found[name] = row
        return list(found.values())

    def feature(self, row: _CsvRow, columns: Sequence[int], declared: Declared) -> Feature:
        name, title, status, *cells = row.cells
        location = self.place(row.line)
        if not title:
            self.context.problem(
                Code.MISSING_TITLE, f"feature '{name}' has no title; expected it in the second cell", location
            )
        value = Value(lines=(status,) if status else (), numbers=(row.line,) if status else ())
        option = Option(key="status", value=value, location=location)
        implementations = tuple(
            self.implementation(cells[column], name, key, location)
            for column, key in zip(columns, declared.drivers, strict=True)
        )
        return Feature(
            name=name,
            title=Title(text=title or name, location=location),
            status=read_status(option, name, declared, self.context),
            implementations=implementations,
            location=location,
            anchor=anchor(name),
            places=(location,) * len(columns),
        )

    def implementation(self, cell: str, feature: str, driver: str, location: Location) -> Implementation:
        name, _, release = cell.partition(":")
        if not cell.strip():
            self.context.problem(
                Code.MISSING_CELL,
                f"feature '{feature}' says nothing about driver '{driver}'; write its level, or 'unknown' if nobody knows",
                location,
            )
            return Implementation(level=NOT_RECORDED)
        level = self.levels.get(name.strip()) or find_folded(name.strip(), self.folded)
        if level is None:
            hint = self.context.did_you_mean(name, "level", self.levels)
            self.context.problem(
                Code.BAD_LEVEL,
                f"the level of driver '{driver}' must be {self.known}, not '{name}', which counts as "
                f"unknown{hint}",
                location,
            )
            level = replace(UNKNOWN, name=name, title=name, symbol=name[:1], meaning="")
            self.levels[name] = level
            self.folded.setdefault(name.lower(), level)
        return Implementation(level=level, release=release or None)
