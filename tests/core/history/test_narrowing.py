from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_support_matrix.core.history.narrowing import narrowed, releases_in
from sphinx_support_matrix.core.matrix.select import Patterns

from .histories import cell, history_of, release, written

DRIVERS, FEATURES = ("a", "b", "c"), ("f", "g", "h")


def of_part(drivers, features):
    """The history of a file that has only these *drivers* and *features*, and turns them round."""
    return history_of(
        written({name: dict.fromkeys(drivers, "complete") for name in features}),
        written({name: dict.fromkeys(reversed(drivers), "partial") for name in reversed(features)}),
    )


HISTORY = of_part(DRIVERS, FEATURES)
NAMES = replace(HISTORY, releases=tuple(map(release, ("1.0", "1.1", "1.0..1.1", "2.0"))))


@pytest.mark.parametrize(
    ("drivers", "features", "kept_drivers", "kept_features"),
    [
        ("", "", DRIVERS, FEATURES),
        ("a b", "f g", ("a", "b"), ("f", "g")),
        ("!c", "f", ("a", "b"), ("f",)),
        ("c", "!g", ("c",), ("f", "h")),
        ("a", "g", ("a",), ("g",)),
    ],
)
def test_a_part_is_the_history_of_the_part(drivers, features, kept_drivers, kept_features):
    part = narrowed(HISTORY, Patterns.parse(drivers), Patterns.parse(features))
    assert part == of_part(kept_drivers, kept_features)


@pytest.mark.parametrize(
    ("drivers", "features", "first"),
    [("a", "!*", (["a"], [])), ("!*", "g", ([], ["g"])), ("!*", "!*", None)],
)
def test_nothing_is_left_of_a_part_without_cells(drivers, features, first):
    part = narrowed(HISTORY, Patterns.parse(drivers), Patterns.parse(features))
    assert part.cells == ()
    assert [(list(each.drivers), list(each.features)) for each in part.changes] == ([first] if first else [])


def test_what_is_gone_is_of_the_part_or_not():
    gone = history_of(
        written({name: dict.fromkeys("abc", "complete") for name in "fgh"}),
        cell("missing", feature="f", driver="a"),
    )
    part = narrowed(gone, Patterns.parse("!c"), Patterns.parse("!h"))
    assert [each.name for each in (*part.removed_drivers, *part.removed_features)] == ["b", "g"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1.1", {"1.1"}),
        ("1.0..2.0", {"1.1", "1.0..1.1", "2.0"}),
        # A release can be called what would be a range.
        ("1.0..1.1", {"1.0..1.1"}),
        ("..", {"1.0", "1.1", "1.0..1.1", "2.0", None}),
        ("2.0..", {None}),
        ("2.0..1.0", set()),
    ],
)
def test_releases(text, expected):
    assert releases_in(NAMES, text) == expected


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("main", "the history has no release 'main'"),
        ("1.2", "the history has no release '1.2'; did you mean '1.1'?"),
        ("main..2.0", "the history has no release 'main'"),
        ("1.0..main", "the history has no release 'main'"),
        ("", "the history has no release ''"),
    ],
)
def test_no_such_release(text, message):
    with pytest.raises(ValueError, match="the history has no release") as raised:
        releases_in(NAMES, text)
    assert str(raised.value) == message
