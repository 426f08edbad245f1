from __future__ import annotations

import pytest

from sphinx_support_matrix.core.ini.characters import (
    control_character,
    escaped_in_json,
    on_one_line,
    printable,
)

BIDIRECTIONAL = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
MARKS = "\u200e\u200f\u061c\u200d"


@pytest.mark.parametrize("character", BIDIRECTIONAL, ids=ascii)
def test_what_reorders_text_is_replaced_and_named(character: str) -> None:
    assert printable(f"a{character}b") == on_one_line(f"a{character}b") == "a\ufffdb"
    assert control_character(f"a{character}b") == (
        f"U+{ord(character):04X} changes the order in which text is shown; remove it, or use U+200E or U+200F"
    )


@pytest.mark.parametrize("character", MARKS, ids=ascii)
def test_the_marks_of_right_to_left_text_are_kept(character: str) -> None:
    assert printable(character) == on_one_line(character) == character
    assert control_character(character) is None


def test_bytes_of_an_argument_that_are_not_utf_8_are_named_as_bytes() -> None:
    assert control_character("a\udc80\udcff") == "byte 0x80 is not UTF-8; remove it"
    assert control_character("\udcff") == "byte 0xff is not UTF-8; remove it"
    assert control_character("\ud800") == "control character U+D800; remove it"


@pytest.mark.parametrize("character", "\n\r\t\x85\u2028\u2029", ids=ascii)
def test_only_a_line_has_no_line_ends(character: str) -> None:
    assert printable(character) == character
    assert on_one_line(character) == "\ufffd"


def test_json_holds_a_surrogate_escaped() -> None:
    assert escaped_in_json('"é\udcff"') == '"é\\udcff"'
