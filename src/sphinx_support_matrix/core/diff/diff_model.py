"""What a diff is: all that one matrix says and another does not, or says differently."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Generic, TypeVar

from sphinx_support_matrix.core.diff.direction import direction

if TYPE_CHECKING:
    from sphinx_support_matrix.core.diff.direction import Direction
    from sphinx_support_matrix.core.matrix.levels import Level

_Entry = TypeVar("_Entry")


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
    TESTS = "tests"
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
class CellState:
    """What a matrix says about one driver and one feature."""

    level: Level
    """How far the driver goes."""

    release: str | None
    """The release that brought this level."""

    notes: str | None
    """What to know about it, on one line; ``None`` too where notes are not part of the diff."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DriverEntry:
    """A driver that only one of the matrices has."""

    name: Name
    """The driver."""

    link: str | None
    """Where to read about it."""

    counts: tuple[tuple[Level, int], ...]
    """How many features it has at each level that it has any at."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeatureEntry:
    """A feature that only one of the matrices has."""

    name: Name
    """The feature."""

    status: str
    """What the project requires."""

    maturity: str | None
    """How mature the feature itself is."""

    cells: tuple[tuple[Name, CellState], ...]
    """The implementation of each driver of the matrix."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelEntry:
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
class PartDiff(Generic[_Entry]):
    """The drivers, the features, the groups or the levels that are not the same in both matrices."""

    added: tuple[_Entry, ...] = ()
    """Those that only the new matrix has, in its order."""

    removed: tuple[_Entry, ...] = ()
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

    old: CellState
    """What it was."""

    new: CellState
    """What it is."""

    @property
    def direction(self) -> Direction:
        """What the change means."""
        return direction(self.old.level, self.new.level)

    @property
    def notes_changed(self) -> bool:
        """Whether notes are part of the diff, and changed."""
        return self.old.notes != self.new.notes


@dataclass(frozen=True, kw_only=True, slots=True)
class Diff:
    """Everything in which two matrices differ."""

    old: str
    """The file that the old matrix was read from."""

    new: str
    """The file that the new matrix was read from."""

    drivers: PartDiff[DriverEntry] = field(default_factory=PartDiff)
    """The drivers."""

    features: PartDiff[FeatureEntry] = field(default_factory=PartDiff)
    """The features."""

    cells: tuple[CellChange, ...] = ()
    """The implementations, in the order of the features and the drivers of the new matrix."""

    groups: PartDiff[Name] = field(default_factory=PartDiff)
    """The groups that the files declare."""

    levels: PartDiff[LevelEntry] = field(default_factory=PartDiff)
    """The levels that the files define."""

    def __bool__(self) -> bool:
        """Whether there is any difference."""
        return bool(self.drivers or self.features or self.cells or self.groups or self.levels)

    @property
    def is_empty(self) -> bool:
        """Whether there is no difference."""
        return not self
