"""Add a feature to a file."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.editing.adding import (
    by_name,
    checked,
    insert_section,
    note_lines,
    one_line,
    opened,
    option_lines,
)
from sphinx_support_matrix.core.editing.cell_options import declared_in, feature_parts
from sphinx_support_matrix.core.editing.dialect_of import level_prefix, separator
from sphinx_support_matrix.core.ini.edit import Edit, EditError, LineEdits
from sphinx_support_matrix.core.loading import loads_ini
from sphinx_support_matrix.core.matrix.levels import UNKNOWN
from sphinx_support_matrix.core.matrix.names import find_name
from sphinx_support_matrix.core.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx_support_matrix.core.dialects.reading import Declared
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix


def add_feature(
    text: str,
    path: str,
    *,
    name: str,
    title: str,
    status: str | None = None,
    levels: Iterable[tuple[str, str]] = (),
    notes: str = "",
    after: str | None = None,
) -> Edit:
    """Add a feature to *text*, with a level for every driver, in the dialect of the file.

    :param path: The path to show in messages.
    :param name: The name of the section.
    :param levels: Drivers and their levels, each with its release if it has one. Others are unknown.
    :param after: The feature to put it below, instead of the last one.
    :raises EditError: if the file has the feature already, or something that is asked for cannot be.
    """
    layout, matrix = opened(text, path)
    parts = list(feature_parts(layout, matrix))
    for part in layout.parts:
        if part.name == name:
            raise EditError(f"'[{name}]' is in '{path}' already, at line {part.header}")
    if [feature.name for feature in loads_ini(f"[{name}]\n", "")[0].features] != [name]:
        raise EditError(f"'{name}' cannot be the name of a feature")
    declared = declared_in(matrix)
    given = by_name(levels, lambda driver: _driver(driver, declared))
    note = note_lines(notes)
    between = separator(layout)
    lines = [f"[{name}]", *option_lines("title", [one_line(title)], between)]
    if status is not None:
        lines += option_lines("status", [one_line(status)], between)
    if note:
        lines += option_lines("notes", note, between)
    prefix = level_prefix(layout, matrix)
    for driver in matrix.drivers:
        level = given.get(driver.key, UNKNOWN.name)
        lines += option_lines(f"{prefix}{driver.key}", [level], between)
    place = len(parts)
    if after is not None:
        right = feature_name(after, declared.features)
        place = 1 + next(index for index, part in enumerate(parts) if part.name == right)
    above = parts[place - 1] if parts else layout.parts[-1]
    changes = LineEdits(layout)
    insert_section(changes, layout, above, lines)

    def is_wanted(before: Matrix, now: Matrix) -> bool:
        new, others = now.features[place : place + 1], (*now.features[:place], *now.features[place + 1 :])
        return [(each.name, each.title.text, each.notes.lines if each.notes else ()) for each in new] == [
            (name, one_line(title), tuple(note))
        ] and replace(now, features=_plain(others)) == replace(before, features=_plain(before.features))

    return checked(text, changes, path, is_wanted)


def feature_name(name: str, names: Collection[str]) -> str:
    """The feature of *names* that *name* means, which may be without its leading ``operation.``.

    :raises EditError: if there is none.
    """
    found = find_name(name, names)
    if found is None:
        raise EditError(f"there is no feature '{name}'{did_you_mean(name, names)}")
    return found


def _driver(key: str, declared: Declared) -> str:
    found = declared.driver(key)
    if found is None:
        raise EditError(f"there is no driver '{key}'{did_you_mean(key, declared.drivers)}")
    return found


def _plain(features: Iterable[Feature]) -> tuple[Feature, ...]:
    """*features* without what their conditions are about, which may be the new feature."""
    return tuple(replace(feature, status=replace(feature.status, condition=None)) for feature in features)
