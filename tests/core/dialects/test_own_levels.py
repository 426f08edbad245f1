from __future__ import annotations

from dataclasses import replace

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.levels import (
    BUILTIN_LEVELS,
    COMPLETE,
    LEVEL_ALIASES,
    NOT_RECORDED,
    Level,
)
from sphinx_support_matrix.core.matrix.model import Condition, Matrix
from sphinx_support_matrix.core.problems.problem import Code

LEVELS = "complete, partial, missing, unknown or not-applicable"


def load_levels(text: str, used: str = "complete") -> tuple[Matrix, list[tuple[Code, int, str]]]:
    """Read levels that begin at line 1, and one cell that has the level *used*."""
    matrix, problems = loads(f"{text}[driver.k]\ntitle = K\n[a]\ntitle = A\ndriver.k = {used}\n", "m.ini")
    return matrix, [(each.code, each.location.line, each.message) for each in problems]


def test_builtin_levels() -> None:
    matrix, problems = load_levels("")
    assert list(BUILTIN_LEVELS) == ["complete", "partial", "missing", "unknown", "not-applicable"]
    assert [(level.name, level.counts_as) for level in BUILTIN_LEVELS.values()] == [
        (name, name) for name in BUILTIN_LEVELS
    ]
    assert [level.symbol for level in BUILTIN_LEVELS.values()] == ["✔", "◐", "✖", "?", "\N{EN DASH}"]
    assert matrix.levels == BUILTIN_LEVELS
    assert problems == []


def test_what_is_not_recorded_is_no_level_of_a_file() -> None:
    assert (NOT_RECORDED.name in BUILTIN_LEVELS, NOT_RECORDED.counts_as) == (False, "unknown")
    assert NOT_RECORDED.symbol not in {level.symbol for level in BUILTIN_LEVELS.values()}


def test_aliases_mean_builtin_levels() -> None:
    assert LEVEL_ALIASES == {"incomplete": "missing"}
    assert set(LEVEL_ALIASES.values()) <= set(BUILTIN_LEVELS)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "[level.beta]\ntitle = In beta\nsymbol = β\ncounts-as = partial\nnotes = Works,\n  mostly.\n",
            Level(name="beta", title="In beta", symbol="β", counts_as="partial", meaning="Works, mostly."),
            id="everything",
        ),
        pytest.param(
            "[level.beta]\ntitle = In beta\ncounts-as = missing\n",
            Level(name="beta", title="In beta", symbol="I", counts_as="missing", meaning=""),
            id="the least",
        ),
        pytest.param(
            "[level. beta 2 ]\nTITLE = B\nCounts-As = complete\nsymbol =\nnotes =\n",
            Level(name="beta 2", title="B", symbol="B", counts_as="complete", meaning=""),
            id="case, blank values and spaces",
        ),
        pytest.param(
            "[level.complete]\ntitle = Yes\nsymbol = Y\nnotes = It works.\n",
            replace(COMPLETE, title="Yes", symbol="Y", meaning="It works."),
            id="everything about a built-in level",
        ),
        pytest.param(
            "[level.complete]\nsymbol = Y\n",
            replace(COMPLETE, symbol="Y"),
            id="the symbol of a built-in level",
        ),
        pytest.param("[level.complete]\n", COMPLETE, id="nothing about a built-in level"),
    ],
)
def test_levels(text: str, expected: Level) -> None:
    matrix, problems = load_levels(text, used=f"{expected.name.upper()}:2")
    assert matrix.levels == {**BUILTIN_LEVELS, expected.name: expected}
    assert (matrix.features[0].implementations[0].level, matrix.features[0].implementations[0].release) == (
        expected,
        "2",
    )
    assert problems == []


def test_own_levels_in_conditions_and_messages() -> None:
    matrix, problems = loads(
        "[driver.k]\ntitle = K\n"
        "[a]\ntitle = A\nstatus = condition(a==Beta)\ndriver.k = betta\n"
        "[level.beta]\ntitle = B\ncounts-as = partial\n",
        "m.ini",
    )
    assert matrix.features[0].status.condition == Condition(feature="a", level="beta")
    assert [(each.code, each.location.line, each.message) for each in problems] == [
        (
            Code.BAD_LEVEL,
            6,
            (
                "'driver.k' in '[a]' must be complete, partial, missing, unknown, not-applicable or beta, "
                "not 'betta'; did you mean 'beta'?"
            ),
        )
    ]


