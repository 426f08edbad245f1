"""Changes for programs, as ``schemas/changes-1.json`` describes them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_support_matrix.core.changes.model import FieldChange

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_support_matrix.core.changes.model import (
        Cell,
        CellChange,
        Changed,
        Changes,
        Difference,
        DriverRecord,
        FeatureRecord,
        LevelRecord,
        ListChange,
        Name,
    )

VERSION = 1
"""Raised when a program that reads the old form could not read the new one."""


def to_json(changes: Changes) -> str:
    """*changes* as a JSON object."""
    document = {
        "version": VERSION,
        "old": changes.old,
        "new": changes.new,
        "drivers": _difference(changes.drivers, _driver),
        "features": _difference(changes.features, _feature),
        "implementations": [_cell_change(change) for change in changes.cells],
        "groups": _difference(changes.groups, _name),
        "levels": _difference(changes.levels, _level),
    }
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def _difference(difference: Difference[Any], record: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    return {
        "added": [record(each) for each in difference.added],
        "removed": [record(each) for each in difference.removed],
        "changed": [_changed(each) for each in difference.changed],
    }


def _name(name: Name) -> dict[str, Any]:
    return {"name": name.key, "title": name.title}


def _driver(record: DriverRecord) -> dict[str, Any]:
    counts = {level.name: count for level, count in record.counts}
    return {**_name(record.name), "link": record.link, "features": counts}


def _feature(record: FeatureRecord) -> dict[str, Any]:
    return {
        **_name(record.name),
        "status": record.status,
        "maturity": record.maturity,
        "implementations": {driver.key: _cell(cell) for driver, cell in record.cells},
    }


def _level(record: LevelRecord) -> dict[str, Any]:
    return {**_name(record.name), "counts-as": record.counts_as}


def _changed(changed: Changed) -> dict[str, Any]:
    return {**_name(changed.name), "changes": [_change(change) for change in changed.fields]}


def _change(change: FieldChange | ListChange) -> dict[str, Any]:
    if isinstance(change, FieldChange):
        return {"field": change.field.value, "old": change.old, "new": change.new}
    return {"field": change.field.value, "added": list(change.added), "removed": list(change.removed)}


def _cell_change(change: CellChange) -> dict[str, Any]:
    return {
        "feature": change.feature.key,
        "driver": change.driver.key,
        "direction": change.direction.value,
        "old": _cell(change.old),
        "new": _cell(change.new),
    }


def _cell(cell: Cell) -> dict[str, Any]:
    return {
        "level": cell.level.name,
        "counts-as": cell.level.counts_as,
        "release": cell.release,
        "notes": cell.notes,
    }
