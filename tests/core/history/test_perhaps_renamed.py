from __future__ import annotations

import pytest

from sphinx_support_matrix.core.history.perhaps_renamed import PerhapsRenamed, perhaps_renamed

from .histories import cell, history_of, written

OLD = cell("complete", driver="old", feature="was").replace("= OLD", "= Storage").replace("= WAS", "= Grow")
NEW = cell("complete", driver="new", feature="is").replace("= NEW", "= STORAGE").replace("= IS", "= Grow")


@pytest.mark.parametrize(
    ("texts", "now", "expected"),
    [
        pytest.param([OLD, NEW], None, [("old", "new", "2"), ("was", "is", "2")], id="a release"),
        pytest.param([OLD], NEW, [("old", "new", None), ("was", "is", None)], id="since the last one"),
        pytest.param([OLD, None, NEW], None, [("old", "new", "3"), ("was", "is", "3")], id="no file between"),
        pytest.param([OLD, cell("complete"), NEW], None, [], id="not at once"),
        pytest.param([NEW], None, [], id="the first one"),
        pytest.param([OLD, OLD.replace("[was]", "[operation.was]")], None, [], id="the same"),
        pytest.param(
            [OLD, written({"f": {"a": "complete", "b": "missing"}}).replace("= A", "= Storage").replace("= B", "= Storage")],
            None,
            [],
            id="two of one title",
        ),
    ],
)  # fmt: skip
def test_names_that_went_and_came(texts, now, expected):
    assert perhaps_renamed(history_of(*texts, now=now)) == [PerhapsRenamed(*each) for each in expected]


def test_what_was_said_to_be_renamed_is_not_asked_again():
    assert perhaps_renamed(history_of(OLD, NEW, renamed=(("old", "new"), ("was", "is")))) == []
