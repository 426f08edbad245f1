from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.rules import RULES, check
from sphinx_support_matrix.core.rules.choose import choose

DRIVERS = "[driver.a]\ntitle = A\n[driver.b]\ntitle = B\n"  # 4 lines


def found(text: str, *codes: Code) -> list[tuple[str, int, str]]:
    """What the rules find in *text*, which stands behind two drivers and begins at line 5."""
    matrix, problems = loads(DRIVERS + text, "m.ini")
    assert [problem for problem in problems if problem.code is not Code.MISSING_CELL] == []
    return [
        (problem.code.value, problem.location.line, problem.message)
        for problem in check(matrix, codes or None)
    ]


def feature(name: str, a: str, b: str, *more: str) -> str:
    """A feature of four lines, and one for each of *more*."""
    lines = [f"[{name}]", f"title = Title of {name}", f"driver.a = {a}", f"driver.b = {b}", *more]
    return "".join(f"{line}\n" for line in lines)


@pytest.mark.parametrize(
    ("level", "broken"),
    [
        ("complete", False),
        ("partial", False),
        ("missing", True),
        ("unknown", True),
        ("not-applicable", False),
        ("", False),
    ],
)
def test_mandatory_unsupported(level: str, broken: bool) -> None:
    problems = found(feature("f", "complete", level, "status = mandatory"), Code.MANDATORY_UNSUPPORTED)
    message = f"'[f]' is mandatory, but driver 'b' has '{level}'"
    assert problems == ([("mandatory-unsupported", 8, message)] if broken else [])


@pytest.mark.parametrize(
    ("one", "two", "broken"),
    [
        pytest.param("missing", "missing", True, id="none"),
        pytest.param("missing", "unknown", True, id="unknown is not supported"),
        pytest.param("missing", "not-applicable", True, id="the other could be"),
        pytest.param("missing", "partial", False, id="one in part"),
        pytest.param("not-applicable", "not-applicable", False, id="makes no sense"),
        pytest.param("", "", False, id="nothing recorded"),
    ],
)
def test_choice_unsupported(one: str, two: str, broken: bool) -> None:
    text = feature("x.one", "complete", one, "status = choice(c)")
    text += feature("x.two", "missing", two, "status = choice(c)")
    message = "driver 'b' supports no member of choice(c); it must support one of '[x.one]' and '[x.two]'"
    assert found(text, Code.CHOICE_UNSUPPORTED, Code.CHOICE_OF_ONE) == (
        [("choice-unsupported", 8, message)] if broken else []
    )


def test_choice_unsupported_in_a_group_of_one() -> None:
    text = feature("f", "missing", "complete", "status = choice(c)")
    assert found(text, Code.CHOICE_UNSUPPORTED, Code.CHOICE_OF_ONE) == [
        ("choice-unsupported", 7, "'[f]' is the only member of choice(c), but driver 'a' has 'missing'"),
        (
            "choice-of-one",
            9,
            "'[f]' is the only member of choice(c), so there is nothing to choose; "
            "say mandatory or optional, or add another member",
        ),
    ]


@pytest.mark.parametrize(
    ("base", "level", "broken"),
    [
        ("complete", "missing", True),
        ("complete", "unknown", True),
        ("complete", "partial", False),
        ("complete", "not-applicable", False),
        ("partial", "missing", False),
        ("unknown", "missing", False),
    ],
)
def test_condition_unsupported(base: str, level: str, broken: bool) -> None:
    text = feature("operation.base", "missing", base)
    text += feature("f", "missing", level, "status = condition(base==complete)")
    message = f"'[f]' is required where '[operation.base]' is complete, but driver 'b' has '{level}'"
    assert found(text, Code.CONDITION_UNSUPPORTED) == (
        [("condition-unsupported", 12, message)] if broken else []
    )


def test_a_condition_on_a_feature_that_is_not_there_holds_nowhere() -> None:
    matrix, _ = loads(
        DRIVERS + feature("f", "missing", "missing", "status = condition(g==complete)"), "m.ini"
    )
    assert check(matrix, [Code.CONDITION_UNSUPPORTED]) == []


def test_levels_of_a_projects_own_count_as_what_they_say() -> None:
    text = (
        "[level.beta]\ntitle = beta\ncounts-as = partial\n[level.gone]\ntitle = gone\ncounts-as = missing\n"
    )
    text += feature("f", "beta", "gone", "status = mandatory")
    text += feature("g", "missing", "missing", "status = condition(f==beta)")
    assert found(text, Code.MANDATORY_UNSUPPORTED, Code.CONDITION_UNSUPPORTED, Code.PARTIAL_WITHOUT_NOTE) == [
        ("mandatory-unsupported", 14, "'[f]' is mandatory, but driver 'b' has 'gone'"),
        ("condition-unsupported", 18, "'[g]' is required where '[f]' is beta, but driver 'a' has 'missing'"),
    ]


