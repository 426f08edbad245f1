from __future__ import annotations

from datetime import date

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.levels import COMPLETE, MISSING, NOT_RECORDED, PARTIAL
from sphinx_support_matrix.core.matrix.model import (
    Feature,
    Implementation,
    Note,
    Status,
    StatusKind,
    Title,
    Verification,
)
from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code

Found = list[tuple[Code, int, str]]


def load_features(text: str) -> tuple[tuple[Feature, ...], Found]:
    matrix, problems = loads(text, "m.ini")
    return matrix.features, [(each.code, each.location.line, each.message) for each in problems]


def load_feature(options: str) -> tuple[Feature, Found]:
    """Read a feature of the drivers ``libvirt-kvm`` and ``x``; its *options* begin at line 7."""
    features, problems = load_features(
        f"[driver.libvirt-kvm]\ntitle = KVM\n[driver.x]\ntitle = X\n[storage.a]\ntitle = A\n{options}\n"
    )
    return features[0], problems


def test_everything_about_a_feature() -> None:
    features, problems = load_features(
        "[driver.libvirt-kvm]\ntitle = KVM\n[driver.x]\ntitle = X\n"
        "[operation.attach-volume]\n"
        "title =\n  Attach\n  volume\n"
        "status = choice(storage)\n"
        "notes = One\n\n   two.\n"
        "cli = nova volume-attach; nova volume-detach\n"
        "api = os-volume_attachments\n"
        "maturity = Experimental\n"
        "api_doc_link = https://example.org/api\n"
        "admin_doc_link = admin.html\n"
        "tempest_test_uuids = 1-2; 3-4\n"
        "tests = test_attach*; test_volume.py::*\n"
        "driver.libvirt-kvm = partial:12.0\n"
        "driver-notes.libvirt-kvm =\n  * Only\n    some.\n"
        "driver-verified.libvirt-kvm = 2026-05-01, A. Tester\n"
        "driver.x = missing\n"
    )
    kvm_note = Note(path="m.ini", lines=("* Only", "  some."), numbers=(22, 23))
    assert features == (
        Feature(
            name="operation.attach-volume",
            title=Title(text="Attach volume", location=Location(path="m.ini", line=7)),
            status=Status(kind=StatusKind.CHOICE, argument="storage"),
            implementations=(
                Implementation(
                    level=PARTIAL,
                    release="12.0",
                    notes=kvm_note,
                    verified=Verification(date=date(2026, 5, 1), who="A. Tester"),
                ),
                Implementation(level=MISSING),
            ),
            location=Location(path="m.ini", line=5),
            anchor="operation_attach_volume",
            notes=Note(path="m.ini", lines=("One", "", "two."), numbers=(10, 11, 12)),
            commands=("nova volume-attach", "nova volume-detach"),
            api="os-volume_attachments",
            maturity="experimental",
            api_link="https://example.org/api",
            admin_link="admin.html",
            test_ids=("1-2", "3-4"),
            tests=("test_attach*", "test_volume.py::*"),
        ),
    )
    assert problems == []


@pytest.mark.parametrize(
    "options",
    [
        pytest.param("", id="not given"),
        pytest.param(
            "status =\nnotes =\ncli =\napi =\nmaturity =\napi_doc_link =\nadmin_doc_link =\ntempest_test_uuids =\n"
            "tests =\ndriver-notes.x =\ndriver-verified.x =\n",
            id="blank",
        ),
    ],
)
def test_next_to_nothing_about_a_feature(options: str) -> None:
    feature, problems = load_feature(f"driver.libvirt-kvm = complete\ndriver.x = complete\n{options}")
    assert feature == Feature(
        name="storage.a",
        title=Title(text="A", location=Location(path="m.ini", line=6)),
        status=Status(given=False),
        implementations=(Implementation(level=COMPLETE), Implementation(level=COMPLETE)),
        location=Location(path="m.ini", line=5),
        anchor="storage_a",
    )
    assert problems == []


@pytest.mark.parametrize(
    ("drivers", "level", "note"),
    [
        pytest.param("[driver.k]\ntitle = K", "driver.k", "driver-notes.k", id="driver sections"),
        pytest.param("[driver.k]\ntitle = K", "Driver.K", "DRIVER-NOTES.K", id="another case"),
        pytest.param("[driver.a.b-c]\ntitle = K", "driver.a.b-c", "driver-notes.a.b-c", id="a key with dots"),
        pytest.param("[targets]\ndriver-impl-k = K", "driver-impl-k", "driver-notes-k", id="targets of nova"),
        pytest.param(
            "[targets]\nnetworking-k = K", "networking-k", "driver-notes-k", id="targets of neutron"
        ),
        pytest.param(
            "[targets]\nother-k = K", "other-k", "driver-notes-other-k", id="targets without a known prefix"
        ),
        pytest.param(
            "[target.t]\nlabel = networking-k\ntitle = K",
            "networking-k",
            "driver-notes.networking-k",
            id="target with a label",
        ),
        pytest.param("[target.k]\ntitle = K", "k", "driver-notes-k", id="target without a label"),
        pytest.param("[target.k]\ntitle = K", "driver.k", "driver-notes.k", id="half migrated"),
    ],
)
def test_a_cell_in_every_dialect(drivers: str, level: str, note: str) -> None:
    features, problems = load_features(f"[a.b]\ntitle = A\n{level} = partial:1\n{note} = Why.\n{drivers}\n")
    assert features[0].implementations == (
        Implementation(level=PARTIAL, release="1", notes=Note(path="m.ini", lines=("Why.",), numbers=(4,))),
    )
    assert problems == []


