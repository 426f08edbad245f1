from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_support_matrix.core import check, loads
from sphinx_support_matrix.core.editing import EditError
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence, Evidence
from sphinx_support_matrix.core.evidence.proposing import propose
from sphinx_support_matrix.core.evidence.standings import Standing, standings
from sphinx_support_matrix.core.problems.problem import Code
from tests.core.editing.test_migration import blank, comments, declaration, feature, key

DRIVER = "[driver.a]\ntitle = A\n[f]\ntitle = F\n"


def result(feature: str = "f", driver: str = "a", **outcome: object) -> CellEvidence:
    return CellEvidence(feature=feature, driver=driver, **outcome)


def proposed(text: str, *results: CellEvidence, **options: object) -> str:
    """What is proposed for *text*, and that nothing is proposed for that."""
    evidence = Evidence(path="m.evidence.json", cells=results)
    after = propose(text, "m.ini", evidence, **options).after
    assert propose(after, "m.ini", evidence, **options).after == after
    return after


SOME = {"passed": 3, "failed": 2, "failing": ("t_a", "t[b]"), "release": "2.1"}
TOLD = "3 of 5 tests pass; {} and {} do not (release 2.1)"
STUB = TOLD.format("``t_a``", "``t[b]``") + "."
COMMENT = "# " + TOLD.format("'t_a'", "'t[b]'")


@pytest.mark.parametrize(
    ("cell", "outcome", "expected"),
    [
        pytest.param("driver.a = complete", {"passed": 1}, None, id="confirmed"),
        pytest.param("driver.a = complete", {"skipped": 1}, None, id="unproven"),
        pytest.param(
            "driver.a = complete", SOME, f"driver.a = partial\ndriver-notes.a = {STUB}", id="complete in part"
        ),
        pytest.param("driver.a = complete", {"failed": 1}, "driver.a = missing", id="complete and missing"),
        pytest.param("driver.a = partial", {"failed": 1}, "driver.a = missing", id="partial and missing"),
        pytest.param("driver.a = missing", {"passed": 1}, "driver.a = complete", id="understated"),
        pytest.param(
            "driver.a = missing", SOME, f"driver.a = partial\ndriver-notes.a = {STUB}", id="understated in part"
        ),
        pytest.param("driver.a = unknown", {"passed": 1}, "driver.a = complete", id="unknown and complete"),
        pytest.param("driver.a = unknown", {"failed": 1}, "driver.a = missing", id="unknown and missing"),
        pytest.param("driver.a = not-applicable", {"passed": 1}, "driver.a = complete", id="makes no sense"),
        pytest.param("", {"passed": 1}, "driver.a = complete", id="not recorded"),
        pytest.param("", SOME, f"driver.a = partial\ndriver-notes.a = {STUB}", id="not recorded, in part"),
        pytest.param("driver.a =", {"passed": 1}, "driver.a = complete", id="a blank option"),
        pytest.param(
            "driver.a: complete\ndriver-notes.a: Slow.\n  Or not.",
            SOME,
            f"{COMMENT}\ndriver.a: partial\ndriver-notes.a: Slow.\n  Or not.",
            id="notes stay",
        ),
        pytest.param(
            "driver-notes.a = Slow.", SOME, f"driver-notes.a = Slow.\n{COMMENT}\ndriver.a = partial", id="a note alone stays"
        ),
        pytest.param(
            "driver.a = complete\ndriver-notes.a =",
            SOME,
            f"driver.a = partial\ndriver-notes.a = {STUB}",
            id="a blank note is filled",
        ),
        pytest.param("driver.a = Complete:2.0", {"failed": 1}, "driver.a = missing", id="the release goes"),
        pytest.param(
            "# one\ndriver.a=\n  # two\n  complete\n  # three\n  : 2.0\n# four",
            {"failed": 1},
            "# one\ndriver.a = missing\n  # two\n  # three\n# four",
            id="comments in a value stay",
        ),
        pytest.param(
            "driver.a = complete\ndriver-verified.a = 2026-05-01,\n\n  A. Tester",
            {"failed": 1},
            "driver.a = missing\n# driver-verified.a = 2026-05-01,\n\n  # A. Tester",
            id="who verified another level is a comment",
        ),
        pytest.param(
            "driver.a = unknown\ndriver-verified.a = 2026-05-01, A",
            {"failed": 1},
            "driver.a = missing\ndriver-verified.a = 2026-05-01, A",
            id="who verified no level stays",
        ),
        pytest.param(
            "driver.a = complete\ndriver-verified.a = 2026-05-01, A\ndriver-verified-a = 2026-05-01, B",
            {"failed": 1},
            "driver.a = missing\n# driver-verified.a = 2026-05-01, A\n# driver-verified-a = 2026-05-01, B",
            id="nobody else has verified it then",
        ),
        pytest.param(
            "driver.a =\ndriver-impl-a = complete", {"failed": 1}, "driver.a =\ndriver-impl-a = missing", id="the option that counts"
        ),
        pytest.param(
            "driver.a = preview\n[level.preview]\ntitle = preview\ncounts-as = complete",
            {"failed": 1},
            "driver.a = missing\n[level.preview]\ntitle = preview\ncounts-as = complete",
            id="a level of the project's own",
        ),
        pytest.param("driver.a = yes", {"passed": 1}, None, id="what is no level stays"),
        pytest.param(
            "driver.a = complete",
            {"passed": 1, "expected_failures": 1},
            "driver.a = partial\ndriver-notes.a = 1 of 2 tests passes.",
            id="nobody knows which tests",
        ),
    ],
)  # fmt: skip
def test_cells(cell: str, outcome: dict[str, object], expected: str | None) -> None:
    text = f"{DRIVER}{cell}\n" if cell else DRIVER
    assert proposed(text, result(**outcome)) == (text if expected is None else f"{DRIVER}{expected}\n")


