from __future__ import annotations

import pytest

from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.diff.compute import diff_matrices
from sphinx_support_matrix.core.diff.diff_model import (
    CellChange,
    CellState,
    Changed,
    Diff,
    DriverEntry,
    FeatureEntry,
    Field,
    FieldChange,
    LevelEntry,
    ListChange,
    Name,
    PartDiff,
)
from sphinx_support_matrix.core.diff.direction import Direction, direction
from sphinx_support_matrix.core.matrix.levels import (
    BUILTIN_LEVELS,
    COMPLETE,
    MISSING,
    NOT_RECORDED,
    PARTIAL,
    UNKNOWN,
    Level,
)
from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix, Status, Title
from sphinx_support_matrix.core.problems.location import Location

A = Name(key="a", title="A")
X = Name(key="operation.x", title="X")
BASE = "[driver.a]\ntitle = A\n[operation.x]\ntitle = X\ndriver.a = complete\n"
TODAY = """\
[driver.a]
title = Driver A

[driver.b]
title = Driver B

[operation.x]
title = Feature X
status = mandatory
driver.a = complete
driver-notes.a = A note.
driver.b = missing

[y]
title = Feature Y
status = condition(operation.x==complete)
notes = About Y.
driver.a = partial
"""


def changes(old, new, *, notes=False):
    return diff_matrices(loads(old, "old.ini")[0], loads(new, "new.ini")[0], notes=notes)


def nothing_but(**differences):
    return Diff(old="old.ini", new="new.ini", **differences)


def test_nothing():
    found = changes(BASE, BASE)
    assert found == nothing_but()
    assert found.is_empty
    assert not found


@pytest.mark.parametrize(
    "same",
    [
        pytest.param(
            "[targets]\ndriver-impl-b = Driver B\ndriver-impl-a = Driver A\n"
            "[y]\ndriver-impl-a=partial\nstatus=condition(x==complete)\ntitle=Feature Y\nnotes=About Y.\n"
            "[operation.x]\ntitle=Feature X\nstatus=required\ndriver-impl-b=incomplete\n"
            "driver-impl-a=complete\ndriver-notes-a=A note.\n",
            id="targets",
        ),
        pytest.param(
            "[target.1]\nlabel = a\ntitle = Driver A\n[target.2]\nlabel = b\ntitle = Driver B\n"
            "[operation.x]\ntitle=Feature X\nstatus=mandatory\na=complete\nb=missing\ndriver-notes-a=A note.\n"
            "[y]\ntitle=Feature Y\nstatus=conditional( operation.x == Complete )\na=partial\nnotes=About Y.\n",
            id="target with labels",
        ),
        pytest.param(
            "[target.a]\ntitle = Driver A\n[target.b]\ntitle = Driver B\n"
            "[operation.x]\ntitle=Feature X\nstatus=mandatory\na=complete\nb=missing\ndriver-notes-a=A note.\n"
            "[y]\ntitle=Feature Y\nstatus=condition(x==complete)\na=partial\nnotes=About Y.\n",
            id="target",
        ),
        pytest.param(
            "# A comment.\n[y]\nnotes =\n    About\n    Y.\nDRIVER.A : Partial\nstatus: CONDITION(operation.x==complete)\n"
            "title = Feature\n    Y\n[driver.b]\nTITLE = Driver  B\n[driver.a]\ntitle =\n  Driver A\n"
            "[operation.x]\ndriver.b = MISSING\ntitle = Feature\tX\n; another\nstatus = Mandatory\n"
            "driver-notes.a = A\n  note.\ndriver.a = complete\n",
            id="order, comments and white space",
        ),
    ],
)
def test_no_noise(same):
    assert changes(TODAY, same, notes=True).is_empty
    assert changes(same, TODAY, notes=True).is_empty


def test_who_has_verified_a_level():
    assert changes(TODAY, TODAY + "driver-verified.a = 2026-05-01, A\n", notes=True).is_empty


def test_the_default_status():
    assert changes(BASE, BASE + "status = optional\n").is_empty


def test_the_order_of_lists():
    old, new = (
        BASE + "cli = a; b\ntempest_test_uuids = 1;2\n",
        BASE + "cli = b; a; b\ntempest_test_uuids = 2,1\n",
    )
    assert changes(old, new).is_empty


