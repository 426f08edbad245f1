from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone
from importlib.resources import files

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.evidence.evidence_json import (
    cell_order,
    evidence_path,
    from_evidence_json,
    to_evidence_json,
)
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
from sphinx_support_matrix.core.ini.characters import FORBIDDEN

SCHEMA = json.loads(files("sphinx_support_matrix").joinpath("schemas", "evidence-1.json").read_text("utf-8"))
TIME = datetime(2026, 11, 20, 4, 0, tzinfo=UTC)
CELLS = (
    CellEvidence(
        feature="operation.pause", driver="ceph", passed=14, release="2026.2", time=TIME, run="https://x"
    ),
    CellEvidence(
        feature="operation.pause",
        driver="ceph",
        environment="py312 linux",
        passed=1,
        failed=2,
        expected_failures=3,
        skipped=4,
        errors=5,
        failing=("tests.test_a", "tests.test_b[\u2028é]"),
        parts=("0123456789abcdef",),
    ),
)
TEXT = """\
{
"version": 1,
"cells": [
{"feature": "operation.pause", "driver": "ceph", "environment": null, "passed": 14, "failed": 0, "expected_failures": 0, \
"skipped": 0, "errors": 0, "failing": [], "release": "2026.2", "time": "2026-11-20T04:00:00Z", "run": "https://x"},
{"feature": "operation.pause", "driver": "ceph", "environment": "py312 linux", "passed": 1, "failed": 2, \
"expected_failures": 3, "skipped": 4, "errors": 5, "failing": ["tests.test_a", "tests.test_b[\\u2028é]"], "release": null, \
"time": null, "run": null, "parts": ["0123456789abcdef"]}
]
}
"""


def read(source: str | bytes) -> tuple[Evidence, list[str]]:
    """The evidence, and the problems as ``LINE:COLUMN CODE message``."""
    evidence, problems = from_evidence_json(source, "m.evidence.json")
    assert {problem.location.path for problem in problems} <= {"m.evidence.json"}
    return evidence, [
        f"{problem.location.line}:{problem.location.column} {problem.code.value} {problem.message}"
        for problem in problems
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("m.ini", "m.evidence.json"),
        ("docs.d/support-matrix.ini", "docs.d/support-matrix.evidence.json"),
        ("docs.d/matrix", "docs.d/matrix.evidence.json"),
        ("a.b.ini", "a.b.evidence.json"),
        ("/x/m.json", "/x/m.evidence.json"),
    ],
)
def test_path(path, expected):
    assert evidence_path(path) == expected


def test_text():
    assert to_evidence_json(Evidence(path="m.evidence.json", cells=CELLS)) == TEXT
    assert read(TEXT) == (Evidence(path="m.evidence.json", cells=CELLS), [])
    jsonschema.validate(json.loads(TEXT), SCHEMA)


@pytest.mark.parametrize("cells", ["[]", "[\n]", "[ ]"])
def test_nothing(cells):
    text = f'{{"$schema": "urn:x", "version": 1, "cells": {cells}}}'
    assert (
        read("\ufeff" + text)
        == read(b"\xef\xbb\xbf" + text.encode())
        == (Evidence(path="m.evidence.json"), [])
    )
    assert to_evidence_json(Evidence(path="x")) == '{\n"version": 1,\n"cells": []\n}\n'


def test_whoever_has_written_it():
    """Cells in another order, laid out in another way, with times in another zone."""
    data = json.loads(TEXT)
    data["cells"].reverse()
    data["cells"][1]["time"] = "2026-11-20T09:30:00+05:30"
    data["cells"][0]["failing"].reverse()
    assert read(json.dumps(data, indent=4)) == (Evidence(path="m.evidence.json", cells=CELLS), [])


NAMES = st.text(st.characters(codec="utf-8")).map(
    lambda text: FORBIDDEN.sub("x", text) if text.strip() else "x"
)
TEXTS = st.none() | NAMES
COUNTS = st.integers(0, 10**20)
TIMES = st.datetimes(
    # As hypothesis wants them: in the zone that it chooses.
    datetime(1, 1, 3),  # noqa: DTZ001
    datetime(9999, 12, 29),  # noqa: DTZ001
    timezones=st.sampled_from([UTC, timezone(timedelta(hours=-9))]),
)
LISTS = st.lists(NAMES, unique=True).map(sorted).map(tuple)
ANY_CELLS = st.lists(
    st.builds(
        CellEvidence,
        feature=NAMES, driver=NAMES, environment=TEXTS, passed=COUNTS, failed=COUNTS, expected_failures=COUNTS,
        skipped=COUNTS, errors=COUNTS, failing=LISTS, release=TEXTS, time=st.none() | TIMES, run=TEXTS, parts=LISTS,
    ),
    unique_by=cell_order,
)  # fmt: skip


@given(ANY_CELLS)
def test_what_is_written_is_read(cells):
    evidence = Evidence(path="m.evidence.json", cells=tuple(sorted(cells, key=cell_order)))
    text = to_evidence_json(evidence)
    assert read(text) == read(text.encode()) == (evidence, [])
    # One line a cell, for whatever reads lines.
    assert len(text.splitlines()) == (len(cells) + 5 if cells else 4)
    jsonschema.validate(json.loads(text), SCHEMA)