OLDER = [
    pytest.param("[driver.{0}]\ntitle = {0}\n", "driver.{}", "driver-notes.{}", id="today's"),
    pytest.param("[targets]\ndriver-impl-{0} = {0}\n", "driver-impl-{}", "driver-notes-{}", id="nova"),
    pytest.param("[targets]\nnetworking-{0} = {0}\n", "networking-{}", "driver-notes-{}", id="neutron"),
    pytest.param("[target.x]\nlabel = {0}\ntitle = {0}\n", "{}", "driver-notes-{}", id="neutron's labels"),
    pytest.param("[target.{0}]\ntitle = {0}\n", "{}", "driver-notes-{}", id="nova's feature matrix"),
    pytest.param("[targets]\n{0} = {0}\n", "{}", "driver-notes-{}", id="no prefix"),
]


@pytest.mark.parametrize(("declared", "level", "note"), OLDER)
def test_dialects(declared: str, level: str, note: str) -> None:
    head = f"{declared.format('a-b')}[f]\ntitle = F\n"
    level, note = level.format("a-b"), note.format("a-b")
    expected = f"{head}{level} = partial\n{note} = {STUB}\n"
    assert proposed(f"{head}{level} = complete\n", result("f", "a-b", **SOME)) == expected
    assert proposed(head, result("f", "a-b", **SOME)) == expected
    assert [problem.code for problem in loads(expected, "m.ini")[1]] == []


def test_new_levels_are_written_as_those_that_are_there() -> None:
    text = (
        "[driver.a]\ntitle=A\n[targets]\nb=B\ndriver-impl-c=C\n"
        "[f]\n  title=F\n  driver-impl-a=complete\n  # end\n\n[g]\ntitle=G\n"
    )
    results = [result(name, key, passed=1) for name in "fg" for key in "bc"]
    assert proposed(text, *results) == (
        "[driver.a]\ntitle=A\n[targets]\nb=B\ndriver-impl-c=C\n"
        "[f]\n  title=F\n  driver-impl-a=complete\n  driver-impl-b=complete\n  driver-impl-c=complete\n  # end\n\n"
        "[g]\ntitle=G\nb=complete\ndriver-impl-c=complete\n"
    )


def test_a_key_that_looks_like_another() -> None:
    text = "[targets]\ndriver-impl-a = A\n[target.networking-a]\ntitle = N\n[f]\ntitle = F\n"
    after = proposed(text, result(driver="networking-a", passed=1))
    assert after == f"{text}driver.networking-a = complete\n"


def test_no_option_can_give_a_level() -> None:
    text = "[driver.a=b]\ntitle = A\n[f]\ntitle = F\n"
    edit = propose(text, "m.ini", Evidence(path="e", cells=(result(driver="a=b", passed=1),)))
    assert edit.after == text
    assert [str(remark) for remark in edit.remarks] == [
        "m.ini:3: no option can give a level for driver 'a=b'"
    ]


def test_names_of_tests_are_shown_as_they_are() -> None:
    names = ("a`b*", "c  d", "e")
    text = proposed(f"{DRIVER}driver.a = complete\n", result(passed=1, failed=3, failing=names))
    assert text.endswith("driver-notes.a = 1 of 4 tests passes; a\\`b\\*, c d and ``e`` do not.\n")
    markdown = "[matrix]\nmarkup = markdown\n" + DRIVER
    text = proposed(f"{markdown}driver.a = complete\n", result(passed=1, failed=3, failing=names))
    assert text.endswith("driver-notes.a = 1 of 4 tests passes; ``a`b*``, `c d` and `e` do not.\n")


def test_partial_says_why() -> None:
    text = proposed(f"{DRIVER}driver.a = complete\n", result(**SOME))
    assert check(loads(text, "m.ini")[0], {Code.PARTIAL_WITHOUT_NOTE}) == []


