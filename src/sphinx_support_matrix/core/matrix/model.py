"""The model of a support matrix: what the file means, whatever dialect it was written in."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.problems.location import Location


class StatusKind(Enum):
    """What a project requires of a feature."""

    MANDATORY = "mandatory"
    OPTIONAL = "optional"
    CHOICE = "choice"
    CONDITION = "condition"
    MATURE = "mature"
    IMMATURE = "immature"


@dataclass(frozen=True, kw_only=True, slots=True)
class Condition:
    """A feature is required of the drivers that implement another one at a level."""

    feature: str
    """Section name of the other feature, or the name as written if there is no such feature."""

    level: str
    """Name of the level that the other feature has to have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Status:
    """The requirement that a project makes of a feature."""

    kind: StatusKind = StatusKind.OPTIONAL
    """What is required."""

    argument: str | None = None
    """The text in parentheses as it was written: a choice group or a condition."""

    condition: Condition | None = None
    """The condition, where *kind* is a condition that could be read."""

    given: bool = True
    """Whether the file says so; otherwise it is the default."""

    understood: bool = field(default=True, compare=False)
    """Whether all of it could be read; the file may mean another status otherwise."""

    location: Location | None = field(default=None, compare=False)
    """Where the file says so."""

    def __str__(self) -> str:
        """The status as it is written in a file, such as ``choice(console)``."""
        return self.kind.value if self.argument is None else f"{self.kind.value}({self.argument})"


class Markup(Enum):
    """What notes are written in."""

    RST = "restructuredtext"
    MARKDOWN = "markdown"


@dataclass(frozen=True, kw_only=True, slots=True)
class Note:
    """Text that somebody wrote, with the line of each of its lines."""

    path: str
    """The file that the text stands in."""

    lines: tuple[str, ...]
    """The lines of text."""

    numbers: tuple[int, ...]
    """The line number of each line, counted from 1."""

    paths: tuple[str, ...] = ()
    """The file of each line, where several files say this together; otherwise all lines stand in *path*."""

    markup: Markup | None = None
    """What the file says that its notes are written in."""

    @property
    def places(self) -> list[tuple[str, int]]:
        """The file and the line number of each line."""
        return list(zip(self.paths or (self.path,) * len(self.numbers), self.numbers, strict=True))


@dataclass(frozen=True, kw_only=True, slots=True)
class Title:
    """A title and the place where it was given."""

    text: str
    """Plain text on one line."""

    location: Location
    """Where the title stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Driver:
    """A column: a backend, a plugin or an engine."""

    key: str
    """The name that implementations use."""

    title: Title
    """The name that people read."""

    link: str | None
    """Where to read about the driver: a checked URL or relative target."""

    anchor: str
    """What the driver adds to the anchor of a feature to make the anchor of a cell."""

    location: Location
    """Where the driver is declared."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Verification:
    """Evidence of a person: who has found, on which day, that a driver goes as far as the file says."""

    date: date
    """The day."""

    who: str
    """Who it was, or the address of a report; plain text on one line."""

    location: Location | None = field(default=None, compare=False)
    """Where the file says so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Implementation:
    """One cell: how far one driver goes in one feature."""

    level: Level
    """The level; :data:`~sphinx_support_matrix.core.matrix.levels.NOT_RECORDED` where the file has none."""

    release: str | None = None
    """The release that brought this level."""

    notes: Note | None = None
    """What to know about it."""

    verified: Verification | None = None
    """Who has found that it is so, where somebody has."""

    @property
    def claim(self) -> str:
        """The level and the release as they are written in a file, such as ``complete:2026.1``."""
        return self.level.name if self.release is None else f"{self.level.name}:{self.release}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Feature:
    """A row: something that a driver may support."""

    name: str
    """The section name, which is the feature's identity."""

    title: Title
    """The name that people read."""

    status: Status
    """What the project requires."""

    implementations: tuple[Implementation, ...]
    """One implementation for each driver of the matrix, in the matrix's order of drivers."""

    location: Location
    """Where the section stands."""

    anchor: str
    """The published anchor: the section name with every other character than ASCII letters, digits
    and ``_`` made ``_``."""

    notes: Note | None = None
    """What the feature is."""

    commands: tuple[str, ...] = ()
    """Commands that use the feature."""

    api: str | None = None
    """The name of the API extension that offers the feature."""

    maturity: str | None = None
    """How mature the feature itself is, in files that say so."""

    api_link: str | None = None
    """Where the API is documented."""

    admin_link: str | None = None
    """Where the feature is documented for administrators."""

    test_ids: tuple[str, ...] = ()
    """Identifiers of the Tempest tests that validate the feature."""

    tests: tuple[str, ...] = ()
    """Patterns of the names of the tests that are evidence for the feature."""

    places: tuple[Location | None, ...] = field(default=(), compare=False, repr=False)
    """Where each of *implementations* gets its level; ``None`` where the file has none. Empty for a
    feature that was not read from a file."""

    @property
    def every_note(self) -> list[tuple[int | None, Note]]:
        """The notes of the feature and of its cells; each with the place of its cell, or ``None``."""
        cells = [(column, cell.notes) for column, cell in enumerate(self.implementations) if cell.notes]
        return [(None, self.notes), *cells] if self.notes else [*cells]


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Features whose section names share a prefix."""

    name: str
    """The prefix, without the dot that ends it."""

    title: Title
    """The name that people read."""

    notes: Note | None
    """What the features have in common."""

    location: Location
    """Where the group is declared."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Settings:
    """What a file says about itself."""

    title: Title | None = None
    """What people call the matrix."""

    markup: Markup | None = None
    """What the notes of the file are written in."""

    driver_word: Title | None = None
    """What the project calls a driver, such as ``backend``."""

    drivers_word: Title | None = None
    """What the project calls several drivers."""

    releases: tuple[tuple[str, str], ...] = ()
    """What the file calls releases, and the tags that they have in the repository."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Matrix:
    """What works where: drivers, features, and a level for each pair of them."""

    path: str
    """The file that the matrix was read from."""

    drivers: tuple[Driver, ...] = ()
    """The columns in the order of the file."""

    features: tuple[Feature, ...] = ()
    """The rows in the order of the file."""

    groups: tuple[Group, ...] = ()
    """The groups that the file declares."""

    levels: dict[str, Level] = field(default_factory=dict)
    """The levels that the file can use, by name: the built-in ones and its own."""

    settings: Settings = field(default_factory=Settings)
    """What the file says about itself."""

    @property
    def has_verified(self) -> bool:
        """Whether anybody has verified a level."""
        return any(cell.verified is not None for feature in self.features for cell in feature.implementations)
