"""The cells of a table as HTML: those that look the same are rendered once, however many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_support_matrix.core.levels import BUILTIN_LEVELS
from sphinx_support_matrix.core.names import anchor as as_anchor
from sphinx_support_matrix.extension.words import level_meaning, level_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.extension.nodes import Cells, Table

# They stand in what has been rendered for what each cell has of its own. Neither can be in an INI file.
_FEATURE = "\x00"
_NOTES = "\x01"


# A page of ten thousands of cells would be half links, to lines that say what the cells say.
LARGE = 5_000


def is_large(features: int, drivers: int) -> bool:
    """Whether a matrix has so many cells that a page of it has to do with less."""
    return features * drivers > LARGE


class LevelContext(NamedTuple):
    """A level, as templates see it."""

    name: str
    counts_as: str
    own: bool
    symbol: str
    title: str
    meaning: str


def level_context(level: Level) -> LevelContext:
    """What templates need to know of *level*."""
    return LevelContext(
        name=as_anchor(level.name).replace("_", "-").lower(),
        counts_as=level.counts_as,
        own=BUILTIN_LEVELS.get(level.name) != level,
        symbol=level.symbol,
        title=level_title(level),
        meaning=level_meaning(level),
    )


class Notes(NamedTuple):
    """Notes as HTML: what stands in their only paragraph, or else whole blocks."""

    inline: bool
    html: str


class _Cell(NamedTuple):
    """A cell, as templates see it."""

    id: str
    level: LevelContext
    driver: str
    release: str | None
    noted: bool
    notes: Notes | None
    broken: bool


class CellWriter:
    """Writes the cells of one table, with the macros of ``cell.html``."""

    def __init__(self, macros: Any, table: Table) -> None:
        self._macros = macros
        self._table = table
        self._large = is_large(table.features, len(table.columns))
        self._levels = {name: level_context(level) for name, level in table.levels.items()}
        self._summary: dict[tuple[int, str, str | None, bool, bool, bool], str] = {}
        self._details: dict[tuple[int, str, str | None, bool | None, bool], str] = {}

    def summary(self, feature: str, cells: Cells, *, details: bool) -> str:
        """The cells of a row of the summary.

        :param feature: The id of the feature.
        :param details: Whether the details of the feature are on the page. They have the ids of its cells
            then, and cells lead to them: all cells, or in a large table those with notes.
        """
        row = []
        for index, name in enumerate(cells.levels):
            noted = details and index in cells.noted
            broken = index in cells.broken
            key = (index, name, cells.releases.get(index), noted, details, broken)
            html = self._summary.get(key)
            if html is None:
                linked = details and (noted or not self._large)
                cell = self._cell(index, name, cells.releases.get(index), noted=noted, broken=broken)
                html = self._summary[key] = str(self._macros.cell(cell, linked, not details))
            row.append(html)
        return "".join(row).replace(_FEATURE, feature)

    def details(self, feature: str, cells: Cells, notes: Mapping[int | None, Notes]) -> str:
        """The drivers in the details of a feature.

        :param feature: The id of the feature.
        :param notes: Of each column that has notes.
        """
        lines = []
        for index, name in enumerate(cells.levels):
            own = notes.get(index)
            broken = index in cells.broken
            key = (index, name, cells.releases.get(index), own and own.inline, broken)
            html = self._details.get(key)
            if html is None:
                filled_in = own and Notes(own.inline, _NOTES)
                cell = self._cell(index, name, cells.releases.get(index), notes=filled_in, broken=broken)
                html = self._details[key] = str(self._macros.line(cell))
            lines.append(html.replace(_NOTES, own.html) if own else html)
        return "".join(lines).replace(_FEATURE, feature)

    def _cell(
        self,
        index: int,
        level: str,
        release: str | None,
        *,
        broken: bool,
        noted: bool = False,
        notes: Notes | None = None,
    ) -> _Cell:
        column = self._table.columns[index]
        return _Cell(
            id=_FEATURE + column.suffix,
            level=self._levels[level],
            driver=column.title,
            release=release,
            noted=noted,
            notes=notes,
            broken=broken,
        )
