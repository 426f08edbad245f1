from __future__ import annotations

import json
from dataclasses import replace
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.history.history_json import (
    EMPTY,
    from_history_json,
    to_history_json,
)
from sphinx_support_matrix.core.history.history_model import HistoryOptions
from sphinx_support_matrix.core.matrix.names import history_path
from sphinx_support_matrix.core.problems.problem import Code

from .histories import cell, history_of, written

SCHEMA = json.loads(files("sphinx_support_matrix").joinpath("schemas", "history-1.json").read_text("utf-8"))
FIRST = written({"f": {"k": "missing", "old": "partial"}, "gone": {"k": "complete", "old": "complete"}})
SECOND = cell("complete").replace("= F\n", "= F 2\nstatus = mandatory\n")
NOW = cell("partial").replace("= F\n", "= F 2\nstatus = mandatory\n")
FILE = """\
{
"version": 1,
"path": "m.ini",
"tags": "*",
"options": {"paths": [], "renamed": [], "every_tag": false},
"releases": [
{"name": "1", "date": "2026-05-01", "commit": "0123456789abcdef0123456789abcdef01234567", "path": "m.ini", "readable": true},
{"name": "2", "date": "2026-05-01", "commit": "0123456789abcdef0123456789abcdef01234567", "path": "m.ini", "readable": true}
],
"cells": [
{"feature": "f", "driver": "k", "level": "partial", "since": null, "supported_since": "2"}
],
"removed": {
"drivers": [
{"key": "old", "title": "OLD", "last": "1"}
],
"features": [
{"name": "gone", "title": "GONE", "last": "1"}
]
},
"changes": [
{"release": "1", "change": "driver-added", "driver": "k", "title": "K", "levels": {}},
{"release": "1", "change": "driver-added", "driver": "old", "title": "OLD", "levels": {}},
{"release": "1", "change": "feature-added", "feature": "f", "title": "F", "status": null, "maturity": null, "levels": {"k": "missing", "old": "partial"}},
{"release": "1", "change": "feature-added", "feature": "gone", "title": "GONE", "status": null, "maturity": null, "levels": {"k": "complete", "old": "complete"}},
{"release": "2", "change": "driver-removed", "driver": "old"},
{"release": "2", "change": "feature-removed", "feature": "gone"},
{"release": "2", "change": "feature-changed", "feature": "f", "title": "F 2", "status": "mandatory", "maturity": null},
{"release": "2", "change": "level", "feature": "f", "driver": "k", "old": "missing", "new": "complete", "direction": "improved"},
{"release": null, "change": "level", "feature": "f", "driver": "k", "old": "complete", "new": "partial", "direction": "worse"}
]
}
"""


def test_the_file():
    history = history_of(FIRST, SECOND, now=NOW)
    assert to_history_json(history) == FILE
    assert from_history_json(FILE, "m.history.json") == (history, [])
    assert from_history_json(b"\xef\xbb\xbf" + FILE.replace("\n", "\r\n").encode(), "m") == (history, [])


OWN = "[level.beta]\ntitle = Beta\ncounts-as = partial\n"
HISTORIES = {
    "own levels": history_of(OWN + cell("beta"), OWN.replace("Beta", "B") + cell("beta"), cell("complete")),
    "order": history_of(written({"f": {"k": "missing", "l": ""}}), written({"f": {"l": "partial", "k": ""}})),
    "titles": history_of(cell("missing"), cell("missing").replace("= K", "= Ka")),
    "no file between": history_of(cell("missing"), None, cell("missing"), None),
    "options": replace(
        history_of(cell("missing")),
        tags=None,
        options=HistoryOptions(paths=("a b.ini",), renamed=(("a", "b"), ("c", "d")), every_tag=True),
    ),
    "strange names": history_of(cell("missing", feature='f"\\{', driver="\N{LINE SEPARATOR}é")),
    "a path that is not UTF-8": replace(history_of(cell("missing")), path="\udcff.ini"),
    "maturity": history_of(
        "[target.k]\ntitle = K\n[f]\ntitle = F\nmaturity = experimental\nk = complete\n",
        "[target.k]\ntitle = K\n[f]\ntitle = F\nmaturity = complete\nk = complete\n",
    ),
}


@pytest.mark.parametrize("history", HISTORIES.values(), ids=HISTORIES)
def test_what_is_written_is_read(history):
    text = to_history_json(history)
    text.encode()
    assert from_history_json(text, "m") == (history, [])
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    # Every item has one line, for whoever compares and merges lines.
    items = json.loads(text)
    count = sum(len(items[name]) for name in ("releases", "cells", "changes"))
    count += len(items["removed"]["drivers"]) + len(items["removed"]["features"])
    assert sum(line.startswith('{"') for line in text.splitlines()) == count


