from __future__ import annotations

import configparser
import io
import re

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from sphinx_support_matrix.core.ini.characters import printable
from sphinx_support_matrix.core.ini.document import Document, Value
from sphinx_support_matrix.core.ini.reader import decode, read
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code


def texts(document: Document) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (section.name, [(option.key, option.value.text) for option in section.options])
        for section in document.sections
    ]


def problems(document: Document) -> list[tuple[Code, int, str]]:
    return [(problem.code, problem.location.line, problem.message) for problem in document.problems]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("\n# comment\n  ; comment\n", [], id="comments"),
        pytest.param("[a]", [("a", [])], id="section without options"),
        pytest.param("[a]\nk = v\n", [("a", [("k", "v")])], id="equals sign"),
        pytest.param("[a]\nk: v\n", [("a", [("k", "v")])], id="colon"),
        pytest.param("[a]\nk=v:w=x\n", [("a", [("k", "v:w=x")])], id="the first delimiter counts"),
        pytest.param("[a]\nk.é-1 a = v\n", [("a", [("k.é-1 a", "v")])], id="other characters in a key"),
        pytest.param(
            "[a]\nKey = V\nkey = v\n", [("a", [("Key", "V"), ("key", "v")])], id="keys keep their case"
        ),
        pytest.param("[a]\nk =\nl =  \n", [("a", [("k", ""), ("l", "")])], id="blank values"),
        pytest.param("[a]\nk = 100%(x)s %%\n", [("a", [("k", "100%(x)s %%")])], id="no interpolation"),
        pytest.param("[a]\nk = v # x ; y\n", [("a", [("k", "v # x ; y")])], id="no comment beside a value"),
        pytest.param("[a]\nk = v\n# x\n  # y\n  w\n", [("a", [("k", "v w")])], id="comments in a value"),
        pytest.param(
            "[a]\nk = v\n\n  w = x\n", [("a", [("k", "v w = x")])], id="continuation after a blank line"
        ),
        pytest.param("[a]\n  k = v\n  l = w\n", [("a", [("k", "v"), ("l", "w")])], id="indented options"),
        pytest.param("[a]\n  k = v\nl = w\n", [("a", [("k", "v"), ("l", "w")])], id="less indentation"),
        pytest.param("[a]\n  k = v\n", [("a", [("k", "v")])], id="a section has no continuation lines"),
        pytest.param("[a]\nk = v\n  [b]\n", [("a", [("k", "v [b]")])], id="header in a continuation line"),
        pytest.param("  [a]\n  k = v\n", [("a", [("k", "v")])], id="indented section"),
        pytest.param("[a] b\n[c]]\n[ d ]\n", [("a", []), ("c]", []), (" d ", [])], id="brackets"),
        pytest.param("[b]\n[a]\nz = 1\ny = 2\n", [("b", []), ("a", [("z", "1"), ("y", "2")])], id="order"),
        pytest.param("[DEFAULT]\nk = v\n[a]\n", [("DEFAULT", [("k", "v")]), ("a", [])], id="default section"),
        pytest.param("[a]\r\nk = v\r\n  w\r\n", [("a", [("k", "v w")])], id="line ends of Windows"),
        pytest.param("[a]\rk = v\rl = w\r", [("a", [("k", "v"), ("l", "w")])], id="line ends of old Macs"),
        pytest.param("[a]\nk = v\x85\u2028w\n", [("a", [("k", "v w")])], id="characters that end no line"),
        pytest.param("\ufeff[a]\nk = v\n", [("a", [("k", "v")])], id="byte order mark"),
    ],
)
def test_sections_and_options(text: str, expected: list[tuple[str, list[tuple[str, str]]]]) -> None:
    assert texts(read(text, "m.ini")) == expected
    assert read(text.encode(), "m.ini") == read(text, "m.ini")
    assert problems(read(text, "m.ini")) == []


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        pytest.param("k = v", {2: "v"}, id="one line"),
        pytest.param("k =", {}, id="blank"),
        pytest.param("k =\n\n    \n", {}, id="blank lines only"),
        pytest.param("k = v\n  w\n", {2: "v", 3: "w"}, id="first line beside the key"),
        pytest.param("k =\n  v\n  w\n", {3: "v", 4: "w"}, id="first line below the key"),
        pytest.param(
            "k =\n\n  v\n\n\n  w\n\n", {4: "v", 5: "", 6: "", 7: "w"}, id="blank lines between others"
        ),
        pytest.param(
            "k = v\n  * a\n    b\n  * c\n", {2: "v", 3: "* a", 4: "  b", 5: "* c"}, id="relative indentation"
        ),
        pytest.param("k =\n    a\n  b\n", {3: "  a", 4: "b"}, id="the least indentation is shared"),
        pytest.param("k = v\n\ta\n\t  b\n", {2: "v", 3: "a", 4: "  b"}, id="tabs"),
        pytest.param("k = v\n\ta\n        b\n", {2: "v", 3: "a", 4: "b"}, id="a tab is eight columns"),
        pytest.param("k = v  \n  w\t\n", {2: "v", 3: "w"}, id="white space at the ends of lines"),
        pytest.param("k = v\n  # comment\n  w\n", {2: "v", 4: "w"}, id="a comment leaves no line"),
        pytest.param("k = v\r\n  w\r\n", {2: "v", 3: "w"}, id="line ends of Windows"),
    ],
)
def test_lines_of_a_value(text: str, lines: dict[int, str]) -> None:
    option = read(f"[a]\n{text}", "m.ini").sections[0].options[0]
    assert dict(zip(option.value.numbers, option.value.lines, strict=True)) == lines
    assert bool(option.value) is bool(lines)


