from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.evidence.evidence_json import cell_order
from sphinx_support_matrix.core.evidence.evidence_model import CellEvidence
from sphinx_support_matrix.core.evidence.uniting import RunEvidence, total, unite


def day(number: int | None) -> datetime | None:
    return None if number is None else datetime(2026, 11, number, tzinfo=UTC)


def cell(
    run: str | None = "1", part: str = "", on: int | None = 1, passed: int = 1, **values: object
) -> CellEvidence:
    found = {"feature": "f", "driver": "d", **values}
    return CellEvidence(run=run, parts=(part,) if part else (), time=day(on), passed=passed, **found)


def found(*cells: CellEvidence, run: str | None = "1", files: str = "", **values: object) -> RunEvidence:
    parts = {part for each in cells for part in each.parts}
    return RunEvidence(cells=cells, files=frozenset({*files, *parts}), run=run, **values)


@pytest.mark.parametrize(
    ("before", "after", "stays"),
    [
        # Who is certainly newer counts.
        ((1, "1"), (2, "2"), False),
        ((2, "1"), (1, "2"), True),
        # Otherwise what comes in later counts.
        ((1, "1"), (1, "2"), False),
        ((None, "1"), (1, "2"), False),
        ((1, "1"), (None, "2"), False),
        ((None, "1"), (None, "2"), False),
        # What has no name is a run of its own.
        ((1, None), (1, None), False),
        ((2, None), (1, None), True),
    ],
)
def test_which_run_counts(before, after, stays):
    known = cell(before[1], "", before[0], passed=5, failing=("a",), failed=1)
    fresh = cell(after[1], "", after[0], passed=7)
    assert unite([known], found(fresh, run=after[1])) == ((known if stays else fresh,), int(stays))


def test_other_cells_stay():
    known = [
        cell("0", driver="other"),
        cell("0", feature="other"),
        cell("0", environment="py312"),
        cell("0", passed=9),
    ]
    fresh = cell("1", passed=3)
    assert unite(known, found(fresh))[0] == (fresh, known[2], known[0], known[1])


def test_parts_of_a_run():
    a = cell("1", "a", 1, passed=1, failed=1, failing=("x",), skipped=1, release="1")
    b = cell("1", "b", 2, passed=2, failed=2, failing=("x", "w"), errors=1, expected_failures=1, release=None)
    both = CellEvidence(
        feature="f", driver="d", passed=3, failed=3, skipped=1, errors=1, expected_failures=1, failing=("w", "x"),
        release="1", time=day(2), run="1", parts=("a", "b"),
    )  # fmt: skip
    assert unite([], found(a, b)) == ((both,), 0)
    assert unite([a], found(b)) == unite([b], found(a)) == ((both,), 0)
    # Once more, alone or with others, changes nothing.
    for again in ([a], [b], [a, b]):
        assert unite([both], found(*again)) == ((both,), 0)
    assert unite([both], found(a, cell("1", "c", 3, passed=10)))[0][0].passed == 13


def test_what_is_understood_in_another_way_now():
    known = cell("1", "a", passed=5)
    assert unite([known], found(cell("1", "a", passed=3)))[0] == (cell("1", "a", passed=3),)
    # The same file says nothing of the cell any more.
    other = cell("1", "a", feature="g")
    assert unite([known], found(other))[0] == (other,)
    assert unite([known], found(files="a"))[0] == ()


@pytest.mark.parametrize(
    ("known", "values"),
    [
        (cell("1", "b"), {}),
        (cell("0", "a"), {}),
        (cell("1"), {}),
        (cell("1", "a", environment="py312"), {}),
        (cell("1", "a"), {"driver": "other"}),
        (cell("1", "a"), {"environment": "py312"}),
        (replace(cell("1", "a"), parts=("a", "b")), {}),
    ],
    ids=range(7),
)
def test_what_a_run_says_nothing_of_stays(known, values):
    other = cell("1", "a", feature="g")
    assert unite([known], found(other, **values))[0] == (known, other)


def test_evidence_of_the_run_that_does_not_know_its_files():
    """As a plugin writes it: the whole run at once."""
    assert unite([cell("1", passed=5)], found(cell("1", passed=3)))[0] == (cell("1", passed=3),)


COUNTS = st.integers(0, 3)
PARTS = st.dictionaries(
    st.sampled_from("abcdef"),
    st.dictionaries(
        st.tuples(st.sampled_from("fg"), st.sampled_from("de")),
        st.tuples(COUNTS, COUNTS, st.none() | st.integers(1, 3)),
        min_size=1,
    ),
    min_size=1,
)


@given(PARTS, st.data())
def test_the_order_of_the_parts_does_not_matter(files, data):
    """Files come one after the other or together, in any order, and some of them again."""

    def read(names: list[str]) -> RunEvidence:
        return found(
            *(
                cell(
                    "1",
                    name,
                    on,
                    passed,
                    feature=feature,
                    driver=driver,
                    failed=failed,
                    failing=(name,) * bool(failed),
                )
                for name in names
                for (feature, driver), (passed, failed, on) in files[name].items()
            ),
            files="".join(names),
        )

    names = sorted(files)
    known: tuple[CellEvidence, ...] = ()
    rest = data.draw(st.permutations(names))
    while rest:
        count = data.draw(st.integers(1, len(rest)))
        again = data.draw(st.lists(st.sampled_from(names), unique=True)) if known else []
        seen = {part for each in known for part in each.parts}
        known, _ = unite(known, read(sorted({*rest[:count], *(name for name in again if name in seen)})))
        rest = rest[count:]
    assert known == unite([], read(names))[0]
    for each in known:
        parts = [
            files[name][each.feature, each.driver]
            for name in names
            if (each.feature, each.driver) in files[name]
        ]
        assert (each.passed, each.failed) == (sum(part[0] for part in parts), sum(part[1] for part in parts))
        assert each.time == day(max((part[2] for part in parts if part[2]), default=None))
    assert list(known) == sorted(known, key=cell_order)


def test_total_of_one():
    assert total([cell("1", "a")]) == cell("1", "a")
