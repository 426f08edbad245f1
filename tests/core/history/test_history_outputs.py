"""A history in words, and what is wrong with one that lags behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_support_matrix.core.history.atom import FeedFacts, history_to_atom
from sphinx_support_matrix.core.history.history_markdown import changes_to_markdown, since_to_markdown
from sphinx_support_matrix.core.history.history_rules import history_behind, release_disagrees, tags_behind
from sphinx_support_matrix.core.history.history_text import changes_to_text, since_to_text
from sphinx_support_matrix.core.history.states import states
from sphinx_support_matrix.core.history.tracking import Tracker
from sphinx_support_matrix.core.history.version_order import in_version_order
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.problems.location import Location

from .histories import cell, history_of, release, written

OLDEST = written({"f": {"k": "missing", "old": "partial"}, "gone": {"k": "complete", "old": "complete"}})
MIDDLE = written({"f": {"k": "partial", "new": "unknown"}})
NEWEST = written({"f": {"k": "complete", "new": "unknown"}})
NOW = written({"f": {"k": "complete", "new": "missing"}})
HISTORY = history_of(OLDEST, None, MIDDLE, NEWEST, now=NOW)
ARROW = "\N{RIGHTWARDS ARROW}"

TEXT = f"""\
Not released yet
  Levels
    F (f)
      ~ NEW: unknown {ARROW} missing; now known

4 (2026-05-01)
  Levels
    F (f)
      + K: partial {ARROW} complete; improved

3 (2026-05-01)
  Drivers
    + NEW (new): unknown 1
    - OLD (old)

  Features
    - GONE (gone)

  Levels
    F (f)
      + K: missing {ARROW} partial; improved

2 (2026-05-01)
  No file that can be read.

1 (2026-05-01)
  The first one: 2 drivers, 2 features.
"""
SINCE = """\
F (f)
  K: complete, since 4; supported since 3
  NEW: missing, not released yet

Removed drivers
  OLD (old): last in 1

Removed features
  GONE (gone): last in 1
"""
MARKDOWN = f"""\
## 4 (2026-05-01)

**Levels**

- **F** (`f`)
  - K: partial {ARROW} complete; improved

## 2 (2026-05-01)

No file that can be read.

## 1 (2026-05-01)

The first one: 2 drivers, 2 features.
"""
SINCE_IN_MARKDOWN = """\
| Feature | K | NEW |
| --- | --- | --- |
| F | complete, since 4; supported since 3 | missing, not released yet |

**Removed drivers**

- **OLD** (`old`): last in 1

**Removed features**

