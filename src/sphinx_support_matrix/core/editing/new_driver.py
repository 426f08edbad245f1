"""Add a driver to a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.table import LABEL, TARGETS, TODAYS, CellPart
from sphinx_support_matrix.core.editing.adding import (
    by_name,
    checked,
    insert_section,
    one_line,
    opened,
    option_lines,
)
from sphinx_support_matrix.core.editing.cell_options import cells_of, declared_in, feature_parts
from sphinx_support_matrix.core.editing.dialect_of import (
    dialect_of_drivers,
    driver_parts,
    level_prefix,
    separator,
)
from sphinx_support_matrix.core.editing.new_feature import feature_name
from sphinx_support_matrix.core.ini.edit import Edit, EditError, LineEdits
from sphinx_support_matrix.core.loading import loads_ini
from sphinx_support_matrix.core.matrix.levels import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_support_matrix.core.ini.layout import Layout
    from sphinx_support_matrix.core.matrix.model import Driver, Matrix


def add_driver(
    text: str,
    path: str,
    *,
    key: str,
    title: str,
    link: str | None = None,
    level: str = UNKNOWN.name,
    levels: Iterable[tuple[str, str]] = (),
) -> Edit:
    """Add a driver to *text*, with a level in every feature, in the dialect of the file.

    :param path: The path to show in messages.
    :param link: Where to read about the driver.
    :param level: The level in the features that *levels* leaves out, with its release if it has one.
    :param levels: Features and the levels there.
    :raises EditError: if the file has the driver already, or something that is asked for cannot be.
    """
    layout, matrix = opened(text, path)
    prefix = level_prefix(layout, matrix)
    driver = _driver(key, path, matrix, prefix)
    names = dict.fromkeys(feature.name for feature in matrix.features)
    given = by_name(levels, lambda feature: feature_name(feature, names))
    changes = LineEdits(layout)
    link = link or None
    _declare(changes, layout, matrix, key=key, title=one_line(title), link=link)
    _add_cells(changes, layout, matrix, prefix=prefix, driver=driver, levels=given, level=one_line(level))

    def is_wanted(before: Matrix, now: Matrix) -> bool:
        features = tuple(
            replace(feature, implementations=feature.implementations[:-1]) for feature in now.features
        )
        return [(each.key, each.title.text, each.link) for each in now.drivers[-1:]] == [
            (key, one_line(title), link)
        ] and replace(now, drivers=now.drivers[:-1], features=features) == before

    return checked(text, changes, path, is_wanted)


def _driver(key: str, path: str, matrix: Matrix, prefix: str) -> Driver:
    """The driver as a file of its own would declare it, if it is new."""
    for driver in matrix.drivers:
        if driver.key.lower() == key.lower():
            raise EditError(f"driver '{driver.key}' is in '{path}' already, at line {driver.location.line}")
    declared = f"[{TODAYS.driver}{key}]\ntitle = x\n[x]\ntitle = x\n{prefix}{key} = {UNKNOWN.name}\n"
    alone, problems = loads_ini(declared, "")
    if problems or [driver.key for driver in alone.drivers] != [key]:
        raise EditError(f"'{key}' cannot be the key of a driver")
    return alone.drivers[0]


def _declare(
    changes: LineEdits, layout: Layout, matrix: Matrix, *, key: str, title: str, link: str | None
) -> None:
    """Declare the driver as the last one of the file."""
    between = separator(layout)
    parts = driver_parts(layout, matrix)
    dialect = dialect_of_drivers(parts, matrix)
    if dialect.in_targets:
        (part,) = parts
        if link is not None:
            raise EditError(
                f"a driver in '[{TARGETS}]' has no link; migrate the file first, with "
                "'support-matrix migrate'"
            )
        number = part.entries[-1].last
        lines = option_lines(f"{dialect.driver}{key}", [title], between)
        changes.insert(number, *(f"{layout.margin(part, number)}{line}" for line in lines))
        return
    lines = [f"[{dialect.driver}{key}]"]
    if any(entry.option.key.lower() == LABEL for part in parts for entry in part.entries):
        lines += option_lines(LABEL, [key], between)
    lines += option_lines("title", [title], between)
    if link is not None:
        lines += option_lines("link", [link], between)
    insert_section(changes, layout, parts[-1] if parts else None, lines)


def _add_cells(
    changes: LineEdits,
    layout: Layout,
    matrix: Matrix,
    *,
    prefix: str,
    driver: Driver,
    levels: Mapping[str, str],
    level: str,
) -> None:
    """Give every feature a level for the driver, below those that it has.

    A level that was there before the driver was declared stays.
    """
    between = separator(layout)
    declared = declared_in(matrix)
    declared = replace(declared, drivers={**declared.drivers, driver.key: driver})
    for part in feature_parts(layout, matrix):
        cells = list(cells_of(part, declared))
        own = [cell.entry for cell in cells if cell.driver == driver.key and cell.part is CellPart.LEVEL]
        if own and part.name in levels:
            raise EditError(
                f"'[{part.name}]' gives a level for '{driver.key}' already, at line {own[0].first}"
            )
        if own:
            continue
        entries = [cell.entry for cell in cells] or part.entries
        number = max((entry.last for entry in entries), default=part.header)
        (line,) = option_lines(f"{prefix}{driver.key}", [levels.get(part.name, level)], between)
        changes.insert(number, f"{layout.margin(part, number)}{line}")
