"""Read the object that a file of history holds."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, TypeVar

from sphinx_support_matrix.core.export.fields import Fields
from sphinx_support_matrix.core.export.item_lines import item_lines
from sphinx_support_matrix.core.history.change_reading import ChangeReader
from sphinx_support_matrix.core.history.history_model import (
    CellHistory,
    Gone,
    History,
    HistoryOptions,
    Release,
)
from sphinx_support_matrix.core.history.states import NOTHING, apply_change

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_support_matrix.core.history.history_model import State, StateChange

VERSION = 1
"""Raised when a program that reads the old form could not read the new one."""

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_Item = TypeVar("_Item")


class HistoryReader:
    """Reads one file, and remembers what is wrong with its items, which it leaves out."""

    def __init__(self, text: str) -> None:
        """Take the *text* of the file, which has the lines of what is wrong."""
        self.wrong: list[tuple[int, str]] = []
        """The line and the message of everything that is wrong."""
        self._text = text
        self._names: dict[str, None] = {}
        self._state: State = NOTHING
        self._changes: list[StateChange] = []
        self._open: tuple[str | None, ChangeReader] | None = None
        self._follow = False

    def history(self, data: dict[str, object]) -> History:
        """The history that *data* is.

        :raises ValueError: if its outer form is not that of a history.
        """
        names = ("version", "path", "tags", "options", "releases", "cells", "removed", "changes")
        top = Fields(data, "", names, ("$schema",))
        removed = Fields(top.value("removed"), "removed", ("drivers", "features"))
        releases = self._items(top, "releases", self._release)
        self._items(top, "changes", self._change)
        self._close()
        # Cells that do not fit changes that are wrong are not wrong themselves.
        self._follow = bool(self.wrong)
        cells = self._items(top, "cells", self._cell)
        history = History(
            path=top.path(),
            tags=top.text_or_none("tags"),
            releases=tuple(releases.values()),
            cells=tuple(cells.values()),
            removed_drivers=tuple(self._items(removed, "drivers", self._driver, "removed").values()),
            removed_features=tuple(self._items(removed, "features", self._feature, "removed").values()),
            changes=tuple(self._changes),
            options=_options(top),
        )
        if not self.wrong and len(cells) < len(self._state.cells):
            feature, driver = next(cell for cell in self._state.cells if cell not in cells)
            self.wrong.append((1, f"cells: there is none for '{feature}' and '{driver}'"))
        self.wrong.sort()
        return history

    def _items(
        self,
        owner: Fields,
        name: str,
        read: Callable[[object, str], tuple[object, _Item] | None],
        *outer: str,
    ) -> dict[object, _Item]:
        """The items of a list by what identifies them, without those that are wrong."""
        found: dict[object, _Item] = {}
        wrong: list[tuple[int, str]] = []
        for index, (value, where) in enumerate(owner.items(name)):
            try:
                one = read(value, where)
            except ValueError as error:
                wrong.append((index, str(error)))
                continue
            if one is None:
                continue
            key, item = one
            if key in found:
                wrong.append((index, f"{where}: this is there twice; the first one counts"))
            else:
                found[key] = item
        if wrong:
            # Most files have nothing to look for.
            lines = item_lines(self._text, *outer, name)
            self.wrong += [(lines[index], message) for index, message in wrong]
        return found

    def _release(self, value: object, where: str) -> tuple[object, Release]:
        fields = Fields(value, where, ("name", "date", "commit", "path", "readable"))
        day = fields.text("date")
        if not _is_day(day):
            raise fields.wrong("date", "a day, such as '2026-05-01'")
        release = Release(
            name=fields.text("name"),
            date=day,
            commit=fields.text("commit"),
            path=None if fields.value("path") is None else fields.path(),
            readable=fields.flag("readable"),
        )
        self._names[release.name] = None
        return release.name, release

    def _change(self, value: object, where: str) -> tuple[object, None]:
        if not isinstance(value, dict):
            raise ValueError(f"{where}: expected an object")  # noqa: TRY004 (it is the text that is wrong)
        release = self._named(value.get("release", 0), f"{where}.release")
        if self._open is None or self._open[0] != release:
            self._close()
            self._in_order(release, f"{where}.release")
            self._open = release, ChangeReader(release, self._state)
        self._open[1].take(value, where)
        # Where it stands is what identifies a change.
        return where, None

    def _in_order(self, release: str | None, where: str) -> None:
        """Refuse a release that comes before one that was there."""
        if not self._changes:
            return
        order = [*self._names, None]
        if order.index(release) <= order.index(self._changes[-1].release):
            raise ValueError(f"{where}: expected the changes in the order of the releases")

    def _close(self) -> None:
        """Take what the last release changed."""
        if self._open is not None:
            change = self._open[1].change()
            self._state = apply_change(self._state, change)
            # Nothing is left of one that was wrong.
            self._changes += [change] if change else []
            self._open = None

    def _cell(self, value: object, where: str) -> tuple[object, CellHistory] | None:
        fields = Fields(value, where, ("feature", "driver", "level", "since", "supported_since"))
        cell = CellHistory(
            feature=fields.text("feature"),
            driver=fields.text("driver"),
            level=fields.text("level"),
            since=self._named(fields.value("since"), fields.at("since")),
            supported_since=self._named(fields.value("supported_since"), fields.at("supported_since")),
        )
        level = self._state.cells.get((cell.feature, cell.driver))
        if level != cell.level and self._follow:
            return None
        if level is None:
            raise ValueError(f"{where}: the changes lead to no cell of '{cell.feature}' and '{cell.driver}'")
        if level != cell.level:
            raise fields.wrong("level", f"'{level}', to which the changes lead")
        return (cell.feature, cell.driver), cell

    def _driver(self, value: object, where: str) -> tuple[object, Gone]:
        return self._gone(Fields(value, where, ("key", "title", "last")), "key")

    def _feature(self, value: object, where: str) -> tuple[object, Gone]:
        return self._gone(Fields(value, where, ("name", "title", "last")), "name")

    def _gone(self, fields: Fields, identity: str) -> tuple[object, Gone]:
        last = fields.text("last")
        self._named(last, fields.at("last"))
        name = fields.text(identity)
        return name, Gone(name=name, title=fields.text("title"), last=last)

    def _named(self, value: object, where: str) -> str | None:
        """The name of a release of the file, or ``None`` for null."""
        if value is None or (isinstance(value, str) and value in self._names):
            return value
        raise ValueError(f"{where}: expected the name of one of the releases")


def _is_day(text: str) -> bool:
    """Whether *text* is a day that there is."""
    try:
        return bool(_DAY.fullmatch(text) and date.fromisoformat(text))
    except ValueError:
        return False


def _options(top: Fields) -> HistoryOptions:
    fields = Fields(top.value("options"), "options", ("paths", "renamed", "every_tag"))
    renamed: list[tuple[str, str]] = []
    for value, where in fields.items("renamed"):
        if not isinstance(value, list) or [type(name) for name in value] != [str, str]:
            raise ValueError(f"{where}: expected an older and a newer name")
        renamed.append((value[0], value[1]))
    return HistoryOptions(
        paths=fields.texts("paths"), renamed=tuple(renamed), every_tag=fields.flag("every_tag")
    )