def test_drivers_that_differ_in_case_are_told_apart() -> None:
    features, problems = load_features(
        "[driver.k]\ntitle = 1\n[driver.K]\ntitle = 2\n[a]\ntitle = A\ndriver.K = partial\ndriver.k = missing\n"
    )
    assert features[0].implementations == (Implementation(level=MISSING), Implementation(level=PARTIAL))
    assert problems == []


def test_a_driver_that_could_be_either_of_two_is_undeclared() -> None:
    features, problems = load_features(
        "[driver.kvm]\ntitle = 1\n[driver.KVM]\ntitle = 2\n"
        "[a]\ntitle = A\ndriver.kvm = partial\ndriver.KVM = missing\ndriver.Kvm = complete\n"
    )
    assert features[0].implementations == (Implementation(level=PARTIAL), Implementation(level=MISSING))
    assert problems == [
        (
            Code.UNDECLARED_DRIVER,
            9,
            "'driver.Kvm' in '[a]' gives a level for the undeclared driver 'Kvm'; did you mean 'kvm'?",
        )
    ]


def test_implementations_stand_in_the_order_of_the_drivers() -> None:
    feature, problems = load_feature(
        "driver-notes.x = Why.\ndriver.x = missing\ndriver.libvirt-kvm = complete\n"
    )
    assert [each.level for each in feature.implementations] == [COMPLETE, MISSING]
    assert [each.notes for each in feature.implementations] == [
        None,
        Note(path="m.ini", lines=("Why.",), numbers=(7,)),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("options", "line", "message"),
    [
        pytest.param(
            "",
            5,
            "'[storage.a]' says nothing about driver 'x'; add a line for it, with 'unknown' if nobody knows",
            id="no line",
        ),
        pytest.param(
            "driver.x =\n",
            8,
            "'driver.x' in '[storage.a]' has no level; write one, or 'unknown' if nobody knows",
            id="a blank level",
        ),
    ],
)
def test_missing_cells(options: str, line: int, message: str) -> None:
    feature, problems = load_feature(f"driver.libvirt-kvm = complete\n{options}driver-notes.x = Why.\n")
    assert [each.level for each in feature.implementations] == [COMPLETE, NOT_RECORDED]
    assert feature.implementations[1].notes is not None
    assert problems == [(Code.MISSING_CELL, line, message)]


@pytest.mark.parametrize("given", ["incomplete", "experimental", "complete", "deprecated", "Complete"])
def test_maturities(given: str) -> None:
    feature, problems = load_feature(
        f"driver.libvirt-kvm = complete\ndriver.x = complete\nmaturity = {given}"
    )
    assert feature.maturity == given.lower()
    assert problems == []


