"""Which dialect a file is written in, for what is added to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, TypeVar

from sphinx_support_matrix.core.dialects.table import TODAYS, CellPart, dialect_of_section, dialect_of_target
from sphinx_support_matrix.core.editing.cell_options import cells_of, declared_in, feature_parts
from sphinx_support_matrix.core.ini.edit import EditError

if TYPE_CHECKING:
    from sphinx_support_matrix.core.dialects.table import Dialect
    from sphinx_support_matrix.core.ini.layout import Layout, SectionLines
    from sphinx_support_matrix.core.matrix.model import Matrix

_Way = TypeVar("_Way", "Dialect", str)
_SEPARATOR = " = "


def driver_parts(layout: Layout, matrix: Matrix) -> list[SectionLines]:
    """The sections that declare the drivers of *matrix*."""
    lines = {driver.location.line for driver in matrix.drivers}
    return [
        part
        for part in layout.parts
        if part.header in lines or any(entry.first in lines for entry in part.entries)
    ]


def dialect_of_drivers(parts: list[SectionLines], matrix: Matrix) -> Dialect:
    """The dialect in which these sections declare the drivers of *matrix*: today's where there are none.

    :raises EditError: if they do so in several.
    """
    lines = {driver.location.line for driver in matrix.drivers}
    found: set[Dialect] = set()
    for part in parts:
        dialect = dialect_of_section(part.name)
        if dialect is not None:
            found.add(dialect)
        else:
            found |= {dialect_of_target(entry.option.key) for entry in part.entries if entry.first in lines}
    return _only(found, "declares drivers") or TODAYS


def level_prefix(layout: Layout, matrix: Matrix) -> str:
    """What stands before the key of a driver in the key of a level.

    :raises EditError: if that differs from cell to cell.
    """
    declared = declared_in(matrix)
    prefixes = {
        cell.prefix
        for part in feature_parts(layout, matrix)
        for cell in cells_of(part, declared)
        if cell.part is CellPart.LEVEL
    }
    if not prefixes:
        return dialect_of_drivers(driver_parts(layout, matrix), matrix).level
    return _only(prefixes, "gives levels") or ""


def separator(layout: Layout) -> str:
    """What most options of the file have between key and value."""
    found: Counter[str] = Counter()
    for part in layout.parts:
        for entry in part.entries:
            rest = layout.line(entry.first)[entry.column + len(entry.option.key) :]
            value = rest.lstrip()[1:].lstrip()
            if value:
                found[rest[: len(rest) - len(value)]] += 1
    return found.most_common(1)[0][0] if found else _SEPARATOR


def _only(ways: set[_Way], what: str) -> _Way | None:
    """The only one of *ways*; ``None`` if there is none."""
    if len(ways) > 1:
        raise EditError(
            f"the file {what} in several dialects; migrate it first, with 'support-matrix migrate'"
        )
    return next(iter(ways), None)
