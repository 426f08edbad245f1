from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
from sphinx_support_matrix.core.evidence.standings import CellStanding, Standing, standing_of, standings
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, NOT_RECORDED
from sphinx_support_matrix.core.matrix.model import Verification

TODAY = date(2026, 11, 20)
LEVELS = {**BUILTIN_LEVELS, NOT_RECORDED.name: NOT_RECORDED}
# As the documentation has it: all pass, some pass, none pass, nothing that says anything.
TABLE = {
    "complete": ("confirmed", "contradicted", "contradicted", "unproven"),
    "partial": ("confirmed", "confirmed", "contradicted", "unproven"),
    "missing": ("understated", "understated", "confirmed", "unproven"),
    "unknown": ("found-complete", "found-partial", "found-missing", "unproven"),
    "not-recorded": ("found-complete", "found-partial", "found-missing", "unproven"),
    "not-applicable": ("contradicted", "contradicted", "confirmed", None),
}
OUTCOMES = [(3, 0), (2, 1), (0, 2), (0, 0)]


def cell(level: str | None, *, verified: str | None = None, own: str = "") -> str:
    """A file of one feature and one driver."""
    options = [] if level is None else [f"driver.a = {level}"]
    if verified is not None:
        options.append(f"driver-verified.a = {verified}, A. Tester")
    return "\n".join(["[driver.a]", "title = A", own, "[f]", "title = F", *options])


def result(feature: str = "f", driver: str = "a", **outcome: object) -> CellEvidence:
    return CellEvidence(feature=feature, driver=driver, **outcome)


def stands(text: str, *results: CellEvidence, max_age: int | None = None) -> CellStanding | None:
    matrix, _ = loads(text, "m.ini")
    age = None if max_age is None else timedelta(max_age)
    evidence = Evidence(path="m.evidence.json", cells=results)
    found = standings(matrix, evidence, max_age=age, today=TODAY)
    assert list(found) in ([], [("f", "a")])
    return found.get(("f", "a"))


@pytest.mark.parametrize("level", TABLE)
@pytest.mark.parametrize("outcome", range(4))
def test_table(level: str, outcome: int) -> None:
    passed, not_passed = OUTCOMES[outcome]
    standing = standing_of(LEVELS[level], passed, not_passed)
    assert (standing and standing.value) == TABLE[level][outcome]


@pytest.mark.parametrize("level", TABLE)
@pytest.mark.parametrize("outcome", range(4))
@pytest.mark.parametrize("own", [False, True])
def test_table_in_a_file(level: str, outcome: int, own: bool) -> None:
    passed, not_passed = OUTCOMES[outcome]
    text = cell(None if level == "not-recorded" else level)
    if own:
        if level == "not-recorded":
            return
        text = cell("ours", own=f"[level.ours]\ntitle = ours\ncounts-as = {level}")
    found = stands(text, result(passed=passed, failed=not_passed, skipped=4, errors=5))
    assert (found and found.standing.value) == TABLE[level][outcome]


def test_what_counts_as_not_passing() -> None:
    found = stands(cell("complete"), result(passed=1, expected_failures=2, failed=3, skipped=4, errors=5))
    assert found is not None
    assert (found.standing, found.passed, found.not_passed) == (Standing.CONTRADICTED, 1, 5)


@pytest.mark.parametrize("outcome", [{"expected_failures": 1}, {"failed": 1}])
def test_environments_count_together(outcome: dict[str, int]) -> None:
    results = (
        result(environment="linux", passed=5, time=datetime(2026, 11, 20, tzinfo=UTC)),
        result(environment="windows", failing=("b", "a"), **outcome, time=datetime(2026, 11, 19, tzinfo=UTC)),
        result(environment="macos", failing=("a", "c"), skipped=1, time=datetime(2026, 11, 21, tzinfo=UTC)),
    )
    found = stands(cell("complete"), *results)
    assert found == CellStanding(standing=Standing.CONTRADICTED, results=results)
    assert (found.passed, found.not_passed, found.latest) == (5, 1, results[0])
    assert found.failing == ("b", "a", "c")


def test_there_is_no_evidence_at_all() -> None:
    matrix, _ = loads(cell("complete"), "m.ini")
    unproven = CellStanding(standing=Standing.UNPROVEN)
    assert standings(matrix, None) == {("f", "a"): unproven}
    assert (unproven.passed, unproven.not_passed, unproven.latest, unproven.by_hand) == (0, 0, None, False)


