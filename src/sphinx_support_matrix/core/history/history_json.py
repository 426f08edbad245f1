"""Write the file of a history, as ``schemas/history-1.json`` describes it, and read it back.

Each release, each cell and each change has a line of its own, so that the file can be compared and merged line by
line. The same history gives the same text.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.history.change_lines import change_items
from sphinx_support_matrix.core.history.history_model import History
from sphinx_support_matrix.core.history.history_reading import VERSION, HistoryReader
from sphinx_support_matrix.core.ini.characters import escaped_in_line, printable
from sphinx_support_matrix.core.ini.reader import decode
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sphinx_support_matrix.core.history.history_model import Gone, HistoryOptions

_CONFLICT = ("<<<<<<<", "=======", ">>>>>>>")


def to_history_json(history: History, wanted: Container[str | None] | None = None) -> str:
    """*history* as JSON.

    :param wanted: The releases whose changes are to be there; without all of them, not every state can be made again.
    """
    releases = (
        {
            "name": release.name,
            "date": release.date,
            "commit": release.commit,
            "path": release.path,
            "readable": release.readable,
        }
        for release in history.releases
    )
    cells = (
        {
            "feature": cell.feature,
            "driver": cell.driver,
            "level": cell.level,
            "since": cell.since,
            "supported_since": cell.supported_since,
        }
        for cell in history.cells
    )
    changes = (item for item in change_items(history) if wanted is None or item["release"] in wanted)
    drivers, features = _gone(history.removed_drivers, "key"), _gone(history.removed_features, "name")
    return (
        f'{{\n"version": {VERSION},\n'
        f'"path": {_line(history.path)},\n'
        f'"tags": {_line(history.tags)},\n'
        f'"options": {_line(_options(history.options))},\n'
        f'"releases": {_list(releases)},\n'
        f'"cells": {_list(cells)},\n'
        f'"removed": {{\n"drivers": {_list(drivers)},\n"features": {_list(features)}\n}},\n'
        f'"changes": {_list(changes)}\n}}\n'
    )


def from_history_json(source: str | bytes, path: str) -> tuple[History, list[Problem]]:
    """The history that a file holds, and everything that is wrong with the file.

    What is wrong is no part of the history.

    :param source: The text of the file, or its bytes.
    :param path: The path to show in the locations of problems.
    """
    text, problems = (
        decode(source, path) if isinstance(source, bytes) else (source.removeprefix("\ufeff"), [])
    )
    try:
        data: object = json.loads(text, object_pairs_hook=_object)
    except json.JSONDecodeError as error:
        return EMPTY, [*problems, _no_json(text, path, error)]
    except (ValueError, RecursionError) as error:
        what = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)
        return EMPTY, [*problems, _problem(path, 1, f"this is no JSON of a history: {what}")]
    if not isinstance(data, dict) or data.get("version") != VERSION:
        return EMPTY, [*problems, _problem(path, 1, f"expected a history as JSON of version {VERSION}")]
    reader = HistoryReader(text)
    try:
        history = reader.history(data)
    except ValueError as error:
        # Nothing can be made of a file whose outer form is wrong.
        return EMPTY, [*problems, _problem(path, 1, str(error))]
    return history, [*problems, *(_problem(path, line, message) for line, message in reader.wrong)]


EMPTY = History(
    path="", tags=None, releases=(), cells=(), removed_drivers=(), removed_features=(), changes=()
)
"""What a file holds that cannot be read at all."""


def _line(value: object) -> str:
    return escaped_in_line(json.dumps(value, ensure_ascii=False))


def _list(items: Iterable[object]) -> str:
    lines = ",\n".join(map(_line, items))
    return f"[\n{lines}\n]" if lines else "[]"


def _options(options: HistoryOptions) -> dict[str, object]:
    return {
        "paths": list(options.paths),
        "renamed": [list(pair) for pair in options.renamed],
        "every_tag": options.every_tag,
    }


def _gone(things: Iterable[Gone], identity: str) -> list[dict[str, str]]:
    return [{identity: thing.name, "title": thing.title, "last": thing.last} for thing in things]


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


def _no_json(text: str, path: str, error: json.JSONDecodeError) -> Problem:
    line = text.split("\n")[error.lineno - 1]
    if line.startswith(_CONFLICT):
        message = (
            "two versions of this file were not merged; write it again with 'support-matrix history --write'"
        )
        return _problem(path, error.lineno, message)
    return _problem(path, error.lineno, f"this is no JSON: {error.msg}", column=error.colno)


def _problem(path: str, line: int, message: str, *, column: int = 1) -> Problem:
    # It can name a property, and nothing has looked at what that is called.
    location = Location(path=path, line=line, column=column)
    return Problem(code=Code.BAD_HISTORY, message=printable(message), location=location)
