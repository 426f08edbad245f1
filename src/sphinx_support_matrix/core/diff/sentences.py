"""Tell a diff in sentences, in the words of a language."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.diff_model import Field, FieldChange
from sphinx_support_matrix.core.diff.diff_words import ENGLISH
from sphinx_support_matrix.core.diff.direction import Direction
from sphinx_support_matrix.core.diff.outline import Item, OutlinePart, Sign, Span, Style
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, level_order

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.diff.diff_model import (
        CellChange,
        CellState,
        Changed,
        Diff,
        DriverEntry,
        FeatureEntry,
        LevelEntry,
        ListChange,
        Name,
    )
    from sphinx_support_matrix.core.diff.diff_words import DiffWords

ARROW = " \N{RIGHTWARDS ARROW} "
_LINE_ENDS = re.compile("[\t\n\r\x85\u2028\u2029]")
_SIGNS = {Direction.IMPROVED: Sign.MORE, Direction.WORSE: Sign.LESS}
# Names that somebody types or follows.
_CODE = frozenset({Field.NAME, Field.LINK, Field.COMMANDS, Field.API, Field.API_LINK, Field.ADMIN_LINK})


def outline(diff: Diff, words: DiffWords = ENGLISH, *, signs: bool) -> tuple[OutlinePart, ...]:
    """*diff* as headings and lists; nothing if there are no differences.

    :param words: The words to use.
    :param signs: Whether the signs of the items are shown; otherwise words say what they say.
    """
    teller = _Teller(words, signs=signs)
    drivers, features = diff.drivers, diff.features
    groups, levels = diff.groups, diff.levels
    parts = (
        (
            words.drivers,
            [
                *(teller.added(entry.name, teller.driver(entry)) for entry in drivers.added),
                *(teller.removed(entry.name) for entry in drivers.removed),
                *teller.changed(drivers.changed),
            ],
        ),
        (
            words.features,
            [
                *(teller.added(entry.name, teller.feature(entry)) for entry in features.added),
                *(teller.removed(entry.name) for entry in features.removed),
                *teller.changed(features.changed),
            ],
        ),
        (
            words.cells,
            [
                teller.feature_cells(feature, cells)
                for feature, cells in groupby(diff.cells, key=lambda change: change.feature)
            ],
        ),
        (
            words.groups,
            [
                *map(teller.added, groups.added),
                *map(teller.removed, groups.removed),
                *teller.changed(groups.changed),
            ],
        ),
        (
            words.levels,
            [
                *(teller.added(entry.name, teller.level(entry)) for entry in levels.added),
                *(teller.removed(entry.name) for entry in levels.removed),
                *teller.changed(levels.changed),
            ],
        ),
    )
    return tuple(OutlinePart(heading=heading, items=tuple(items)) for heading, items in parts if items)


class _Teller:
    """Tells what happened."""

    def __init__(self, words: DiffWords, *, signs: bool) -> None:
        self.words = words
        self.signs = signs

    def added(self, name: Name, details: str = "") -> Item:
        return Item(sign=Sign.MORE, spans=(*self.name(name, self.words.new), *_plain(details)))

    def removed(self, name: Name) -> Item:
        return Item(sign=Sign.LESS, spans=self.name(name, self.words.removed))

    def changed(self, entries: Iterable[Changed]) -> list[Item]:
        """An item for each thing that changed."""
        return [
            Item(sign=Sign.OTHER, spans=(*self.name(entry.name), *_plain(": "), *self.field(field)))
            for entry in entries
            for field in entry.fields
        ]

    def name(self, name: Name, word: str = "") -> tuple[Span, ...]:
        """A title with the name after it, and *word* where there are no signs."""
        remarks = []
        if name.key and name.key != name.title:
            remarks.append(_code(name.key))
        if word and not self.signs:
            remarks += _plain(", " if remarks else "") + _plain(word)
        title = Span(text=_line(name.title), style=Style.STRONG)
        return (title, *_plain(" ("), *remarks, *_plain(")")) if remarks else (title,)

    def driver(self, entry: DriverEntry) -> str:
        """How many features a driver has at each level."""
        counts = ", ".join(f"{self.words.level(level)} {count}" for level, count in entry.counts)
        return f": {counts}" if counts else ""

    def feature(self, entry: FeatureEntry) -> str:
        """What is required of a feature, and the drivers at each level."""
        titles: dict[str, list[str]] = {}
        levels = {cell.level.name: cell.level for _, cell in entry.cells}
        for driver, cell in entry.cells:
            titles.setdefault(cell.level.name, []).append(driver.title + self.release(cell))
        ordered = sorted(levels.values(), key=level_order)
        # Files that say how mature a feature is say nothing about its status.
        status = entry.maturity or self.words.status(entry.status)
        return "; ".join(
            [
                f", {status}",
                *(f"{self.words.level(level)}: {', '.join(titles[level.name])}" for level in ordered),
            ]
        )

    def level(self, entry: LevelEntry) -> str:
        """What a level counts as."""
        counts_as = self.words.level(BUILTIN_LEVELS[entry.counts_as])
        return f", {self.words.fields[Field.COUNTS_AS]}: {counts_as}"

    def field(self, change: FieldChange | ListChange) -> list[Span]:
        """What one thing was and is."""
        if change.field is Field.NOTES and isinstance(change, FieldChange):
            return _plain(self.notes(change.old, change.new))
        label = _plain(f"{self.words.fields[change.field]}: ")
        if isinstance(change, FieldChange):
            old, new = self.value(change.field, change.old), self.value(change.field, change.new)
            return [*label, *old, *_plain(ARROW), *new]
        added = self.listed(self.words.new, change.added)
        removed = self.listed(self.words.removed, change.removed)
        return [*label, *added, *_plain("; " if added and removed else ""), *removed]

    def listed(self, word: str, values: tuple[str, ...]) -> list[Span]:
        """What was added to a list, or removed from it."""
        spans: list[Span] = []
        for value in values:
            spans += [*_plain(", " if spans else f"{word} "), _code(value)]
        return spans

    def value(self, field: Field, value: str | None) -> list[Span]:
        if value is None:
            return _plain(self.words.none)
        if field in _CODE:
            return [_code(value)]
        if field is Field.STATUS:
            return _plain(self.words.status(value))
        if field is Field.COUNTS_AS:
            return _plain(self.words.level(BUILTIN_LEVELS[value]))
        return _plain(value)

    def feature_cells(self, feature: Name, changes: Iterable[CellChange]) -> Item:
        """The implementations of one feature."""
        return Item(sign=None, spans=self.name(feature), items=tuple(map(self.cell_change, changes)))

    def cell_change(self, change: CellChange) -> Item:
        """How far a driver went and goes in a feature."""
        direction = change.direction
        said = [self.cell(change.new)]
        if (change.old.level.name, change.old.release) != (change.new.level.name, change.new.release):
            said = [self.cell(change.old) + ARROW + said[0]]
        if direction in self.words.directions:
            said.append(self.words.directions[direction])
        if change.notes_changed:
            said.append(self.notes(change.old.notes, change.new.notes))
        sentence = f"{change.driver.title}: {'; '.join(said)}"
        return Item(sign=_SIGNS.get(direction, Sign.OTHER), spans=tuple(_plain(sentence)))

    def cell(self, cell: CellState) -> str:
        return self.words.level(cell.level) + self.release(cell)

    def release(self, cell: CellState) -> str:
        return f" ({cell.release})" if cell.release else ""

    def notes(self, old: str | None, new: str | None) -> str:
        if old is None:
            return self.words.notes_added
        return self.words.notes_removed if new is None else self.words.notes_changed


def _plain(text: str) -> list[Span]:
    return [Span(text=_line(text))] if text else []


def _code(text: str) -> Span:
    return Span(text=_line(text), style=Style.CODE)


def _line(text: str) -> str:
    """*text* without anything that ends a line, which names can hold."""
    return _LINE_ENDS.sub(" ", text)