def test_remarks() -> None:
    text = (
        "[driver.a]\ntitle = A\n[driver.b]\ntitle = B\n[f]\ntitle = F\n"
        "driver.b = yes\ndriver-verified.a = 2026-05-01, A\ndriver.a = complete:2.0\n"
    )
    evidence = Evidence(path="e", cells=(result(failed=1), result(driver="b", passed=1)))
    assert [str(remark) for remark in propose(text, "m.ini", evidence).remarks] == [
        "m.ini:7: kept as it is: 'yes' is no level",
        "m.ini:8: 'driver-verified.a' was about another level, and is a comment now",
        "m.ini:9: the release '2.0' went with 'complete'",
    ]


def test_what_is_not_wanted_and_what_is_stale_stays() -> None:
    text = "[driver.a]\ntitle = A\n[driver.b]\ntitle = B\n[f]\ntitle = F\ndriver.a = missing\ndriver.b = missing\n"
    old = result(passed=1, time=datetime(2026, 1, 1, tzinfo=UTC))
    new = result(driver="b", passed=1, time=datetime(2026, 11, 1, tzinfo=UTC))
    stale = {"max_age": timedelta(100), "today": date(2026, 11, 20)}
    after = text.replace("driver.b = missing", "driver.b = complete")
    assert proposed(text, old, new, **stale) == after
    assert proposed(text, old, new, wanted=lambda _, driver: driver == "b") == after


def test_line_ends_and_bytes_stay() -> None:
    text = f"\ufeff{DRIVER}# \udcff\ndriver.a = complete".replace("\n", "\r\n")
    assert proposed(text, result(**SOME)) == (
        f"\ufeff{DRIVER}# \udcff\ndriver.a = partial\ndriver-notes.a = {STUB}".replace("\n", "\r\n")
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "'m.ini' has no section; 'support-matrix init' writes a first file"),
        ("[backends]\n[grades]\n", "m.ini:1: this is a Designate backend list"),
    ],
)
def test_what_is_no_matrix(text: str, message: str) -> None:
    with pytest.raises(EditError) as caught:
        propose(text, "m.ini", Evidence(path="e"))
    assert str(caught.value).startswith(message)


counts = st.integers(0, 2)
results = st.builds(
    CellEvidence,
    feature=st.sampled_from("fgh"),
    driver=key,
    environment=st.sampled_from([None, "linux"]),
    passed=counts,
    failed=counts,
    skipped=counts,
    failing=st.lists(st.text("a`[]*_\\ ", min_size=1), max_size=5, unique=True).map(tuple),
    release=st.sampled_from([None, "2.0"]),
)


@given(st.lists(declaration, max_size=4), st.lists(feature, max_size=3), blank, st.lists(results))
@example(["[targets]\n  a=A\njunk\n b=B\n"], ["[f]\ntitle=F\n"], "", [result(passed=1)])
def test_nothing_else_changes(declarations, features, end, found):
    text = "".join([*declarations, *features, end])
    evidence = Evidence(path="e", cells=tuple(found))
    before, problems = loads(text, "m.ini")
    if not re.search(r"^\s*\[", text, re.MULTILINE):
        return
    after_text = proposed(text, *found)
    after, new_problems = loads(after_text, "m.ini")
    assert [line for line in comments(after_text) if line in comments(text)] == comments(text)
    codes = {problem.code for problem in problems}
    assert {problem.code for problem in new_problems} <= codes | {Code.MISSING_CELL}
    told = standings(after, evidence)
    for old, new in zip(before.features, after.features, strict=True):
        for column, driver in enumerate(before.drivers):
            was, now = old.implementations[column], new.implementations[column]
            if was.notes is not None:
                assert now.notes is not None
                assert now.notes.lines == was.notes.lines
            standing = told.get((new.name, driver.key))
            if standing is None or standing.standing in {Standing.CONFIRMED, Standing.UNPROVEN}:
                continue
            # Only what cannot be read stays as it is, where tests say something.
            assert was == now
            assert old.places[column] is not None
            assert not was.level.is_recorded


def test_files_of_every_dialect(matrix_files) -> None:
    outcomes = [
        {"passed": 1},
        {"passed": 1, "failed": 1, "failing": ("t",)},
        {"failed": 1},
        {"skipped": 1},
        {},
    ]
    assert matrix_files
    for path in matrix_files:
        text = path.read_bytes().decode("utf-8", "surrogateescape")
        matrix, _ = loads(path.read_bytes(), "m.ini")
        cells = [(feature.name, driver.key) for feature in matrix.features for driver in matrix.drivers]
        if not cells:
            continue
        results = [result(*cell, **outcomes[number % len(outcomes)]) for number, cell in enumerate(cells)]
        after = proposed(text, *results)
        found = standings(loads(after, "m.ini")[0], Evidence(path="e", cells=tuple(results)))
        assert {each.standing for each in found.values()} <= {Standing.CONFIRMED, Standing.UNPROVEN}
        assert [line for line in comments(after) if line in set(comments(text))] == comments(text)