@pytest.mark.parametrize("status", ["optional", "choice(c)", "condition(g==complete)"])
def test_could_be_mandatory(status: str) -> None:
    text = feature("f", "complete", "partial", f"status = {status}") + feature("g", "complete", "missing")
    assert found(text, Code.COULD_BE_MANDATORY) == [
        (
            "could-be-mandatory",
            9,
            f"all 2 drivers support '[f]', which is {status}; it could become mandatory",
        )
    ]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(feature("f", "complete", "complete", "status = mandatory"), id="mandatory"),
        pytest.param(feature("f", "complete", "complete", "status = mature"), id="mature"),
        pytest.param(feature("f", "complete", "unknown"), id="unknown"),
        pytest.param(feature("f", "complete", ""), id="not recorded"),
    ],
)
def test_could_not_be_mandatory(text: str) -> None:
    assert found(text, Code.COULD_BE_MANDATORY, Code.UNSUPPORTED_FEATURE) == []


def test_unsupported_feature() -> None:
    text = (
        feature("f", "missing", "unknown") + feature("g", "missing", "") + feature("h", "partial", "missing")
    )
    assert found(text, Code.UNSUPPORTED_FEATURE) == [
        ("unsupported-feature", 5, "none of 2 drivers supports '[f]'")
    ]


def test_partial_without_note() -> None:
    text = feature("f", "partial", "partial", "driver-notes.b = Half.")
    assert found(text, Code.PARTIAL_WITHOUT_NOTE) == [
        (
            "partial-without-note",
            7,
            "'[f]' is partial for driver 'a', and no note says which part; add 'driver-notes.a'",
        )
    ]


def test_note_without_level() -> None:
    text = "[f]\ntitle = F\ndriver.a = complete\ndriver-notes.a = Fine.\ndriver-notes.b =\n  Odd.\n"
    assert found(text, Code.NOTE_WITHOUT_LEVEL) == [
        (
            "note-without-level",
            10,
            "the note on driver 'b' in '[f]' explains nothing, because the feature records no level for it; "
            "add 'driver.b'",
        )
    ]


def test_a_note_on_a_level_that_cannot_be_read_is_not_blamed_again() -> None:
    text = "[f]\ntitle = F\ndriver.a = complete\ndriver.b = compleet\ndriver-notes.b = Fine.\n"
    matrix, problems = loads(DRIVERS + text, "m.ini")
    assert [problem.code for problem in problems] == [Code.BAD_LEVEL]
    assert check(matrix, [Code.NOTE_WITHOUT_LEVEL]) == []


def test_duplicate_title() -> None:
    matrix, _ = loads(
        "[driver.a]\ntitle = Same\n[driver.b]\ntitle = same\n"
        + feature("f", "complete", "complete").replace("Title of f", "Boot")
        + feature("g", "complete", "complete").replace("Title of g", "boot"),
        "m.ini",
    )
    assert [(each.location.line, each.message) for each in check(matrix, [Code.DUPLICATE_TITLE])] == [
        (4, "driver 'b' has the title 'same', which driver 'a' has already, at m.ini:2"),
        (10, "feature '[g]' has the title 'boot', which feature '[f]' has already, at m.ini:6"),
    ]


@pytest.mark.parametrize(
    ("note", "message"),
    [
        ("See `x <#operation_f>`_.", None),
        ("See `x <#operation_f_driver_b>`__.", None),
        ("See `x <#driver_a>`_, `y <#details>`_ and `z <#group-x-y>`_.", None),
        ("See `x <#operation_g>`_.", "no feature and no cell of the matrix has the anchor 'operation_g'; did you mean 'operation_f'?"),
        ("Write ``<#operation_g>`_``.", None),
        (".. _here: there\n  See `x <#here>`_.", None),
        ("See :support:feature:`f` and :support:feature:`F <operation.f>`.", None),
        ("See :support:feature:`g`.", "the matrix has no feature 'g'"),
        ("See :support:driver:`b`.", None),
        ("See :support:driver:`bb`.", "the matrix has no driver 'bb'; did you mean 'b'?"),
        ("See :support:level:`f@a`.", None),
        ("See :support:level:`f@aa`.", "the matrix has no driver 'aa'; did you mean 'a'?"),
        ("See :support:level:`ff@a`.", "the matrix has no feature 'ff'; did you mean 'f'?"),
        ("See :support:feature:`other::g`.", None),
        ("See :support:matrix:`other`.", None),
    ],
)  # fmt: skip
def test_dead_reference(note: str, message: str | None) -> None:
    text = "[group.x.y]\ntitle = G\n" + feature("operation.f", "complete", "complete", f"notes =\n  {note}")
    text += feature("x.y.z", "complete", "complete")
    line = 12 + note.count("\n")
    expected = [] if message is None else [("dead-reference", line, message)]
    assert found(text, Code.DEAD_REFERENCE) == expected


