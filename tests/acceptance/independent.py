"""Files as Python's own configparser reads them, and their pages as BeautifulSoup reads them.

Nothing here comes from the package: what it shows is compared with what this says.
"""

from __future__ import annotations

import re
from configparser import RawConfigParser
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bs4 import BeautifulSoup, Tag

if TYPE_CHECKING:
    from pathlib import Path

# The seven files that Octavia publishes on one page.
OCTAVIA = ("lb", "listener", "pool", "member", "healthmonitor", "l7policy", "l7rule")

LEVELS = {"incomplete": "missing"}
STATUSES = {"required": "mandatory", "conditional": "condition"}

# What smart quotes make of plain characters, taken back.
TYPOGRAPHY = str.maketrans(
    {
        "\u2018": "'",
        "\u2019": "'",
        "\u201c": '"',
        "\u201d": '"',
        "\u2013": "--",
        "\u2014": "---",
        "\u2026": "...",
    }
)


@dataclass(frozen=True, kw_only=True)
class Dialect:
    drivers: str
    """The section that lists the drivers, or what the drivers' own sections begin with (it ends with a dot)."""
    cell: str
    """What stands before a driver's key where a feature gives its level."""
    note: str
    """What stands before a driver's key where a feature gives a note for it."""
    anchor: str
    """What stands between a feature's name and a driver's key in an anchor."""
    mixed: bool = False
    """Whether features may give levels and notes in today's way as well."""


DRIVER = Dialect(drivers="driver.", cell="driver.", note="driver-notes.", anchor="_driver.")
HALF_MIGRATED = Dialect(drivers="driver.", cell="driver-impl-", note="driver-notes-", anchor="_driver.")
NOVA_TARGETS = Dialect(drivers="targets", cell="driver-impl-", note="driver-notes-", anchor="_")
NEUTRON_TARGETS = Dialect(drivers="targets", cell="networking-", note="driver-notes-", anchor="_")
MIXED = Dialect(drivers="driver.", cell="driver-impl-", note="driver-notes-", anchor="_driver.", mixed=True)
TARGET_SECTIONS = Dialect(drivers="target.", cell="", note="driver-notes-", anchor="_")


@dataclass(frozen=True, kw_only=True)
class Driver:
    key: str
    title: str
    link: str


@dataclass(frozen=True, kw_only=True)
class Cell:
    id: str
    level: str
    release: str
    notes: str


@dataclass(frozen=True, kw_only=True)
class Feature:
    id: str
    name: str
    title: str
    status: str
    maturity: str
    notes: str
    commands: list[str]
    api: str
    links: list[str]
    tests: list[str]
    cells: dict[str, Cell]
    unread: list[str]
    """The keys that mean nothing, or mean a driver that is not declared."""


@dataclass(frozen=True, kw_only=True)
class Group:
    name: str
    title: str
    notes: str


@dataclass(frozen=True, kw_only=True)
class Matrix:
    drivers: list[Driver]
    """In the order of the columns."""
    features: list[Feature]
    groups: list[Group]
    """All of a file's groups or none: the features stand in the order of the groups."""

    @property
    def has_maturities(self) -> bool:
        return any(feature.maturity for feature in self.features)


def read(path: Path, dialect: Dialect) -> Matrix:
    ini = RawConfigParser(strict=True)
    ini.optionxform = str  # type: ignore[assignment, method-assign]
    ini.read_string(path.read_text(encoding="utf-8"))
    assert not ini.defaults()
    drivers = _drivers(ini, dialect)
    own = {name.removeprefix("level."): ini[name]["title"] for name in _named(ini, "level.")}
    features = [
        name
        for name in ini.sections()
        if not _lists_drivers(name, dialect) and not name.startswith(("level.", "group."))
    ]
    return Matrix(
        drivers=sorted(drivers, key=lambda driver: by_size(driver.title.lower())),
        features=[_feature(name, dict(ini[name]), drivers, dialect, own) for name in features],
        groups=[
            Group(
                name=name.removeprefix("group."),
                title=ini[name]["title"],
                notes=written(ini[name].get("notes", "")),
            )
            for name in _named(ini, "group.")
        ],
    )


def _named(ini: RawConfigParser, prefix: str) -> list[str]:
    return [name for name in ini.sections() if name.startswith(prefix)]


def _lists_drivers(section: str, dialect: Dialect) -> bool:
    return (
        section.startswith(dialect.drivers) if dialect.drivers.endswith(".") else section == dialect.drivers
    )


def _drivers(ini: RawConfigParser, dialect: Dialect) -> list[Driver]:
    sections = {name: dict(ini[name]) for name in ini.sections() if _lists_drivers(name, dialect)}
    listed = sections.pop(dialect.drivers, {})
    assert all(key.startswith(dialect.cell) for key in listed)
    drivers = [Driver(key=key.removeprefix(dialect.cell), title=listed[key], link="") for key in listed]
    for name, section in sections.items():
        key = section.pop("label", name.removeprefix(dialect.drivers))
        drivers.append(Driver(key=key, title=section.pop("title"), link=section.pop("link", "")))
        assert not section
    return drivers


