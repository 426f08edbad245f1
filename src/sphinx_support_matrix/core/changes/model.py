"""The model of changes: what one matrix records and another does not, or differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_support_matrix.core.changes.direction import direction

if TYPE_CHECKING:
    from sphinx_support_matrix.core.changes.direction import Direction
    from sphinx_support_matrix.core.levels import Level

_Record = TypeVar("_Record")


class Field(Enum):
    """What can change in a driver, a feature, a group or a level; the value is the option in a file."""

    NAME = "name"
    TITLE = "title"
    LINK = "link"
    STATUS = "status"
    MATURITY = "maturity"
    COMMANDS = "cli"
    API = "api"
    API_LINK = "api_doc_link"
    ADMIN_LINK = "admin_doc_link"
    TEST_IDS = "tempest_test_uuids"
    COUNTS_AS = "counts-as"
    NOTES = "notes"


@dataclass(frozen=True, kw_only=True, slots=True)
class Name:
    """A driver, a feature or a group."""

    key: str
    """Its identity: the key of a driver, the section name of a feature, the prefix of a group."""

    title: str
    """The name that people read."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cell:
    """What a matrix records about one driver and one feature."""

    level: Level
    """How far the driver goes."""

    release: str | None
    """The release that brought this level."""

    notes: str | None
    """What to know about it, on one line; ``None`` too where notes are not compared."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DriverRecord:
    """A driver that only one of the matrices has."""

    name: Name
    """The driver."""

    link: str | None
    """Where to read about it."""

    counts: tuple[tuple[Level, int], ...]
    """How many features it has at each level that it has any at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeatureRecord:
    """A feature that only one of the matrices has."""

    name: Name
    """The feature."""

    status: str
    """What the project requires."""

    maturity: str | None
    """How mature the feature itself is."""

    cells: tuple[tuple[Name, Cell], ...]
    """The implementation of each driver of the matrix."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelRecord:
    """A level of a project's own that only one of the matrices has."""

    name: Name
    """The level."""

    counts_as: str
    """The built-in level that it is compared as."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FieldChange:
    """One thing that changed in a driver, a feature, a group or a level."""

    field: Field
    """What changed."""

    old: str | None
    """What it was; ``None`` where it was not given."""

    new: str | None
    """What it is; ``None`` where it is not given."""


@dataclass(frozen=True, kw_only=True, slots=True)
class ListChange:
    """A list that changed in a feature. Its order says nothing."""

    field: Field
    """Which list."""

    added: tuple[str, ...]
    """What is in the new list only."""

    removed: tuple[str, ...]
    """What is in the old list only."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Changed:
    """A driver, a feature, a group or a level that both matrices have, differently."""

    name: Name
    """What it is called now."""

    fields: tuple[FieldChange | ListChange, ...]
    """What changed in it; never empty."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Difference(Generic[_Record]):
    """The drivers, the features, the groups or the levels that are not the same in both matrices."""

    added: tuple[_Record, ...] = ()
    """Those that only the new matrix has, in its order."""

    removed: tuple[_Record, ...] = ()
    """Those that only the old matrix has, in its order."""

    changed: tuple[Changed, ...] = ()
    """Those that both have, differently, in the order of the new one."""

    def __bool__(self) -> bool:
        """Whether there is any."""
        return bool(self.added or self.removed or self.changed)


@dataclass(frozen=True, kw_only=True, slots=True)
class CellChange:
    """An implementation that changed, of a driver and a feature that both matrices have."""

    feature: Name
    """The feature, as it is called now."""

    driver: Name
    """The driver, as it is called now."""

    old: Cell
    """What was recorded."""

    new: Cell
    """What is recorded."""

    @property
    def direction(self) -> Direction:
        """What the change means."""
        return direction(self.old.level, self.new.level)

    @property
    def notes_changed(self) -> bool:
        """Whether notes are compared and changed."""
        return self.old.notes != self.new.notes


@dataclass(frozen=True, kw_only=True, slots=True)
class Changes:
    """Everything that two matrices record differently."""

    old: str
    """The file that the old matrix was read from."""

    new: str
    """The file that the new matrix was read from."""

    drivers: Difference[DriverRecord] = field(default_factory=Difference)
    """The drivers."""

    features: Difference[FeatureRecord] = field(default_factory=Difference)
    """The features."""

    cells: tuple[CellChange, ...] = ()
    """The implementations, in the order of the features and the drivers of the new matrix."""

    groups: Difference[Name] = field(default_factory=Difference)
    """The groups that the files declare."""

    levels: Difference[LevelRecord] = field(default_factory=Difference)
    """The levels that the files define."""

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.drivers or self.features or self.cells or self.groups or self.levels)

    @property
    def is_empty(self) -> bool:
        """Whether there is no difference."""
        return not self
