"""The word that a project has for its drivers."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.driver_word import DriverWord, driver_word, own_word


@pytest.mark.parametrize(
    ("text", "one", "many"),
    [
        ("backend; backends", "backend", "backends"),
        (" payment  provider ;payment\nproviders ", "payment provider", "payment providers"),
        ("Backend;Backends", "Backend", "Backends"),
    ],
)
def test_a_word_and_its_plural(text, one, many):
    assert driver_word(text) == DriverWord(one=one, many=many)


@pytest.mark.parametrize("text", ["backend", "backend;", ";backends", " ; ", "a; b; c", ";"])
def test_anything_else(text):
    with pytest.raises(ValueError, match="expected") as caught:
        driver_word(text)
    assert str(caught.value) == f"expected a word and its plural, such as 'backend; backends', not '{text}'"


def test_only_the_first_letter_changes():
    assert driver_word("cloud API; cloud APIs").names == {
        "driver": "cloud API",
        "drivers": "cloud APIs",
        "Driver": "Cloud API",
        "Drivers": "Cloud APIs",
    }


def test_of_a_file():
    assert own_word(loads("[driver.a]\ntitle = A\n", "m.ini")[0].settings) is None
    matrix, _ = loads("[matrix]\ndriver-word = backend; backends\n[driver.a]\ntitle = A\n", "m.ini")
    assert own_word(matrix.settings) == DriverWord(one="backend", many="backends")
