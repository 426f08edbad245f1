"""What statuses mean, in words."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.matrix.status_meaning import (
    NamedFeature,
    SentencePart,
    StatusMeanings,
    StatusWords,
    told,
    told_in_text,
    told_of_name,
)

TEXT = """\
[driver.a]
title = A
[level.beta]
title = Beta
counts-as = partial
[one]
title = One
status = {one}
[two]
title = Two
status = {two}
"""


@pytest.mark.parametrize(
    ("one", "two", "said"),
    [
        ("mandatory", "optional", "mandatory"),
        ("choice(x)", "choice(x)", "At least one of One, Two is required."),
        ("choice(x)", "choice(y)", "required"),
        ("choice(x)", "optional", "required"),
        ("condition(two==complete)", "optional", "Required where Two is complete."),
        ("condition(two==beta)", "optional", "Required where Two is Beta."),
        ("condition(three==complete)", "optional", "condition(three==complete)"),
        ("condition(two)", "optional", "condition(two)"),
    ],
)
def test_in_text(one: str, two: str, said: str) -> None:
    matrix, _ = loads(TEXT.format(one=one, two=two), "m.ini")
    assert told_in_text(StatusMeanings(matrix).of(matrix.features[0])) == said


def test_the_feature_itself_is_no_link() -> None:
    matrix, _ = loads(TEXT.format(one="choice(x)", two="choice(x)"), "m.ini")
    meaning = StatusMeanings(matrix, titles={"two": "Zwei"}, ids={"one": "id1", "two": "id2"}).of(
        matrix.features[0]
    )
    words = StatusWords(one_of="%(features)sのいずれか", between="、")
    assert told(meaning, words) == (
        SentencePart("One", NamedFeature("one", "One")),
        SentencePart("、"),
        SentencePart("Zwei", NamedFeature("two", "Zwei", "id2")),
        SentencePart("のいずれか"),
    )


def test_words_alone_get_a_full_stop() -> None:
    matrix, _ = loads(TEXT.format(one="choice(x)", two="condition(one==complete)"), "m.ini")
    meanings = [StatusMeanings(matrix).of(feature) for feature in matrix.features]
    assert ["".join(piece.text for piece in told(each, stop=".")) for each in meanings] == [
        "required.",
        "Required where One is complete.",
    ]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("optional", "optional"),
        ("choice(console)", "at least one feature of the group console is required"),
        ("condition(a.b==complete)", "required where a.b is complete"),
        ("condition(a.b)", "condition(a.b)"),
        ("choice()", "choice()"),
    ],
)
def test_of_names(text: str, said: str) -> None:
    assert told_of_name(text) == said


def test_whether_others_are_named() -> None:
    matrix, _ = loads(
        "[driver.a]\ntitle = A\n[x]\ntitle = X\nstatus = choice(c)\ndriver.a = complete\n"
        "[y]\ntitle = Y\nstatus = choice(c)\ndriver.a = complete\n[z]\ntitle = Z\nstatus = choice(d)\n"
        "driver.a = complete\n[w]\ntitle = W\nstatus = condition(x==partial)\ndriver.a = complete\n",
        "m.ini",
    )
    meanings = StatusMeanings(matrix)
    assert [meanings.of(feature).names_others for feature in matrix.features] == [True, True, False, True]