def test_a_feature_without_its_leading_operation() -> None:
    matrix, _ = loads(
        "[driver.a]\ntitle = A\n[operation.f]\ntitle = F\ndriver.a = complete\n"
        "[g]\ntitle = G\ndriver.a = complete\n[operation.g]\ntitle = G\ndriver.a = missing\n",
        "m.ini",
    )
    cells = (result("f", passed=1), result("operation.g", failed=1), result("g", passed=1))
    found = standings(matrix, Evidence(path="e", cells=cells))
    assert {name: each.results for (name, _), each in found.items()} == {
        "operation.f": cells[:1],
        "g": cells[2:],
        "operation.g": cells[1:2],
    }


def test_names_that_the_matrix_does_not_have() -> None:
    found = stands(cell("complete"), result("g", passed=1), result(driver="b", failed=1))
    assert found == CellStanding(standing=Standing.UNPROVEN)


@pytest.mark.parametrize(
    ("level", "outcome", "standing", "by_hand"),
    [
        pytest.param("complete", None, "confirmed", True, id="no tests"),
        pytest.param("missing", {"errors": 1, "skipped": 1}, "confirmed", True, id="tests that say nothing"),
        pytest.param("not-applicable", None, "confirmed", True, id="makes no sense"),
        pytest.param("complete", {"passed": 1}, "confirmed", False, id="tests agree"),
        pytest.param("complete", {"passed": 1, "failed": 1}, "contradicted", False, id="tests contradict"),
        pytest.param("missing", {"passed": 1}, "understated", False, id="tests say more"),
        pytest.param("unknown", None, "unproven", False, id="nothing is claimed"),
        pytest.param("unknown", {"passed": 1}, "found-complete", False, id="nothing is claimed, and found"),
        pytest.param(None, None, "unproven", False, id="nothing is recorded"),
    ],
)
def test_verified_by_hand(
    level: str | None, outcome: dict[str, int] | None, standing: str, by_hand: bool
) -> None:
    results = () if outcome is None else (result(**outcome),)
    found = stands(cell(level, verified="2026-05-01"), *results)
    assert found == CellStanding(
        standing=Standing(standing),
        results=results,
        verified=Verification(date=date(2026, 5, 1), who="A. Tester"),
    )
    assert found.by_hand is by_hand


FRESH = datetime(2026, 11, 10, 0, 0, tzinfo=UTC)
OLD = datetime(2026, 11, 9, 23, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("level", "verified", "times", "stale"),
    [
        pytest.param("complete", None, [FRESH], False, id="of the last day that is allowed"),
        pytest.param("complete", None, [OLD], True, id="of the day before"),
        pytest.param(
            "complete", None, [FRESH.astimezone(timezone(timedelta(hours=-5)))], False, id="of a day in UTC"
        ),
        pytest.param("complete", None, [FRESH, OLD], True, id="one environment"),
        pytest.param("missing", None, [OLD], True, id="understated"),
        pytest.param("complete", None, [None], True, id="of an unknown age"),
        pytest.param("complete", None, [], False, id="unproven"),
        pytest.param("complete", "2026-11-10", [], False, id="verified in time"),
        pytest.param("complete", "2026-11-09", [], True, id="verified too long ago"),
        pytest.param("complete", "2026-11-10", [OLD], False, id="verified since"),
        pytest.param("complete", "2026-11-09", [FRESH], False, id="tested since"),
        pytest.param("missing", "2026-11-10", [OLD], True, id="verified since, but tests say more"),
        pytest.param("unknown", "2026-11-09", [], False, id="verified nothing"),
        pytest.param("complete", "2027-01-01", [], False, id="verified in the future"),
    ],
)
def test_stale(level: str, verified: str | None, times: list[datetime | None], stale: bool) -> None:
    text = cell(level, verified=verified)
    results = [result(environment=str(number), passed=1, time=time) for number, time in enumerate(times)]
    skipped = result(environment="skipped", skipped=1)
    found = stands(text, *results, skipped, max_age=10)
    assert found is not None
    assert found.stale is stale
    found = stands(text, *results, skipped)
    assert found is not None
    assert not found.stale


