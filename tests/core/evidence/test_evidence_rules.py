from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
from sphinx_support_matrix.core.evidence.evidence_rules import Required, check_evidence
from sphinx_support_matrix.core.problems.location import Location

TODAY = date(2026, 11, 20)
HEAD = "[driver.a]\ntitle = A\n[operation.f]\ntitle = F\n"  # 4 lines
Found = list[tuple[str, str, int, str]]


def result(feature: str = "f", driver: str = "a", **outcome: object) -> CellEvidence:
    return CellEvidence(feature=feature, driver=driver, **outcome)


def found(text: str, *results: CellEvidence, collected: bool = True, **options: object) -> Found:
    """What the rules find in *text*, whose options begin at line 5."""
    matrix, _ = loads(HEAD + text, "m.ini")
    evidence = Evidence(path="m.evidence.json", cells=results) if collected else None
    problems = check_evidence(matrix, evidence, today=TODAY, **options)
    return [
        (problem.code.value, problem.severity.value, problem.location.line, problem.message)
        for problem in problems
    ]


def where(text: str, *results: CellEvidence, **options: object) -> list[str]:
    """Only the messages, about the level in line 5."""
    problems = found(text, *results, **options)
    assert all(line == 5 for *_, line, _ in problems)
    return [f"{severity}: {code}: {message}" for code, severity, _, message in problems]


@pytest.mark.parametrize(
    ("level", "outcome", "message"),
    [
        pytest.param("complete", {"passed": 3}, None, id="confirmed"),
        pytest.param(
            "complete",
            {"passed": 12, "failed": 2, "failing": ("a", "b")},
            "error: claim-contradicted: '[operation.f]' is complete for driver 'a', but 12 of 14 tests pass; "
            "'a' and 'b' do not",
            id="some pass",
        ),
        pytest.param(
            "complete",
            {"passed": 1, "expected_failures": 1, "failing": ("a",)},
            "error: claim-contradicted: '[operation.f]' is complete for driver 'a', but 1 of 2 tests passes; "
            "'a' does not",
            id="one passes",
        ),
        pytest.param(
            "complete",
            {"failed": 5, "failing": ("a", "b", "c", "d", "e")},
            "error: claim-contradicted: '[operation.f]' is complete for driver 'a', but none of 5 tests passes; "
            "'a', 'b', 'c' and 2 others do not",
            id="none passes",
        ),
        pytest.param(
            "partial",
            {"failed": 1, "release": "2026.2", "run": "https://ci.example.org/1", "time": datetime(2026, 11, 19, 23, tzinfo=UTC)},
            "error: claim-contradicted: '[operation.f]' is partial for driver 'a', but 1 test does not pass "
            "(release 2026.2, 2026-11-19, https://ci.example.org/1)",
            id="with its origin",
        ),
        pytest.param(
            "not-applicable",
            {"passed": 1, "failed": 1, "failing": ("a",)},
            "error: claim-contradicted: '[operation.f]' is not-applicable for driver 'a', but 1 of 2 tests passes",
            id="makes no sense",
        ),
        pytest.param(
            "missing",
            {"passed": 2},
            "warning: claim-understated: '[operation.f]' is missing for driver 'a', but all 2 tests pass",
            id="understated",
        ),
        pytest.param(
            "missing",
            {"passed": 1, "failed": 3, "failing": ("a", "b", "c")},
            "warning: claim-understated: '[operation.f]' is missing for driver 'a', but 1 of 4 tests passes",
            id="understated in part",
        ),
        pytest.param(
            "unknown",
            {"passed": 1},
            "hint: evidence-without-claim: '[operation.f]' is unknown for driver 'a', and 1 test passes",
            id="unknown",
        ),
        pytest.param(
            "complete",
            {},
            "hint: claim-unproven: '[operation.f]' is complete for driver 'a', and nothing proves it",
            id="unproven",
        ),
        pytest.param(
            "partial",
            {"skipped": 2, "errors": 1},
            "hint: claim-unproven: '[operation.f]' is partial for driver 'a', and nothing proves it: "
            "2 tests were skipped and 1 could not be set up",
            id="unproven by tests that say nothing",
        ),
        pytest.param(
            "complete",
            {"errors": 1},
            "hint: claim-unproven: '[operation.f]' is complete for driver 'a', and nothing proves it: "
            "1 test could not be set up",
            id="unproven by an error",
        ),
        pytest.param("missing", {"skipped": 1}, None, id="nobody proves what is missing"),
        pytest.param("unknown", {}, None, id="nobody proves what is unknown"),
    ],
)  # fmt: skip
def test_claims(level: str, outcome: dict[str, object], message: str | None) -> None:
    assert where(f"driver.a = {level}\n", result(**outcome)) == ([message] if message else [])


def test_nothing_is_recorded() -> None:
    assert found("", result(passed=1, failed=1)) == [
        (
            "evidence-without-claim",
            "hint",
            3,
            "'[operation.f]' records no level for driver 'a', and 1 of 2 tests passes",
        )
    ]


def test_a_level_of_the_projects_own() -> None:
    text = "driver.a = preview\n[level.preview]\ntitle = preview\ncounts-as = partial\n"
    assert where(text, result(failed=1)) == [
        "error: claim-contradicted: '[operation.f]' is preview, which counts as partial, for driver 'a', "
        "but 1 test does not pass"
    ]


