"""Compare two matrices by what they record: no order, no wording of the file, no dialect."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.changes.model import (
    Cell,
    CellChange,
    Changed,
    Changes,
    Difference,
    FeatureRecord,
    Field,
    FieldChange,
    ListChange,
)
from sphinx_support_matrix.core.changes.records import (
    driver_name,
    driver_records,
    feature_name,
    group_name,
    level_name,
    level_record,
    status_text,
)
from sphinx_support_matrix.core.levels import BUILTIN_LEVELS
from sphinx_support_matrix.core.names import OPERATION_PREFIX

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

    from sphinx_support_matrix.core.changes.model import DriverRecord, LevelRecord, Name
    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.model import Feature, Implementation, Matrix, Note, Status


def compare(old: Matrix, new: Matrix, *, notes: bool = False) -> Changes:
    """What changed from *old* to *new*.

    Drivers are the same where their keys are. Features are the same where their section names are,
    and otherwise where nothing but a leading ``operation.`` differs.

    :param notes: Whether to say, too, where notes changed, in more than their white space.
    """
    return _Comparison(old, new, notes=notes).changes()


class _Comparison:
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

    def changes(self) -> Changes:
        return Changes(
            old=self.old.path,
            new=self.new.path,
            drivers=self.drivers(),
            features=self.features(),
            cells=tuple(change for pair in self.pairs for change in self.cells(*pair)),
            groups=self.groups(),
            levels=self.levels(),
        )

    def drivers(self) -> Difference[DriverRecord]:
        shared = [(self.old.drivers[before], self.new.drivers[after]) for before, after in self.columns]
        keys = {driver.key for driver, _ in shared}
        return Difference(
            added=driver_records(self.new, keys),
            removed=driver_records(self.old, keys),
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

    def features(self) -> Difference[FeatureRecord]:
        before = {feature.name for feature, _ in self.pairs}
        after = {feature.name for _, feature in self.pairs}
        return Difference(
            added=self.feature_records(self.new, after),
            removed=self.feature_records(self.old, before),
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
            *_field(Field.NOTES, self.note(old.notes), self.note(new.notes)),
        )

    def feature_records(self, matrix: Matrix, shared: Container[str]) -> tuple[FeatureRecord, ...]:
        """The features of *matrix* that are not *shared*."""
        return tuple(
            FeatureRecord(
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

    def cell(self, implementation: Implementation) -> Cell:
        return Cell(
            level=implementation.level,
            release=implementation.release,
            notes=self.note(implementation.notes),
        )

    def note(self, note: Note | None) -> str | None:
        """The text of *note* on one line, where notes are compared."""
        return " ".join(" ".join(note.lines).split()) if note is not None and self.with_notes else None

    def groups(self) -> Difference[Name]:
        before = {group.name: group for group in self.old.groups}
        after = {group.name: group for group in self.new.groups}
        return Difference(
            added=tuple(group_name(group) for name, group in after.items() if name not in before),
            removed=tuple(group_name(group) for name, group in before.items() if name not in after),
            changed=_changed(
                (
                    group_name(group),
                    (
                        *_field(Field.TITLE, before[name].title.text, group.title.text),
                        *_field(Field.NOTES, self.note(before[name].notes), self.note(group.notes)),
                    ),
                )
                for name, group in after.items()
                if name in before
            ),
        )

    def levels(self) -> Difference[LevelRecord]:
        # A matrix can use the built-in levels whether it lists them or not.
        before, after = BUILTIN_LEVELS | self.old.levels, BUILTIN_LEVELS | self.new.levels
        return Difference(
            added=tuple(level_record(level) for name, level in after.items() if name not in before),
            removed=tuple(level_record(level) for name, level in before.items() if name not in after),
            changed=_changed(
                (
                    level_name(level),
                    (
                        *_field(Field.TITLE, before[name].title, level.title),
                        *_field(Field.COUNTS_AS, before[name].counts_as, level.counts_as),
                        *_field(Field.NOTES, self.meaning(before[name]), self.meaning(level)),
                    ),
                )
                for name, level in after.items()
                if name in before
            ),
        )

    def meaning(self, level: Level) -> str | None:
        return level.meaning or None if self.with_notes else None


def _pairs(old: Iterable[Feature], new: Iterable[Feature]) -> list[tuple[Feature, Feature]]:
    """The features that are in both, in the order of *new*."""
    before = {feature.name: feature for feature in old}
    after = {feature.name: feature for feature in new}
    # There are only two ways to write a name, so no feature can find two partners here.
    others = {
        name.removeprefix(OPERATION_PREFIX): feature for name, feature in before.items() if name not in after
    }
    pairs = []
    for name, feature in after.items():
        partner = before.get(name) or others.get(name.removeprefix(OPERATION_PREFIX))
        if partner is not None:
            pairs.append((partner, feature))
    return pairs


def _requirement(status: Status, renamed: Mapping[str, str]) -> tuple[object, ...]:
    """What *status* requires, however it is written, with features by their new names."""
    if status.condition is None:
        return status.kind, status.argument
    feature = status.condition.feature
    return status.kind, renamed.get(feature, feature), status.condition.level


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
