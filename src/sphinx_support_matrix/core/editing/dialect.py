"""Which dialect a file is written in, for what is added to it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.drivers import DRIVER_SECTION, TARGET_SECTION, TARGETS_SECTION
from sphinx_support_matrix.core.editing.cells import TODAYS_CELL, cells_of, declared_in, feature_parts
from sphinx_support_matrix.core.editing.edit import EditError

if TYPE_CHECKING:
    from sphinx_support_matrix.core.editing.lines import Layout, Part
    from sphinx_support_matrix.core.model import Matrix

_SECTIONS = (DRIVER_SECTION, TARGET_SECTION, TARGETS_SECTION)
_SEPARATOR = " = "


def driver_parts(layout: Layout, matrix: Matrix) -> list[Part]:
    """The sections that declare the drivers of *matrix*."""
    lines = {driver.location.line for driver in matrix.drivers}
    return [
        part
        for part in layout.parts
        if part.header in lines or any(entry.first in lines for entry in part.entries)
    ]


def declaration(parts: list[Part]) -> str:
    """How the sections begin that declare drivers: today's way where there is none.

    :raises EditError: if they begin in several ways.
    """
    ways = {next(way for way in _SECTIONS if part.name.startswith(way)) for part in parts}
    return _only(ways, "declares drivers") or DRIVER_SECTION


def prefix_in_targets(part: Part, matrix: Matrix) -> str:
    """What stands before the keys of the drivers in the section ``[targets]``.

    :raises EditError: if that differs from driver to driver.
    """
    keys = {driver.location.line: driver.key for driver in matrix.drivers}
    prefixes = {
        entry.option.key.removesuffix(keys[entry.first]) for entry in part.entries if entry.first in keys
    }
    return _only(prefixes, "declares drivers")


def cell_prefix(layout: Layout, matrix: Matrix) -> str:
    """What stands before the key of a driver in the key of a level.

    :raises EditError: if that differs from cell to cell.
    """
    declared = declared_in(matrix)
    prefixes = {
        cell.prefix
        for part in feature_parts(layout, matrix)
        for cell in cells_of(part, declared)
        if not cell.is_note
    }
    if not prefixes:
        parts = driver_parts(layout, matrix)
        way = declaration(parts)
        if way == DRIVER_SECTION:
            return TODAYS_CELL
        return prefix_in_targets(parts[0], matrix) if way == TARGETS_SECTION else ""
    return _only(prefixes, "gives levels")


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


def _only(ways: set[str], what: str) -> str:
    if len(ways) > 1:
        raise EditError(
            f"the file {what} in several dialects; migrate it first, with 'support-matrix migrate'"
        )
    return next(iter(ways), "")
