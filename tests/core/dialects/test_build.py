from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.model import Driver, Feature, Group, Matrix
from sphinx_support_matrix.core.problems.problem import Code

Found = list[tuple[Code, int, str]]

DRIVER = "[driver.k]\ntitle = K\n"
FEATURE = "[storage.a]\ntitle = A\ndriver.k = complete\n"


def load_matrix(text: str) -> tuple[Matrix, Found]:
    matrix, problems = loads(text, "m.ini")
    return matrix, [(each.code, each.location.line, each.message) for each in problems]


def test_sections_in_any_order() -> None:
    matrix, problems = load_matrix(
        f"{FEATURE}[group.storage]\ntitle = S\n[level.beta]\ntitle = B\ncounts-as = partial\n"
        f"[targets]\nnetworking-x = X\n{DRIVER}[target.y]\ntitle = Y\n"
        "[group]\ntitle = G\nk = missing\nx = beta\ny = partial\n"
        "[a]\ntitle = A\nk = missing\nx = beta\ny = partial\n"
    )
    assert matrix.path == "m.ini"
    assert [driver.key for driver in matrix.drivers] == ["x", "k", "y"]
    assert [feature.name for feature in matrix.features] == ["storage.a", "group", "a"]
    assert [group.name for group in matrix.groups] == ["storage"]
    assert list(matrix.levels) == ["complete", "partial", "missing", "unknown", "not-applicable", "beta"]
    assert [[each.level.name for each in feature.implementations] for feature in matrix.features] == [
        ["not-recorded", "complete", "not-recorded"],
        ["beta", "missing", "partial"],
        ["beta", "missing", "partial"],
    ]
    assert [(code, line) for code, line, _ in problems] == [(Code.MISSING_CELL, 1), (Code.MISSING_CELL, 1)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "",
            [(Code.EMPTY_FILE, 1, "the file is empty; expected [driver.KEY] and feature sections")],
            id="nothing",
        ),
        pytest.param(
            "\n# comment\n",
            [(Code.EMPTY_FILE, 1, "the file is empty; expected [driver.KEY] and feature sections")],
            id="comments only",
        ),
        pytest.param(
            "\ntitle = A\n",
            [
                (
                    Code.TEXT_BEFORE_SECTION,
                    2,
                    "expected a '[section]' first; this line before the first section can belong to nothing",
                )
            ],
            id="no section",
        ),
        pytest.param(
            "\n[grades]\nvalid-grades = a\n\n[backends]\nbackend-impl-a = A\n[backends.backend-impl-a]\ngrade = a\n",
            [
                (
                    Code.NOT_A_MATRIX,
                    5,
                    (
                        "this is a Designate backend list, which records one grade for each DNS backend and no "
                        "features; it is not a support matrix, although Designate's own directive has the same name"
                    ),
                )
            ],
            id="a backend list",
        ),
    ],
)
def test_files_that_hold_no_matrix(text: str, expected: Found) -> None:
    matrix, problems = load_matrix(text)
    assert matrix == Matrix(path="m.ini")
    assert problems == expected


@pytest.mark.parametrize("name", ["grades", "backends"])
def test_features_may_be_called_like_sections_of_a_backend_list(name: str) -> None:
    matrix, problems = load_matrix(f"[{name}]\ntitle = A\n{DRIVER}")
    assert [feature.name for feature in matrix.features] == [name]
    assert [code for code, _, _ in problems] == [Code.MISSING_CELL]


