from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.history.history_model import Gone, HistoryOptions
from sphinx_support_matrix.core.history.states import as_of
from sphinx_support_matrix.core.history.tracking import Tracker

from .histories import cell, history_of, release, since, written

OWN = "[level.beta]\ntitle = Beta\ncounts-as = partial\n"


@pytest.mark.parametrize(
    ("levels", "now", "expected"),
    [
        pytest.param(["complete"], None, ("complete", "1", "1"), id="one release"),
        pytest.param(["missing", "complete", "complete"], None, ("complete", "2", "2"), id="improved"),
        pytest.param(["partial", "complete"], None, ("complete", "2", "1"), id="supported for longer"),
        pytest.param(["complete", "missing", "complete"], None, ("complete", "3", "3"), id="interrupted"),
        pytest.param(["complete", "missing"], None, ("missing", "2", None), id="missing"),
        pytest.param(["complete", None, "complete"], None, ("complete", "1", "1"), id="no file between"),
        pytest.param([None, "complete"], None, ("complete", "2", "2"), id="no file at first"),
        pytest.param(["complete", None], None, ("complete", "1", "1"), id="no file at last"),
        pytest.param(["complete"], "partial", ("partial", None, "1"), id="changed since the last one"),
        pytest.param(["missing"], "complete", ("complete", None, None), id="new since the last one"),
        pytest.param(["complete"], "missing", ("missing", None, None), id="gone since the last one"),
        pytest.param(["unknown", "not-applicable"], None, ("not-applicable", "2", None), id="no support"),
        pytest.param(["incomplete", "missing"], None, ("missing", "1", None), id="an alias"),
        pytest.param(["", "complete"], None, ("complete", "2", "2"), id="not recorded"),
    ],
)
def test_one_cell(levels, now, expected):
    texts = [None if level is None else cell(level) for level in levels]
    history = history_of(*texts, now=None if now is None else cell(now))
    assert since(history) == {("f", "k"): expected}


def test_own_levels_count_as_what_they_say():
    texts = [OWN + cell("beta"), cell("complete"), OWN.replace("partial", "missing") + cell("beta")]
    assert since(history_of(*texts[:2])) == {("f", "k"): ("complete", "2", "1")}
    assert since(history_of(*texts)) == {("f", "k"): ("beta", "3", None)}


def test_a_level_that_counts_as_something_else_is_another_one():
    beta = OWN + cell("beta")
    assert since(history_of(beta, beta.replace("partial", "missing"))) == {("f", "k"): ("beta", "1", None)}
    assert since(history_of(beta.replace("partial", "missing"), beta)) == {("f", "k"): ("beta", "1", "2")}


def test_dialects_and_aliases_change_nothing():
    targets = "[targets]\ndriver-impl-k = K\n[f]\ntitle = F\nstatus = required\ndriver-impl-k = complete\n"
    today = "[driver.k]\ntitle = K\n[operation.f]\ntitle = F\nstatus = mandatory\ndriver.k = complete\n"
    history = history_of(targets, today)
    assert since(history) == {("operation.f", "k"): ("complete", "1", "1")}
    assert [change.release for change in history.changes] == ["1"]


def test_a_condition_is_about_the_same_feature_whatever_it_is_called():
    text = (
        cell("complete", feature="a")
        + "[b]\ntitle = B\nstatus = condition(a==complete)\ndriver.k = missing\n"
    )
    longer = text.replace("[a]", "[operation.a]")
    history = history_of(text, longer)
    assert [change.release for change in history.changes] == ["1"]
    assert as_of(history).features["b"].status == "condition(operation.a==complete)"


def test_both_names_of_a_feature_are_two_features():
    both = written({"operation.f": {"k": "complete"}, "f": {"k": "missing"}})
    assert since(history_of(cell("complete"), both)) == {
        ("operation.f", "k"): ("complete", "2", "2"),
        ("f", "k"): ("missing", "2", None),
    }
    # What had the name with its prefix still has it.
    again = history_of(both, cell("complete", feature="operation.f"), both)
    assert since(again)["operation.f", "k"] == ("complete", "1", "1")
    assert since(again)["f", "k"] == ("missing", "3", None)


