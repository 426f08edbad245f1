"""Levels, cells and notes, as templates see them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.matrix.names import anchor

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.html.context import Cells, Table
    from sphinx_support_matrix.html.standing_words import StandingContext
    from sphinx_support_matrix.html.words import Words


class LevelContext(NamedTuple):
    """A level, as templates see it."""

    name: str
    counts_as: str
    own: bool
    symbol: str
    title: str
    meaning: str
    counts: str | None
    """That it counts as a built-in level, where it is the project's own."""


def level_context(level: Level, words: Words) -> LevelContext:
    """What templates need to know of *level*."""
    return LevelContext(
        name=anchor(level.name).replace("_", "-").lower(),
        counts_as=level.counts_as,
        own=level.is_own,
        symbol=level.symbol,
        title=words.level_title(level),
        meaning=words.level_meaning(level),
        counts=words.counts_as(level),
    )


class NoteContext(NamedTuple):
    """Notes as HTML: what stands in their only paragraph, or else whole blocks."""

    inline: bool
    html: str


class CellContext(NamedTuple):
    """A cell, as templates see it."""

    id: str
    level: LevelContext
    driver: str
    release: str | None
    since: str | None
    noted: bool
    notes: NoteContext | None
    unmet: bool
    standing: StandingContext | None


def cell_context(
    table: Table,
    column: int,
    cells: Cells,
    words: Words,
    *,
    level: LevelContext,
    feature: str = "",
    noted: bool = False,
    notes: NoteContext | None = None,
) -> CellContext:
    """What templates need to know of the cell in *column*.

    :param feature: The id of the feature.
    """
    release = cells.releases.get(column)
    # What people wrote goes first.
    since = release or cells.since.get(column)
    standing = cells.standings.get(column)
    return CellContext(
        id=feature + table.columns[column].suffix if feature else "",
        level=level,
        driver=table.columns[column].title,
        release=release,
        since=since and words.since(since),
        noted=noted,
        notes=notes,
        unmet=column in cells.unmet,
        standing=words.standings.context(standing) if standing else None,
    )


class ComparedContext(NamedTuple):
    """A feature in a comparison, as templates see it."""

    title: str
    """HTML, with the link to the feature."""
    cells: tuple[CellContext, ...]