def test_a_section_without_a_title_is_called_by_its_name() -> None:
    features, problems = load_features("[driver.k]\ntitle = K\n[storage.a]\ndriver.k = complete\n")
    assert features[0].title == Title(text="storage.a", location=Location(path="m.ini", line=3))
    assert problems == [(Code.MISSING_TITLE, 3, "section '[storage.a]' has no title; add 'title = ...'")]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        pytest.param(
            "titel = B",
            [(Code.UNKNOWN_OPTION, 9, "unknown option 'titel' in '[storage.a]'; did you mean 'title'?")],
            id="near an option",
        ),
        pytest.param(
            "note = B",
            [(Code.UNKNOWN_OPTION, 9, "unknown option 'note' in '[storage.a]'; did you mean 'notes'?")],
            id="near the notes",
        ),
        pytest.param(
            "drivers.libvirt-kvm = B",
            [
                (
                    Code.UNKNOWN_OPTION,
                    9,
                    "unknown option 'drivers.libvirt-kvm' in '[storage.a]'; did you mean 'driver.libvirt-kvm'?",
                )
            ],
            id="near a level",
        ),
        pytest.param(
            "driver-note.libvirt-kvm = B",
            [
                (
                    Code.UNKNOWN_OPTION,
                    9,
                    (
                        "unknown option 'driver-note.libvirt-kvm' in '[storage.a]'; "
                        "did you mean 'driver-notes.libvirt-kvm'?"
                    ),
                )
            ],
            id="near a note",
        ),
        pytest.param(
            "zzz =",
            [(Code.UNKNOWN_OPTION, 9, "unknown option 'zzz' in '[storage.a]'")],
            id="near nothing, blank",
        ),
        pytest.param(
            "driver.kvm = complete",
            [
                (
                    Code.UNDECLARED_DRIVER,
                    9,
                    (
                        "'driver.kvm' in '[storage.a]' gives a level for the undeclared driver 'kvm'; "
                        "did you mean 'libvirt-kvm'?"
                    ),
                )
            ],
            id="level of an undeclared driver",
        ),
        pytest.param(
            "driver-impl-other = yes",
            [
                (
                    Code.UNDECLARED_DRIVER,
                    9,
                    "'driver-impl-other' in '[storage.a]' gives a level for the undeclared driver 'other'",
                )
            ],
            id="level of an undeclared driver in the old dialect",
        ),
        pytest.param(
            "driver-notes-other = Why.",
            [
                (
                    Code.UNDECLARED_DRIVER,
                    9,
                    "'driver-notes-other' in '[storage.a]' gives a note for the undeclared driver 'other'",
                )
            ],
            id="note of an undeclared driver",
        ),
        pytest.param(
            "libvirt-kwm = Complete : 12",
            [
                (
                    Code.UNDECLARED_DRIVER,
                    9,
                    (
                        "'libvirt-kwm' in '[storage.a]' gives a level for the undeclared driver 'libvirt-kwm'; "
                        "did you mean 'libvirt-kvm'?"
                    ),
                )
            ],
            id="what has a level is a driver",
        ),
        pytest.param(
            "Title = B",
            [
                (
                    Code.DUPLICATE_OPTION,
                    9,
                    "option 'Title' is already given in '[storage.a]', at line 6; this second one is ignored",
                )
            ],
            id="an option twice, in different case",
        ),
        pytest.param(
            "driver-impl-x = missing",
            [
                (
                    Code.DUPLICATE_OPTION,
                    9,
                    "'[storage.a]' already gives this for driver 'x', at line 8; 'driver-impl-x' is ignored",
                )
            ],
            id="a level in two dialects",
        ),
        pytest.param(
            "driver-notes.x = 1\ndriver-notes-x = 2",
            [
                (
                    Code.DUPLICATE_OPTION,
                    10,
                    "'[storage.a]' already gives this for driver 'x', at line 9; 'driver-notes-x' is ignored",
                )
            ],
            id="a note in two dialects",
        ),
        pytest.param(
            "maturity = Completed",
            [
                (
                    Code.BAD_MATURITY,
                    9,
                    (
                        "maturity of '[storage.a]' must be incomplete, experimental, complete or deprecated, "
                        "not 'Completed'; did you mean 'complete'?"
                    ),
                )
            ],
            id="maturity",
        ),
        pytest.param(
            "api_doc_link = javascript:a\nadmin_doc_link = a b",
            [
                (
                    Code.BAD_LINK,
                    9,
                    "a link cannot be 'javascript:'; expected http:, https:, mailto: or a relative target",
                ),
                (Code.BAD_LINK, 10, "expected one link, found white space in 'a b'"),
            ],
            id="links",
        ),
    ],
)
def test_problems(options: str, expected: Found) -> None:
    feature, problems = load_feature(f"driver.libvirt-kvm = complete\ndriver.x = partial\n{options}")
    assert problems == expected
    assert feature.title.text == "A"
    assert [each.level for each in feature.implementations] == [COMPLETE, PARTIAL]


def test_what_follows_a_mistake_is_read() -> None:
    feature, problems = load_feature(
        "zzz = 1\ndriver.zzz = missing\nmaturity = zzz\nstatus = zzz\n"
        "driver.libvirt-kvm = zzz\ndriver.x = partial\nnotes = N\n"
    )
    assert [each.level for each in feature.implementations] == [NOT_RECORDED, PARTIAL]
    assert feature.notes == Note(path="m.ini", lines=("N",), numbers=(13,))
    assert [(code, line) for code, line, _ in problems] == [
        (Code.UNKNOWN_OPTION, 7),
        (Code.UNDECLARED_DRIVER, 8),
        (Code.BAD_MATURITY, 9),
        (Code.BAD_STATUS, 10),
        (Code.BAD_LEVEL, 11),
    ]


def test_a_bad_maturity_is_kept_as_it_was_written() -> None:
    feature, _ = load_feature("maturity = Very  Mature")
    assert feature.maturity == "Very Mature"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("operation.attach-volume", "operation_attach_volume", id="dot and dash"),
        pytest.param("Operation_1", "Operation_1", id="nothing to change"),
        pytest.param("a.é/b (c)", "a___b__c_", id="one underscore for each character"),
    ],
)
def test_anchors(name: str, expected: str) -> None:
    assert anchor(name) == expected
    features, _ = load_features(f"[{name}]\n")
    assert features[0].anchor == expected


