"""A rule about references in notes, as far as they can be followed without the documentation around them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.names import DRIVER_SEPARATOR, MATRIX_SEPARATOR, anchor, short
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.problems.suggest import Suggester

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_support_matrix.core.matrix.model import Matrix, Note

_LITERAL = re.compile(r"``.*?``")
# No address in a reference holds "<", so that many beginnings without an end are not looked through again and again.
_LINK = re.compile(r"<#([^<>\s]+)>`__?")
_ROLE = re.compile(r":support:(feature|driver|level):`(?:[^`<]*<)?([^`<>]+)>?`")
_TARGET = re.compile(r"^\s*\.\. _`?([^`:]+)`?:")
# The ids of the parts of a page, beside those that come from names.
_PARTS = frozenset({"summary", "details", "legend", "notes"})


def dead_reference(matrix: Matrix) -> Iterator[Problem]:
    """A note links to an anchor, or refers to a feature or a driver, that the matrix does not have.

    A role that names its matrix may mean another one, and is left to the build of the documentation.
    """
    features = dict.fromkeys(name for each in matrix.features for name in (each.name, short(each.name)))
    drivers = dict.fromkeys(driver.key for driver in matrix.drivers)
    anchors: set[str] = set()
    suggester = Suggester()
    for note in _notes(matrix):
        targets: set[str] | None = None
        for (path, number), line in zip(note.places, note.lines, strict=True):
            text = _LITERAL.sub("", line)
            place = Location(path=path, line=number)
            for match in _LINK.finditer(text):
                anchors = anchors or _anchors(matrix)
                if match[1] in anchors:
                    continue
                targets = _targets(note) if targets is None else targets
                if match[1] not in targets:
                    candidates = (feature.anchor for feature in matrix.features)
                    hint = suggester.did_you_mean(match[1], "anchor", candidates)
                    message = f"no feature and no cell of the matrix has the anchor '{match[1]}'{hint}"
                    yield Problem(code=Code.DEAD_REFERENCE, message=message, location=place)
            for match in _ROLE.finditer(text):
                for what, name, names in _missing(match[1], match[2].strip(), features, drivers):
                    message = f"the matrix has no {what} '{name}'{suggester.did_you_mean(name, what, names)}"
                    yield Problem(code=Code.DEAD_REFERENCE, message=message, location=place)


def _missing(
    role: str, target: str, features: Collection[str], drivers: Collection[str]
) -> Iterator[tuple[str, str, Collection[str]]]:
    """The kind of thing, the name and the possible names of each name in *target* that is not there."""
    if MATRIX_SEPARATOR in target:
        return
    feature, _, driver = target.partition(DRIVER_SEPARATOR) if role == "level" else (target, "", target)
    if role in {"feature", "level"} and feature not in features and short(feature) not in features:
        yield "feature", feature, features
    if role in {"driver", "level"} and driver not in drivers:
        yield "driver", driver, drivers


def _anchors(matrix: Matrix) -> set[str]:
    """The anchors that a page of *matrix* has, wherever it stands."""
    features = [feature.anchor for feature in matrix.features]
    return {
        *_PARTS,
        *features,
        *(anchor(f"driver.{driver.key}") for driver in matrix.drivers),
        *(anchor(f"group-{group.name}").lower().replace("_", "-") for group in matrix.groups),
        *(feature + driver.anchor for feature in features for driver in matrix.drivers),
    }


def _targets(note: Note) -> set[str]:
    """The anchors that *note* makes itself."""
    found = (_TARGET.match(line) for line in note.lines)
    return {match[1].strip().lower().replace(" ", "-") for match in found if match}


def _notes(matrix: Matrix) -> Iterator[Note]:
    for group in matrix.groups:
        if group.notes:
            yield group.notes
    for feature in matrix.features:
        if feature.notes:
            yield feature.notes
        yield from (cell.notes for cell in feature.implementations if cell.notes)