- **GONE** (`gone`): last in 1
"""


def test_text():
    assert changes_to_text(HISTORY) == TEXT
    assert since_to_text(HISTORY) == SINCE
    assert changes_to_text(HISTORY, {"2"}) == "2 (2026-05-01)\n  No file that can be read.\n"


def test_markdown():
    assert changes_to_markdown(HISTORY, {"4", "2", "1"}) == MARKDOWN
    assert since_to_markdown(HISTORY) == SINCE_IN_MARKDOWN
    # Whoever writes the notes of one release has a heading.
    assert (
        changes_to_markdown(HISTORY, {"4"})
        == f"**Levels**\n\n- **F** (`f`)\n  - K: partial {ARROW} complete; improved\n"
    )


@pytest.mark.parametrize("tell", [changes_to_text, changes_to_markdown])
def test_nothing_changed(tell):
    assert tell(HISTORY, set()) == "No release changed anything.\n"


def test_commits_have_their_days():
    assert "K: complete, since 4 (2026-05-01); supported since 3 (2026-05-01)" in since_to_text(
        replace(HISTORY, tags=None)
    )


def test_a_level_that_is_not_recorded_is_since_nothing():
    history = history_of("[driver.k]\ntitle = K\n[f]\ntitle = K\n")
    assert since_to_text(history) == "K (f)\n  K: not recorded\n"
    assert since_to_markdown(history) == "| Feature | K |\n| --- | --- |\n| K | not recorded |\n"


def test_names_that_are_titles_are_said_once():
    history = history_of(
        cell("complete").replace("K", "k").replace("= F", "= f"), cell("complete", driver="z", feature="z")
    )
    assert "Removed drivers\n  k: last in 1\n\nRemoved features\n  f: last in 1\n" in since_to_text(history)
    assert "- **k**: last in 1\n" in since_to_markdown(history)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (NOW, None),
        (NEWEST, "levels"),
        (OLDEST, "drivers, features and levels"),
        (NOW.replace("[driver.k]\ntitle = K\n", "") + "[driver.k]\ntitle = K\n", "their order"),
        (NOW.replace("title = F", "title = G"), "features"),
    ],
)
def test_a_history_that_was_written_of_another_state(text, what):
    found = [
        problem.message for problem in history_behind(loads(text, "m.ini")[0], HISTORY, "m.history.json")
    ]
    expected = f"it was written before {what} changed in 'm.ini'; run 'support-matrix history m.ini --write'"
    assert found == ([expected] if what else [])


@pytest.mark.parametrize(
    ("tags", "what"),
    [
        (["1", "4"], None),
        (["4", "5"], "the release '5'"),
        (["5", "6"], "the releases '5' and '6'"),
        (["1.5", "5"], "the releases '1.5' and '5'"),
        # Before the first one.
        (["0.1"], None),
    ],
)
def test_a_history_that_was_written_before_a_release(tags, what):
    found = [
        (each.location, each.message)
        for each in tags_behind(HISTORY, dict.fromkeys(tags, "2026-05-01"), "h", "m.ini")
    ]
    expected = f"it was written before {what}; run 'support-matrix history m.ini --write'"
    assert found == ([(Location(path="h", line=1), expected)] if what else [])
    assert list(tags_behind(replace(HISTORY, tags=None), {"9": "2026-05-01"}, "h", "m.ini")) == []
    assert list(tags_behind(replace(HISTORY, releases=()), {"9": "2026-05-01"}, "h", "m.ini")) == []


def test_a_release_that_a_file_says_and_its_history_does_not():
    text = "[matrix]\nreleases = queens 3\n" + written(
        {
            "f": {"k": "complete:queens", "new": "missing:4"},
            # A release that nobody knows, a cell that the history does not have, and the right one.
            "g": {"k": "complete:9", "new": "complete:3"},
            "h": {"k": "complete", "new": "missing"},
        }
    )
    found = [
        (str(each.location), each.message) for each in release_disagrees(loads(text, "m.ini")[0], HISTORY)
    ]
    assert found == [
        (
            "m.ini:9",
            "'k' is 'complete' in '[f]' since 'queens' ('3'), as the file says, and the history says since '4'",
        ),
        (
            "m.ini:10",
            "'new' is 'missing' in '[f]' since '4', as the file says, and the history says that it is not released yet",
        ),
    ]


def test_a_release_is_looked_at_also_of_what_was_read_from_no_file():
    matrix = loads(written({"f": {"k": "complete:3", "new": "missing"}}), "m.ini")[0]
    placeless = replace(matrix, features=tuple(replace(each, places=()) for each in matrix.features))
    found = [(each.location, each.message) for each in release_disagrees(placeless, HISTORY)]
    assert found == [
        (
            matrix.features[0].location,
            "'k' is 'complete' in '[f]' since '3', as the file says, and the history says since '4'",
        )
    ]


def test_a_history_of_nothing_is_told_as_nothing():
    empty = replace(HISTORY, cells=(), removed_drivers=(), removed_features=())
    assert since_to_markdown(empty) == since_to_text(empty) == ""


def test_a_release_without_a_file_is_what_the_one_before_it_was():
    found = {release.name: state.cells for release, state in states(HISTORY)}
    assert found["2"] == found["1"]
    assert next(iter(states(replace(HISTORY, changes=()))))[1].cells == {}


def test_the_same_file_again_costs_nothing():
    matrix = loads(OLDEST, "m.ini")[0]
    tracker = Tracker(path="m.ini", tags="*")
    for name in ("1", "2"):
        tracker.add(release(name), matrix)
    history = tracker.history(matrix)
    assert [change.release for change in history.changes] == ["1"]
    assert {each.since for each in history.cells} == {"1"}


def test_a_feed_needs_releases():
    facts = FeedFacts(
        name="m",
        title="M",
        author="A",
        url="https://x.org/f",
        page="https://x.org/",
        anchors={},
        language="en",
    )
    with pytest.raises(ValueError, match="a history without releases has no feed"):
        history_to_atom(replace(HISTORY, releases=()), facts)


def test_names_without_numbers_are_in_the_order_of_their_days():
    found = in_version_order(
        [("1.0", "2026-01-01"), ("2.0", "2026-03-01"), ("b", "2026-02-01"), ("a", "2026-02-01")]
    )
    assert found == ["1.0", "a", "b", "2.0"]
