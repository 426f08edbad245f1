"""Random histories, against a reading that looks at every release anew."""

from __future__ import annotations

import json
import random
from importlib.resources import files

import jsonschema
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.history.history_json import from_history_json, to_history_json
from sphinx_support_matrix.core.history.narrowing import narrowed
from sphinx_support_matrix.core.history.release_diffs import release_diffs
from sphinx_support_matrix.core.history.states import NOTHING, as_of, states
from sphinx_support_matrix.core.history.tracking import Tracker
from sphinx_support_matrix.core.matrix.select import Patterns

from .histories import release

DRIVERS = ("a", "b.c", "d")
FEATURES = ("x", "y", "storage.z")
LEVELS = ("complete", "partial", "missing", "unknown", "beta")
SUPPORTED = ("complete", "partial", "beta")
SCHEMA = json.loads(files("sphinx_support_matrix").joinpath("schemas", "history-1.json").read_text("utf-8"))

matrices = st.tuples(
    st.lists(st.sampled_from(DRIVERS), min_size=1, unique=True),
    st.lists(st.sampled_from(FEATURES), min_size=1, unique=True),
    st.randoms(use_true_random=False),
)
histories = st.lists(st.none() | matrices, max_size=7).filter(any)


def levels_of(specification) -> dict[tuple[str, str], str]:
    """The cells of a matrix. Few of them change from one release to the next."""
    drivers, features, chance = specification
    state = random.Random(chance.randrange(3))
    grid = {(feature, driver): state.choice(LEVELS) for feature in FEATURES for driver in DRIVERS}
    return {cell: level for cell, level in grid.items() if cell[0] in features and cell[1] in drivers}


def text_of(specification, cells) -> str:
    """The file, in one of the dialects and with one of the names of each feature."""
    drivers, features, chance = specification
    prefix = chance.choice(("driver.", "driver-impl-", ""))
    text = "[level.beta]\ntitle = Beta\ncounts-as = partial\n"
    if prefix == "driver-impl-":
        text += "[targets]\n" + "".join(f"driver-impl-{key} = T{chance.randrange(2)}\n" for key in drivers)
    else:
        section = "driver" if prefix else "target"
        text += "".join(f"[{section}.{key}]\ntitle = T{chance.randrange(2)}\n" for key in drivers)
    for name in features:
        status = chance.choice(("mandatory", "optional", "choice(g)"))
        text += f"[{chance.choice(('operation.', ''))}{name}]\ntitle = F{chance.randrange(2)}\nstatus = {status}\n"
        text += "".join(f"{prefix}{key} = {cells[name, key]}\n" for key in drivers)
    return text


def read(specifications, now):
    """The history, and what each release and the file now are, by the short names of features."""
    tracker = Tracker(path="m.ini", tags="*")
    told = []
    for number, specification in enumerate(specifications):
        cells = None if specification is None else levels_of(specification)
        matrix = None if cells is None else loads(text_of(specification, cells), "m.ini")[0]
        tracker.add(release(str(number), readable=matrix is not None), matrix)
        if told or matrix is not None:
            told.append((str(number), cells, matrix))
    cells = levels_of(now)
    matrix = loads(text_of(now, cells), "m.ini")[0]
    return tracker.history(matrix), told, (cells, matrix)


def short(name: str) -> str:
    return name.removeprefix("operation.")


def run(told, cell, fits) -> str | None:
    """The first release of the run at the end whose level *fits*; releases without a file say nothing."""
    first = None
    for name, cells, _ in reversed(told):
        if cells is None:
            continue
        if not fits(cells.get(cell)):
            break
        first = name
    return first


@given(histories, matrices)
def test_since_is_what_looking_back_finds(specifications, now):
    history, told, (cells, _) = read(specifications, now)
    assert {(short(each.feature), each.driver): each.level for each in history.cells} == cells
    for each in history.cells:
        cell = short(each.feature), each.driver
        level = cells[cell]
        assert each.since == run(told, cell, lambda was, level=level: was == level)
        supported = run(told, cell, lambda was: was in SUPPORTED) if level in SUPPORTED else None
        assert each.supported_since == supported
    there = [cells for _, cells, _ in told if cells is not None]
    for index, gone in ((1, history.removed_drivers), (0, history.removed_features)):
        ever = {cell[index] for release in there for cell in release}
        assert {short(each.name) for each in gone} == ever - {cell[index] for cell in cells}
        for each in gone:
            last = [n for n, was, _ in told if was and short(each.name) in {cell[index] for cell in was}][-1]
            assert each.last == last


@given(histories, matrices)
def test_every_state_can_be_made_again(specifications, now):
    written, told, (_, matrix) = read(specifications, now)
    text = to_history_json(written)
    jsonschema.Draft202012Validator(SCHEMA).validate(json.loads(text))
    history, problems = from_history_json(text, "m.history.json")
    assert (history, problems) == (written, [])
    assert to_history_json(history) == text
    last = None
    for name, cells, there in told:
        last = there or last
        assert_is(as_of(history, name), last)
        assert next(each for each in history.releases if each.name == name).readable is (cells is not None)
    assert_is(as_of(history), matrix)
    assert [release.name for release, _ in states(history)] == [name for name, _, _ in told]


def assert_is(state, matrix):
    assert list(state.drivers.items()) == [(each.key, each.title.text) for each in matrix.drivers]
    assert [(short(name), each.title) for name, each in state.features.items()] == [
        (short(each.name), each.title.text) for each in matrix.features
    ]
    assert {(short(name), key): level for (name, key), level in state.cells.items()} == {
        (short(feature.name), driver.key): cell.level.name
        for feature in matrix.features
        for driver, cell in zip(matrix.drivers, feature.implementations, strict=True)
    }


@given(histories, matrices, st.sampled_from(DRIVERS), st.sampled_from(FEATURES))
def test_a_part_is_the_history_of_the_part(specifications, now, driver, feature):
    history, _, _ = read(specifications, now)
    part = narrowed(history, Patterns(include=(driver,)), Patterns(include=(feature,)))
    assert {(short(each.feature), each.driver) for each in part.cells} <= {(feature, driver)}
    for release_name in [*(each.name for each in history.releases), None]:
        whole, state = as_of(history, release_name), as_of(part, release_name)
        assert list(state.drivers) == [key for key in whole.drivers if key == driver]
        assert list(state.features) == [name for name in whole.features if short(name) == feature]
        assert state.cells == {
            cell: level
            for cell, level in whole.cells.items()
            if cell[1] == driver and short(cell[0]) == feature
        }
    assert from_history_json(to_history_json(part), "m.json") == (part, [])


@given(histories, matrices)
def test_the_changes_of_levels_are_those_of_the_states(specifications, now):
    history, _, _ = read(specifications, now)
    before = NOTHING
    ends = [*(each.name for each in history.releases), None]
    told = {each.release and each.release.name: each.diff for each in release_diffs(history)}
    for name in ends:
        after = as_of(history, name)
        diff = told.get(name)
        changed = {cell for cell, level in after.cells.items() if before.cells.get(cell, level) != level}
        found = set() if diff is None else {(each.feature.key, each.driver.key) for each in diff.cells}
        assert found == changed
        before = after
