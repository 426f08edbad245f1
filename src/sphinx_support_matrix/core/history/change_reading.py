"""Read the changes of a history: the objects of :mod:`~sphinx_support_matrix.core.history.change_lines`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.export.fields import Fields
from sphinx_support_matrix.core.history.history_model import FeatureState, LevelState, StateChange
from sphinx_support_matrix.core.history.state_matrices import is_status
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, NOT_RECORDED
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from sphinx_support_matrix.core.history.history_model import State

_FEATURE = ("feature", "title", "status", "maturity")
_PROPERTIES = {
    "own-level": ("level", "title", "symbol", "counts_as"),
    "own-level-removed": ("level",),
    "driver-added": ("driver", "title", "levels"),
    "driver-title": ("driver", "title"),
    "driver-removed": ("driver",),
    "feature-added": (*_FEATURE, "levels"),
    "feature-changed": _FEATURE,
    "feature-removed": ("feature",),
    "level": ("feature", "driver", "old", "new", "direction"),
    "order": ("drivers", "features"),
}
"""The properties of each kind of change, besides the kind and the release."""

_BUILTIN = frozenset({*BUILTIN_LEVELS, NOT_RECORDED.name})


class ChangeReader:
    """Reads what one release changed.

    What an object says has to fit what was before it: every later release is made of it.
    """

    def __init__(self, release: str | None, before: State) -> None:
        """Begin with what was *before* the release."""
        self._release = release
        self._before = before
        self._now_drivers = dict.fromkeys(before.drivers)
        self._now_features = dict.fromkeys(before.features)
        self._drivers: dict[str, str | None] = {}
        self._features: dict[str, FeatureState | None] = {}
        self._levels: dict[str, LevelState | None] = {}
        self._cells: dict[tuple[str, str], str] = {}
        self._order: tuple[tuple[str, ...], tuple[str, ...]] | None = None
        self._methods: dict[str, Callable[[Fields], None]] = {
            "own-level": self._own_level,
            "own-level-removed": self._own_level_removed,
            "driver-added": self._driver_added,
            "driver-title": self._driver_title,
            "driver-removed": self._driver_removed,
            "feature-added": self._feature_added,
            "feature-changed": self._feature_changed,
            "feature-removed": self._feature_removed,
            "level": self._level,
            "order": self._in_order,
        }

    def take(self, value: dict[str, object], where: str) -> None:
        """Take one object.

        :raises ValueError: if it is not as it has to be, or does not fit what was before.
        """
        kind = value.get("change")
        if not isinstance(kind, str) or kind not in _PROPERTIES:
            raise ValueError(f"{where}.change: expected {listing(_PROPERTIES)}")
        self._methods[kind](Fields(value, where, ("release", "change", *_PROPERTIES[kind])))

    def change(self) -> StateChange:
        """All that the objects said."""
        if self._drivers or self._features:
            for feature in self._now_features:
                for driver in self._now_drivers:
                    # What was left out, because it was wrong, is not there to be looked up.
                    if (feature, driver) not in self._before.cells:
                        self._cells.setdefault((feature, driver), NOT_RECORDED.name)
        return StateChange(
            release=self._release,
            drivers=self._drivers,
            features=self._features,
            levels=self._levels,
            cells=self._cells,
            order=self._order,
        )

    def _own_level(self, fields: Fields) -> None:
        name, counts_as = fields.text("level"), fields.text("counts_as")
        if name == NOT_RECORDED.name:
            raise fields.wrong("level", "a name that a level of a file can have")
        if counts_as not in BUILTIN_LEVELS:
            raise fields.wrong("counts_as", "the name of a built-in level")
        self._levels[name] = LevelState(
            title=fields.text("title"), symbol=fields.text("symbol"), counts_as=counts_as
        )

    def _own_level_removed(self, fields: Fields) -> None:
        name = fields.text("level")
        if name not in self._before.levels:
            raise fields.wrong("level", "an own level that was there before")
        cells = {**self._before.cells, **self._cells}
        used = any(
            level == name and feature in self._now_features and driver in self._now_drivers
            for (feature, driver), level in cells.items()
        )
        if used and name not in _BUILTIN:
            raise fields.wrong("level", "a level that no cell has any more")
        self._levels[name] = None

    def _driver_added(self, fields: Fields) -> None:
        key = _new(fields, "driver", self._now_drivers)
        title, levels = fields.text("title"), self._level_names(fields, self._now_features)
        self._now_drivers[key] = None
        self._drivers[key] = title
        self._cells |= {(feature, key): level for feature, level in levels.items()}

    def _driver_title(self, fields: Fields) -> None:
        self._drivers[_known(fields, "driver", self._now_drivers)] = fields.text("title")

    def _driver_removed(self, fields: Fields) -> None:
        key = _known(fields, "driver", self._now_drivers)
        del self._now_drivers[key]
        self._drivers[key] = None

    def _feature_added(self, fields: Fields) -> None:
        name = _new(fields, "feature", self._now_features)
        state, levels = _feature_state(fields), self._level_names(fields, self._now_drivers)
        self._now_features[name] = None
        self._features[name] = state
        self._cells |= {(name, driver): level for driver, level in levels.items()}

    def _feature_changed(self, fields: Fields) -> None:
        self._features[_known(fields, "feature", self._now_features)] = _feature_state(fields)

    def _feature_removed(self, fields: Fields) -> None:
        name = _known(fields, "feature", self._now_features)
        del self._now_features[name]
        self._features[name] = None

    def _level(self, fields: Fields) -> None:
        feature = _known(fields, "feature", self._now_features)
        driver = _known(fields, "driver", self._now_drivers)
        old, new = fields.text("old"), self._level_name(fields.text("new"), fields, "new")
        fields.text("direction")
        if self._before.cells.get((feature, driver)) != old:
            raise fields.wrong("old", "the level that the cell had before")
        self._cells[feature, driver] = new

    def _in_order(self, fields: Fields) -> None:
        drivers, features = fields.texts("drivers"), fields.texts("features")
        if sorted(drivers) != sorted(self._now_drivers):
            raise fields.wrong("drivers", "every driver of the release")
        if sorted(features) != sorted(self._now_features):
            raise fields.wrong("features", "every feature of the release")
        self._order = drivers, features

    def _level_names(self, fields: Fields, known: Container[str]) -> dict[str, str]:
        """The levels of a new driver or feature, by the features or the drivers."""
        levels = fields.names("levels")
        for name, level in levels.items():
            if name not in known:
                raise ValueError(f"{fields.at('levels')}: there is no '{name}' in this release")
            self._level_name(level, fields, "levels")
        return levels

    def _level_name(self, name: object, fields: Fields, where: str) -> str:
        if isinstance(name, str) and (
            name in _BUILTIN or name in self._levels or name in self._before.levels
        ):
            return name
        raise fields.wrong(
            where, "names of levels of this release" if where == "levels" else "a level of this release"
        )


def _new(fields: Fields, name: str, known: Container[str]) -> str:
    text = fields.text(name)
    if text in known:
        raise fields.wrong(name, f"a {name} that was not there before")
    return text


def _known(fields: Fields, name: str, known: Container[str]) -> str:
    text = fields.text(name)
    if text not in known:
        raise fields.wrong(name, f"a {name} of this release")
    return text


def _feature_state(fields: Fields) -> FeatureState:
    status = fields.text_or_none("status")
    if status is not None and not is_status(status):
        raise fields.wrong("status", "a status")
    return FeatureState(title=fields.text("title"), status=status, maturity=fields.text_or_none("maturity"))
