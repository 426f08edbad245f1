from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.evidence.matching import FeatureMatcher, ids_in
from sphinx_support_matrix.core.evidence.results_model import CaseResult, Outcome, SuiteFacts
from sphinx_support_matrix.core.loading import loads

UUID = "9a438d88-10c6-4bcd-8b5b-5b6e25e1346f"


def case(name: str, classname: str = "", file: str | None = None) -> CaseResult:
    return CaseResult(
        classname=classname, name=name, file=file, outcome=Outcome.PASSED, features=(), drivers=(), suite=SuiteFacts(),
        line=1,
    )  # fmt: skip


def matcher(patterns: list[str]) -> FeatureMatcher:
    """Finds the features that are called by the number of their pattern."""
    sections = "".join(
        f"[{number}]\ntitle = F\ntests = {pattern}\n" for number, pattern in enumerate(patterns)
    )
    matrix, _ = loads(f"[driver.a]\ntitle = A\n{sections}", "m.ini")
    return FeatureMatcher(matrix.features)


@pytest.mark.parametrize(
    ("pattern", "test", "matches"),
    [
        ("tests.test_a.test_b", case("test_b", "tests.test_a"), True),
        ("tests.test_a.test_B", case("test_b", "tests.test_a"), False),
        ("test_b", case("test_b", "tests.test_a"), False),
        ("test_b", case("test_b"), True),
        ("*.test_b", case("test_b", "tests.test_a"), True),
        ("*.test_b", case("test_b[x]", "tests.test_a"), False),
        ("*.test_b*", case("test_b[x]", "tests.test_a"), True),
        ("tests.*.test_?", case("test_b", "tests.test_a"), True),
        ("tests.*.test_?", case("test_bc", "tests.test_a"), False),
        ("tests.*.test_?", case("test_", "tests.test_a"), False),
        ("tests.test_?", case("test_b", "tests"), True),
        ("tests.test_?", case("test_", "tests"), False),
        ("*", case("anything"), True),
        ("?*", case("a"), True),
        ("a*a", case("a"), False),
        ("a*a", case("aa"), True),
        ("a*ba*c", case("abbac"), True),
        ("a*ba*c", case("abab"), False),
        # Brackets, and whatever else means something elsewhere, are themselves.
        ("t[x]", case("t[x]"), True),
        ("t[x]", case("tx"), False),
        ("t[x-*]", case("t[x-3]"), True),
        ("t[!x]*", case("t[!x] (2)"), True),
        ("t.c|d", case("t.c"), False),
        ("t\\d", case("t1"), False),
        ("*é", case("test é"), True),
        # The file, where there is one.
        ("tests/a.py::test_b", case("test_b", "x", "tests/a.py"), True),
        ("tests/*::test_b", case("test_b", "x", "tests/a.py"), True),
        ("tests/a.py::test_b", case("test_b", "tests.a"), False),
        # Ids.
        (UUID, case(f"test_pause[id-{UUID},smoke]", "tempest"), True),
        (f"id-{UUID}", case(f"test_pause[id-{UUID},smoke]", "tempest"), True),
        (UUID.upper(), case(f"test_pause[smoke, id-{UUID}](ceph)", "tempest"), True),
        (UUID, case(f"test_pause[a][id-{UUID}]", "tempest"), True),
        (UUID, case(f"test_pause[{UUID}]", "tempest"), False),
        (UUID, case(f"test_pause id-{UUID}", "tempest"), False),
        (UUID, case(f"test_pause[x-id-{UUID}]", "tempest"), False),
        (UUID[:-1], case(f"test_pause[id-{UUID}]", "tempest"), False),
        ("smoke", case(f"test_pause[id-{UUID},smoke]", "tempest"), False),
        ("9a438d88*", case(f"test_pause[id-{UUID}]", "tempest"), False),
        ("my-test", case("test_pause[id-my-test]"), True),
    ],
)
def test_matching(pattern, test, matches):
    assert matcher([pattern]).features(test) == (["0"] if matches else [])


def test_several_patterns_and_features():
    found = matcher(["a*; *z", "nothing", "a; b*c", "az; *; *"])
    assert found.features(case("az")) == ["0", "3"]
    assert found.features(case("a")) == ["0", "2", "3"]
    assert found.features(case("q")) == ["3"]


def test_the_ids_of_nova():
    text = (
        "[target.a]\ntitle = A\n[pause]\ntitle = Pause\nmaturity = complete\n"
        f"tempest_test_uuids = {UUID};585e934c-448e-43c4-acbf-d06a9b899997\na = complete\n"
        "[none]\ntitle = None\nmaturity = complete\ntempest_test_uuids =\na = complete\n"
    )
    matrix, _ = loads(text, "m.ini")
    found = FeatureMatcher(matrix.features)
    assert found.features(case(f"test_pause[id-{UUID},smoke]", "tempest.api.TestPause")) == ["pause"]
    assert found.features(case("test_other[id-585e934c-448e-43c4-acbf-d06a9b899997]", "tempest")) == ["pause"]
    assert found.features(case("test_third[id-00000000-448e-43c4-acbf-d06a9b899997]", "tempest")) == []


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("test_a", []),
        ("test_a[b]", []),
        ("test_a[id-X,smoke]", ["x"]),
        ("test_a[ id-x , id-y ](z)[id-w]", ["x", "y", "w"]),
        ("test_a[id-x", []),
        ("test_a[[id-x]]", ["x"]),
    ],
)
def test_ids(name, expected):
    assert ids_in(name) == expected


LETTERS = st.text("ab.[-", max_size=6)
PATTERNS = st.text("ab.[-*?", min_size=1, max_size=6)


def plainly(pattern: str, name: str) -> bool:
    """Whether *name* matches *pattern*, without any thought of time."""
    if not pattern:
        return not name
    if pattern[0] == "*":
        return any(plainly(pattern[1:], name[at:]) for at in range(len(name) + 1))
    return bool(name) and pattern[0] in {"?", name[0]} and plainly(pattern[1:], name[1:])


@given(st.lists(PATTERNS, min_size=1, max_size=5), LETTERS, LETTERS, st.none() | LETTERS)
def test_as_plain_reading_has_it(patterns, classname, name, file):
    names = [f"{classname}.{name}" if classname else name, *([] if file is None else [f"{file}::{name}"])]
    expected = [
        str(number)
        for number, pattern in enumerate(patterns)
        if any(plainly(pattern, each) for each in names)
    ]
    assert matcher(patterns).features(case(name, classname, file)) == expected


@pytest.mark.parametrize("pattern", ["*a*a*a*a*a*a*a*a*b", "a*" * 20 + "b", "?*" * 12 + "b"])
def test_names_that_almost_match(pattern):
    """Trying every way would take longer than anybody lives; the steps are counted by the size of the name."""
    found = matcher([pattern])
    assert found.features(case("a" * 20_000)) == []
    assert found.features(case("a" * 20_000 + "b")) == ["0"]


def test_only_patterns_that_begin_like_the_name_are_tried(monkeypatch):
    tried = []
    compiled = re.compile

    class Counting:
        def __init__(self, text: str) -> None:
            self.pattern = compiled(text, re.DOTALL)

        def match(self, name: str) -> re.Match[str] | None:
            tried.append(name)
            return self.pattern.match(name)

    monkeypatch.setattr(
        "sphinx_support_matrix.core.evidence.matching.re.compile", lambda text, _flags: Counting(text)
    )
    found = matcher([f"tests.test_{number}.*" for number in range(1000)])
    assert found.features(case("test_a", "tests.test_512")) == ["512"]
    assert len(tried) == 1