def test_value_as_text() -> None:
    value = Value(lines=("a  b", "", "  c\td"), numbers=(1, 2, 3))
    assert str(value) == "a  b\n\n  c\td"
    assert value.text == "a b c d"


def test_locations() -> None:
    document = read("\n[a]\nk = v\n\n[b]\n\tl =\n\t w\n [c]\n", "m.ini")
    assert document.path == "m.ini"
    assert [section.location for section in document.sections] == [
        Location(path="m.ini", line=2, column=1),
        Location(path="m.ini", line=5, column=1),
        Location(path="m.ini", line=8, column=2),
    ]
    assert [option.location for section in document.sections for option in section.options] == [
        Location(path="m.ini", line=3, column=1),
        Location(path="m.ini", line=6, column=2),
    ]


@pytest.mark.parametrize(
    ("text", "expected", "sections"),
    [
        pytest.param(
            "k = v\n",
            [
                (
                    Code.TEXT_BEFORE_SECTION,
                    1,
                    "expected a '[section]' first; this line before the first section can belong to nothing",
                )
            ],
            [],
            id="text and no section",
        ),
        pytest.param(
            "# comment\na\n\n  b\n[]\n[a]\n",
            [
                (
                    Code.TEXT_BEFORE_SECTION,
                    2,
                    (
                        "expected a '[section]' first; 3 lines from here on before the first section can "
                        "belong to nothing"
                    ),
                )
            ],
            [("a", [])],
            id="text before the first section",
        ),
        pytest.param(
            "[a]\nnonsense\nk = v\n",
            [(Code.MALFORMED_LINE, 2, "expected 'option = value' or '[section]', found 'nonsense'")],
            [("a", [("k", "v")])],
            id="neither option nor section",
        ),
        pytest.param(
            "[a]\n = v\n  : w\n",
            [
                (Code.MALFORMED_LINE, 2, "expected 'option = value' or '[section]', found '= v'"),
                (Code.MALFORMED_LINE, 3, "expected 'option = value' or '[section]', found ': w'"),
            ],
            [("a", [])],
            id="no key",
        ),
        pytest.param(
            "[a]\nk = v\nnonsense\n  w\n",
            [(Code.MALFORMED_LINE, 3, "expected 'option = value' or '[section]', found 'nonsense'")],
            [("a", [("k", "v w")])],
            id="an option stays open over a malformed line",
        ),
        pytest.param(
            "[a]\n" + "x" * 40 + "\n" + "y" * 41 + "\n",
            [
                (Code.MALFORMED_LINE, 2, f"expected 'option = value' or '[section]', found '{'x' * 40}'"),
                (Code.MALFORMED_LINE, 3, f"expected 'option = value' or '[section]', found '{'y' * 39}…'"),
            ],
            [("a", [])],
            id="long lines are shortened",
        ),
        pytest.param(
            "[a]\nk = 1\n[b]\n[a]\nk = 2\n  3\nk = 4\n[c]\nk = 5\n[a]\n",
            [
                (
                    Code.DUPLICATE_SECTION,
                    4,
                    "section '[a]' is already there, at line 1; this second one is ignored",
                ),
                (
                    Code.DUPLICATE_SECTION,
                    10,
                    "section '[a]' is already there, at line 1; this second one is ignored",
                ),
            ],
            [("a", [("k", "1")]), ("b", []), ("c", [("k", "5")])],
            id="duplicate section",
        ),
        pytest.param(
            "[DEFAULT]\nk = 1\n[DEFAULT]\nk = 2\n",
            [
                (
                    Code.DUPLICATE_SECTION,
                    3,
                    "section '[DEFAULT]' is already there, at line 1; this second one is ignored",
                )
            ],
            [("DEFAULT", [("k", "1")])],
            id="duplicate default section",
        ),
        pytest.param(
            "[a]\nk = 1\nl = 2\nk = 3\n  4\nk: 5\n[b]\nk = 6\n",
            [
                (
                    Code.DUPLICATE_OPTION,
                    4,
                    "option 'k' is already given in '[a]', at line 2; this second one is ignored",
                ),
                (
                    Code.DUPLICATE_OPTION,
                    6,
                    "option 'k' is already given in '[a]', at line 2; this second one is ignored",
                ),
            ],
            [("a", [("k", "1"), ("l", "2")]), ("b", [("k", "6")])],
            id="duplicate option",
        ),
    ],
)
def test_problems(
    text: str,
    expected: list[tuple[Code, int, str]],
    sections: list[tuple[str, list[tuple[str, str]]]],
) -> None:
    document = read(text, "m.ini")
    assert problems(document) == expected
    assert texts(document) == sections