def test_drivers():
    new = (
        "[driver.c]\ntitle = C\nlink = https://example.org\n[driver.b]\ntitle = Bee\n"
        "[operation.x]\ntitle = X\ndriver.c = partial\n[y]\ntitle = Y\ndriver.b = missing\ndriver.c = complete\n"
        "[z]\ntitle = Z\ndriver.c = complete\n"
    )
    old = BASE + "[driver.b]\ntitle = B\nlink = b.html\n"
    assert changes(old, new).drivers == PartDiff(
        added=(
            DriverEntry(
                name=Name(key="c", title="C"),
                link="https://example.org",
                counts=((COMPLETE, 2), (PARTIAL, 1)),
            ),
        ),
        removed=(DriverEntry(name=A, link=None, counts=((COMPLETE, 1),)),),
        changed=(
            Changed(
                name=Name(key="b", title="Bee"),
                fields=(
                    FieldChange(field=Field.TITLE, old="B", new="Bee"),
                    FieldChange(field=Field.LINK, old="b.html", new=None),
                ),
            ),
        ),
    )


def test_features():
    old = BASE + "[gone]\ntitle = Gone\nmaturity = deprecated\ndriver.a = partial:1.0\n"
    new = BASE + "[come]\ntitle = Come\nstatus = choice(some)\n"
    gone = FeatureEntry(
        name=Name(key="gone", title="Gone"),
        status="optional",
        maturity="deprecated",
        cells=((A, CellState(level=PARTIAL, release="1.0", notes=None)),),
    )
    come = FeatureEntry(
        name=Name(key="come", title="Come"),
        status="choice(some)",
        maturity=None,
        cells=((A, CellState(level=NOT_RECORDED, release=None, notes=None)),),
    )
    assert changes(old, new) == nothing_but(features=PartDiff(added=(come,), removed=(gone,)))


def test_every_field_of_a_feature():
    old = BASE + "cli = nova a; nova b\napi = one\nmaturity = experimental\ntempest_test_uuids = 1\n"
    old += "tests = t*\n"
    new = (
        "[driver.a]\ntitle = A\n[x]\ntitle = Ex\nstatus = mandatory\ndriver.a = complete\n"
        "cli = nova c; nova b\nmaturity = complete\ntempest_test_uuids = 1 2\ntests = u*\n"
        "api_doc_link = https://example.org/api\nadmin_doc_link = https://example.org/admin\n"
    )
    assert changes(old, new) == nothing_but(
        features=PartDiff(
            changed=(
                Changed(
                    name=Name(key="x", title="Ex"),
                    fields=(
                        FieldChange(field=Field.NAME, old="operation.x", new="x"),
                        FieldChange(field=Field.TITLE, old="X", new="Ex"),
                        FieldChange(field=Field.STATUS, old="optional", new="mandatory"),
                        FieldChange(field=Field.MATURITY, old="experimental", new="complete"),
                        ListChange(field=Field.COMMANDS, added=("nova c",), removed=("nova a",)),
                        FieldChange(field=Field.API, old="one", new=None),
                        FieldChange(field=Field.API_LINK, old=None, new="https://example.org/api"),
                        FieldChange(field=Field.ADMIN_LINK, old=None, new="https://example.org/admin"),
                        ListChange(field=Field.TEST_IDS, added=("2",), removed=()),
                        ListChange(field=Field.TESTS, added=("u*",), removed=("t*",)),
                    ),
                ),
            )
        )
    )


def features(*names):
    return "".join(f"[{name}]\ntitle = T\n" for name in names)


@pytest.mark.parametrize(
    ("old", "new", "added", "removed", "renamed"),
    [
        pytest.param(["x"], ["operation.x"], [], [], ["operation.x"], id="the prefix comes"),
        pytest.param(["operation.x"], ["x"], [], [], ["x"], id="the prefix goes"),
        pytest.param(["x"], ["x", "operation.x"], ["operation.x"], [], [], id="a second one comes"),
        pytest.param(["x", "operation.x"], ["operation.x"], [], ["x"], [], id="the first one goes"),
        pytest.param(
            ["operation.operation.x"],
            ["operation.x"],
            ["operation.x"],
            ["operation.operation.x"],
            [],
            id="one of two prefixes",
        ),
        pytest.param(
            ["operation.operation.x"],
            ["x"],
            ["x"],
            ["operation.operation.x"],
            [],
            id="two prefixes are another name",
        ),
        pytest.param(
            ["operation.operation.x", "x"],
            ["operation.x"],
            [],
            ["operation.operation.x"],
            ["operation.x"],
            id="no partner twice",
        ),
        pytest.param(["storage.x"], ["x"], ["x"], ["storage.x"], [], id="another prefix"),
        pytest.param(["x"], ["X"], ["X"], ["x"], [], id="another case"),
    ],
)
def test_which_features_are_the_same(old, new, added, removed, renamed):
    found = changes(features(*old), features(*new)).features
    assert [record.name.key for record in found.added] == added
    assert [record.name.key for record in found.removed] == removed
    assert [changed.name.key for changed in found.changed] == renamed


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        pytest.param("optional", "required", ("optional", "mandatory"), id="kind"),
        pytest.param("choice(a)", "choice(b)", ("choice(a)", "choice(b)"), id="group"),
        pytest.param(
            "condition(y == complete)",
            "condition(operation.y==partial)",
            ("condition(y==complete)", "condition(y==partial)"),
            id="level",
        ),
        pytest.param(
            "condition(y==complete)", "choice(y)", ("condition(y==complete)", "choice(y)"), id="other kind"
        ),
        pytest.param(
            "condition(nothing)", "condition(other)", ("condition(nothing)", "condition(other)"), id="wrong"
        ),
        pytest.param("condition(y==complete)", "conditional(operation.y == COMPLETE)", None, id="same"),
        pytest.param("choice(a)", "choice( a )", None, id="white space"),
    ],
)
def test_statuses(old, new, change):
    text = BASE + "[y]\ntitle = Y\n[s]\ntitle = S\nstatus = "
    found = changes(text + old, text + new)
    assert [
        (field.field, (field.old, field.new)) for each in found.features.changed for field in each.fields
    ] == ([(Field.STATUS, change)] if change else [])