def test_the_changes_of_some_releases():
    history = history_of(FIRST, SECOND, now=NOW)
    only = json.loads(to_history_json(history, {"2", None}))
    assert {change["release"] for change in only["changes"]} == {"2", None}
    assert only["cells"] == json.loads(FILE)["cells"]


def line_of(text: str) -> int:
    return FILE[: FILE.index(text)].count("\n") + 1


EXPECTED_KINDS = (
    "own-level, own-level-removed, driver-added, driver-title, driver-removed, feature-added, feature-changed, "
    "feature-removed, level or order"
)


@pytest.mark.parametrize(
    ("old", "new", "line", "message"),
    [
        ('"version": 1', '"version": 2', 1, "expected a history as JSON of version 1"),
        ('"path": "m.ini",\n', "", 1, "path: expected a value, and there is none"),
        ('"tags": "*"', '"tags": 1', 1, "tags: expected a text"),
        ('"tags": "*"', '"tags": "*", "x": 1', 1, "x: there is no such property"),
        ('"tags": "*"', '"tags": "*", "tags": "*"', 1, "this is no JSON of a history: an object has the property 'tags' twice"),
        ('"renamed": []', '"renamed": [["a"]]', 1, "options.renamed[0]: expected an older and a newer name"),
        ('"every_tag": false', '"every_tag": 0', 1, "options.every_tag: expected true or false"),
        ('"changes": [', '"changes": [,', 21, "this is no JSON: Expecting value"),
        ('{"name": "2"', '<<<<<<< HEAD\n{"name": "2"', 8, "two versions of this file were not merged; write it again with 'support-matrix history --write'"),
        ('{"name": "1", "date": "2026-05-01"', '{"name": "1", "date": "May"', 7, "releases[0].date: expected a day, such as '2026-05-01'"),
        ('{"name": "1", "date": "2026-05-01"', '{"name": "1", "date": "2026-02-30"', 7, "releases[0].date: expected a day, such as '2026-05-01'"),
        ('{"name": "2"', '{"name": "1"', 8, "releases[1]: this is there twice; the first one counts"),
        ('"since": null', '"since": "3"', 11, "cells[0].since: expected the name of one of the releases"),
        ('"level": "partial", "since"', '"level": "complete", "since"', 11, "cells[0].level: expected 'partial', to which the changes lead"),
        ('"cells": [\n{"feature": "f"', '"cells": [\n{"feature": "x"', 11, "cells[0]: the changes lead to no cell of 'x' and 'k'"),
        ('{"feature": "f", "driver": "k", "level": "partial", "since": null, "supported_since": "2"}', "", 1, "cells: there is none for 'f' and 'k'"),
        ('{"key": "old", "title": "OLD", "last": "1"}', '{"key": "old", "title": "OLD", "last": "0"}', 15, "removed.drivers[0].last: expected the name of one of the releases"),
        ('{"name": "gone", "title": "GONE"', '{"name": "gone", "title": 1', 18, "removed.features[0].title: expected a text"),
        ('"driver-removed"', '"driver-gone"', 26, f"changes[4].change: expected {EXPECTED_KINDS}"),
        ('"driver-removed", "driver": "old"', '"driver-removed", "driver": "x"', 26, "changes[4].driver: expected a driver of this release"),
        ('"feature-removed", "feature": "gone"', '"feature-removed", "feature": "x"', 27, "changes[5].feature: expected a feature of this release"),
        ('"old": "missing"', '"old": "partial"', 29, "changes[7].old: expected the level that the cell had before"),
        ('"new": "complete"', '"new": "done"', 29, "changes[7].new: expected a level of this release"),
        ('"status": "mandatory"', '"status": "needed"', 28, "changes[6].status: expected a status"),
        ('"release": "2", "change": "driver-removed"', '"release": "3", "change": "driver-removed"', 26, "changes[4].release: expected the name of one of the releases"),
        ('"release": null', '"release": "1"', 30, "changes[8].release: expected the changes in the order of the releases"),
        ('{"k": "missing", "old": "partial"}', '{"k": "missing", "x": "partial"}', 24, "changes[2].levels: there is no 'x' in this release"),
        ('{"k": "missing", "old": "partial"}', '{"k": "missing", "old": "done"}', 24, "changes[2].levels: expected names of levels of this release"),
        ('{"k": "missing", "old": "partial"}', "[]", 24, "changes[2].levels: expected an object of texts"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_line(old, new, line, message):
    assert FILE.count(old) == 1
    _, problems = from_history_json(FILE.replace(old, new), "m.history.json")
    first = problems[0]
    assert (first.code, first.location.path, first.location.line, first.message) == (
        Code.BAD_HISTORY,
        "m.history.json",
        line,
        message,
    )


def test_what_is_wrong_is_left_out():
    history, problems = from_history_json(FILE.replace('"driver": "old"}', '"driver": "x"}'), "m")
    assert [problem.message for problem in problems] == [
        "changes[4].driver: expected a driver of this release"
    ]
    assert history.changes[1].drivers == {}
    broken, problems = from_history_json(
        FILE.replace('{"k": "missing", "old": "partial"}', '{"k": "mssing", "old": "partial"}'), "m"
    )
    assert [problem.location.line for problem in problems] == [24, 28, 29, 30]
    # The feature that cannot be read is nowhere, and the rest still is.
    assert list(broken.changes[0].features) == ["gone"]
    assert to_history_json(broken)


@pytest.mark.parametrize(
    "text", ["", "[]", "1", "null", '"a"', "{}", "{", "[" * 100_000, "\x00", "<<<<<<< HEAD"]
)
def test_what_is_no_history_at_all(text):
    history, problems = from_history_json(text, "m")
    assert history == EMPTY
    assert [problem.code for problem in problems] == [Code.BAD_HISTORY] * len(problems)
    assert problems


def test_bytes_that_are_no_text():
    history, problems = from_history_json(b"\xff{}", "m")
    assert history == EMPTY
    assert [problem.code for problem in problems] == [Code.ENCODING, Code.BAD_HISTORY]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("m.ini", "m.history.json"),
        ("docs/a.b.ini", "docs/a.b.history.json"),
        ("m", "m.history.json"),
        ("a.b/m", "a.b/m.history.json"),
        ("m.csv", "m.history.json"),
    ],
)
def test_the_file_is_beside_the_matrix(path, expected):
    assert history_path(path) == expected


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["1", "2", "k", "f", "old", "complete", "level", ""]),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.sampled_from(["k", "release", "change"]), inner, max_size=2),
    max_leaves=4,
)  # fmt: skip


