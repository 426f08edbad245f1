"""What the templates of a summary get, whatever its rows are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx_support_matrix.core.matrix.levels import COMPLETE, MISSING, PARTIAL
from sphinx_support_matrix.core.matrix.names import usual_name
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.html.headings import (
    columns_of,
    is_broad,
    is_large,
    is_tall,
    is_upright,
    shared_status,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.html.cell_writer import CellWriter
    from sphinx_support_matrix.html.context import Table
    from sphinx_support_matrix.html.headings import FeatureGroup, FeatureHead, Head
    from sphinx_support_matrix.html.words import Words


class FeatureContext(NamedTuple):
    """A feature, as templates see it: a row with its cells, or the heading of a column."""

    key: str
    told: bool
    """Whether the page has to tell the key: most ids say it."""
    id: str
    title: str
    kind: str
    """Of the status, as a file writes it."""
    status: str
    cells: str
    """The cells of the row; an empty text for a column."""


class DriverContext(NamedTuple):
    """A driver as a row, as templates see it."""

    head: Head
    unmet: str | None
    """What to say of the requirements that it does not meet, if there are any."""
    cells: str
    totals: tuple[str, ...]
    """How many requirements of each kind it meets, where the page is to say so."""
    tally: Tally
    confirmed: str | None
    """How many of the claims about it are confirmed, where there is evidence."""


class Tally(NamedTuple):
    """How many features a driver has."""

    text: str
    complete: int
    partial: int
    missing: int
    features: int


def tally_of(levels: Iterable[Level], words: Words) -> Tally:
    """How many features have each of the *levels* of a driver."""
    names = [level.counts_as for level in levels]
    complete, partial = names.count(COMPLETE.name), names.count(PARTIAL.name)
    return Tally(
        text=words.count_of(complete + partial, len(names)),
        complete=complete,
        partial=partial,
        missing=names.count(MISSING.name),
        features=len(names),
    )


class SummaryWriter:
    """Makes what templates need of one table."""

    def __init__(
        self,
        table: Table,
        heads: Sequence[Head],
        groups: Sequence[FeatureGroup],
        cells: CellWriter,
        words: Words,
        *,
        linked: bool,
    ) -> None:
        self._table = table
        self._heads = heads
        self._groups = groups
        self._cells = cells
        self._words = words
        self._linked = linked

    def context(self) -> dict[str, Any]:
        """What the templates get; rows are made when a template comes to them, for a matrix can have many cells."""
        table, words = self._table, self._words
        titles = columns_of(table, self._groups)
        shared = shared_status(self._groups)
        return {
            "name": table.name,
            "driver_word": table.driver_word and f"{table.driver_word.one}; {table.driver_word.many}",
            "rows": table.rows.value,
            "columns": self._heads,
            "with_status": table.with_status,
            "large": is_large(table),
            "wide": is_upright(titles),
            "tall": is_tall(titles),
            "broad": is_broad(table, titles),
            "shared": None if shared is None else words.shared_status(shared, is_status=table.with_status),
            "blocks": [{"title": group.title, "rows": self._features(group)} for group in self._groups],
            "drivers": self._drivers() if table.rows is Rows.DRIVERS else (),
            "unmet": [words.unmet(count) if count else None for count in table.unmet],
            "confirmed": [self._claims(column) for column in range(len(table.columns))]
            if table.standings
            else (),
            "totals": [
                {
                    "status": words.status_word(kinds[0].kind.value),
                    "texts": [words.total_text(total) for total in kinds],
                }
                for kinds in zip(*table.totals, strict=True)
            ],
        }

    def _features(self, group: FeatureGroup) -> Iterator[FeatureContext] | list[FeatureContext]:
        features = map(self._feature, group.features)
        # The headings of columns are needed several times, and hold no cells.
        return list(features) if self._table.rows is Rows.DRIVERS else features

    def _feature(self, feature: FeatureHead) -> FeatureContext:
        is_row = self._table.rows is Rows.FEATURES
        return FeatureContext(
            key=feature.key,
            told=feature.key != usual_name(feature.id),
            id=feature.id,
            title=feature.title,
            kind=feature.status,
            status=self._words.status_word(feature.status),
            cells=self._cells.feature(feature.id, feature.cells, details=self._linked) if is_row else "",
        )

    def _drivers(self) -> Iterator[DriverContext]:
        table = self._table
        features = [(feature.id, feature.cells) for group in self._groups for feature in group.features]
        for column, head in enumerate(self._heads):
            yield DriverContext(
                head=head,
                unmet=self._words.unmet(table.unmet[column]) if table.unmet and table.unmet[column] else None,
                cells=self._cells.driver(column, features, details=self._linked),
                totals=tuple(map(self._words.total_text, table.totals[column] if table.totals else ())),
                tally=self._tally(column),
                confirmed=self._claims(column),
            )

    def _claims(self, column: int) -> str | None:
        standings = self._table.standings
        return None if standings is None else self._words.standings.claims(*standings.claims[column])

    def _tally(self, column: int) -> Tally:
        names = (feature.cells.levels[column] for group in self._groups for feature in group.features)
        return tally_of((self._table.levels[name] for name in names), self._words)