def test_a_condition_follows_a_feature_to_its_new_name():
    condition = "[y]\ntitle = Y\nstatus = condition(x==complete)\n"
    found = changes(BASE + condition, BASE.replace("operation.x", "x") + condition)
    assert [(each.name.key, [field.field for field in each.fields]) for each in found.features.changed] == [
        ("x", [Field.NAME])
    ]


def test_cells():
    old = (
        "[driver.a]\ntitle = A\n[driver.b]\ntitle = B\n"
        "[operation.x]\ntitle = X\ndriver.a = complete\ndriver.b = missing\n"
        "[y]\ntitle = Y\ndriver.a = partial\ndriver.b = partial:1.0\n"
    )
    new = (
        "[driver.b]\ntitle = Bee\n[driver.a]\ntitle = A\n"
        "[y]\ntitle = Y\ndriver.a = partial\ndriver.b = partial:2.0\n"
        "[operation.x]\ntitle = Ex\ndriver.a = unknown\ndriver.b = complete:2.0\n"
    )
    bee, ex, y = Name(key="b", title="Bee"), Name(key="operation.x", title="Ex"), Name(key="y", title="Y")
    found = changes(old, new)
    assert found.cells == (
        CellChange(
            feature=y,
            driver=bee,
            old=CellState(level=PARTIAL, release="1.0", notes=None),
            new=CellState(level=PARTIAL, release="2.0", notes=None),
        ),
        CellChange(
            feature=ex,
            driver=bee,
            old=CellState(level=MISSING, release=None, notes=None),
            new=CellState(level=COMPLETE, release="2.0", notes=None),
        ),
        CellChange(
            feature=ex,
            driver=A,
            old=CellState(level=COMPLETE, release=None, notes=None),
            new=CellState(level=UNKNOWN, release=None, notes=None),
        ),
    )
    assert [change.direction for change in found.cells] == [
        Direction.SAME,
        Direction.IMPROVED,
        Direction.NO_LONGER_KNOWN,
    ]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("missing", "partial", "improved"),
        ("missing", "complete", "improved"),
        ("partial", "complete", "improved"),
        ("complete", "partial", "worse"),
        ("partial", "missing", "worse"),
        ("unknown", "missing", "now-known"),
        ("unknown", "not-applicable", "now-known"),
        ("not-recorded", "complete", "now-known"),
        ("not-recorded", "not-applicable", "now-known"),
        ("complete", "unknown", "no-longer-known"),
        ("missing", "not-recorded", "no-longer-known"),
        ("not-applicable", "unknown", "no-longer-known"),
        ("not-applicable", "missing", "now-applicable"),
        ("complete", "not-applicable", "no-longer-applicable"),
        ("not-recorded", "unknown", "now-recorded"),
        ("unknown", "not-recorded", "no-longer-recorded"),
        ("missing", "beta", "improved"),
        ("beta", "partial", "same"),
        ("beta", "complete", "improved"),
        ("rumour", "unknown", "same"),
        ("not-recorded", "rumour", "now-recorded"),
        ("rumour", "beta", "now-known"),
    ],
)
def test_directions(old, new, expected):
    own = {
        name: Level(name=name, title=name, symbol="o", counts_as=counts_as, meaning="")
        for name, counts_as in (("beta", "partial"), ("rumour", "unknown"))
    }
    levels = {**BUILTIN_LEVELS, NOT_RECORDED.name: NOT_RECORDED, **own}
    assert direction(levels[old], levels[new]).value == expected


NOTED = """\
[driver.a]
title = A
[group.operation]
title = G
notes = {0} group.
[level.beta]
title = beta
counts-as = partial
notes = {0} meaning.
[operation.x]
title = X
notes = {0} feature.
driver.a = complete
driver-notes.a = {0} cell.
"""