@given(st.data())
def test_nothing_in_a_file_is_a_traceback(data):
    document = json.loads(FILE)
    for _ in range(data.draw(st.integers(1, 4))):
        owner = document
        while True:
            keys = list(owner) if isinstance(owner, dict) else list(range(len(owner)))
            if not keys:
                break
            key = data.draw(st.sampled_from(keys))
            if isinstance(owner[key], (dict, list)) and owner[key] and data.draw(st.booleans()):
                owner = owner[key]
                continue
            if data.draw(st.booleans()):
                owner[key] = data.draw(VALUES)
            else:
                del owner[key]
            break
    history, problems = from_history_json(json.dumps(document), "m")
    assert problems or history.path is not None
    # What was left of it can be used.
    assert from_history_json(to_history_json(history), "m")[0].changes == history.changes


GONE = '{"release": "2", "change": "driver-removed", "driver": "old"},\n'


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            '{"release": "2", "change": "own-level", "level": "not-recorded", "title": "S", "symbol": "s", "counts_as": "partial"}',
            ".level: expected a name that a level of a file can have",
        ),
        (
            '{"release": "2", "change": "own-level", "level": "slow", "title": "S", "symbol": "s", "counts_as": "slow"}',
            ".counts_as: expected the name of a built-in level",
        ),
        (
            '{"release": "2", "change": "own-level-removed", "level": "slow"}',
            ".level: expected an own level that was there before",
        ),
        (
            '{"release": "2", "change": "driver-added", "driver": "k", "title": "K", "levels": {}}',
            ".driver: expected a driver that was not there before",
        ),
        (
            '{"release": "2", "change": "order", "drivers": ["k"], "features": ["f"]}',
            ".drivers: expected every driver of the release",
        ),
        (
            '{"release": "2", "change": "order", "drivers": ["k", "old"], "features": ["f"]}',
            ".features: expected every feature of the release",
        ),
        ("[]", ": expected an object"),
    ],
)
def test_a_change_that_cannot_be_is_said_at_its_line(change, message):
    _, problems = from_history_json(FILE.replace(GONE, f"{change},\n{GONE}"), "m.history.json")
    assert [(each.location.line, each.message) for each in problems] == [(26, f"changes[4]{message}")]


def test_an_own_level_goes_when_no_cell_has_it():
    text = to_history_json(
        history_of(cell("slow") + "[level.slow]\ntitle = Slow\ncounts-as = partial\n", cell("partial"))
    )
    assert from_history_json(text, "m")[1] == []
    wrong = text.replace('"old": "slow", "new": "partial"', '"old": "slow", "new": "slow"')
    assert [(each.location.line, each.message) for each in from_history_json(wrong, "m")[1]][:1] == [
        (22, "changes[4].level: expected a level that no cell has any more")
    ]
