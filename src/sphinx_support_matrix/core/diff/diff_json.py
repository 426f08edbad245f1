"""A diff for programs, as ``schemas/diff-1.json`` describes it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from sphinx_support_matrix.core.diff.diff_model import FieldChange
from sphinx_support_matrix.core.ini.characters import escaped_in_json

if TYPE_CHECKING:
    from collections.abc import Callable

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
        PartDiff,
    )

VERSION = 1
"""Raised when a program that reads the old form could not read the new one."""


def diff_to_json(diff: Diff) -> str:
    """*diff* as a JSON object."""
    document = {
        "version": VERSION,
        "old": diff.old,
        "new": diff.new,
        "drivers": _part(diff.drivers, _driver),
        "features": _part(diff.features, _feature),
        "implementations": [_cell_change(change) for change in diff.cells],
        "groups": _part(diff.groups, _name),
        "levels": _part(diff.levels, _level),
    }
    return escaped_in_json(json.dumps(document, indent=2, ensure_ascii=False)) + "\n"


def _part(part: PartDiff[Any], entry: Callable[[Any], dict[str, Any]]) -> dict[str, Any]:
    return {
        "added": [entry(each) for each in part.added],
        "removed": [entry(each) for each in part.removed],
        "changed": [_changed(each) for each in part.changed],
    }


def _name(name: Name) -> dict[str, Any]:
    return {"name": name.key, "title": name.title}


def _driver(entry: DriverEntry) -> dict[str, Any]:
    counts = {level.name: count for level, count in entry.counts}
    return {**_name(entry.name), "link": entry.link, "features": counts}


def _feature(entry: FeatureEntry) -> dict[str, Any]:
    return {
        **_name(entry.name),
        "status": entry.status,
        "maturity": entry.maturity,
        "implementations": {driver.key: _cell(cell) for driver, cell in entry.cells},
    }


def _level(entry: LevelEntry) -> dict[str, Any]:
    return {**_name(entry.name), "counts-as": entry.counts_as}


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


def _cell(cell: CellState) -> dict[str, Any]:
    return {
        "level": cell.level.name,
        "counts-as": cell.level.counts_as,
        "release": cell.release,
        "notes": cell.notes,
    }