def changed(**values: object) -> str:
    """The text with something else in the second cell, which is on line 5."""
    data = json.loads(TEXT)
    data["cells"][1].update(values)
    before, after = TEXT.split(
        '{"feature": "operation.pause", "driver": "ceph", "environment": "py312 linux"'
    )
    return before + json.dumps(data["cells"][1]) + after[after.index("\n]") :]


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"passed": -1}, "passed: expected a number from 0"),
        ({"passed": "1"}, "passed: expected a number"),
        ({"passed": True}, "passed: expected a number"),
        ({"passed": 1.5}, "passed: expected a number"),
        ({"feature": None}, "feature: expected a text"),
        ({"feature": " "}, "feature: expected a name"),
        ({"driver": "a\u202eb"}, "driver: expected a text without control characters"),
        ({"environment": ""}, "environment: expected a name"),
        ({"environment": 3}, "environment: expected a text"),
        ({"failing": "x"}, "failing: expected a list"),
        ({"failing": [None]}, "failing: expected texts"),
        ({"parts": 1}, "parts: expected a list"),
        ({"time": "yesterday"}, "time: expected a time with its zone, such as '2026-05-01T12:00:00Z'"),
        (
            {"time": "2026-05-01T12:00:00"},
            "time: expected a time with its zone, such as '2026-05-01T12:00:00Z'",
        ),
        (
            {"time": "0001-01-01T00:00:00+09:00"},
            "time: expected a time with its zone, such as '2026-05-01T12:00:00Z'",
        ),
        ({"time": 5}, "time: expected a text"),
        ({"stanging": 1}, "stanging: there is no such property"),
        ({"a\x1b[31m": 1}, "a\ufffd[31m: there is no such property"),
    ],
)
def test_a_wrong_cell(values, message):
    evidence, problems = read(changed(**values))
    assert problems == [f"5:1 bad-evidence cells[1].{message}"]
    assert evidence.cells == CELLS[:1]


def test_all_at_once():
    cells = [{}, [], None, {**json.loads(TEXT)["cells"][0], "failed": None}]
    assert read(json.dumps({"cells": cells, "version": 1}, indent=1)) == (
        Evidence(path="m.evidence.json"),
        [
            "3:1 bad-evidence cells[0].feature: expected a value, and there is none",
            "4:1 bad-evidence cells[1]: expected an object",
            "5:1 bad-evidence cells[2]: expected an object",
            "6:1 bad-evidence cells[3].failed: expected a number",
        ],
    )


@pytest.mark.parametrize(
    ("number", "where"), [(0, ""), (1, " in the environment 'py312 linux'")], ids=["no environment", "one"]
)
def test_a_cell_twice(number, where):
    data = json.loads(TEXT)
    data["cells"].append({**data["cells"][number], "passed": 99})
    evidence, problems = read(json.dumps(data))
    assert evidence.cells == CELLS
    assert problems == [
        f"1:1 bad-evidence cells[2]: there is evidence for 'operation.pause' and 'ceph'{where} before; the first counts"
    ]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "1:1 bad-evidence this is no JSON: Expecting value"),
        ('{"version": 1,\n "cells": [}', "2:12 bad-evidence this is no JSON: Expecting value"),
        (TEXT[:50], "4:13 bad-evidence this is no JSON: Unterminated string starting at"),
        ("[]", "1:1 bad-evidence expected evidence as JSON of version 1"),
        ('{"version": 2, "cells": []}', "1:1 bad-evidence expected evidence as JSON of version 1"),
        ('{"version": 1}', "1:1 bad-evidence cells: expected a value, and there is none"),
        ('{"version": 1, "cells": {}}', "1:1 bad-evidence cells: expected a list"),
        ('{"version": 1, "cells": [], "x": 1}', "1:1 bad-evidence x: there is no such property"),
        (
            '{"version": 1, "cells": [], "cells": [1]}',
            "1:1 bad-evidence this is no JSON of evidence: an object has the property 'cells' twice",
        ),
        ("[" * 100_000, "1:1 bad-evidence this is no JSON of evidence: it is nested too deeply"),
        (
            '{"version": 1, "cells": [\n<<<<<<< HEAD\n]}',
            "2:1 bad-evidence two versions of this file were not merged; keep one of the lines for each cell, or collect "
            "again",
        ),
    ],
    ids=range(11),
)
def test_no_evidence(text, problem):
    assert read(text) == (Evidence(path="m.evidence.json"), [problem])


def test_a_number_that_is_too_long():
    _, (problem,) = read('{"version": 1, "cells": [' + "9" * 5000 + "]}")
    assert problem.startswith("1:1 bad-evidence this is no JSON of evidence: Exceeds the limit")


def test_bytes_that_are_not_utf_8():
    evidence, problems = read(TEXT.encode().replace("é".encode(), b"\xe9"))
    assert evidence.cells[1].failing == ("tests.test_a", "tests.test_b[\u2028\ufffd]")
    column = TEXT.splitlines()[4].index("é") + 1
    assert problems == [f"5:{column} encoding byte 0xe9 is not UTF-8; save the file as UTF-8"]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda each: st.lists(each) | st.dictionaries(st.text(), each),
    max_leaves=8,
)


@given(JSON | st.text())
def test_any_text(value):
    text = value if isinstance(value, str) else json.dumps(value)
    _, problems = read(text)
    assert problems
