"""Random pairs of matrices, against an oracle that looks at every pair of names."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.diff.compute import diff_matrices
from sphinx_support_matrix.core.diff.direction import Direction

DRIVERS = ("a", "b", "c", "d.e")
FEATURES = ("x", "operation.x", "operation.operation.x", "y", "operation.y", "storage.z")
LEVELS = ("complete", "partial", "missing", "unknown", "not-applicable", "beta")
STATUSES = ("optional", "mandatory", "choice(g)", "choice(h)", "condition(storage.z==missing)", "mature")
ALIASES = {"missing": "incomplete", "mandatory": "required", "condition(": "conditional( "}
OPPOSITES = {
    Direction.IMPROVED: Direction.WORSE,
    Direction.NOW_KNOWN: Direction.NO_LONGER_KNOWN,
    Direction.NOW_APPLICABLE: Direction.NO_LONGER_APPLICABLE,
    Direction.NOW_RECORDED: Direction.NO_LONGER_RECORDED,
    Direction.SAME: Direction.SAME,
}
OPPOSITES |= {after: before for before, after in OPPOSITES.items()}

titles = st.sampled_from(("T", "U"))
cells = st.tuples(st.sampled_from(LEVELS), st.sampled_from((None, "1", "2")))
specifications = st.fixed_dictionaries(
    {
        "drivers": st.dictionaries(st.sampled_from(DRIVERS), titles),
        "features": st.dictionaries(
            st.sampled_from(FEATURES),
            st.tuples(
                titles,
                st.sampled_from(STATUSES),
                st.dictionaries(st.sampled_from(DRIVERS), cells),
            ),
        ),
    }
)


def written(specification, seed):
    """The text of a file that says this, in one of the ways to say it."""
    chance = random.Random(seed)

    def alias(text):
        for word, other in ALIASES.items():
            if text.startswith(word) and chance.random() < 0.5:
                return text.replace(word, other)
        return text.upper() if "(" not in text and chance.random() < 0.5 else text

    drivers = specification["drivers"]
    prefix = chance.choice(("driver.", "driver-impl-", ""))
    sections = [["[level.beta]", "title = beta", "counts-as = partial"]]
    if prefix == "driver-impl-":
        sections.append(["[targets]", *(f"driver-impl-{key} = {title}" for key, title in drivers.items())])
    else:
        name = "driver" if prefix else "target"
        sections += [[f"[{name}.{key}]", f"title =  {title}"] for key, title in drivers.items()]
    for name, (title, status, implementations) in specification["features"].items():
        options = [f"title = {title}"]
        if status != "optional" or chance.random() < 0.5:
            options.append(f"status : {alias(status)}")
        for key, (level, release) in implementations.items():
            if key in drivers:
                options.append(f"{prefix}{key} = {alias(level)}" + (f" : {release}" if release else ""))
        chance.shuffle(options)
        sections.append([f"[{name}]", *options])
    chance.shuffle(sections)
    return "".join(f"# A comment.\n{line}\n" for section in sections for line in section)


def matrix(specification, seed):
    return loads(written(specification, seed), "m.ini")[0]


def expected(old, new):
    """Everything that changed, found by looking at each name of one beside each name of the other."""
    found = []
    for sign, here, there in (("+", new, old), ("-", old, new)):
        found += [(f"driver {sign}", key) for key in here["drivers"] if key not in there["drivers"]]
    pairs = []
    for before in old["features"]:
        for after in new["features"]:
            same = before.removeprefix("operation.") == after.removeprefix("operation.")
            apart = before not in new["features"] and after not in old["features"]
            if before == after or (same and apart):
                pairs.append((before, after))
    found += [("feature +", name) for name in new["features"] if name not in [after for _, after in pairs]]
    found += [("feature -", name) for name in old["features"] if name not in [before for before, _ in pairs]]
    shared = [key for key in new["drivers"] if key in old["drivers"]]
    found += [("driver title", key) for key in shared if old["drivers"][key] != new["drivers"][key]]
    for before, after in pairs:
        was, now = old["features"][before], new["features"][after]
        found += [("feature name", after)] if before != after else []
        found += [("feature title", after)] if was[0] != now[0] else []
        found += [("feature status", after)] if was[1] != now[1] else []
        for key in shared:
            cell = (was[2].get(key, ("not-recorded", None)), now[2].get(key, ("not-recorded", None)))
            found += [("cell", after, key, *cell)] if cell[0] != cell[1] else []
    return sorted(found, key=repr)


def said(changes):
    found = []
    for what, difference in (("driver", changes.drivers), ("feature", changes.features)):
        found += [(f"{what} +", record.name.key) for record in difference.added]
        found += [(f"{what} -", record.name.key) for record in difference.removed]
        found += [
            (f"{what} {field.field.value}", changed.name.key)
            for changed in difference.changed
            for field in changed.fields
        ]
    found += [
        (
            "cell",
            change.feature.key,
            change.driver.key,
            (change.old.level.name, change.old.release),
            (change.new.level.name, change.new.release),
        )
        for change in changes.cells
    ]
    return sorted(found, key=repr)


@given(specifications, specifications, st.integers(0, 1000), st.integers(0, 1000))
def test_each_change_is_found_once(old, new, seed, other):
    changes = diff_matrices(matrix(old, seed), matrix(new, other))
    assert said(changes) == expected(old, new)
    assert not changes.groups
    assert not changes.levels
    assert changes.is_empty == (not said(changes))


@given(specifications, st.integers(0, 1000), st.integers(0, 1000))
def test_another_way_to_say_the_same_is_no_change(specification, seed, other):
    assert diff_matrices(matrix(specification, seed), matrix(specification, other), notes=True).is_empty


@given(specifications, specifications, st.integers(0, 1000))
def test_the_way_back(old, new, seed):
    there = diff_matrices(matrix(old, seed), matrix(new, seed))
    back = diff_matrices(matrix(new, seed), matrix(old, seed))
    for one, other in ((there.drivers, back.drivers), (there.features, back.features)):
        assert one.added == other.removed
        assert one.removed == other.added
        assert len(one.changed) == len(other.changed)
    assert sorted(
        (each.driver.key, each.old.level.name, each.new.level.name, each.direction.value)
        for each in there.cells
    ) == sorted(
        (each.driver.key, each.new.level.name, each.old.level.name, OPPOSITES[each.direction].value)
        for each in back.cells
    )
