"""The headings of the rows and the columns of a summary, and how much room they have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.matrix.orientation import Rows

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sphinx_support_matrix.html.context import Cells, Table

# Parentheses at the end of a title, and what stands before them.
_ASIDE = re.compile(r"(.*\S)(\s+\([^()]+\))", re.DOTALL)
_MOST_UPRIGHT = 6
# A longer title needs more than two lines of the usual height.
_LONG = 44
# How wide the parts of a table are on paper, in CSS pixels: what themes leave of A4, the columns before and after
# the levels, a column with a title that stands upright, one with words below its symbols, and a letter of a title.
_PAPER = 590
_BESIDE = 230
_UPRIGHT = 28
_UPRIGHT_LINES = 38
_WORDED = 52
_LETTER = 8
LARGE = 5_000
"""How many cells a page can have that are all links."""


class Head(NamedTuple):
    """The heading of a driver."""

    key: str
    suffix: str
    title: str
    link: str | None
    internal: bool
    """Whether the link stays in the documentation."""
    anchor: str

    @property
    def name(self) -> str:
        """The title without the parentheses at its end."""
        found = _ASIDE.fullmatch(self.title)
        return found.group(1) if found else self.title

    @property
    def aside(self) -> str:
        """The parentheses at the end of the title, with the space in front of them."""
        return self.title[len(self.name) :]


def heads_of(table: Table) -> tuple[Head, ...]:
    """The headings of the drivers, with the links that the file gives."""
    return tuple(
        Head(each.key, each.suffix, each.title, each.link, internal=False, anchor=each.anchor)
        for each in table.columns
    )


class FeatureHead(NamedTuple):
    """The heading of a feature, and its cells."""

    key: str
    """The name of its section."""
    id: str
    title: str
    status: str
    """The kind of its status as a file writes it, or its maturity."""
    cells: Cells


class FeatureGroup(NamedTuple):
    """Features that stand together in the summary."""

    title: str | None
    """What stands above them, where there are groups."""
    features: Sequence[FeatureHead]


def shared_status(groups: Iterable[FeatureGroup]) -> str | None:
    """The status that all features have; ``None`` where there are several, or only one feature."""
    statuses = [feature.status for group in groups for feature in group.features]
    return statuses[0] if len(statuses) > 1 and len(set(statuses)) == 1 and statuses[0] else None


def is_upright(titles: Collection[str]) -> bool:
    """Whether the *titles* of columns have to stand upright, so that the cells can be narrow."""
    return len(titles) > _MOST_UPRIGHT


def is_tall(titles: Iterable[str]) -> bool:
    """Whether some of *titles* need a taller header, to have no more than two lines."""
    return any(len(title) > _LONG for title in titles)


def is_broad(table: Table, titles: Collection[str]) -> bool:
    """Whether *table* may be too wide for paper, with *titles* of columns."""
    least = _WORDED if table.released or any(table.unmet) else _UPRIGHT_LINES if is_tall(titles) else _UPRIGHT
    if is_upright(titles):
        widths = [least] * len(titles)
    else:
        widths = [max(least, _LETTER * max(map(len, title.split()), default=0)) for title in titles]
    return _BESIDE + sum(widths) > _PAPER


def columns_of(table: Table, groups: Iterable[FeatureGroup]) -> list[str]:
    """The titles of the columns that hold cells."""
    if table.rows is Rows.DRIVERS:
        return [feature.title for group in groups for feature in group.features]
    return [column.title for column in table.columns]


def is_large(table: Table) -> bool:
    """Whether a page has so many cells that only those with notes are links.

    A page of tens of thousands of cells would be half links, to lines that say what the cells say.
    """
    return table.features * len(table.columns) > LARGE