@pytest.mark.parametrize("name", ["", " ", "a:b", "not-recorded", "Not-Recorded"])
def test_names_that_no_level_can_have(name: str) -> None:
    matrix, problems = load_levels(f"\n[level.{name}]\ntitle = A\ncounts-as = partial\nnonsense = 1\n")
    assert matrix.levels == BUILTIN_LEVELS
    assert problems == [
        (
            Code.BAD_LEVEL_SECTION,
            2,
            (
                f"'{name.strip()}' cannot be the name of a level; expected a word without a colon, "
                "other than 'not-recorded'"
            ),
        )
    ]


@pytest.mark.parametrize(
    ("text", "level", "expected"),
    [
        pytest.param(
            "[level.complete]\ntitle = Yes\ncounts-as = partial\n",
            replace(COMPLETE, title="Yes"),
            [
                (
                    Code.BAD_LEVEL_SECTION,
                    3,
                    "the built-in level 'complete' counts as itself; remove 'counts-as'",
                )
            ],
            id="a built-in level that counts as another",
        ),
        pytest.param(
            "[level.beta]\ntitle = Beta\n",
            Level(name="beta", title="Beta", symbol="B", counts_as="unknown", meaning=""),
            [
                (
                    Code.BAD_LEVEL_SECTION,
                    1,
                    f"'counts-as' in '[level.beta]' must be {LEVELS}, and it is not given; 'unknown' is assumed",
                )
            ],
            id="counts as nothing",
        ),
        pytest.param(
            "[level.beta]\ntitle = Beta\ncounts-as =\n",
            Level(name="beta", title="Beta", symbol="B", counts_as="unknown", meaning=""),
            [
                (
                    Code.BAD_LEVEL_SECTION,
                    3,
                    f"'counts-as' in '[level.beta]' must be {LEVELS}, and it is not given; 'unknown' is assumed",
                )
            ],
            id="counts as blank",
        ),
        pytest.param(
            "[level.beta]\ntitle = Beta\ncounts-as = Partial\n",
            Level(name="beta", title="Beta", symbol="B", counts_as="unknown", meaning=""),
            [
                (
                    Code.BAD_LEVEL_SECTION,
                    3,
                    (
                        f"'counts-as' in '[level.beta]' must be {LEVELS}, not 'Partial'; 'unknown' is assumed; "
                        "did you mean 'partial'?"
                    ),
                )
            ],
            id="counts as no level",
        ),
        pytest.param(
            "[level.beta]\ncounts-as = partial\n",
            Level(name="beta", title="beta", symbol="b", counts_as="partial", meaning=""),
            [(Code.MISSING_TITLE, 1, "section '[level.beta]' has no title; add 'title = ...'")],
            id="no title",
        ),
        pytest.param(
            "[level.beta]\ntitle = Beta\ncounts-as = partial\nsymbols = b\nmeaning = c\n",
            Level(name="beta", title="Beta", symbol="B", counts_as="partial", meaning=""),
            [
                (
                    Code.UNKNOWN_OPTION,
                    4,
                    "unknown option 'symbols' in '[level.beta]'; did you mean 'symbol'?",
                ),
                (Code.UNKNOWN_OPTION, 5, "unknown option 'meaning' in '[level.beta]'"),
            ],
            id="unknown options",
        ),
        pytest.param(
            "[level.beta]\ntitle = Beta\ncounts-as = partial\nTitle = b\n",
            Level(name="beta", title="Beta", symbol="B", counts_as="partial", meaning=""),
            [
                (
                    Code.DUPLICATE_OPTION,
                    4,
                    "option 'Title' is already given in '[level.beta]', at line 2; this second one is ignored",
                )
            ],
            id="an option twice, in different case",
        ),
    ],
)
def test_problems(text: str, level: Level, expected: list[tuple[Code, int, str]]) -> None:
    matrix, problems = load_levels(text)
    assert matrix.levels == {**BUILTIN_LEVELS, level.name: level}
    assert problems == expected
