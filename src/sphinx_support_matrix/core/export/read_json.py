"""Read the JSON of a matrix back: what :mod:`~sphinx_support_matrix.core.export.as_json` writes."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.reading import Context
from sphinx_support_matrix.core.export.as_json import VERSION
from sphinx_support_matrix.core.export.fields import Fields
from sphinx_support_matrix.core.ini.document import Option, Value
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, Level
from sphinx_support_matrix.core.matrix.model import (
    Condition,
    Driver,
    Feature,
    Group,
    Implementation,
    Markup,
    Matrix,
    Note,
    Settings,
    Status,
    StatusKind,
    Title,
    Verification,
)
from sphinx_support_matrix.core.problems.location import Location

if TYPE_CHECKING:
    from collections.abc import Sequence

# What the file and what lies beside it say together, which is made anew each time.
_DERIVED = ("standing", "since")


def from_json(text: str) -> Matrix:
    """The matrix that *text* holds, equal to the one that was written, with all its locations.

    :raises ValueError: if *text* is no JSON of the schema's version; the message says what is wrong
        and where.
    """
    try:
        data: object = json.loads(text)
    except RecursionError as error:
        raise ValueError("the JSON is nested too deeply") from error
    if not isinstance(data, dict) or data.get("version") != VERSION:
        raise ValueError(f"expected a support matrix as JSON of version {VERSION}")
    top = Fields(
        data, "", ("$schema", "version", "path", "drivers", "levels", "groups", "features"), ("settings",)
    )
    return _JsonReader(top.path()).matrix(top)


class _JsonReader:
    """Reads the objects of one matrix, which can leave out its path."""

    def __init__(self, path: str) -> None:
        self._path = path
        self._drivers: tuple[Driver, ...] = ()
        self._levels: dict[str, Level] = {}

    def matrix(self, top: Fields) -> Matrix:
        self._drivers = tuple(self.driver(value, where) for value, where in top.items("drivers"))
        levels = [self.level(value, where) for value, where in top.items("levels")]
        self._levels = {level.name: level for level in levels}
        return Matrix(
            path=self._path,
            drivers=self._drivers,
            features=tuple(self.feature(value, where) for value, where in top.items("features")),
            groups=tuple(self.group(value, where) for value, where in top.items("groups")),
            # The schema lists it, because cells have it; no file can use it.
            levels={name: level for name, level in self._levels.items() if level.is_recorded},
            settings=self.settings(top),
        )

    def settings(self, top: Fields) -> Settings:
        if not top.has("settings"):
            return Settings()
        titles = ("title", "driver_word", "drivers_word")
        fields = Fields(top.value("settings"), "settings", (), (*titles, "markup", "releases"))
        found = {
            name: self.titled(Fields(fields.value(name), fields.at(name), ("text", "location")))
            for name in titles
            if fields.has(name)
        }
        releases = fields.names("releases") if fields.has("releases") else {}
        return Settings(**found, markup=_markup(fields), releases=tuple(releases.items()))

    def titled(self, fields: Fields) -> Title:
        return Title(text=fields.text("text"), location=self.location(fields, "location"))

    def driver(self, value: object, where: str) -> Driver:
        names = ("key", "title", "link", "anchor", "location", "title_location")
        fields = Fields(value, where, names)
        return Driver(
            key=fields.text("key"),
            title=self.title(fields),
            link=self.link(fields, "link"),
            anchor=fields.text("anchor"),
            location=self.location(fields, "location"),
        )

    def level(self, value: object, where: str) -> Level:
        texts = ("name", "title", "symbol", "counts_as", "meaning")
        fields = Fields(value, where, (*texts, "location", "title_location", "meaning_location"))
        level = Level(
            **{name: fields.text(name) for name in texts},
            location=self.location_or_none(fields, "location"),
            title_location=self.location_or_none(fields, "title_location"),
            meaning_location=self.location_or_none(fields, "meaning_location"),
        )
        if level.counts_as not in BUILTIN_LEVELS:
            raise fields.wrong("counts_as", "the name of a built-in level")
        return level

    def group(self, value: object, where: str) -> Group:
        fields = Fields(value, where, ("name", "title", "notes", "location", "title_location"))
        return Group(
            name=fields.text("name"),
            title=self.title(fields),
            notes=self.note(fields),
            location=self.location(fields, "location"),
        )

    def feature(self, value: object, where: str) -> Feature:
        names = ("name", "title", "anchor", "group", "status", "maturity", "notes", "commands", "api")
        more = ("links", "test_ids", "implementations", "location", "title_location")
        fields = Fields(value, where, (*names, *more), ("tests",))
        links = Fields(fields.value("links"), fields.at("links"), ("api", "admin"))
        cells = self.implementations(fields)
        return Feature(
            name=fields.text("name"),
            title=self.title(fields),
            status=self.status(fields),
            implementations=tuple(cell for cell, _ in cells),
            location=self.location(fields, "location"),
            anchor=fields.text("anchor"),
            notes=self.note(fields),
            commands=fields.texts("commands"),
            api=fields.text_or_none("api"),
            maturity=fields.text_or_none("maturity"),
            api_link=self.link(links, "api"),
            admin_link=self.link(links, "admin"),
            test_ids=fields.texts("test_ids"),
            tests=fields.texts("tests") if fields.has("tests") else (),
            places=tuple(place for _, place in cells),
        )

    def status(self, feature: Fields) -> Status:
        names = ("text", "kind", "group", "condition", "given", "location")
        fields = Fields(feature.value("status"), feature.at("status"), names, ("understood",))
        word = fields.text("kind")
        if word not in {kind.value for kind in StatusKind}:
            raise fields.wrong("kind", "a kind of status")
        kind, text = StatusKind(word), fields.text("text")
        if text != word and not (text.startswith(f"{word}(") and text.endswith(")")):
            raise fields.wrong("text", f"'{word}' or '{word}(...)'")
        condition = None
        if fields.value("condition") is not None:
            parts = Fields(fields.value("condition"), fields.at("condition"), ("feature", "level"))
            condition = Condition(feature=parts.text("feature"), level=parts.text("level"))
        return Status(
            kind=kind,
            argument=None if text == word else text[len(word) + 1 : -1],
            condition=condition,
            given=fields.flag("given"),
            understood=fields.flag("understood") if fields.has("understood") else True,
            location=self.location_or_none(fields, "location"),
        )

    def implementations(self, feature: Fields) -> Sequence[tuple[Implementation, Location | None]]:
        """The cells of *feature*, one for each driver in the order of the drivers."""
        names = ("driver", "level", "counts_as", "release", "notes", "location")
        found = [
            Fields(value, where, names, ("verified", *_DERIVED))
            for value, where in feature.items("implementations")
        ]
        if [fields.text("driver") for fields in found] != [driver.key for driver in self._drivers]:
            raise feature.wrong("implementations", "one for each driver, in their order")
        return [self.implementation(fields) for fields in found]

    def implementation(self, fields: Fields) -> tuple[Implementation, Location | None]:
        level = self._levels.get(fields.text("level"))
        if level is None:
            raise fields.wrong("level", "the name of one of the levels")
        release = fields.text_or_none("release")
        cell = Implementation(
            level=level, release=release, notes=self.note(fields), verified=self.verified(fields)
        )
        return cell, self.location_or_none(fields, "location")

    def verified(self, cell: Fields) -> Verification | None:
        if not cell.has("verified"):
            return None
        fields = Fields(cell.value("verified"), cell.at("verified"), ("date", "who", "location"))
        try:
            day = date.fromisoformat(fields.text("date"))
        except ValueError as error:
            raise fields.wrong("date", "a day such as '2026-05-01'") from error
        return Verification(
            date=day, who=fields.text("who"), location=self.location_or_none(fields, "location")
        )

    def title(self, fields: Fields) -> Title:
        return Title(text=fields.text("title"), location=self.location(fields, "title_location"))

    def note(self, owner: Fields) -> Note | None:
        if owner.value("notes") is None:
            return None
        fields = Fields(
            owner.value("notes"), owner.at("notes"), ("text", "line_numbers"), ("path", "paths", "markup")
        )
        lines, numbers = tuple(fields.text("text").split("\n")), fields.numbers("line_numbers")
        if len(lines) != len(numbers):
            raise fields.wrong("line_numbers", "one for each line of the text")
        paths = fields.texts("paths") if fields.has("paths") else ()
        if paths and len(paths) != len(lines):
            raise fields.wrong("paths", "one for each line of the text")
        return Note(
            path=fields.path(self._path), lines=lines, numbers=numbers, paths=paths, markup=_markup(fields)
        )

    def location(self, owner: Fields, name: str) -> Location:
        fields = Fields(owner.value(name), owner.at(name), ("line",), ("column", "path"))
        return Location(
            path=fields.path(self._path),
            line=fields.number("line"),
            column=fields.number("column", 1),
        )

    def location_or_none(self, owner: Fields, name: str) -> Location | None:
        return None if owner.value(name) is None else self.location(owner, name)

    def link(self, fields: Fields, name: str) -> str | None:
        """A link, checked as those in files are: whoever shows a matrix relies on it."""
        target = fields.text_or_none(name)
        if target is None:
            return None
        location = Location(path=self._path, line=1)
        option = Option(key=name, value=Value(lines=(target,), numbers=(1,)), location=location)
        if Context(self._path).link(option) != target:
            raise fields.wrong(name, "a link that is http, https, mailto or relative")
        return target


def _markup(fields: Fields) -> Markup | None:
    if not fields.has("markup"):
        return None
    text = fields.text("markup")
    if text not in {markup.value for markup in Markup}:
        raise fields.wrong("markup", "a markup language that notes can have")
    return Markup(text)
