"""The history of a matrix: since when each cell is what it is, and what changed in each release."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, kw_only=True, slots=True)
class Release:
    """A state of a file that has a name."""

    name: str
    """A tag, or the beginning of a commit's own name."""

    date: str
    """The day of the commit, as ``YYYY-MM-DD``."""

    commit: str
    """The whole name of the commit."""

    path: str | None
    """The file in this release, from the top of the repository; ``None`` where there is none."""

    readable: bool
    """Whether the release has a file that can be read. One that has none changes nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class FeatureState:
    """What a release says of a feature, apart from its cells."""

    title: str
    """The name that people read."""

    status: str | None
    """What the project requires, as it is written in a file; ``None`` where the file does not say."""

    maturity: str | None
    """How mature the feature is, in files that say so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class LevelState:
    """A level of the file's own, as a release has it."""

    title: str
    """The word that people read."""

    symbol: str
    """A glyph that stands for the level."""

    counts_as: str
    """The built-in level that it is compared as."""


@dataclass(frozen=True, kw_only=True, slots=True)
class State:
    """What a matrix was in one release.

    A feature is called by the section name that it has now, or had last.
    """

    drivers: Mapping[str, str]
    """The title of each driver, by key, in the order of the file."""

    features: Mapping[str, FeatureState]
    """The features in the order of the file."""

    levels: Mapping[str, LevelState]
    """The levels of the file's own, by name."""

    cells: Mapping[tuple[str, str], str]
    """The name of the level of each pair of a feature and a driver."""


@dataclass(frozen=True, kw_only=True, slots=True)
class StateChange:
    """What one release changed, so that its state can be made of the one before it."""

    release: str | None
    """The release; ``None`` for the file as it is now, where it differs from the last release."""

    drivers: Mapping[str, str | None]
    """The titles of drivers that are new or have another title; ``None`` for one that is gone."""

    features: Mapping[str, FeatureState | None]
    """The features that are new or changed in more than their cells; ``None`` for one that is gone."""

    levels: Mapping[str, LevelState | None]
    """The file's own levels that are new or changed; ``None`` for one that is gone."""

    cells: Mapping[tuple[str, str], str]
    """The levels of cells that are new or have another level. A cell goes with its driver or its feature."""

    order: tuple[tuple[str, ...], tuple[str, ...]] | None
    """The drivers and the features in their order, where it is another one than that of the release before with
    what is new at its end."""

    def __bool__(self) -> bool:
        """Whether anything changed."""
        return bool(self.drivers or self.features or self.levels or self.cells or self.order)


@dataclass(frozen=True, kw_only=True, slots=True)
class CellHistory:
    """Since when a cell is what it is."""

    feature: str
    """Section name of the feature."""

    driver: str
    """Key of the driver."""

    level: str
    """Name of the level that the cell has in the file."""

    since: str | None
    """The first release of the unbroken run of this level; ``None`` if the last release has another one."""

    supported_since: str | None
    """The first release of the unbroken run of levels that count as complete or partial; ``None`` if the level
    is none of them, or that of the last release was none."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Gone:
    """A driver or a feature that is not in the file any more."""

    name: str
    """The key of the driver, or the section name of the feature."""

    title: str
    """The name that people read, as it was last."""

    last: str
    """The last release that had it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class HistoryOptions:
    """How a history was asked for, so that it can be written again without saying all of it again."""

    paths: tuple[str, ...] = ()
    """Older paths of the file, from the top of the repository, that were given by hand."""

    renamed: tuple[tuple[str, str], ...] = ()
    """Older and newer names of drivers and features that are the same."""

    every_tag: bool = False
    """Whether tags count that are no releases by their names, such as those of release candidates."""


@dataclass(frozen=True, kw_only=True, slots=True)
class History:
    """The history of one file, up to the file as it is."""

    path: str
    """The file, from the top of its repository."""

    tags: str | None
    """The patterns of the tags that are releases, with spaces between them; ``None`` where each commit counts as one."""

    releases: tuple[Release, ...]
    """The releases from the first one that has a readable file."""

    cells: tuple[CellHistory, ...]
    """Every cell of the file, in the order of features and drivers."""

    removed_drivers: tuple[Gone, ...]
    """The drivers that are gone, in the order in which they came."""

    removed_features: tuple[Gone, ...]
    """The features that are gone, in the order in which they came."""

    changes: tuple[StateChange, ...]
    """What changed, in those releases that changed anything, from the oldest. The first one brings everything."""

    options: HistoryOptions = field(default_factory=HistoryOptions)
    """How the history was asked for."""