def test_a_file_with_drivers_is_no_backend_list() -> None:
    matrix, problems = load_matrix(
        f"{DRIVER}[grades]\ntitle = G\ndriver.k = complete\n[backends]\ntitle = B\ndriver.k = complete\n"
    )
    assert [feature.name for feature in matrix.features] == ["grades", "backends"]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "drivers", "features", "expected"),
    [
        pytest.param(
            "\n[storage.a]\ntitle = A\n",
            [],
            ["storage.a"],
            [(Code.NO_DRIVERS, 1, "the file declares no driver; expected '[driver.KEY]' sections")],
            id="no driver",
        ),
        pytest.param(
            f"\n{DRIVER}",
            ["k"],
            [],
            [(Code.NO_FEATURES, 1, "the file has no feature; expected sections such as '[operation.NAME]'")],
            id="no feature",
        ),
        pytest.param(
            "\n[targets]\n",
            [],
            [],
            [(Code.NO_DRIVERS, 1, "the file declares no driver; expected '[driver.KEY]' sections")],
            id="targets without a driver",
        ),
        pytest.param(
            f"[DEFAULT]\ntitle = D\nnonsense = 1\n{DRIVER}[storage.a]\ndriver.k = complete\n",
            ["k"],
            ["storage.a"],
            [
                (
                    Code.DEFAULT_SECTION,
                    1,
                    "'[DEFAULT]' does not apply to other sections; write its values where they belong",
                ),
                (Code.MISSING_TITLE, 6, "section '[storage.a]' has no title; add 'title = ...'"),
            ],
            id="default section",
        ),
    ],
)
def test_problems(text: str, drivers: list[str], features: list[str], expected: Found) -> None:
    matrix, problems = load_matrix(text)
    assert [driver.key for driver in matrix.drivers] == drivers
    assert [feature.name for feature in matrix.features] == features
    assert problems == expected


def test_problems_of_the_text_are_kept() -> None:
    matrix, problems = load_matrix(f"{DRIVER}nonsense\n{FEATURE}")
    assert [feature.name for feature in matrix.features] == ["storage.a"]
    assert problems == [
        (Code.MALFORMED_LINE, 3, "expected 'option = value' or '[section]', found 'nonsense'")
    ]


@pytest.mark.parametrize(
    ("character", "name"),
    [
        pytest.param("\x00", "U+0000", id="NUL"),
        pytest.param("\x1b", "U+001B", id="ESC"),
        pytest.param("\x7f", "U+007F", id="DEL"),
        pytest.param("\x9f", "U+009F", id="C1"),
        pytest.param("\ud800", "U+D800", id="surrogate"),
        pytest.param("\ufffe", "U+FFFE", id="noncharacter"),
    ],
)
def test_control_characters(character: str, name: str) -> None:
    matrix, problems = load_matrix(
        f"{DRIVER}[storage.a]\ntitle = A{character}\ndriver.k = complete\n"
        f"notes = One\n  {character}two{character}\n  three\n  four{character}\n"
    )
    feature = matrix.features[0]
    assert feature.title.text == "A\ufffd"
    assert feature.notes is not None
    assert feature.notes.lines == ("One", "\ufffdtwo\ufffd", "three", "four\ufffd")
    message = f"control character {name}; remove it"
    assert problems == [(Code.CONTROL_CHARACTER, line, message) for line in (4, 7, 9)]


@pytest.mark.parametrize("character", ["\t", "\x85", "\xa0", "\u200b", "\ufeff", "\ufffd", "\U0001f600"])
def test_other_unusual_characters_are_kept(character: str) -> None:
    matrix, problems = load_matrix(f"{DRIVER}{FEATURE}notes = a{character}b\n")
    assert matrix.features[0].notes is not None
    assert matrix.features[0].notes.lines == (f"a{character}b",)
    assert problems == []


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(f"{DRIVER}[a\x01]\ndriver.k = complete\n", id="feature"),
        pytest.param(f"{FEATURE}[driver.a\x01]\n", id="driver"),
        pytest.param(
            f"{FEATURE}[targets]\nnetworking-a\x01 =\n",
            id="driver in targets",
        ),
        pytest.param(f"{DRIVER}{FEATURE}[group.a\x01]\n", id="group"),
    ],
)
def test_a_control_character_in_a_name_does_not_get_into_the_title(text: str) -> None:
    matrix, problems = load_matrix(text)
    named: tuple[Driver | Feature | Group, ...] = (*matrix.drivers, *matrix.features, *matrix.groups)
    assert [each.title.text for each in named if each.title.text not in {"K", "A"}] == ["a\ufffd"]
    assert Code.MISSING_TITLE in {code for code, _, _ in problems}


def test_a_control_character_in_the_title_of_a_level_is_one_problem() -> None:
    matrix, problems = load_matrix(f"[level.beta]\ntitle = B\x01\ncounts-as = partial\n{DRIVER}{FEATURE}")
    assert matrix.levels["beta"].title == "B\ufffd"
    assert problems == [(Code.CONTROL_CHARACTER, 2, "control character U+0001; remove it")]