def _feature(
    name: str, section: dict[str, str], drivers: list[Driver], dialect: Dialect, own: dict[str, str]
) -> Feature:
    cells = {}
    for driver in drivers:
        cell, note = dialect.cell + driver.key, dialect.note + driver.key
        if dialect.mixed and cell not in section:
            cell, note = DRIVER.cell + driver.key, DRIVER.note + driver.key
        level, _, release = section.pop(cell).partition(":")
        cells[driver.key] = Cell(
            id=anchor(name + dialect.anchor + driver.key),
            level=(LEVELS | own).get(level, level),
            release=release,
            notes=written(section.pop(note, "")),
        )
    maturity = section.pop("maturity", "")
    word, bracket, argument = section.pop("status", "" if maturity else "optional").partition("(")
    commands = (" ".join(command.split()) for command in section.pop("cli", "").split(";"))
    return Feature(
        id=anchor(name),
        name=name,
        title=written(section.pop("title")),
        status=STATUSES.get(word, word) + bracket + argument,
        maturity=maturity,
        notes=written(section.pop("notes", "")),
        commands=[command for command in commands if command],
        api=section.pop("api", ""),
        links=[link for key in ("api_doc_link", "admin_doc_link") if (link := section.pop(key, ""))],
        tests=re.split(r"[;,\s]+", tests) if (tests := section.pop("tempest_test_uuids", "")) else [],
        cells=cells,
        unread=list(section),
    )


def anchor(name: str) -> str:
    return re.sub("[^a-zA-Z0-9_]", "_", name)


# The markup that occurs: items of lists, links, emphasis and literals.
MARKUP = (
    (re.compile(r"^\* ", flags=re.MULTILINE), ""),
    (re.compile(r"`([^`<]+?)\s+<[^`>]+>`__?"), r"\1"),
    (re.compile(r"(\*\*?)\b([^*]+)\b\1"), r"\2"),
    (re.compile("`"), ""),
)


def written(text: str) -> str:
    """A text of an INI file, as plain as *shown* makes it."""
    for markup, plain in MARKUP:
        text = markup.sub(plain, text)
    return shown(text)


def shown(text: str) -> str:
    """A text of a page, without what Sphinx does to quotes and dashes and without line breaks."""
    return " ".join(text.translate(TYPOGRAPHY).split())


def text_of(tag: Tag) -> str:
    return shown(tag.get_text())


def exact_text_of(tag: Tag) -> str:
    """As *text_of*, for what must reach the page as it is, such as commands."""
    return " ".join(tag.get_text().split())


def the(tag: Tag, selector: str) -> Tag:
    """The one element that the selector finds."""
    found = tag.select(selector)
    assert len(found) == 1, f"{selector} finds {len(found)}"
    return found[0]


def by_size(title: str) -> str:
    """A text that sorts the numbers of *title*, which are small, by their size."""
    return re.sub(r"[0-9]+", lambda number: number[0].zfill(9), title)


def heading(section: Tag) -> Tag:
    found = section.find(re.compile(r"h[1-6]"), recursive=False)
    assert isinstance(found, Tag)
    return found


def heading_text(section: Tag) -> str:
    return text_of(heading(section)).removesuffix("\u00b6")


def under(section: Tag, title: str) -> Tag:
    """The one section with the title among the section's own sections."""
    found = [child for child in section.find_all("section", recursive=False) if heading_text(child) == title]
    assert len(found) == 1, f"{len(found)} sections '{title}'"
    return found[0]


class Page:
    """A page, with its ids at hand: looking for each of a thousand cells would take minutes."""

    def __init__(self, html: str) -> None:
        self.soup = BeautifulSoup(html, "html.parser")
        self.ids: dict[str, list[Tag]] = {}
        for tag in self.soup.find_all(id=True):
            self.ids.setdefault(str(tag["id"]), []).append(tag)
        self.body = the(self.soup, "section:has(> h1)")

    @property
    def repeated_ids(self) -> list[str]:
        return [identifier for identifier, tags in self.ids.items() if len(tags) > 1]

    def at(self, identifier: str, inside: Tag | None = None) -> Tag:
        """The one element with the id, which has to be inside the other element."""
        tags = self.ids.get(identifier, [])
        assert len(tags) == 1, f"{len(tags)} elements have the id '{identifier}'"
        inside = inside or self.body
        assert any(parent is inside for parent in tags[0].parents), f"'{identifier}' is somewhere else"
        return tags[0]


@dataclass(frozen=True)
class Site:
    """The pages of one build."""

    folder: Path
    output: Path
    warnings: list[str]
    _pages: dict[str, Page] = field(default_factory=dict)

    def page(self, name: str) -> Page:
        if name not in self._pages:
            self._pages[name] = Page((self.output / f"{name}.html").read_text(encoding="utf-8"))
        return self._pages[name]