@pytest.mark.parametrize(
    ("data", "text", "expected"),
    [
        pytest.param("é€😀".encode(), "é€😀", [], id="UTF-8"),
        pytest.param(b"\xef\xbb\xbfa", "a", [], id="byte order mark"),
        pytest.param(
            "a\nbé\r\nc\rdé".encode("latin-1"),
            "a\nb\ufffd\r\nc\rd\ufffd",
            [
                (2, 2, "byte 0xe9 is not UTF-8; save the file as UTF-8"),
                (4, 2, "byte 0xe9 is not UTF-8; save the file as UTF-8"),
            ],
            id="one problem for each line",
        ),
        pytest.param(
            "é\u20ac ".encode() + b"\x80\x81\n\xe2\x82",
            "é€ \ufffd\ufffd\n\ufffd",
            [
                (1, 4, "byte 0x80 is not UTF-8; save the file as UTF-8"),
                (2, 1, "byte 0xe2 is not UTF-8; save the file as UTF-8"),
            ],
            id="columns are counted in characters",
        ),
        pytest.param(
            b"\xef\xbb\xbf\xff",
            "\ufffd",
            [(1, 1, "byte 0xff is not UTF-8; save the file as UTF-8")],
            id="byte order mark and another encoding",
        ),
    ],
)
def test_decode(data: bytes, text: str, expected: list[tuple[int, int, str]]) -> None:
    decoded, found = decode(data, "m.ini")
    assert decoded == text
    assert [(each.code, each.location, each.message) for each in found] == [
        (Code.ENCODING, Location(path="m.ini", line=line, column=column), message)
        for line, column, message in expected
    ]


def test_problems_of_bytes_are_kept() -> None:
    document = read(b"[a]\nk = \xe9\nnonsense\n", "m.ini")
    assert texts(document) == [("a", [("k", "\ufffd")])]
    assert problems(document) == [
        (Code.ENCODING, 2, "byte 0xe9 is not UTF-8; save the file as UTF-8"),
        (Code.MALFORMED_LINE, 3, "expected 'option = value' or '[section]', found 'nonsense'"),
    ]


# What most files are made of, and what goes between, into and after it. Each comes once in a text,
# so that few texts repeat a section or an option, which configparser refuses.
LINES = [
    "\n[a]", "\n[b] c", "\r\n[b]]", "\n [ d ]", "\n\t[é]", "\n[DEFAULT]", "\r[%(x)s]", "\n[[e]", "\n[a = b]",
    "\nk = v", "\n  l: w", "\nm=", "\r\nn :  x = y", "\n\to=%(k)s", "\n\u3000p\u3000=\u3000\x85", "\rq\u2028r=[a]",
    "\n  more", "\n\tmore = 1", "\n        [c]", "\r\n   ; no", "\n# k = v", "\n\x0c\x1c f", "\n\n\r\n", "\n \t ",
]  # fmt: skip
PIECES = [*" \n\r=:[]#;%k\x00\ufeff\xa0", "\nk = v", "\n[a]", "\nnonsense"]

