from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.levels import (
    COMPLETE,
    MISSING,
    NOT_APPLICABLE,
    NOT_RECORDED,
    PARTIAL,
    UNKNOWN,
    Level,
)
from sphinx_support_matrix.core.matrix.model import Condition, Feature, Status, StatusKind
from sphinx_support_matrix.core.problems.problem import Code

FORMS = "mandatory, optional, choice(GROUP), condition(FEATURE==LEVEL), mature or immature"
LEVELS = "complete, partial, missing, unknown or not-applicable"


def load_feature(options: str, level: str = "complete") -> tuple[Feature, list[tuple[Code, int, str]]]:
    """Read a feature whose level is at line 9 and whose *options* begin at line 10."""
    matrix, problems = loads(
        "[driver.a]\ntitle = A\n"
        "[operation.attach]\ntitle = Attach\ndriver.a = complete\n"
        f"[storage.x]\n\ntitle = X\ndriver.a = {level}\n{options}\n",
        "m.ini",
    )
    return matrix.features[1], [(each.code, each.location.line, each.message) for each in problems]


@pytest.mark.parametrize(
    ("text", "level", "release"),
    [
        pytest.param("complete", COMPLETE, None, id="complete"),
        pytest.param("partial", PARTIAL, None, id="partial"),
        pytest.param("missing", MISSING, None, id="missing"),
        pytest.param("unknown", UNKNOWN, None, id="unknown"),
        pytest.param("not-applicable", NOT_APPLICABLE, None, id="not applicable"),
        pytest.param("incomplete", MISSING, None, id="alias"),
        pytest.param("INComplete", MISSING, None, id="alias in another case"),
        pytest.param("Partial", PARTIAL, None, id="another case"),
        pytest.param("partial:12.0.0", PARTIAL, "12.0.0", id="release"),
        pytest.param("partial : Liberty (12)", PARTIAL, "Liberty (12)", id="release with spaces"),
        pytest.param("partial\n  :\n  Liberty", PARTIAL, "Liberty", id="release on another line"),
        pytest.param("partial:1:2", PARTIAL, "1:2", id="release with a colon"),
        pytest.param("partial:", PARTIAL, None, id="no release after the colon"),
    ],
)
def test_levels(text: str, level: Level, release: str | None) -> None:
    feature, problems = load_feature("", level=text)
    assert (feature.implementations[0].level, feature.implementations[0].release) == (level, release)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        pytest.param("zzz", "'zzz'", id="nothing near"),
        pytest.param("yes", "'yes'; did you mean 'complete'?", id="a word of other tables"),
        pytest.param("No", "'No'; did you mean 'missing'?", id="another one, in any case"),
        pytest.param("n/a", "'n/a'; did you mean 'not-applicable'?", id="an abbreviation"),
        pytest.param(
            "\N{WHITE HEAVY CHECK MARK}",
            "'\N{WHITE HEAVY CHECK MARK}'; did you mean 'complete'?",
            id="an emoji",
        ),
        pytest.param("\N{CROSS MARK}", "'\N{CROSS MARK}'; did you mean 'missing'?", id="another emoji"),
        pytest.param(
            "\N{WARNING SIGN}\ufe0f:2", "'\N{WARNING SIGN}\ufe0f'; did you mean 'partial'?", id="a picture"
        ),
        pytest.param("complet:2", "'complet'; did you mean 'complete'?", id="near"),
        pytest.param("in-complete", "'in-complete'; did you mean 'incomplete'?", id="near an alias"),
        pytest.param("complete # x", "'complete # x'; a comment needs a line of its own", id="comment"),
        pytest.param(
            "Incomplete; x", "'Incomplete; x'; a comment needs a line of its own", id="another comment"
        ),
        pytest.param("complet # x", "'complet # x'; did you mean 'complete'?", id="comment and near"),
        pytest.param("not-recorded", "'not-recorded'", id="what no file can ask for"),
        pytest.param(":2", "''", id="release only"),
    ],
)
def test_bad_levels(text: str, found: str) -> None:
    feature, problems = load_feature("", level=text)
    assert (feature.implementations[0].level, feature.implementations[0].release) == (NOT_RECORDED, None)
    assert problems == [(Code.BAD_LEVEL, 9, f"'driver.a' in '[storage.x]' must be {LEVELS}, not {found}")]


