from __future__ import annotations

import pytest

from sphinx_support_matrix.core.history.release_diffs import release_diffs, telling_diffs

from .histories import cell, history_of

# The first one, one without a file, one that changes nothing, one that changes a level, and the file as it is.
HISTORY = history_of(
    cell("missing"),
    None,
    cell("missing"),
    cell("partial"),
    now=cell("partial") + cell("complete", driver="l", feature="g"),
)


def told(found):
    return [
        (
            None if each.release is None else each.release.name,
            each.diff and (each.diff.old, each.diff.new, len(each.diff.cells)),
            each.drivers,
            each.features,
        )
        for each in found
    ]


NOW = (None, ("4", "m.ini", 0), 2, 2)
FOURTH = ("4", ("3", "4", 1), 1, 1)
SECOND, FIRST = ("2", None, 1, 1), ("1", None, 1, 1)


def test_every_release():
    third = release_diffs(HISTORY, {"3"})[0]
    assert (third.release.name, third.diff.old, third.diff.new, bool(third.diff)) == ("3", "2", "3", False)
    found = release_diffs(HISTORY)
    assert told(found[:2] + found[3:]) == [NOW, FOURTH, SECOND, FIRST]


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (None, [None, "4", "2", "1"]),
        # Whoever asks for a release is told of it, also that it changed nothing.
        ({"3"}, ["3"]),
        ({"3", "1", None}, [None, "3", "1"]),
        (set(), []),
    ],
)
def test_what_there_is_to_tell_of(wanted, expected):
    assert [each[0] for each in told(telling_diffs(HISTORY, wanted))] == expected
