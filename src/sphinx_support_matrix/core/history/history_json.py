"""Write the file of a history, as ``schemas/history-1.json`` describes it, and read it back.

Each release, each cell and each change has a line of its own, so that the file can be compared and merged line by
line. The same history gives the same text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.export.kept_files import KeptForm, json_line, json_lines
from sphinx_support_matrix.core.history.history_model import History
from sphinx_support_matrix.core.history.history_reading import VERSION, HistoryReader
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sphinx_support_matrix.core.history.history_model import Gone, HistoryOptions
    from sphinx_support_matrix.core.problems.problem import Problem

_FORM = KeptForm(
    what="a history",
    version=VERSION,
    code=Code.BAD_HISTORY,
    unmerged="write it again with 'support-matrix history --write'",
)


def to_history_json(history: History, wanted: Container[str | None] | None = None) -> str:
    """*history* as JSON.

    :param wanted: The releases whose changes are to be there; without all of them, not every state can be made again.
    """
    # Pages read files of histories, and do not wait for what writes them.
    from sphinx_support_matrix.core.history.change_lines import change_items

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
        f'"path": {json_line(history.path)},\n'
        f'"tags": {json_line(history.tags)},\n'
        f'"options": {json_line(_options(history.options))},\n'
        f'"releases": {json_lines(releases)},\n'
        f'"cells": {json_lines(cells)},\n'
        f'"removed": {{\n"drivers": {json_lines(drivers)},\n"features": {json_lines(features)}\n}},\n'
        f'"changes": {json_lines(changes)}\n}}\n'
    )


def from_history_json(source: str | bytes, path: str) -> tuple[History, list[Problem]]:
    """The history that a file holds, and everything that is wrong with the file.

    What is wrong is no part of the history.

    :param source: The text of the file, or its bytes.
    :param path: The path to show in the locations of problems.
    """
    text, data, problems = _FORM.read(source, path)
    if data is None:
        return EMPTY, problems
    reader = HistoryReader(text)
    try:
        history = reader.history(data)
    except ValueError as error:
        # Nothing can be made of a file whose outer form is wrong.
        return EMPTY, [*problems, _FORM.problem(path, 1, str(error))]
    return history, [*problems, *(_FORM.problem(path, line, message) for line, message in reader.wrong)]


EMPTY = History(
    path="", tags=None, releases=(), cells=(), removed_drivers=(), removed_features=(), changes=()
)
"""What a file holds that cannot be read at all."""


def _options(options: HistoryOptions) -> dict[str, object]:
    return {
        "paths": list(options.paths),
        "renamed": [list(pair) for pair in options.renamed],
        "every_tag": options.every_tag,
    }


def _gone(things: Iterable[Gone], identity: str) -> list[dict[str, str]]:
    return [{identity: thing.name, "title": thing.title, "last": thing.last} for thing in things]
