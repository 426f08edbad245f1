"""A matrix as JSON that loses nothing: version 1 of the published schema.

The schema is ``schemas/support-matrix-1.json`` in this package, and explains every property.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.characters import escaped_in_json
from sphinx_support_matrix.core.matrix.arrange import GroupFinder
from sphinx_support_matrix.core.matrix.levels import every_level
from sphinx_support_matrix.core.matrix.model import StatusKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import (
        Driver,
        Feature,
        Group,
        Implementation,
        Matrix,
        Note,
        Settings,
        Status,
    )
    from sphinx_support_matrix.core.problems.location import Location

SCHEMA = "urn:sphinx-support-matrix:support-matrix-1"
"""What identifies the schema."""
VERSION = 1
"""The version of the schema."""


def to_json(
    matrix: Matrix,
    *,
    path: str | None = None,
    more: Callable[[Feature, Driver], Mapping[str, object]] | None = None,
) -> str:
    """*matrix* as JSON; the same matrix gives the same text.

    :param path: The path to write instead of that of *matrix*, such as one that does not depend on
        the machine.
    :param more: What else to say of a cell, which the file does not; the schema has ``standing`` and ``since``.
    """
    writer = _Writer(matrix, more)
    text = _layout(writer.matrix(matrix.path if path is None else path), "") + "\n"
    return escaped_in_json(text)


class _Writer:
    """Makes the objects and lists of which JSON consists, for one matrix."""

    def __init__(
        self, matrix: Matrix, more: Callable[[Feature, Driver], Mapping[str, object]] | None
    ) -> None:
        self._matrix = matrix
        self._more = more
        self._groups = GroupFinder(matrix.groups)

    def matrix(self, path: str) -> dict[str, object]:
        matrix = self._matrix
        return {
            "$schema": SCHEMA,
            "version": VERSION,
            "path": path,
            **self.settings(matrix.settings),
            "drivers": [self.driver(driver) for driver in matrix.drivers],
            "levels": [self.level(level) for level in every_level(matrix.levels).values()],
            "groups": [self.group(group) for group in matrix.groups],
            "features": [self.feature(feature) for feature in matrix.features],
        }

    def settings(self, settings: Settings) -> dict[str, object]:
        """What the file says about itself, if it says anything."""
        titles = {
            "title": settings.title,
            "driver_word": settings.driver_word,
            "drivers_word": settings.drivers_word,
        }
        found: dict[str, object] = {
            name: {"text": title.text, "location": self.location(title.location)}
            for name, title in titles.items()
            if title is not None
        }
        if settings.markup is not None:
            found["markup"] = settings.markup.value
        if settings.releases:
            found["releases"] = dict(settings.releases)
        return {"settings": found} if found else {}

    def driver(self, driver: Driver) -> dict[str, object]:
        return {
            "key": driver.key,
            "title": driver.title.text,
            "link": driver.link,
            "anchor": driver.anchor,
            "location": self.location(driver.location),
            "title_location": self.location(driver.title.location),
        }

    def level(self, level: Level) -> dict[str, object]:
        return {
            "name": level.name,
            "title": level.title,
            "symbol": level.symbol,
            "counts_as": level.counts_as,
            "meaning": level.meaning,
            "location": self.location(level.location),
            "title_location": self.location(level.title_location),
            "meaning_location": self.location(level.meaning_location),
        }

    def group(self, group: Group) -> dict[str, object]:
        return {
            "name": group.name,
            "title": group.title.text,
            "notes": self.note(group.notes),
            "location": self.location(group.location),
            "title_location": self.location(group.title.location),
        }

    def feature(self, feature: Feature) -> dict[str, object]:
        drivers = self._matrix.drivers
        places = feature.places or (None,) * len(drivers)
        cells = zip(drivers, feature.implementations, places, strict=True)
        found: dict[str, object] = {
            "name": feature.name,
            "title": feature.title.text,
            "anchor": feature.anchor,
            "group": self._groups.group_of(feature).name,
            "status": self.status(feature.status),
            "maturity": feature.maturity,
            "notes": self.note(feature.notes),
            "commands": list(feature.commands),
            "api": feature.api,
            "links": {"api": feature.api_link, "admin": feature.admin_link},
            "test_ids": list(feature.test_ids),
            "implementations": [self.implementation(feature, *cell) for cell in cells],
            "location": self.location(feature.location),
            "title_location": self.location(feature.title.location),
        }
        return {**found, "tests": list(feature.tests)} if feature.tests else found

    def status(self, status: Status) -> dict[str, object]:
        condition = status.condition
        found: dict[str, object] = {
            "text": str(status),
            "kind": status.kind.value,
            "group": status.argument if status.kind is StatusKind.CHOICE else None,
            "condition": condition and {"feature": condition.feature, "level": condition.level},
            "given": status.given,
            "location": self.location(status.location),
        }
        return found if status.understood else {**found, "understood": False}

    def implementation(
        self, feature: Feature, driver: Driver, cell: Implementation, place: Location | None
    ) -> dict[str, object]:
        found: dict[str, object] = {
            "driver": driver.key,
            "level": cell.level.name,
            "counts_as": cell.level.counts_as,
            "release": cell.release,
            "notes": self.note(cell.notes),
            "location": self.location(place),
        }
        if cell.verified is not None:
            found["verified"] = {
                "date": cell.verified.date.isoformat(),
                "who": cell.verified.who,
                "location": self.location(cell.verified.location),
            }
        return found if self._more is None else {**found, **self._more(feature, driver)}

    def note(self, note: Note | None) -> dict[str, object] | None:
        if note is None:
            return None
        found: dict[str, object] = {"text": "\n".join(note.lines), "line_numbers": list(note.numbers)}
        if note.path != self._matrix.path:
            found["path"] = note.path
        if note.markup is not None:
            found["markup"] = note.markup.value
        if note.paths:
            found["paths"] = list(note.paths)
        return found

    def location(self, location: Location | None) -> dict[str, object] | None:
        if location is None:
            return None
        found: dict[str, object] = {"line": location.line}
        if location.column != 1:
            found["column"] = location.column
        if location.path != self._matrix.path:
            found["path"] = location.path
        return found


def _layout(value: object, indentation: str) -> str:
    """*value* as JSON for programs that people can read too: one line for each cell."""
    if _depth(value) <= (2 if isinstance(value, dict) else 1):
        return json.dumps(value, ensure_ascii=False)
    inner = f"{indentation}  "
    if isinstance(value, dict):
        items = [f"{json.dumps(name)}: {_layout(item, inner)}" for name, item in value.items()]
        opening, closing = "{}"
    else:
        assert isinstance(value, list)
        items = [_layout(item, inner) for item in value]
        opening, closing = "[]"
    separator = f",\n{inner}"
    return f"{opening}\n{inner}{separator.join(items)}\n{indentation}{closing}"


def _depth(value: object) -> int:
    """How many objects and lists stand in one another: none for a plain value."""
    if isinstance(value, dict):
        return 1 + max(map(_depth, value.values()), default=0)
    if isinstance(value, list):
        return 1 + max(map(_depth, value), default=0)
    return 0