@pytest.mark.parametrize(
    ("text", "status", "written"),
    [
        pytest.param("mandatory", Status(kind=StatusKind.MANDATORY), "mandatory", id="mandatory"),
        pytest.param("optional", Status(kind=StatusKind.OPTIONAL), "optional", id="optional"),
        pytest.param("mature", Status(kind=StatusKind.MATURE), "mature", id="mature"),
        pytest.param("immature", Status(kind=StatusKind.IMMATURE), "immature", id="immature"),
        pytest.param("required", Status(kind=StatusKind.MANDATORY), "mandatory", id="alias"),
        pytest.param("Mandatory", Status(kind=StatusKind.MANDATORY), "mandatory", id="another case"),
        pytest.param("mature()", Status(kind=StatusKind.MATURE), "mature", id="empty parentheses"),
        pytest.param(
            "choice(Storage)",
            Status(kind=StatusKind.CHOICE, argument="Storage"),
            "choice(Storage)",
            id="choice",
        ),
        pytest.param(
            "Choice ( a\n  b ) ",
            Status(kind=StatusKind.CHOICE, argument="a b"),
            "choice(a b)",
            id="choice with spaces",
        ),
        pytest.param(
            "condition(storage.x==partial)",
            Status(
                kind=StatusKind.CONDITION,
                argument="storage.x==partial",
                condition=Condition(feature="storage.x", level="partial"),
            ),
            "condition(storage.x==partial)",
            id="condition",
        ),
        pytest.param(
            "conditional( operation.attach == Incomplete )",
            Status(
                kind=StatusKind.CONDITION,
                argument="operation.attach == Incomplete",
                condition=Condition(feature="operation.attach", level="missing"),
            ),
            "condition(operation.attach == Incomplete)",
            id="aliases in a condition",
        ),
        pytest.param(
            "condition(attach==complete)",
            Status(
                kind=StatusKind.CONDITION,
                argument="attach==complete",
                condition=Condition(feature="operation.attach", level="complete"),
            ),
            "condition(attach==complete)",
            id="a feature without its operation prefix",
        ),
        pytest.param(
            "condition(operation.storage.x==complete)",
            Status(
                kind=StatusKind.CONDITION,
                argument="operation.storage.x==complete",
                condition=Condition(feature="storage.x", level="complete"),
            ),
            "condition(operation.storage.x==complete)",
            id="a feature with an operation prefix too many",
        ),
    ],
)
def test_statuses(text: str, status: Status, written: str) -> None:
    feature, problems = load_feature(f"status = {text}")
    assert feature.status == status
    assert str(feature.status) == written
    assert problems == []


@pytest.mark.parametrize("options", [pytest.param("", id="nothing"), pytest.param("status =", id="blank")])
def test_status_is_optional_by_default(options: str) -> None:
    feature, problems = load_feature(options)
    assert feature.status == Status(kind=StatusKind.OPTIONAL, given=False)
    assert problems == []


@pytest.mark.parametrize(
    ("text", "status", "expected", "found"),
    [
        pytest.param("yes", Status(), FORMS, "not 'yes'", id="nothing near"),
        pytest.param("mandatry", Status(), FORMS, "not 'mandatry'; did you mean 'mandatory'?", id="near"),
        pytest.param(
            "requird", Status(), FORMS, "not 'requird'; did you mean 'required'?", id="near an alias"
        ),
        pytest.param(
            "choise(a)", Status(), FORMS, "not 'choise(a)'; did you mean 'choice'?", id="near with argument"
        ),
        pytest.param("(a)", Status(), FORMS, "not '(a)'", id="argument only"),
        pytest.param(
            "mature)", Status(), FORMS, "not 'mature)'; did you mean 'mature'?", id="closed but not opened"
        ),
        pytest.param(
            "choice", Status(kind=StatusKind.CHOICE), "choice(GROUP)", "not 'choice'", id="no choice"
        ),
        pytest.param(
            "choice()", Status(kind=StatusKind.CHOICE), "choice(GROUP)", "not 'choice()'", id="empty choice"
        ),
        pytest.param(
            "choice(",
            Status(kind=StatusKind.CHOICE),
            "choice(GROUP)",
            "the parenthesis of 'choice(' is not closed",
            id="open choice",
        ),
        pytest.param(
            "mandatory(",
            Status(kind=StatusKind.MANDATORY),
            "mandatory",
            "the parenthesis of 'mandatory(' is not closed",
            id="open mandatory",
        ),
        pytest.param(
            "choice(a",
            Status(kind=StatusKind.CHOICE, argument="a"),
            "choice(GROUP)",
            "the parenthesis of 'choice(a' is not closed",
            id="choice that is not closed",
        ),
        pytest.param(
            "Mature(a)",
            Status(kind=StatusKind.MATURE),
            "mature",
            "not 'Mature(a)'",
            id="an argument too many",
        ),
        pytest.param(
            "required(a",
            Status(kind=StatusKind.MANDATORY),
            "mandatory",
            "the parenthesis of 'required(a' is not closed",
            id="an argument too many that is not closed",
        ),
        pytest.param(
            "condition",
            Status(kind=StatusKind.CONDITION),
            "condition(FEATURE==LEVEL)",
            "not 'condition'",
            id="no condition",
        ),
        pytest.param(
            "condition(attach==complete",
            Status(kind=StatusKind.CONDITION, argument="attach==complete"),
            "condition(FEATURE==LEVEL)",
            "the parenthesis of 'condition(attach==complete' is not closed",
            id="condition that is not closed",
        ),
        pytest.param(
            "conditional(attach=complete)",
            Status(kind=StatusKind.CONDITION, argument="attach=complete"),
            "condition(FEATURE==LEVEL)",
            "not 'condition(attach=complete)'",
            id="condition with one equals sign",
        ),
        pytest.param(
            "condition(attach==)",
            Status(kind=StatusKind.CONDITION, argument="attach=="),
            "condition(FEATURE==LEVEL)",
            "not 'condition(attach==)'",
            id="condition without a level",
        ),
    ],
)
def test_bad_statuses(text: str, status: Status, expected: str, found: str) -> None:
    feature, problems = load_feature(f"status = {text}")
    assert feature.status == status
    assert problems == [(Code.BAD_STATUS, 10, f"status of '[storage.x]' must be {expected}, {found}")]