def test_the_day_is_that_of_the_clock_unless_it_is_given() -> None:
    matrix, _ = loads(cell("complete"), "m.ini")
    evidence = Evidence(path="e", cells=(result(passed=1, time=datetime.now(UTC) - timedelta(days=400)),))
    for age, stale in ((399, True), (401, False), (timedelta.max.days, False)):
        assert standings(matrix, evidence, max_age=timedelta(age))["f", "a"].stale is stale


# A brute-force reading of the table, in other words than those of the module.

counts = st.integers(0, 2)
NAMES = ["f", "g", "h"]
KEYS = ["a", "b", "c"]
outcomes = st.builds(
    CellEvidence,
    feature=st.sampled_from([*NAMES, "no such feature"]),
    driver=st.sampled_from([*KEYS, "no such driver"]),
    environment=st.sampled_from([None, "linux", "windows"]),
    passed=counts,
    failed=counts,
    expected_failures=counts,
    skipped=counts,
    errors=counts,
    time=st.none()
    | st.dates(date(2026, 1, 1), TODAY).map(lambda day: datetime(*day.timetuple()[:3], tzinfo=UTC)),
)
claims = st.none() | st.sampled_from([*BUILTIN_LEVELS, "ours"])
tables = st.dictionaries(
    st.tuples(st.sampled_from(NAMES), st.sampled_from(KEYS)),
    st.tuples(claims, st.none() | st.dates(date(2026, 1, 1), TODAY)),
)


def file_of(table: dict[tuple[str, str], tuple[str | None, date | None]], counts_as: str) -> str:
    lines = [f"[level.ours]\ntitle = ours\ncounts-as = {counts_as}"]
    lines += [f"[driver.{key}]\ntitle = {key}" for key in KEYS]
    for name in NAMES:
        lines.append(f"[{name}]\ntitle = {name}")
        for key in KEYS:
            level, day = table.get((name, key), (None, None))
            if level is not None:
                lines.append(f"driver.{key} = {level}")
            if day is not None:
                lines.append(f"driver-verified.{key} = {day}, somebody")
    return "\n".join(lines)


def read_results(results, name, key):
    """Whether each test passes, and the day of each run that says so."""
    tests = []
    dates = []
    for each in results:
        if (each.feature, each.driver) == (name, key):
            new = [True] * each.passed + [False] * (each.failed + each.expected_failures)
            tests += new
            if new:
                dates.append(each.time and each.time.date())
    return tests, dates


def read_standing(claim, tests, *, verified):
    if not tests:
        if verified and claim != "unknown":
            return "confirmed"
        return None if claim == "not-applicable" else "unproven"
    if claim == "unknown":
        return f"found-{'complete' if all(tests) else 'partial' if any(tests) else 'missing'}"
    if claim in {"missing", "not-applicable"} and any(tests):
        return "understated" if claim == "missing" else "contradicted"
    right = {"complete": all(tests), "partial": any(tests), "missing": True, "not-applicable": True}
    return "confirmed" if right[claim] else "contradicted"


@settings(max_examples=200)
@given(tables, st.sampled_from(list(BUILTIN_LEVELS)), st.lists(outcomes), st.none() | st.integers(0, 400))
@example({("f", "a"): ("ours", None)}, "not-applicable", [], None)
def test_random_matrices(table, counts_as, results, age):
    matrix, _ = loads(file_of(table, counts_as), "m.ini")
    found = standings(
        matrix,
        Evidence(path="e", cells=tuple(results)),
        max_age=None if age is None else timedelta(age),
        today=TODAY,
    )
    expected = {}
    for name in NAMES:
        for key in KEYS:
            level, day = table.get((name, key), (None, None))
            claim = counts_as if level == "ours" else level or "unknown"
            tests, dates = read_results(results, name, key)
            standing = read_standing(claim, tests, verified=day is not None)
            if standing is None:
                continue
            by_hand = standing == "confirmed" and not tests
            if by_hand:
                dates = [day]
            old = [age is not None and (each is None or (TODAY - each).days > age) for each in dates]
            stale = any(old)
            if stale and standing == "confirmed" and day is not None and (TODAY - day).days <= age:
                stale = False
            expected[name, key] = (standing, stale, tests.count(True), tests.count(False), by_hand)
    assert {
        where: (each.standing.value, each.stale, each.passed, each.not_passed, each.by_hand)
        for where, each in found.items()
    } == expected
