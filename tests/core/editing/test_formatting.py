from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.editing import EditError, format_text, formatting
from sphinx_support_matrix.core.editing.safety import load_text, meaning


def formatted(text: str) -> str:
    return format_text(text, "m.ini").after


def comments(text: str) -> list[str]:
    lines = (line.strip() for line in re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")))
    return [line for line in lines if line.startswith(("#", ";"))]


def check(text: str) -> None:
    after = formatted(text)
    assert formatted(after) == after
    assert comments(after) == comments(text)
    old, old_problems = load_text(text, "m.ini")
    new, new_problems = load_text(after, "m.ini")
    assert meaning(new) == meaning(old)
    assert Counter(each.code for each in new_problems) == Counter(each.code for each in old_problems)
    assert not re.search(r"[ \t]$", after, re.MULTILINE)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param(" \n\n\t\n", "", id="blank lines"),
        pytest.param("\n# a\n\n\n  # b", "# a\n\n# b\n", id="comments"),
        pytest.param("[a]", "[a]\n", id="final line end"),
        pytest.param("[a]\nk=v", "[a]\nk = v\n", id="equals sign"),
        pytest.param("[a]\nk:v\nl  :  w  \n", "[a]\nk = v\nl = w\n", id="colon"),
        pytest.param("[a]\nk = =v\nl: :w\n", "[a]\nk = =v\nl = :w\n", id="delimiters in values"),
        pytest.param("[a]\nk=  \nl:", "[a]\nk =\nl =\n", id="blank values"),
        pytest.param(" [a] \n  k = v\n  l = w\n", "[a]\nk = v\nl = w\n", id="indented options"),
        pytest.param("[a]\n[b]\n\n\n[c]\n", "[a]\n\n[b]\n\n[c]\n", id="one blank line between sections"),
        pytest.param("[a]\n\n\nk=v\n\n\nl=w\n\n", "[a]\nk = v\n\nl = w\n", id="blank lines between options"),
        pytest.param("[a] # c\n[b] ]", "[a] # c\n\n[b] ]\n", id="text after a header"),
        pytest.param(
            "# a\n[a]\n# k\nk=v\n# b\n[b]\n\n# c\n\n[c]\n",
            "# a\n[a]\n# k\nk = v\n\n# b\n[b]\n# c\n\n[c]\n",
            id="comments belong to what is below",
        ),
        pytest.param(
            "[a]\nk=v\n w\n   - x\n\n\n   - y\n z\n",
            "[a]\nk = v\n    w\n      - x\n\n\n      - y\n    z\n",
            id="relative indentation and blank lines of a value",
        ),
        pytest.param(
            "[a]\nk=\n\n\t\tx\n\ty\n",
            "[a]\nk =\n            x\n    y\n",
            id="tabs, and a value below the key",
        ),
        pytest.param(
            "[a]\nk=v\n# x\n  # y\n        ; z\n  w\n  # end\n# l\n  # l\nl=v\n",
            "[a]\nk = v\n# x\n    # y\n    ; z\n    w\n    # end\n# l\n# l\nl = v\n",
            id="comments in a value",
        ),
        pytest.param(
            "[a]\n  k=v\njunk \n   w\n  l=v\n more\n\n",
            "[a]\nk = v\njunk\n      w\n     l=v\n    more\n",
            id="malformed lines",
        ),
        pytest.param(
            "[a]\nk=1\nk=2\n  3\n[a]\nk=4\n 5\n",
            "[a]\nk = 1\nk = 2\n    3\n\n[a]\nk = 4\n    5\n",
            id="repeated keys and sections",
        ),
        pytest.param(
            "\n  stray = 1 \n\n\n # c\nmore\n\n # a\n[a]\n",
            "\n  stray = 1\n\n\n # c\nmore\n\n# a\n[a]\n",
            id="text above the first section",
        ),
        pytest.param("[a]\r\nk=v\nl=w\r", "[a]\r\nk = v\r\nl = w\r\n", id="the first line end"),
        pytest.param("\ufeff\n[a]\nk=v\n", "\ufeff[a]\nk = v\n", id="byte order mark"),
        pytest.param("[a]\nk=\udcff\n", "[a]\nk = \udcff\n", id="bytes that are not UTF-8"),
    ],
)
def test_style(text, expected):
    assert formatted(text) == expected
    check(text)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "", " ", "  ", "    ", "\t", " \t ", "\u3000"]),
            st.sampled_from(
                [
                    *("", "", "[f]", "[driver.a]", "[f]", "[", "title = T", "notes:", "notes = n\tx"),
                    *(
                        "driver.a=complete",
                        "driver.a = partial : 1",
                        "driver-notes.a =- n",
                        "k",
                        "more words",
                    ),
                    *("# c", ";d", "  #", "\ufeff[g]", "\x1c", "[x] ]", "= v", "título = \udcff", "a\tb"),
                ]
            ),
            st.sampled_from(["", "", " ", "\t"]),
            st.sampled_from(["\n", "\n", "\n", "\r\n", "\r", ""]),
        ),
        max_size=16,
    ).map(lambda lines: "".join(map("".join, lines)))
)
@example("\n\ufeff[a]\nk = v\n")
@example("[f]\nnotes =\n \t x\n  y\n\n # c\n\n   z\n")
@example("[f]\n  title = a\n k\n  more\n[f]\n")
def test_nothing_is_lost(text):
    check(text)


def test_files_of_every_dialect(matrix_files):
    for path in matrix_files:
        check(path.read_text(encoding="utf-8"))


def test_numbers_and_places_are_those_of_the_new_lines():
    matrix, problems = loads(
        formatted("[driver.a]\ntitle=A\n[f]\n\n\ntitle=F\nnotes=x\n y\ndriver.a=complete"), "m"
    )
    (feature,) = matrix.features
    assert problems == []
    assert feature.notes.numbers == (6, 7)
    assert feature.places[0].line == 8


def test_what_would_change_the_meaning_is_refused(monkeypatch):
    monkeypatch.setattr(formatting, "same", lambda *_: False)
    with pytest.raises(EditError, match=r"^cannot format 'm.ini' without changing what it says"):
        format_text("[a]", "m.ini")
