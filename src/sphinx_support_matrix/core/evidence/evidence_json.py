"""Read and write a file of evidence, as ``schemas/evidence-1.json`` describes it.

Each cell has a line of its own, so that the file can be compared and merged line by line.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
from sphinx_support_matrix.core.export.fields import Fields
from sphinx_support_matrix.core.export.item_lines import item_lines
from sphinx_support_matrix.core.export.kept_files import KeptForm, json_lines
from sphinx_support_matrix.core.matrix.names import evidence_path
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.problems.problem import Problem

__all__ = ["VERSION", "cell_order", "evidence_path", "from_evidence_json", "to_evidence_json"]

VERSION = 1
"""Raised when a program that reads the old form could not read the new one."""

_COUNTS = ("passed", "failed", "expected_failures", "skipped", "errors")
_NAMES = ("feature", "driver", "environment", *_COUNTS, "failing", "release", "time", "run")
_FORM = KeptForm(
    what="evidence",
    version=VERSION,
    code=Code.BAD_EVIDENCE,
    unmerged="keep one of the lines for each cell, or collect again",
)


def cell_order(cell: CellEvidence) -> tuple[str, str, str]:
    """What identifies a cell's evidence in a file, and what the file is sorted by."""
    return cell.feature, cell.driver, cell.environment or ""


def to_evidence_json(evidence: Evidence) -> str:
    """*evidence* as JSON; the same evidence gives the same text."""
    return f'{{\n"version": {VERSION},\n"cells": {json_lines(map(_cell, evidence.cells))}\n}}\n'


def from_evidence_json(source: str | bytes, path: str) -> tuple[Evidence, list[Problem]]:
    """What a file of evidence holds, and everything that is wrong with it.

    What is wrong is no part of the evidence.

    :param source: The text of the file, or its bytes.
    :param path: The path to show in the locations of problems.
    """
    text, data, problems = _FORM.read(source, path)
    if data is None:
        return Evidence(path=path), problems
    try:
        items = Fields(data, "", ("version", "cells"), ("$schema",)).items("cells")
    except ValueError as error:
        return Evidence(path=path), [*problems, _FORM.problem(path, 1, str(error))]
    places = [Location(path=path, line=line) for line in item_lines(text, "cells")]
    cells, wrong = _read(items, places)
    problems += [_FORM.problem(path, places[index].line, message) for index, message in wrong]
    return Evidence(path=path, cells=tuple(sorted(cells, key=cell_order))), problems


def _cell(cell: CellEvidence) -> dict[str, object]:
    return {
        "feature": cell.feature,
        "driver": cell.driver,
        "environment": cell.environment,
        **{name: getattr(cell, name) for name in _COUNTS},
        "failing": list(cell.failing),
        "release": cell.release,
        "time": None if cell.time is None else cell.time.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "run": cell.run,
        **({"parts": list(cell.parts)} if cell.parts else {}),
    }


def _read(
    items: Iterable[tuple[object, str]], places: Iterable[Location]
) -> tuple[list[CellEvidence], list[tuple[int, str]]]:
    """The cells, and what is wrong with them by index."""
    cells: dict[tuple[str, str, str], CellEvidence] = {}
    wrong: list[tuple[int, str]] = []
    for index, ((value, where), place) in enumerate(zip(items, places, strict=True)):
        try:
            cell = _read_cell(value, where, place)
        except ValueError as error:
            wrong.append((index, str(error)))
            continue
        if cells.setdefault(cell_order(cell), cell) is not cell:
            named = f" in the environment '{cell.environment}'" if cell.environment else ""
            what = f"'{cell.feature}' and '{cell.driver}'{named}"
            wrong.append((index, f"{where}: there is evidence for {what} before; the first counts"))
    return list(cells.values()), wrong


def _read_cell(value: object, where: str, place: Location) -> CellEvidence:
    fields = Fields(value, where, _NAMES, ("parts",))
    feature, driver, environment = _name(fields, "feature"), _name(fields, "driver"), None
    if fields.value("environment") is not None:
        environment = _name(fields, "environment")
    counts = {name: fields.number(name) for name in _COUNTS}
    for name, count in counts.items():
        if count < 0:
            raise fields.wrong(name, "a number from 0")
    return CellEvidence(
        feature=feature,
        driver=driver,
        environment=environment,
        **counts,
        failing=tuple(sorted(set(fields.texts("failing")))),
        release=fields.text_or_none("release"),
        time=_time(fields),
        run=fields.text_or_none("run"),
        parts=tuple(sorted(set(fields.texts("parts")))) if fields.has("parts") else (),
        location=place,
    )


def _name(fields: Fields, name: str) -> str:
    found = fields.text(name)
    if not found.strip():
        raise fields.wrong(name, "a name")
    return found


def _time(fields: Fields) -> datetime | None:
    text = fields.text_or_none("time")
    if text is None:
        return None
    try:
        time = datetime.fromisoformat(text)
        if time.tzinfo is not None:
            return time.astimezone(UTC)
    except (ValueError, OverflowError):
        # Said below, as it is of a time without a zone.
        pass
    raise fields.wrong("time", "a time with its zone, such as '2026-05-01T12:00:00Z'")
