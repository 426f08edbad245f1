"""The cells of a table as HTML: those that look the same are rendered once, however many there are.

Of a build of 500 features and 50 drivers, which took 2.7 s, it saves 1.4 s.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_support_matrix.html.headings import is_large
from sphinx_support_matrix.html.template_values import NoteContext, cell_context, level_context

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.html.context import Cells, Table
    from sphinx_support_matrix.html.template_values import CellContext
    from sphinx_support_matrix.html.words import Words

# They stand in what has been rendered for what each cell has of its own. Neither can be in a file.
_FEATURE = "\x00"
_NOTES = "\x01"
FEW = 3
"""As many lines as are not folded: a heading over them would take as much room."""


class LinesContext(NamedTuple):
    """The drivers in the details of a feature, as templates see them."""

    first: str
    """The lines of those about which there is something to say, or of all where there is little to fold."""
    rest: str
    """The other lines, which say no more than the table; an empty text where there are none."""
    counts: str
    """How many of the rest have each level."""


class CellWriter:
    """Writes the cells of one table, with the macros of ``cell.html``."""

    def __init__(self, macros: Any, table: Table, words: Words) -> None:
        self._macros = macros
        self._table = table
        self._words = words
        self._large = is_large(table)
        self._levels = {name: level_context(level, words) for name, level in table.levels.items()}
        # What a cell looks like depends on these.
        self._summary: dict[tuple[object, ...], str] = {}
        self._details: dict[tuple[object, ...], str] = {}

    def feature(self, feature: str, cells: Cells, *, details: bool) -> str:
        """The cells of a feature in the summary, in the order of the drivers.

        :param feature: The id of the feature.
        :param details: Whether the details of the feature are on the page. They have the ids of its cells
            then, and cells link to them: all cells, or in a large table those with notes.
        """
        row = [self._look(column, cells, details=details) for column in range(len(cells.levels))]
        return "".join(row).replace(_FEATURE, feature)

    def driver(self, column: int, features: Iterable[tuple[str, Cells]], *, details: bool) -> str:
        """The cells of the driver in *column*, in the order of *features*: the id of each, and its cells."""
        return "".join(
            self._look(column, cells, details=details).replace(_FEATURE, feature)
            for feature, cells in features
        )

    def _look(self, column: int, cells: Cells, *, details: bool) -> str:
        """What a cell of the summary looks like, of whatever feature it is."""
        noted = details and column in cells.noted
        key: tuple[object, ...] = (column, cells.levels[column], noted, details)
        if not cells.are_bare:
            standing = cells.standings.get(column)
            # The table does not say by what tests.
            key += (*_marks(column, cells), standing and (standing.standing, standing.stale))
        html = self._summary.get(key)
        if html is None:
            linked = details and (noted or not self._large)
            cell = self._cell(column, cells, noted=noted)
            html = self._summary[key] = str(self._macros.cell(cell, linked, not details))
        return html

    def details(self, feature: str, cells: Cells, notes: Mapping[int | None, NoteContext]) -> LinesContext:
        """The drivers in the details of a feature.

        :param feature: The id of the feature.
        :param notes: Of each column that has notes.
        """
        plain = [
            column
            for column in range(len(cells.levels))
            if column not in notes
            and column not in cells.unmet
            and not _is_wrong(cells.standings.get(column))
        ]
        rest = frozenset(plain) if len(plain) > FEW else frozenset()
        first: list[str] = []
        others: list[str] = []
        for column in range(len(cells.levels)):
            (others if column in rest else first).append(self._line(column, cells, notes.get(column)))
        return LinesContext(
            first="".join(first).replace(_FEATURE, feature),
            rest="".join(others).replace(_FEATURE, feature),
            counts=self._words.counts(self._table.levels, Counter(cells.levels[column] for column in rest)),
        )

    def _line(self, column: int, cells: Cells, notes: NoteContext | None) -> str:
        """A driver in the details of whatever feature it is."""
        key: tuple[object, ...] = (column, cells.levels[column], notes and notes.inline)
        if not cells.are_bare:
            key += (*_marks(column, cells), cells.standings.get(column))
        html = self._details.get(key)
        if html is None:
            filled_in = notes and NoteContext(notes.inline, _NOTES)
            cell = self._cell(column, cells, notes=filled_in)
            html = self._details[key] = str(self._macros.line(cell))
        return html.replace(_NOTES, notes.html) if notes else html

    def _cell(
        self, column: int, cells: Cells, *, noted: bool = False, notes: NoteContext | None = None
    ) -> CellContext:
        return cell_context(
            self._table,
            column,
            cells,
            self._words,
            level=self._levels[cells.levels[column]],
            feature=_FEATURE,
            noted=noted,
            notes=notes,
        )


def _marks(column: int, cells: Cells) -> tuple[object, ...]:
    """What decides how a cell looks besides its level, in the table and in the details."""
    return cells.releases.get(column), column in cells.unmet, cells.since.get(column)


def _is_wrong(standing: CellStanding | None) -> bool:
    """Whether a claim and its evidence part, which is never folded away."""
    return standing is not None and standing.standing.is_wrong
