"""The diff of two matrices, by what they mean: no order, no wording of the file, no dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sphinx_support_matrix.core.diff.diff_model import (
    CellChange,
    CellState,
    Changed,
    Diff,
    FeatureEntry,
    Field,
    FieldChange,
    ListChange,
    PartDiff,
)
from sphinx_support_matrix.core.diff.entries import (
    driver_entries,
    driver_name,
    feature_name,
    group_name,
    level_entry,
    level_name,
    status_text,
)
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS
from sphinx_support_matrix.core.matrix.names import short

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Mapping

    from sphinx_support_matrix.core.diff.diff_model import DriverEntry, LevelEntry, Name
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Group, Implementation, Matrix, Note, Status

_Thing = TypeVar("_Thing")
_Entry = TypeVar("_Entry")


def diff_matrices(old: Matrix, new: Matrix, *, notes: bool = False) -> Diff:
    """What changed from *old* to *new*.

    Drivers are the same where their keys are. Features are the same where their section names are,
    and otherwise where nothing but a leading ``operation.`` differs.

    Who has verified a level is no part of what a matrix says of it.

    :param notes: Whether to say, too, where notes changed, in more than their white space.
    """
    return _Pairing(old, new, notes=notes).diff()


class _Pairing:
    """Two matrices and what belongs together in them."""

    def __init__(self, old: Matrix, new: Matrix, *, notes: bool) -> None:
        self.old = old
        self.new = new
        self.with_notes = notes
        self.pairs = _pairs(old.features, new.features)
        self.renamed = {before.name: after.name for before, after in self.pairs}
        before = {driver.key: column for column, driver in enumerate(old.drivers)}
        self.columns = [
            (before[driver.key], column) for column, driver in enumerate(new.drivers) if driver.key in before
        ]

    def diff(self) -> Diff:
        return Diff(
            old=self.old.path,
            new=self.new.path,
            drivers=self.drivers(),
            features=self.features(),
            cells=tuple(change for pair in self.pairs for change in self.cells(*pair)),
            groups=self.groups(),
            levels=self.levels(),
        )

    def drivers(self) -> PartDiff[DriverEntry]:
        shared = [(self.old.drivers[before], self.new.drivers[after]) for before, after in self.columns]
        keys = {driver.key for driver, _ in shared}
        return PartDiff(
            added=driver_entries(self.new, keys),
            removed=driver_entries(self.old, keys),
            changed=_changed(
                (
                    driver_name(after),
                    (
                        *_field(Field.TITLE, before.title.text, after.title.text),
                        *_field(Field.LINK, before.link, after.link),
                    ),
                )
                for before, after in shared
            ),
        )

    def features(self) -> PartDiff[FeatureEntry]:
        before = {feature.name for feature, _ in self.pairs}
        after = {feature.name for _, feature in self.pairs}
        return PartDiff(
            added=self.feature_entries(self.new, after),
            removed=self.feature_entries(self.old, before),
            changed=_changed((feature_name(pair[1]), self.fields(*pair)) for pair in self.pairs),
        )

    def fields(self, old: Feature, new: Feature) -> tuple[FieldChange | ListChange, ...]:
        """What changed in a feature, apart from its implementations."""
        status: tuple[FieldChange, ...] = ()
        if _requirement(old.status, self.renamed) != _requirement(new.status, {}):
            status = _field(Field.STATUS, status_text(old.status), status_text(new.status))
        return (
            *_field(Field.NAME, old.name, new.name),
            *_field(Field.TITLE, old.title.text, new.title.text),
            *status,
            *_field(Field.MATURITY, old.maturity, new.maturity),
            *_list(Field.COMMANDS, old.commands, new.commands),
            *_field(Field.API, old.api, new.api),
            *_field(Field.API_LINK, old.api_link, new.api_link),
            *_field(Field.ADMIN_LINK, old.admin_link, new.admin_link),
            *_list(Field.TEST_IDS, old.test_ids, new.test_ids),
            *_list(Field.TESTS, old.tests, new.tests),
            *_field(Field.NOTES, self.note(old.notes), self.note(new.notes)),
        )

    def feature_entries(self, matrix: Matrix, shared: Container[str]) -> tuple[FeatureEntry, ...]:
        """The features of *matrix* that are not *shared*."""
        return tuple(
            FeatureEntry(
                name=feature_name(feature),
                status=status_text(feature.status),
                maturity=feature.maturity,
                cells=tuple(
                    (driver_name(driver), self.cell(implementation))
                    for driver, implementation in zip(matrix.drivers, feature.implementations, strict=True)
                ),
            )
            for feature in matrix.features
            if feature.name not in shared
        )

    def cells(self, old: Feature, new: Feature) -> Iterable[CellChange]:
        """The implementations of a feature that changed."""
        for before, after in self.columns:
            was, now = old.implementations[before], new.implementations[after]
            if (
                was.level.name != now.level.name
                or was.release != now.release
                or self.note(was.notes) != self.note(now.notes)
            ):
                yield CellChange(
                    feature=feature_name(new),
                    driver=driver_name(self.new.drivers[after]),
                    old=self.cell(was),
                    new=self.cell(now),
                )

    def cell(self, implementation: Implementation) -> CellState:
        return CellState(
            level=implementation.level,
            release=implementation.release,
            notes=self.note(implementation.notes),
        )

    def note(self, note: Note | None) -> str | None:
        """The text of *note* on one line, where notes are compared."""
        return " ".join(" ".join(note.lines).split()) if note is not None and self.with_notes else None

    def groups(self) -> PartDiff[Name]:
        before, after = ({group.name: group for group in each.groups} for each in (self.old, self.new))
        return _by_name(before, after, entry=group_name, name=group_name, fields=self.group_fields)

    def group_fields(self, old: Group, new: Group) -> tuple[FieldChange, ...]:
        return (
            *_field(Field.TITLE, old.title.text, new.title.text),
            *_field(Field.NOTES, self.note(old.notes), self.note(new.notes)),
        )

    def levels(self) -> PartDiff[LevelEntry]:
        # A matrix can use the built-in levels whether it lists them or not.
        before, after = BUILTIN_LEVELS | self.old.levels, BUILTIN_LEVELS | self.new.levels
        return _by_name(before, after, entry=level_entry, name=level_name, fields=self.level_fields)

    def level_fields(self, old: Level, new: Level) -> tuple[FieldChange, ...]:
        return (
            *_field(Field.TITLE, old.title, new.title),
            *_field(Field.COUNTS_AS, old.counts_as, new.counts_as),
            *_field(Field.NOTES, self.meaning(old), self.meaning(new)),
        )

    def meaning(self, level: Level) -> str | None:
        return level.meaning or None if self.with_notes else None


def _pairs(old: Iterable[Feature], new: Iterable[Feature]) -> list[tuple[Feature, Feature]]:
    """The features that are in both, in the order of *new*."""
    before = {feature.name: feature for feature in old}
    after = {feature.name: feature for feature in new}
    # There are only two ways to write a name, so no feature can find two partners here.
    others = {short(name): feature for name, feature in before.items() if name not in after}
    pairs = []
    for name, feature in after.items():
        partner = before.get(name) or others.get(short(name))
        if partner is not None:
            pairs.append((partner, feature))
    return pairs


def _requirement(status: Status, renamed: Mapping[str, str]) -> tuple[object, ...]:
    """What *status* requires, however it is written, with features by their new names."""
    if status.condition is None:
        return status.kind, status.argument
    feature = status.condition.feature
    return status.kind, renamed.get(feature, feature), status.condition.level


def _by_name(
    before: Mapping[str, _Thing],
    after: Mapping[str, _Thing],
    *,
    entry: Callable[[_Thing], _Entry],
    name: Callable[[_Thing], Name],
    fields: Callable[[_Thing, _Thing], tuple[FieldChange, ...]],
) -> PartDiff[_Entry]:
    """What changed from *before* to *after*, where things are the same if their names are."""
    return PartDiff(
        added=tuple(entry(thing) for key, thing in after.items() if key not in before),
        removed=tuple(entry(thing) for key, thing in before.items() if key not in after),
        changed=_changed(
            (name(thing), fields(before[key], thing)) for key, thing in after.items() if key in before
        ),
    )


def _field(field: Field, old: str | None, new: str | None) -> tuple[FieldChange, ...]:
    """The change of one thing, if it changed."""
    return (FieldChange(field=field, old=old, new=new),) if old != new else ()


def _list(field: Field, old: Iterable[str], new: Iterable[str]) -> tuple[ListChange, ...]:
    """The change of one list, if anything but its order changed."""
    before, after = dict.fromkeys(old), dict.fromkeys(new)
    added = tuple(value for value in after if value not in before)
    removed = tuple(value for value in before if value not in after)
    return (ListChange(field=field, added=added, removed=removed),) if added or removed else ()


def _changed(
    candidates: Iterable[tuple[Name, tuple[FieldChange | ListChange, ...]]],
) -> tuple[Changed, ...]:
    """Those of *candidates* in which anything changed."""
    return tuple(Changed(name=name, fields=fields) for name, fields in candidates if fields)
