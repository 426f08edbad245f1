"""Read and write a file of evidence, as ``schemas/evidence-1.json`` describes it.

Each cell has a line of its own, so that the file can be compared and merged line by line.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence, evidence_path
from sphinx_support_matrix.core.export.fields import Fields
from sphinx_support_matrix.core.export.item_lines import item_lines
from sphinx_support_matrix.core.ini.characters import escaped_in_line, printable
from sphinx_support_matrix.core.ini.reader import decode
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["VERSION", "cell_order", "evidence_path", "from_evidence_json", "to_evidence_json"]

VERSION = 1
"""Raised when a program that reads the old form could not read the new one."""

_COUNTS = ("passed", "failed", "expected_failures", "skipped", "errors")
_NAMES = ("feature", "driver", "environment", *_COUNTS, "failing", "release", "time", "run")
_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


def cell_order(cell: CellEvidence) -> tuple[str, str, str]:
    """What identifies a cell's evidence in a file, and what the file is sorted by."""
    return cell.feature, cell.driver, cell.environment or ""


def to_evidence_json(evidence: Evidence) -> str:
    """*evidence* as JSON; the same evidence gives the same text."""
    lines = [escaped_in_line(json.dumps(_cell(cell), ensure_ascii=False)) for cell in evidence.cells]
    cells = "[\n{}\n]".format(",\n".join(lines)) if lines else "[]"
    return f'{{\n"version": {VERSION},\n"cells": {cells}\n}}\n'


def from_evidence_json(source: str | bytes, path: str) -> tuple[Evidence, list[Problem]]:
    """What a file of evidence holds, and everything that is wrong with it.

    What is wrong is no part of the evidence.

    :param source: The text of the file, or its bytes.
    :param path: The path to show in the locations of problems.
    """
    text, problems = (
        decode(source, path) if isinstance(source, bytes) else (source.removeprefix("\ufeff"), [])
    )
    try:
        data: object = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        return Evidence(path=path), [*problems, _no_json(text, path, error)]
    except (ValueError, RecursionError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        return Evidence(path=path), [*problems, _problem(path, 1, f"this is no JSON of evidence: {what}")]
    if not isinstance(data, dict) or data.get("version") != VERSION:
        message = f"expected evidence as JSON of version {VERSION}"
        return Evidence(path=path), [*problems, _problem(path, 1, message)]
    try:
        items = Fields(data, "", ("version", "cells"), ("$schema",)).items("cells")
    except ValueError as error:
        return Evidence(path=path), [*problems, _problem(path, 1, str(error))]
    places = [Location(path=path, line=line) for line in item_lines(text, "cells")]
    cells, wrong = _read(items, places)
    problems += [_problem(path, places[index].line, message) for index, message in wrong]
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


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object of JSON.

    :raises ValueError: if a property is there twice, of which :mod:`json` would take the last one.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(f"an object has the property '{twice}' twice")
    return found


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


def _no_json(text: str, path: str, error: json.JSONDecodeError) -> Problem:
    line = text.split("\n")[error.lineno - 1]
    if line.startswith(_CONFLICT):
        message = (
            "two versions of this file were not merged; keep one of the lines for each cell, or collect again"
        )
        return _problem(path, error.lineno, message)
    message = f"this is no JSON: {error.msg}"
    return _problem(path, error.lineno, message, column=error.colno)


def _problem(path: str, line: int, message: str, *, column: int = 1) -> Problem:
    # It can name a property, and nothing has looked at what that is called.
    location = Location(path=path, line=line, column=column)
    return Problem(code=Code.BAD_EVIDENCE, message=printable(message), location=location)