@pytest.mark.parametrize(
    ("drivers", "expected"),
    [
        pytest.param(
            "[driver.libvirt-kvm.x86]\ntitle = K",
            "operation_attach_volume_driver_libvirt_kvm_x86",
            id="driver sections",
        ),
        pytest.param(
            "[targets]\ndriver-impl-libvirt-kvm = K", "operation_attach_volume_libvirt_kvm", id="targets"
        ),
        pytest.param(
            "[target.libvirt-kvm]\ntitle = K", "operation_attach_volume_libvirt_kvm", id="target sections"
        ),
    ],
)
def test_anchors_of_cells(drivers: str, expected: str) -> None:
    matrix, _ = loads(f"[operation.attach-volume]\ntitle = A\n{drivers}\n", "m.ini")
    assert matrix.features[0].anchor + matrix.drivers[0].anchor == expected


@pytest.mark.parametrize(
    ("declared", "options"),
    [
        pytest.param(
            "[driver.x]\ntitle = X\n", "driver.x = complete\ndriver-verified.x = {}\n", id="today's"
        ),
        pytest.param(
            "[targets]\ndriver-impl-x = X\n",
            "driver-impl-x = complete\ndriver-verified-x = {}\n",
            id="nova",
        ),
        pytest.param(
            "[targets]\nnetworking-x = X\n", "networking-x = complete\ndriver-verified-x = {}\n", id="neutron"
        ),
        pytest.param(
            "[target.y]\nlabel = x\ntitle = X\n",
            "x = complete\ndriver-verified-x = {}\n",
            id="neutron's labels",
        ),
        pytest.param(
            "[target.x]\ntitle = X\n", "x = complete\nDriver-Verified-X = {}\n", id="nova's feature matrix"
        ),
        pytest.param("[targets]\nx = X\n", "x = complete\ndriver-verified.x = {}\n", id="no prefix"),
    ],
)
def test_verified_in_every_dialect(declared: str, options: str) -> None:
    (feature,), problems = load_features(
        declared + "[f]\ntitle = F\ntests = a*\n" + options.format("2026-05-01 , https://example.org/1?a;b,c")
    )
    verified = Verification(date=date(2026, 5, 1), who="https://example.org/1?a;b,c")
    assert feature.implementations == (Implementation(level=COMPLETE, verified=verified),)
    assert feature.tests == ("a*",)
    assert problems == []


@pytest.mark.parametrize(
    "value",
    ["2026-05-01", "2026-05-01,", "2026-13-01, A", "2026-5-1, A", "20260501, A", "A, 2026-05-01", "yes"],
)
def test_what_verifies_nothing(value: str) -> None:
    feature, problems = load_feature(
        f"driver.libvirt-kvm = complete\ndriver.x = complete\ndriver-verified.x = {value}"
    )
    assert feature.implementations[1] == Implementation(level=COMPLETE)
    assert problems == [
        (
            Code.BAD_VERIFICATION,
            9,
            "'driver-verified.x' in '[storage.a]' must be a day, a comma, and who has verified it or an address, "
            f"such as '2026-05-01, A. Tester', not '{value}'",
        )
    ]


@pytest.mark.parametrize(
    ("option", "kind", "key", "hint"),
    [
        ("driver-verified.y", "verification", "y", ""),
        ("driver-verified-kvm", "verification", "kvm", "; did you mean 'libvirt-kvm'?"),
        ("driver.x-verified", "level", "x-verified", "; did you mean 'driver-verified.x'?"),
    ],
)
def test_verified_for_no_driver(option: str, kind: str, key: str, hint: str) -> None:
    _, problems = load_feature(
        f"driver.libvirt-kvm = complete\ndriver.x = complete\n{option} = 2026-05-01, A"
    )
    assert problems == [
        (
            Code.UNDECLARED_DRIVER,
            9,
            f"'{option}' in '[storage.a]' gives a {kind} for the undeclared driver '{key}'{hint}",
        )
    ]


def test_who_has_verified_a_level_twice() -> None:
    feature, problems = load_feature(
        "driver.libvirt-kvm = complete\ndriver.x = complete\n"
        "driver-verified.x = 2026-05-01, A\ndriver-verified-x = 2026-05-02, B"
    )
    assert feature.implementations[1].verified == Verification(date=date(2026, 5, 1), who="A")
    assert problems == [
        (
            Code.DUPLICATE_OPTION,
            10,
            "'[storage.a]' already gives this for driver 'x', at line 9; 'driver-verified-x' is ignored",
        )
    ]