@pytest.mark.parametrize(
    ("argument", "condition", "expected"),
    [
        pytest.param(
            "storage.y==complete",
            Condition(feature="storage.y", level="complete"),
            [
                (
                    Code.UNKNOWN_FEATURE,
                    10,
                    (
                        "the condition of '[storage.x]' names the unknown feature 'storage.y'; "
                        "did you mean 'storage.x'?"
                    ),
                )
            ],
            id="unknown feature",
        ),
        pytest.param(
            "storage.x==complet",
            None,
            [
                (
                    Code.BAD_LEVEL,
                    10,
                    (
                        f"the level in the condition of '[storage.x]' must be {LEVELS}, not 'complet'; "
                        "did you mean 'complete'?"
                    ),
                )
            ],
            id="unknown level",
        ),
        pytest.param(
            "?==yes",
            None,
            [
                (Code.UNKNOWN_FEATURE, 10, "the condition of '[storage.x]' names the unknown feature '?'"),
                (
                    Code.BAD_LEVEL,
                    10,
                    f"the level in the condition of '[storage.x]' must be {LEVELS}, not 'yes'",
                ),
            ],
            id="both",
        ),
    ],
)
def test_bad_conditions(
    argument: str, condition: Condition | None, expected: list[tuple[Code, int, str]]
) -> None:
    feature, problems = load_feature(f"status = condition({argument})")
    assert feature.status == Status(kind=StatusKind.CONDITION, argument=argument, condition=condition)
    assert problems == expected


@pytest.mark.parametrize(
    ("options", "commands"),
    [
        pytest.param("", (), id="not given"),
        pytest.param("cli =", (), id="blank"),
        pytest.param("cli = nova list", ("nova list",), id="one"),
        pytest.param("cli = nova list;nova  show ID ", ("nova list", "nova show ID"), id="two"),
        pytest.param("cli = a;\n  b --c\n  --d", ("a", "b --c --d"), id="a line break ends no command"),
        pytest.param("cli = ; a; ;b;", ("a", "b"), id="empty pieces"),
        pytest.param("cli = a, b=c:d", ("a, b=c:d",), id="other punctuation"),
    ],
)
def test_commands(options: str, commands: tuple[str, ...]) -> None:
    feature, problems = load_feature(options)
    assert feature.commands == commands
    assert problems == []


@pytest.mark.parametrize(
    ("options", "test_ids"),
    [
        pytest.param("", (), id="not given"),
        pytest.param("tempest_test_uuids =", (), id="blank"),
        pytest.param("tempest_test_uuids = a-1;b-2,c-3 d-4", ("a-1", "b-2", "c-3", "d-4"), id="separators"),
        pytest.param("tempest_test_uuids = a-1;\n  b-2;\n", ("a-1", "b-2"), id="lines"),
    ],
)
def test_test_ids(options: str, test_ids: tuple[str, ...]) -> None:
    feature, problems = load_feature(options)
    assert feature.test_ids == test_ids
    assert problems == []
