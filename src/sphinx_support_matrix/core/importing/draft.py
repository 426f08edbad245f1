"""A matrix that is being made from a table, before it is written."""

from __future__ import annotations

from dataclasses import dataclass

from sphinx_support_matrix.core.matrix.levels import UNKNOWN


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftDriver:
    """A driver to be declared."""

    key: str
    """Its key."""

    title: str
    """What people read."""

    link: str = ""
    """Where to read about it."""

    comments: tuple[str, ...] = ()
    """What its header says besides, for which a driver has no option."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftCell:
    """What one driver does in one feature."""

    claim: str = UNKNOWN.name
    """The level, with its release if it has one."""

    notes: tuple[str, ...] = ()
    """Paragraphs of reStructuredText."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftGroup:
    """A group to be declared."""

    name: str
    """What the names of its features begin with."""

    title: str
    """What people read."""

    notes: tuple[str, ...] = ()
    """Paragraphs of reStructuredText."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DraftFeature:
    """A feature to be written."""

    name: str
    """The name of its section."""

    title: str
    """What people read."""

    cells: tuple[DraftCell, ...]
    """One for each driver."""

    status: str = ""
    """Its status, if the table says one."""

    notes: tuple[str, ...] = ()
    """Paragraphs of reStructuredText."""


@dataclass(frozen=True, kw_only=True, slots=True)
class MappedText:
    """What one text, which any number of cells have, was read as."""

    text: str
    """The text, on one line."""

    claim: str
    """The level, with its release if it has one."""

    times: int
    """How many cells have the text."""

    why: str = ""
    """How it was decided, where that is not obvious."""

    is_understood: bool = True
    """Whether the text says a level."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Draft:
    """Everything that the file will say, and what there is to tell about it."""

    drivers: tuple[DraftDriver, ...]
    """In the order of the table."""

    sections: tuple[DraftGroup | DraftFeature, ...]
    """Features, and groups above theirs."""

    mapping: tuple[MappedText, ...] = ()
    """How each text of a cell was read."""

    remarks: tuple[str, ...] = ()
    """What was decided about rows and columns."""