@pytest.mark.parametrize(
    ("note", "messages"),
    [
        ("See [the guide](https://example.org/a).", ["'[the guide](https://example.org/a)' looks like Markdown; write '`the guide <https://example.org/a>`__', or 'markup = markdown' in a section '[matrix]'"]),
        ("Set `flag` and [x](y.md).", [
            "'[x](y.md)' looks like Markdown; write '`x <y.md>`__', or 'markup = markdown' in a section '[matrix]'",
            "'`flag`' looks like Markdown; write '``flag``', or 'markup = markdown' in a section '[matrix]'",
        ]),
        ("Set ``flag``, `two words`, :ref:`here`, `x <y>`_ and `name`_; see [1]_ (or not).", []),
    ],
)  # fmt: skip
def test_note_in_markdown(note: str, messages: list[str]) -> None:
    text = feature("operation.f", "complete", "complete", f"notes = {note}")
    assert [message for _, _, message in found(text, Code.NOTE_IN_MARKDOWN)] == messages
    assert found("[matrix]\nmarkup = markdown\n" + text, Code.NOTE_IN_MARKDOWN) == []


def test_dead_references_are_found_in_every_note() -> None:
    text = "[group.g]\ntitle = G\nnotes = `x <#no>`_\n"
    text += feature("g.f", "complete", "complete", "driver-notes.a = `x <#no>`_")
    assert [line for _, line, _ in found(text, Code.DEAD_REFERENCE)] == [7, 12]


def test_a_record_without_faults() -> None:
    text = feature("f", "complete", "complete", "status = mandatory") + feature("g", "complete", "missing")
    assert found(text) == []


def test_every_rule_can_be_applied_alone() -> None:
    matrix, _ = loads(DRIVERS + feature("f", "missing", "missing", "status = mandatory"), "m.ini")
    assert [each.code for each in check(matrix)] == [
        Code.UNSUPPORTED_FEATURE,
        Code.MANDATORY_UNSUPPORTED,
        Code.MANDATORY_UNSUPPORTED,
    ]
    for code in RULES:
        assert {each.code for each in check(matrix, [code])} <= {code}


@pytest.mark.parametrize(
    ("words", "names", "wrong"),
    [
        (["all"], [code.value for code in RULES], []),
        (["choice-*"], ["choice-unsupported", "choice-of-one"], []),
        (["dead-reference", "choice-of-one"], ["choice-of-one", "dead-reference"], []),
        (["dead-refrence", "x"], [], ["no code is called 'dead-refrence'; did you mean 'dead-reference'?", "no code is called 'x'"]),
        (["hint"], ["choice-of-one", "could-be-mandatory", "note-in-markdown", "unsupported-feature"], []),
        ([], [], []),
    ],
)  # fmt: skip
def test_choose(words: list[str], names: list[str], wrong: list[str]) -> None:
    codes, messages = choose(words, list(RULES))
    assert {code.value for code in codes} == set(names)
    assert messages == wrong


@pytest.mark.parametrize(
    ("level", "what"),
    [
        ("complete", None),
        ("missing", None),
        ("not-applicable", None),
        ("unknown", "is unknown"),
        ("", "is not recorded"),
    ],
)
def test_verified_without_level(level: str, what: str | None) -> None:
    text = feature("f", "complete", level, "driver-verified.b = 2026-05-01, A. Tester")
    message = (
        f"the verification of 2026-05-01 (A. Tester) confirms nothing, because '[f]' {what} for driver 'b'; "
        "write the level that was found"
    )
    assert found(text, Code.VERIFIED_WITHOUT_LEVEL) == (
        [("verified-without-level", 9, message)] if what else []
    )


def test_verified_a_level_that_cannot_be_read() -> None:
    text = DRIVERS + feature("f", "complete", "yes", "driver-verified.b = 2026-05-01, A")
    assert check(loads(text, "m.ini")[0], {Code.VERIFIED_WITHOUT_LEVEL}) == []
