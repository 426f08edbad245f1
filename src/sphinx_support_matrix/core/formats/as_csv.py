"""A matrix as CSV, for spreadsheets: one row for each feature, one column for each driver.

RFC 4180: commas, CRLF, quotes where they are needed. Spreadsheets run a cell that begins like a
formula, so such a cell begins with an apostrophe here; so does a cell that begins with one, which
makes taking one apostrophe away the whole of reading a cell back.
"""

from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.dialects.context import Context, Declared
from sphinx_support_matrix.core.dialects.values import read_status
from sphinx_support_matrix.core.levels import BUILTIN_LEVELS, NOT_RECORDED, UNKNOWN, Level
from sphinx_support_matrix.core.location import Location
from sphinx_support_matrix.core.model import Driver, Feature, Implementation, Matrix, Title
from sphinx_support_matrix.core.names import anchor
from sphinx_support_matrix.core.problems import Code
from sphinx_support_matrix.core.reader import Option, Value

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sphinx_support_matrix.core.model import Status

COLUMNS = ("Feature", "Title", "Status")
"""The headings of the columns in front of those of the drivers."""

_APOSTROPHE = "'"
# The wide forms are those that spreadsheets in East Asian languages take for the others.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", _APOSTROPHE)


def to_csv(matrix: Matrix, *, titles: bool = False) -> str:
    """*matrix* as CSV: names, titles, statuses, and ``LEVEL`` or ``LEVEL:RELEASE``.

    :param titles: Whether a second line holds the titles of the drivers. Its first cell is empty,
        which that of a feature never is.
    """
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")

    def write(*cells: str) -> None:
        writer.writerow([_guard(cell) for cell in cells])

    write(*COLUMNS, *(driver.key for driver in matrix.drivers))
    if titles:
        write("", "", "", *(driver.title.text for driver in matrix.drivers))
    for feature in matrix.features:
        cells = [_cell(implementation) for implementation in feature.implementations]
        write(feature.name, feature.title.text, str(feature.status), *cells)
    return target.getvalue()


def from_csv(text: str, path: str = "", *, levels: Mapping[str, Level] = BUILTIN_LEVELS) -> Matrix:
    """The matrix that *text* holds: names, titles, statuses, levels and releases.

    :param path: The path to show in locations; lines are those of *text*.
    :param levels: The levels that can occur. CSV says no more of a level than its name, so another
        one counts as unknown. An empty cell is not recorded.
    :raises ValueError: if *text* is no such CSV; the message says what is wrong, and in which line.
    """
    header, *rows = _rows(text)
    keys = header.cells[len(COLUMNS) :]
    if tuple(header.cells[: len(COLUMNS)]) != COLUMNS or len(set(keys)) != len(keys):
        raise ValueError(f"line {header.line}: expected {','.join(COLUMNS)} and the keys of the drivers")
    titles = rows.pop(0) if rows and not rows[0].cells[0] else None
    names = {row.cells[0] for row in rows}
    if "" in names or len(names) != len(rows):
        raise ValueError("expected a name in each line, and none twice")
    known = {**levels, NOT_RECORDED.name: NOT_RECORDED}
    reader = _Reader(path, known, names)
    features = tuple(reader.feature(row) for row in rows)
    named = titles or _Row(header.line, ["", "", "", *keys])
    drivers = tuple(
        Driver(
            key=key,
            title=Title(text=title, location=Location(path=path, line=named.line)),
            link=None,
            anchor=anchor(f"_driver.{key}"),
            location=Location(path=path, line=header.line),
        )
        for key, title in zip(keys, named.cells[len(COLUMNS) :], strict=True)
    )
    del known[NOT_RECORDED.name]
    return Matrix(path=path, drivers=drivers, features=features, levels=known)


class _Row(NamedTuple):
    """A line of the table, with its cells as they were before they were guarded."""

    line: int
    cells: list[str]


def _rows(text: str) -> list[_Row]:
    """The lines of the table, which are equally long."""
    reader = csv.reader(StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        rows = [
            _Row(reader.line_num, [cell.removeprefix(_APOSTROPHE) for cell in cells])
            for cells in reader
            if cells
        ]
    except csv.Error as error:
        raise ValueError(f"line {reader.line_num}: {error}") from error
    if not rows:
        raise ValueError("there is no table")
    for line, cells in rows:
        if len(cells) != len(rows[0].cells):
            raise ValueError(f"line {line}: expected {len(rows[0].cells)} cells, found {len(cells)}")
    return rows


class _Reader:
    """Reads features, and adds levels to *levels* that nobody has told it about."""

    def __init__(self, path: str, levels: dict[str, Level], names: Collection[str]) -> None:
        self._path = path
        self._levels = levels
        self._names = names

    def feature(self, row: _Row) -> Feature:
        name, title, status, *cells = row.cells
        location = Location(path=self._path, line=row.line)
        return Feature(
            name=name,
            title=Title(text=title, location=location),
            status=self.status(status, name, location),
            implementations=tuple(self.implementation(cell) for cell in cells),
            location=location,
            anchor=anchor(name),
            places=(location,) * len(cells),
        )

    def status(self, text: str, name: str, location: Location) -> Status:
        """The status, read as files are; what only a file can get wrong is no error here."""
        context = Context(self._path)
        value = Value(lines=(text,) if text else (), numbers=(location.line,) if text else ())
        declared = Declared(drivers={}, levels=self._levels, features=self._names, bare={})
        status = read_status(Option(key="status", value=value, location=location), name, declared, context)
        refused = any(problem.code is Code.BAD_STATUS for problem in context.problems)
        if refused and str(status) != text:
            raise ValueError(f"line {location.line}: '{text}' is no status")
        return status

    def implementation(self, cell: str) -> Implementation:
        name, _, release = cell.partition(":")
        name = name or NOT_RECORDED.name
        if name not in self._levels:
            self._levels[name] = replace(UNKNOWN, name=name, title=name, symbol=name[:1], meaning="")
        return Implementation(level=self._levels[name], release=release or None)


def _cell(implementation: Implementation) -> str:
    level, release = implementation.level.name, implementation.release
    return level if release is None else f"{level}:{release}"


def _guard(cell: str) -> str:
    return _APOSTROPHE + cell if cell.startswith(_GUARDED) else cell