starts = st.sampled_from(["[s]", "[s]\nk = v", "# c\r\n[s]\n\n t = u", ""])
fragments = st.lists(st.sampled_from(LINES + PIECES), unique=True, max_size=14).map("".join)
ini = st.tuples(starts, fragments).map("".join)
mixed = st.tuples(st.binary(max_size=4), ini.map(str.encode), st.binary(max_size=4)).map(b"".join)


def normal(text: str) -> str:
    return " ".join(text.split())


def stock(text: str) -> list[tuple[str, list[tuple[str, str]]]] | None:
    """What configparser reads, or ``None`` where it refuses the text."""
    # No header can hold a line break: with this, [DEFAULT] is a section like the others.
    parser = configparser.RawConfigParser(strict=True, default_section="\n")
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    try:
        parser.read_file(io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    except configparser.Error:
        return None
    return [
        (section, [(key, normal(value)) for key, value in parser.items(section)])
        for section in parser.sections()
    ]


@given(ini)
@example("[a]\nk = v\n\x1c w\n")
@example("[a]\nk\u3000=\u3000v\x85w\n")
@example("[DEFAULT]\nk = v\n[a]\nk = w\n")
def test_what_configparser_accepts_is_read_alike(text: str) -> None:
    expected = stock(text)
    assume(expected is not None)
    document = read(text, "m.ini", raw=True)
    assert texts(document) == expected
    assert problems(document) == []


@given(st.binary(max_size=40) | mixed)
def test_lines_lie_in_the_file(data: bytes) -> None:
    last = len(re.split(rb"\r\n|\r|\n", data))
    document = read(data, "m.ini")
    numbers = [problem.location.line for problem in document.problems]
    for section in document.sections:
        numbers.append(section.location.line)
        for each in section.options:
            numbers += [each.location.line, *each.value.numbers]
    assert [number for number in numbers if not 1 <= number <= last] == []


@given(ini)
def test_lines_of_values_stand_where_they_say(text: str) -> None:
    source = [normal(line) for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff"))]
    for section in read(text, "m.ini", raw=True).sections:
        for each in section.options:
            for value_line, number in zip(each.value.lines, each.value.numbers, strict=True):
                found = source[number - 1]
                if number == each.location.line:
                    key, rest = found[: len(normal(each.key))], found[len(normal(each.key)) :]
                    assert (key, normal(rest.strip()[1:])) == (normal(each.key), normal(value_line))
                else:
                    assert found == normal(value_line)


def test_control_characters_are_reported_and_replaced_in_names_as_in_values() -> None:
    document = read("[a\x01]\nk\x02\x03 = v\x04\n  \x05w\n  x\n# \x06\nl = \x07\n", "m.ini")
    assert texts(document) == [("a\ufffd", [("k\ufffd\ufffd", "v\ufffd \ufffdw x"), ("l", "\ufffd")])]
    assert problems(document) == [
        (Code.CONTROL_CHARACTER, line, f"control character U+000{digit}; remove it")
        for line, digit in ((1, 1), (2, 2), (3, 5), (6, 7))
    ]


def test_what_reorders_text_is_reported_and_replaced_like_a_control_character() -> None:
    text = "[a\u202e]\nk\u2066 = v\n  \u202b\u200fw\n# \u202e\n"
    document = read(text, "m.ini")
    assert texts(document) == [("a\ufffd", [("k\ufffd", "v \ufffd\u200fw")])]
    assert problems(document) == [
        (
            Code.CONTROL_CHARACTER,
            line,
            f"U+{number} changes the order in which text is shown; remove it, or use U+200E or U+200F",
        )
        for line, number in ((1, "202E"), (2, "2066"), (3, "202B"))
    ]
    assert texts(read(text, "m.ini", raw=True)) == [("a\u202e", [("k\u2066", "v \u202b\u200fw")])]


@given(ini)
def test_what_is_raw_keeps_every_character_and_the_rest_is_the_same(text: str) -> None:
    raw, clean = read(text, "m.ini", raw=True), read(text, "m.ini")
    assert [(section.name, section.location) for section in clean.sections] == [
        (printable(section.name), section.location) for section in raw.sections
    ]
    assert [option.value.lines for section in clean.sections for option in section.options] == [
        tuple(map(printable, option.value.lines)) for section in raw.sections for option in section.options
    ]
