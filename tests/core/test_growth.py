"""Twice as much of anything is at most a little more than twice the work."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core import check, diff_matrices, loads, merge, summarize_requirements
from sphinx_support_matrix.core.diff.diff_text import diff_to_text
from sphinx_support_matrix.core.editing import add_driver, add_feature, format_text, migrate
from sphinx_support_matrix.core.export import from_csv, from_json, to_csv, to_json, to_markdown, to_rst
from sphinx_support_matrix.core.matrix.select import Patterns, select
from sphinx_support_matrix.core.problems import suggest
from tests.counting import MOST, growths

pytestmark = pytest.mark.once


def drivers(count: int) -> str:
    return "".join(f"[driver.d{number:05}]\ntitle = D {number}\n" for number in range(count))


def features(count: int, more: str = "", name: str = "g{0:05}.feature") -> str:
    """Features with *more* lines each, in which ``{0}`` is the number."""
    return "".join(
        f"[{name.format(number)}]\ntitle = F {number}\ndriver.d00000 = complete\n{more.format(number)}"
        for number in range(count)
    )


def loaded(text: str):
    return loads(text, "m.ini")[0]


ONE = drivers(1)
READ = {
    "features": lambda n: ONE + features(n),
    "drivers": drivers,
    "blank lines before a value": lambda n: ONE + "[f]\nnotes =\n" + "\n" * n + "  x\n",
    "wrong conditions": lambda n: ONE + features(n, "status = condition(g{0:05}.faeture==complete)\n"),
    "wrong levels in conditions": lambda n: ONE + features(n, "status = condition(g{0:05}.feature==l{0})\n"),
    "empty groups": lambda n: (
        ONE + features(n) + "".join(f"[group.h{each:05}]\ntitle = G\n" for each in range(n))
    ),
    "full groups": lambda n: (
        ONE + features(n) + "".join(f"[group.g{each:05}]\ntitle = G\n" for each in range(n))
    ),
    "unknown options": lambda n: (
        drivers(n) + features(1, "".join(f"drvr.d{each:05} = x\n" for each in range(n)))
    ),
    "undeclared drivers": lambda n: (
        drivers(n) + features(1, "".join(f"driver.x{each:05} = complete\n" for each in range(n)))
    ),
    "drivers in another case": lambda n: (
        drivers(n) + features(1, "".join(f"driver.D{each:05} = complete\n" for each in range(1, n)))
    ),
    "levels of its own": lambda n: (
        drivers(n)
        + "".join(f"[level.own{each:05}]\ntitle = O\ncounts-as = partial\n" for each in range(n))
        + features(1, "".join(f"driver.d{each:05} = OWN{each:05}\n" for each in range(1, n)))
    ),
    "wrong levels": lambda n: (
        drivers(n)
        + "".join(f"[level.own{each:05}]\ntitle = O\ncounts-as = partial\n" for each in range(n))
        + features(1, "".join(f"driver.d{each:05} = wno{each:05}\n" for each in range(1, n)))
    ),
}
BAD_NOTE = "notes =\n" + "  `a <#g{0:05}_feture>`__ and :support:feature:`g{0:05}.feture`\n"


@pytest.fixture(autouse=True)
def less_effort(monkeypatch):
    """Let the search for similar names end sooner, so that it is not most of the work."""
    monkeypatch.setattr(suggest, "EFFORT", 100_000)


@pytest.mark.parametrize("what", READ)
def test_reading(what):
    def prepare(size):
        text = READ[what](size)
        return lambda: loads(text, "m.ini")

    assert max(growths(prepare, 200)) < MOST


CHECKED = {
    "dead references": lambda n: (
        ONE + features(n) + "[x]\nnotes =\n" + "".join(f"  `a <#{each}no>`__\n" for each in range(n))
    ),
    "dead roles": lambda n: ONE + features(n, BAD_NOTE),
    "choices": lambda n: drivers(3) + features(n, "status = choice(a)\n"),
    "choices of one": lambda n: drivers(3) + features(n, "status = choice(c{0})\n"),
    "conditions": lambda n: drivers(3) + features(n, "status = condition(g00000.feature==complete)\n"),
    "drivers": lambda n: drivers(n) + features(3, "status = mandatory\n"),
    "titles": lambda n: ONE + features(n).replace("title = F", "title = Same #"),
}


@pytest.mark.parametrize("what", CHECKED)
def test_rules(what):
    def prepare(size):
        matrix = loaded(CHECKED[what](size))
        return lambda: (check(matrix), summarize_requirements(matrix))

    assert max(growths(prepare, 200)) < MOST


@pytest.mark.parametrize("write", [to_json, to_csv, to_markdown, to_rst])
@pytest.mark.parametrize("what", ["full groups", "drivers", "features"])
def test_exports(write, what):
    def prepare(size):
        matrix = loaded(READ[what](size))
        return lambda: write(matrix)

    assert max(growths(prepare, 200)) < MOST


def test_reading_exports():
    def prepare(size):
        matrix = loaded(drivers(size) + features(3))
        json, csv = to_json(matrix), to_csv(matrix)
        wrong = csv.replace("complete", ",".join(f"w{each}" for each in range(size)))
        return lambda: (from_json(json), from_csv(csv), from_csv(wrong))

    assert max(growths(prepare, 200)) < MOST


OLD = "[targets]\ndriver-impl-d00000 = D\n"
EDITS = {
    "format": lambda text: format_text(text, "m.ini").diff("m.ini"),
    "migrate": lambda text: migrate(text, "m.ini").diff("m.ini"),
    "add-driver": lambda text: add_driver(
        text, "m.ini", key="n", title="N", levels=[(name, "missing") for name in names(text)]
    ),
    "add-feature": lambda text: add_feature(text, "m.ini", name="n", title="N", after=names(text)[-1]),
}


def names(text):
    return [feature.name for feature in loaded(text).features]


@pytest.mark.parametrize("edit", EDITS)
def test_edits(edit):
    start = ONE if edit != "migrate" else OLD

    def prepare(size):
        text = start + features(size, "notes=N {0}\n    more\n\n\n").replace(
            "driver.", "driver-impl-" if start is OLD else "driver."
        )
        return lambda: EDITS[edit](text)

    # Files of less than two thousand lines are compared as a whole.
    assert max(growths(prepare, 500)) < MOST


def test_a_feature_for_many_drivers():
    def prepare(size):
        text = drivers(size) + features(1)
        levels = [(f"d{number:05}", "partial") for number in range(size)]
        return lambda: add_feature(text, "m.ini", name="n", title="N", levels=levels)

    assert max(growths(prepare, 200)) < MOST


def test_merging_and_diffs():
    def prepare(size):
        first = loaded(drivers(3) + features(size, "notes = A {0}.\n"))
        second = loaded(
            drivers(5) + features(size, "notes = B {0}.\napi = x\n").replace("complete", "partial")
        )
        return lambda: (merge([first, second]), diff_to_text(diff_matrices(first, second, notes=True)))

    assert max(growths(prepare, 200)) < MOST


def test_selecting():
    def prepare(size):
        matrix = loaded(ONE + features(size))
        patterns = Patterns.parse(" ".join(f"g{number:05}.feature" for number in range(size)))
        return lambda: (patterns.unmatched(names_of(matrix)), select(matrix, features=patterns))

    assert max(growths(prepare, 100)) < MOST


def names_of(matrix):
    return [feature.name for feature in matrix.features]


def test_long_notes_and_odd_texts_come_to_an_end():
    """Work within one call is not counted; with the square of these lengths, it would take hours."""
    lines = "\n".join(f"  line {number}" for number in range(30_000))
    to_markdown(loaded(f"{ONE}[f]\ntitle = F\nnotes =\n{lines}\ndriver.d00000 = complete\n"))
    check(loaded(f"{ONE}[f]\ntitle = F\nnotes = `a {'<#' * 300_000}\ndriver.d00000 = complete\n"))
    loads(f"{ONE}[{'a.' * 200_000}]\n[group.{'a.' * 200_000}b]\n", "m.ini")
