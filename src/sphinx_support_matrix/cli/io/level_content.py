"""What the table of a matrix in the terminal is about: levels."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.grid import GridCell, GridContent, GridMark
from sphinx_support_matrix.core.export.content import level_title
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.levels import every_level

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix


def level_content(matrix: Matrix) -> GridContent:
    """The levels of *matrix*, and how many features each driver supports."""
    levels = every_level(matrix.levels)
    marks = {name: _mark(level) for name, level in levels.items()}

    def cell(feature: Feature, column: int) -> GridCell:
        implementation = feature.implementations[column]
        level, release = implementation.level, implementation.release
        word = on_one_line(f"{level.title} ({release})" if release else level.title)
        return GridCell(word=word, mark=marks.get(level.name) or _mark(level))

    def supported(column: int) -> str:
        cells = [feature.implementations[column] for feature in matrix.features]
        return f"{sum(cell.level.is_supported for cell in cells)} of {len(cells)}"

    return GridContent(
        cell=cell, driver_head="Supported", beside_driver=supported, marks=tuple(marks.values())
    )


def _mark(level: Level) -> GridMark:
    return GridMark(
        symbol=on_one_line(level.symbol),
        letter=on_one_line(level.letter),
        title=on_one_line(level_title(level)),
        color=level.color,
    )
