"""Totals and unmet requirements, against a count that goes through every cell by itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.levels import COMPARABLE_LEVELS
from sphinx_support_matrix.core.matrix.query import compare, supporting
from sphinx_support_matrix.core.matrix.requirements import requirement_totals, summarize_requirements
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.rules import check

LEVELS = ("complete", "partial", "missing", "unknown", "not-applicable", "")
STATUSES = (
    "mandatory", "optional", "choice(p)", "choice(q)", "condition(f0==complete)", "condition(f1==partial)", "mature",
)  # fmt: skip

rows = st.tuples(st.sampled_from(STATUSES), st.lists(st.sampled_from(LEVELS), min_size=3, max_size=3))
tables = st.lists(rows, min_size=2, max_size=7)
Table = list[tuple[str, list[str]]]


def written(table: Table) -> str:
    lines = [f"[driver.d{number}]\ntitle = D{number}" for number in range(3)]
    for number, (status, levels) in enumerate(table):
        lines += [f"[f{number}]", f"title = F{number}", f"status = {status}"]
        lines += [f"driver.d{column} = {level}" for column, level in enumerate(levels)]
    return "\n".join(lines)


def expected_totals(table: Table, column: int) -> dict[str, tuple[int, int]]:
    """For each kind of status, how many requirements are met, of how many."""
    counts: dict[str, tuple[int, int]] = {}

    def count(kind: str, levels: list[str]) -> None:
        met, due = counts.get(kind, (0, 0))
        is_due = "complete" in levels or "partial" in levels or "missing" in levels
        is_met = "complete" in levels or "partial" in levels
        counts[kind] = (met + is_met, due + is_due)

    for status, levels in table:
        if status in ("mandatory", "optional", "mature"):
            count(status, [levels[column]])
        elif status.startswith("condition"):
            base, level = status.removeprefix("condition(f").removesuffix(")").split("==")
            count("condition", [levels[column]] if table[int(base)][1][column] == level else [])
    for group in ("choice(p)", "choice(q)"):
        members = [levels[column] for status, levels in table if status == group]
        if members:
            count("choice", members)
    return counts


def expected_unmet(table: Table) -> set[tuple[str, str, str]]:
    """The code, the feature and the driver of every unmet requirement."""
    unmet = set()
    for column in range(3):
        driver = f"d{column}"
        for number, (status, levels) in enumerate(table):
            if levels[column] not in ("missing", "unknown"):
                continue
            if status == "mandatory":
                unmet.add(("mandatory-unsupported", f"f{number}", driver))
            if status.startswith("condition"):
                base, level = status.removeprefix("condition(f").removesuffix(")").split("==")
                if table[int(base)][1][column] == level:
                    unmet.add(("condition-unsupported", f"f{number}", driver))
        for group in ("choice(p)", "choice(q)"):
            members = [
                (number, levels[column]) for number, (status, levels) in enumerate(table) if status == group
            ]
            words = {level for _, level in members}
            if words & {"missing", "unknown"} and not words & {"complete", "partial"}:
                unmet.add(("choice-unsupported", f"f{members[0][0]}", driver))
    return unmet


def test_a_table_that_is_counted_by_hand() -> None:
    table = [
        ("mandatory", ["complete", "missing", "unknown"]),
        ("condition(f0==complete)", ["missing", "partial", ""]),
        ("choice(p)", ["not-applicable", "partial", "missing"]),
        ("choice(p)", ["unknown", "missing", "missing"]),
    ]
    found = summarize_requirements(loads(written(table), "m.ini")[0])
    assert found.cells == {"f0": {1, 2}, "f1": {0}, "f2": {0, 2}, "f3": {0, 2}}
    assert found.unmet == (2, 1, 2)
    assert [{total.kind.value: (total.met, total.due) for total in each} for each in found.totals] == [
        {"mandatory": (1, 1), "choice": (0, 0), "condition": (0, 1)},
        {"mandatory": (0, 1), "choice": (1, 1), "condition": (0, 0)},
        {"mandatory": (0, 0), "choice": (0, 1), "condition": (0, 0)},
    ]


@given(tables)
def test_totals(table: Table) -> None:
    matrix, _ = loads(written(table), "m.ini")
    for column, found in enumerate(requirement_totals(matrix)):
        assert {total.kind.value: (total.met, total.due) for total in found} == expected_totals(table, column)


@given(tables)
def test_summary(table: Table) -> None:
    matrix, _ = loads(written(table), "m.ini")
    unmet = expected_unmet(table)
    cells: dict[str, set[int]] = {}
    for code, feature, driver in unmet:
        status = table[int(feature[1:])][0]
        members = [f"f{number}" for number, row in enumerate(table) if row[0] == status]
        for name in members if code == "choice-unsupported" else [feature]:
            cells.setdefault(name, set()).add(int(driver[1:]))
    found = summarize_requirements(matrix)
    assert found.cells == cells
    assert list(found.unmet) == [sum(driver == f"d{column}" for *_, driver in unmet) for column in range(3)]
    assert list(found.totals) == requirement_totals(matrix)


@given(tables)
def test_unmet_requirements(table: Table) -> None:
    text = written(table)
    matrix, _ = loads(text, "m.ini")
    codes = [Code.MANDATORY_UNSUPPORTED, Code.CHOICE_UNSUPPORTED, Code.CONDITION_UNSUPPORTED]
    lines = text.split("\n")
    found = set()
    for problem in check(matrix, codes):
        number = problem.location.line - 1
        # The first member of a choice may have no cell: then the problem is where the feature is.
        section = next(line for line in reversed(lines[: number + 1]) if line.startswith("[f"))
        driver = next(key for key in ("d0", "d1", "d2") if f"'{key}'" in problem.message)
        found.add((problem.code.value, section.strip("[]"), driver))
    assert found == expected_unmet(table)


@given(tables, st.sets(st.integers(0, 6), max_size=3), st.sampled_from(COMPARABLE_LEVELS))
def test_supporting(table: Table, wanted: set[int], least: str) -> None:
    wanted = {number for number in wanted if number < len(table)}
    enough = ("complete", "partial", "missing")[: {"complete": 1, "partial": 2, "missing": 3}[least]]
    matrix, _ = loads(written(table), "m.ini")
    expected = [
        f"d{column}" for column in range(3) if all(table[number][1][column] in enough for number in wanted)
    ]
    found = supporting(matrix, [f"f{number}" for number in wanted], least)
    assert [driver.key for driver in found] == expected


@given(tables)
def test_compare(table: Table) -> None:
    matrix, _ = loads(written(table), "m.ini")
    expected = [
        (f"f{number}", levels[0] or "not-recorded", levels[2] or "not-recorded")
        for number, (_, levels) in enumerate(table)
        if levels[0] != levels[2]
    ]
    found = compare(matrix, "d0", "d2")
    assert [(each.feature.name, each.first.level.name, each.second.level.name) for each in found] == expected