def test_notes_are_prose():
    assert changes(NOTED.format("Old"), NOTED.format("New")).is_empty


def test_notes_when_asked_for():
    def said(what):
        return (FieldChange(field=Field.NOTES, old=f"Old {what}.", new=f"New {what}."),)

    assert changes(NOTED.format("Old"), NOTED.format("New\n "), notes=True) == nothing_but(
        features=PartDiff(changed=(Changed(name=X, fields=said("feature")),)),
        cells=(
            CellChange(
                feature=X,
                driver=A,
                old=CellState(level=COMPLETE, release=None, notes="Old cell."),
                new=CellState(level=COMPLETE, release=None, notes="New cell."),
            ),
        ),
        groups=PartDiff(changed=(Changed(name=Name(key="operation", title="G"), fields=said("group")),)),
        levels=PartDiff(changed=(Changed(name=Name(key="beta", title="beta"), fields=said("meaning")),)),
    )


def test_notes_that_come_and_go():
    found = changes(BASE + "notes = Old.\n", BASE + "driver-notes.a = New.\n", notes=True)
    assert found.features.changed == (
        Changed(name=X, fields=(FieldChange(field=Field.NOTES, old="Old.", new=None),)),
    )
    assert [(cell.old.notes, cell.new.notes, cell.notes_changed) for cell in found.cells] == [
        (None, "New.", True)
    ]


def test_groups_and_levels():
    old = (
        BASE + "[group.operation]\ntitle = Operations\n[group.gone]\ntitle = Gone\n"
        "[level.beta]\ntitle = Beta\ncounts-as = partial\n[level.alpha]\ntitle = Alpha\ncounts-as = unknown\n"
    )
    new = (
        BASE + "[group.operation]\ntitle = Doing\n[group.come]\ntitle = Come\n"
        "[level.beta]\ntitle = Beta\ncounts-as = complete\n[level.gamma]\ntitle = Gamma\ncounts-as = missing\n"
        "[level.complete]\ntitle = supported\n"
    )
    assert changes(old, new) == nothing_but(
        groups=PartDiff(
            added=(Name(key="come", title="Come"),),
            removed=(Name(key="gone", title="Gone"),),
            changed=(
                Changed(
                    name=Name(key="operation", title="Doing"),
                    fields=(FieldChange(field=Field.TITLE, old="Operations", new="Doing"),),
                ),
            ),
        ),
        levels=PartDiff(
            added=(LevelEntry(name=Name(key="gamma", title="Gamma"), counts_as="missing"),),
            removed=(LevelEntry(name=Name(key="alpha", title="Alpha"), counts_as="unknown"),),
            changed=(
                Changed(
                    name=Name(key="complete", title="supported"),
                    fields=(FieldChange(field=Field.TITLE, old="complete", new="supported"),),
                ),
                Changed(
                    name=Name(key="beta", title="Beta"),
                    fields=(FieldChange(field=Field.COUNTS_AS, old="partial", new="complete"),),
                ),
            ),
        ),
    )


def test_a_matrix_that_lists_no_levels():
    place = Location(path="m", line=1)
    title = Title(text="T", location=place)
    beta = Level(name="beta", title="beta", symbol="b", counts_as="partial", meaning="")
    matrix = Matrix(
        path="new.ini",
        drivers=(Driver(key="a", title=title, link=None, anchor="a", location=place),),
        features=tuple(
            Feature(
                name=name,
                title=title,
                status=Status(),
                implementations=(Implementation(level=level),),
                location=place,
                anchor=name,
            )
            for name, level in (("x", beta), ("y", COMPLETE))
        ),
    )
    found = diff_matrices(loads("", "old.ini")[0], matrix)
    assert found.levels == PartDiff()
    assert found.drivers.added[0].counts == ((COMPLETE, 1), (beta, 1))


def test_real_files(corpus):
    old, new = load(corpus / "nova-2016.ini")[0], load(corpus / "nova-2026.ini")[0]
    found = diff_matrices(old, new)
    assert {record.name.key for record in found.drivers.removed} == {"xenserver", "libvirt-xen", "hyperv"}
    assert [
        (change.driver.key, change.old.level.name, change.new.level.name)
        for change in found.cells
        if change.feature.key == "operation.live-migrate"
    ] == [
        ("libvirt-vz-vm", "missing", "complete"),
        ("libvirt-vz-ct", "missing", "complete"),
        ("vmware", "missing", "complete"),
    ]


def test_a_file_does_not_differ_from_itself(matrix_files):
    for path in matrix_files:
        assert diff_matrices(load(path)[0], load(path)[0], notes=True).is_empty, path.name