def test_the_origin_is_that_of_the_environment_that_contradicts() -> None:
    newest = result(environment="linux", passed=3, release="2", time=datetime(2026, 11, 20, tzinfo=UTC))
    other = result(environment="windows", failed=1, release="1", time=datetime(2026, 11, 1, tzinfo=UTC))
    assert where("driver.a = complete\n", newest, other) == [
        "error: claim-contradicted: '[operation.f]' is complete for driver 'a', but 3 of 4 tests pass "
        "(windows, release 1, 2026-11-01)"
    ]
    assert where("driver.a = missing\n", newest, other) == [
        "warning: claim-understated: '[operation.f]' is missing for driver 'a', but 3 of 4 tests pass "
        "(linux, release 2, 2026-11-20)"
    ]


def test_tests_contradict_a_person() -> None:
    assert where("driver.a = complete\ndriver-verified.a = 2026-05-01, A. Tester\n", result(failed=1)) == [
        "error: claim-contradicted: '[operation.f]' is complete for driver 'a', verified on 2026-05-01 (A. Tester), "
        "but 1 test does not pass"
    ]


TWO = """\
status = mandatory
driver.a = {}
[g]
title = G
driver.a = {}
"""


@pytest.mark.parametrize(
    ("require", "levels", "errors"),
    [
        (None, "complete partial", []),
        ("mandatory", "complete partial", [6]),
        ("mandatory", "missing complete", []),
        ("claimed", "complete partial", [6, 9]),
        ("claimed", "missing unknown", []),
        ("all", "missing unknown", [6, 9]),
        ("all", "not-applicable complete", [9]),
    ],
)
@pytest.mark.parametrize("collected", [True, False])
def test_required(require: str | None, levels: str, errors: list[int], collected: bool) -> None:
    problems = found(
        TWO.format(*levels.split()), collected=collected, require=Required(require) if require else None
    )
    assert {code for code, *_ in problems} <= {"claim-unproven"}
    assert [line for _, severity, line, _ in problems if severity == "error"] == errors
    # Who has collected nothing gets no advice, either.
    assert collected or len(problems) == len(errors)


def test_all_is_required_of_a_cell_about_which_nobody_says_anything() -> None:
    assert found("", require=Required.ALL) == [
        (
            "claim-unproven",
            "error",
            3,
            "'[operation.f]' records no level for driver 'a', and nothing proves it",
        )
    ]


def test_what_a_person_has_verified_is_proven() -> None:
    text = "driver.a = complete\ndriver-verified.a = 2026-05-01, A. Tester\n"
    assert found(text, require=Required.ALL, collected=False) == []


OLD = datetime(2026, 11, 9, tzinfo=UTC)


def test_stale() -> None:
    age = timedelta(10)
    assert where("driver.a = complete\n", result(passed=1, time=OLD), max_age=age) == [
        "warning: evidence-stale: the evidence for '[operation.f]' and driver 'a' is of 2026-11-09, "
        "11 days ago; at most 10 days are allowed"
    ]
    fresh = result(environment="linux", passed=1, time=datetime(2026, 11, 20, tzinfo=UTC))
    old = result(environment="windows", passed=1, time=OLD)
    assert where("driver.a = missing\n", fresh, old, max_age=age) == [
        "warning: claim-understated: '[operation.f]' is missing for driver 'a', but all 2 tests pass "
        "(linux, 2026-11-20)",
        "warning: evidence-stale: the evidence of 'windows' for '[operation.f]' and driver 'a' is of "
        "2026-11-09, 11 days ago; at most 10 days are allowed",
    ]
    assert where("driver.a = complete\n", result(passed=1), max_age=timedelta(1)) == [
        "warning: evidence-stale: the evidence for '[operation.f]' and driver 'a' has no time; "
        "at most 1 day is allowed"
    ]
    assert where("driver.a = complete\n", result(passed=1, time=OLD)) == []


def test_stale_by_hand() -> None:
    text = "driver.a = complete\ndriver-verified.a = 2026-11-09, A. Tester\n"
    assert found(text, max_age=timedelta(10), collected=False) == [
        (
            "evidence-stale",
            "warning",
            6,
            "'[operation.f]' is complete for driver 'a', verified on 2026-11-09 (A. Tester), 11 days ago; "
            "at most 10 days are allowed",
        )
    ]
    assert found(text, max_age=timedelta(11), collected=False) == []


def test_unknown_names() -> None:
    def at(line: int) -> Location:
        return Location(path="m.evidence.json", line=line)

    results = (
        result("operation.f", location=at(4), passed=1),
        result("opeation.f", location=at(9)),
        result("opeation.f", "lzma", location=at(6)),
        result("f", "A", location=at(5)),
        result("nothing", location=at(3)),
    )
    matrix, _ = loads(f"{HEAD}driver.a = complete\n", "m.ini")
    problems = check_evidence(matrix, Evidence(path="m.evidence.json", cells=results))
    assert [f"{each.location}: {each.code.value}: {each.message}" for each in problems] == [
        "m.evidence.json:3: evidence-unknown-name: there is evidence for the unknown feature 'nothing'",
        "m.evidence.json:5: evidence-unknown-name: there is evidence for the unknown driver 'A'; did you mean 'a'?",
        "m.evidence.json:6: evidence-unknown-name: there is evidence for the unknown feature 'opeation.f', "
        "in 2 cells; did you mean 'operation.f'?",
        "m.evidence.json:6: evidence-unknown-name: there is evidence for the unknown driver 'lzma'",
    ]


def test_problems_stand_in_the_order_of_the_lines() -> None:
    text = (
        "driver.b = complete\ndriver.a = complete\n[driver.b]\ntitle = B\n"
        "[g]\ntitle = G\ndriver.a = complete\ndriver.b = complete\n"
    )
    results = [result(name, key, failed=1) for name in "gf" for key in "ab"]
    assert [line for _, _, line, _ in found(text, *results)] == [5, 6, 11, 12]
