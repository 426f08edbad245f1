from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.ini.layout import Layout, lay_out
from sphinx_support_matrix.core.ini.reader import read

line = st.builds(
    "{}{}".format,
    st.sampled_from(["", "", " ", "  ", "    ", "\t", "\u3000"]),
    st.sampled_from(
        ["", "[a]", "[b]", "k = v", "l:", "k=w", "more", "# c", "; c", "[x", "\ufeff[a]", "\x1c"]
    ),
)
text = st.lists(st.tuples(line, st.sampled_from(["\n", "\n", "\r\n", "\r"])), max_size=12).map(
    lambda lines: "".join(map("".join, lines))
) | st.builds("\ufeff{}".format, st.sampled_from(["", "[a]\nk = v", "\ufeff[a]\nk=v"]))


def shape(layout: Layout) -> list[tuple[object, ...]]:
    return [
        (
            part.begin,
            part.header,
            part.name,
            [(entry.first, entry.last, entry.option.key, entry.option.value.text) for entry in part.entries],
            part.malformed,
            part.stop,
        )
        for part in layout.parts
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("# a\nstray\n", [], id="no section"),
        pytest.param("[a]", [(1, 1, "a", [], (), 2)], id="a section"),
        pytest.param(
            "[a]\nk = v\n\n[b]\nl = w\n",
            [(1, 1, "a", [(2, 2, "k", "v")], (), 4), (4, 4, "b", [(5, 5, "l", "w")], (), 7)],
            id="two sections",
        ),
        pytest.param(
            "# top\n\n# a\n[a]\nk = v\n# end\n\n; b\n# b\n[b]\n",
            [(3, 4, "a", [(5, 5, "k", "v")], (), 8), (8, 10, "b", [], (), 12)],
            id="comments above headers",
        ),
        pytest.param(
            "[a]\nk = v\n\n  w\n# c\n  x\n\n",
            [(1, 1, "a", [(2, 6, "k", "v w x")], (), 9)],
            id="the lines of a value",
        ),
        pytest.param(
            "[a]\nk = v\n  # c\n  # d\n# b\n[b]",
            [(1, 1, "a", [(2, 4, "k", "v")], (), 5), (5, 6, "b", [], (), 7)],
            id="indented comments belong to the option",
        ),
        pytest.param(
            " [a]\n k = v\n # b\n [b]",
            [(1, 1, "a", [(2, 2, "k", "v")], (), 3), (3, 4, "b", [], (), 5)],
            id="indentation counts from the key",
        ),
        pytest.param(
            "[a]\nk = v\njunk\n  w\nmore\n",
            [(1, 1, "a", [(2, 4, "k", "v w")], (3, 5), 7)],
            id="malformed lines",
        ),
        pytest.param(
            "[a]\nk = 1\nk = 2\n  3\n[a]\nk = 4\n",
            [
                (1, 1, "a", [(2, 2, "k", "1"), (3, 4, "k", "2 3")], (), 5),
                (5, 5, "a", [(6, 6, "k", "4")], (), 8),
            ],
            id="repeated keys and sections",
        ),
        pytest.param(
            "\ufeff[a]\r\nk =\r\n",
            [(1, 1, "a", [(2, 2, "k", "")], (), 4)],
            id="byte order mark and line ends",
        ),
    ],
)
def test_layout(text, expected):
    assert shape(lay_out(text)) == expected


@given(text)
def test_every_character_is_in_the_layout(text):
    layout = lay_out(text)
    assert layout.mark + "".join(map("".join, zip(layout.lines, layout.ends, strict=True))) == text


@given(text)
def test_options_are_those_of_the_reader(text):
    numbers = {}
    for section in read(text, "").sections:
        for option in section.options:
            numbers[option.location.line] = (section.name, option.key, option.value)
    found = {
        entry.first: (part.name, entry.option.key, entry.option.value)
        for part in lay_out(text).parts
        for entry in part.entries
    }
    assert numbers.items() <= found.items()


@given(text)
def test_sections_follow_each_other(text):
    layout = lay_out(text)
    after = None
    for part in layout.parts:
        assert after in {None, part.begin}
        lines = [part.begin, part.header]
        for entry in part.entries:
            lines += [entry.first - 1, entry.last]
        assert lines == sorted(lines)
        assert lines[-1] < part.stop
        after = part.stop
    assert after in {None, len(re.split(r"\r\n|\r|\n", text)) + 1}


@pytest.mark.parametrize(
    ("text", "end"),
    [
        pytest.param("", "\n", id="nothing"),
        pytest.param("[a]", "\n", id="one line"),
        pytest.param("[a]\r\nk = v\n", "\r\n", id="the first one"),
        pytest.param("[a]\rk = v", "\r", id="old Macs"),
    ],
)
def test_line_end(text, end):
    assert lay_out(text).end == end


def test_margin_is_that_of_the_line_which_counts():
    layout = lay_out("[a]\n  k = v\n      w\n # c\n  l = v\n junk\n   more\n")
    (part,) = layout.parts
    assert [layout.margin(part, number) for number in range(1, 8)] == ["", "  ", "  ", "  ", "  ", " ", " "]


def test_last_line_is_not_blank():
    layout = lay_out("[a]\nk = v\n# c\n\n\n[b]\n\n")
    assert [layout.last(part) for part in layout.parts] == [3, 6]


def test_after_the_last_line_is_nothing():
    assert lay_out("[a]").is_blank(2)