def test_what_is_gone():
    texts = [
        written({"f": {"k": "complete", "old": "partial"}, "g": {"k": "missing", "old": "missing"}}),
        written({"f": {"k": "complete"}, "g": {"k": "missing"}}),
        cell("complete"),
    ]
    history = history_of(*texts)
    assert history.removed_drivers == (Gone(name="old", title="OLD", last="1"),)
    assert history.removed_features == (Gone(name="g", title="G", last="2"),)
    assert history_of(*texts, now=texts[0]).removed_drivers == ()


def test_what_comes_back_is_not_gone_and_begins_anew():
    both = written({"f": {"k": "complete", "l": "complete"}})
    history = history_of(both, cell("complete"), both)
    assert history.removed_drivers == ()
    assert since(history)["f", "l"] == ("complete", "3", "3")


@pytest.mark.parametrize(
    "end", [cell("missing", driver="new"), cell("missing", feature="operation.n", driver="new")]
)
def test_what_was_renamed_by_hand(end):
    start = cell("complete", feature="operation.o", driver="old").replace("OLD", "Storage")
    middle = cell("complete", feature="n" if end.count("operation") else "f", driver="new")
    feature = "operation.n" if end.count("operation") else "f"
    renamed = (("o", feature.removeprefix("operation.")), ("old", "new"))
    history = history_of(start, middle, now=end, renamed=renamed)
    assert since(history) == {(feature, "new"): ("missing", None, None)}
    assert since(history_of(start, middle, renamed=renamed)) == {
        (middle.split("[")[2].split("]")[0], "new"): ("complete", "1", "1")
    }
    assert history.removed_drivers == history.removed_features == ()


def test_a_chain_of_names_and_a_circle():
    texts = [cell("complete", driver=key) for key in ("a", "b", "c")]
    assert since(history_of(*texts, renamed=(("a", "b"), ("b", "c")))) == {("f", "c"): ("complete", "1", "1")}
    circle = history_of(texts[0], texts[1], renamed=(("a", "b"), ("b", "a")))
    assert len(circle.cells) == 1


def test_a_driver_is_not_renamed_where_both_are_there():
    both = written({"f": {"old": "complete", "new": "missing"}})
    assert since(history_of(both, renamed=(("old", "new"),))) == {
        ("f", "old"): ("complete", "1", "1"),
        ("f", "new"): ("missing", "1", None),
    }


def test_names_that_no_release_has():
    tracker = Tracker(path="m.ini", tags="*", options=HistoryOptions(renamed=(("k", "x"), ("y", "f"))))
    tracker.add(release("1"), loads(cell("complete"), "m.ini")[0])
    assert tracker.unknown_names() == ["x", "y"]


def test_a_history_begins_with_the_first_file():
    history = history_of(None, None, cell("complete"), None)
    assert [(each.name, each.readable) for each in history.releases] == [("3", True), ("4", False)]


def test_every_state_is_kept_with_its_order():
    texts = [
        written({"f": {"k": "complete", "l": "missing"}, "g": {"k": "partial", "l": "unknown"}}),
        written({"g": {"l": "complete", "k": "partial"}, "f": {"l": "missing", "k": "complete"}}),
        OWN + written({"h": {"l": "beta"}}),
    ]
    history = history_of(*texts)
    for number, text in enumerate(texts, start=1):
        matrix = loads(text, "m.ini")[0]
        state = as_of(history, str(number))
        assert list(state.drivers.items()) == [(each.key, each.title.text) for each in matrix.drivers]
        assert list(state.features) == [each.name for each in matrix.features]
        assert {cell: state.cells[cell] for cell in state.cells} == {
            (feature.name, driver.key): each.level.name
            for feature in matrix.features
            for driver, each in zip(matrix.drivers, feature.implementations, strict=True)
        }
    with pytest.raises(KeyError):
        as_of(history, "4")
