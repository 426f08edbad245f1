from __future__ import annotations

import pytest

from sphinx_support_matrix.cli.io.grid import grid_of
from sphinx_support_matrix.cli.io.level_content import level_content
from sphinx_support_matrix.cli.io.matrix_table import Look, render
from sphinx_support_matrix.cli.io.terminal import columns, for_eyes, wrapped
from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.orientation import Rows
from tests.counting import MOST, growths


def table_of(matrix):
    return grid_of(matrix, level_content(matrix), Rows.AUTO)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        pytest.param("a\tb\r\n\u200f\x85\n", "a\tb\r\n\u200f\x85\n", id="clean"),
        pytest.param("\x1b[31m\x9b\x07", "\ufffd[31m\ufffd\ufffd", id="control characters"),
        pytest.param("\u202e\u2066", "\ufffd\ufffd", id="order of text"),
        pytest.param("a\rb\r", "a\ufffdb\ufffd", id="back to the beginning of the line"),
        pytest.param("\udc80\udc9b\udc9f", "\ufffd\ufffd\ufffd", id="control characters in eight bits"),
        pytest.param("\udca0\udcff", "\udca0\udcff", id="letters in eight bits"),
        pytest.param("\ud800", "\ufffd", id="what is no byte"),
    ],
)
def test_what_a_terminal_would_obey(text, seen):
    assert for_eyes(text) == seen


@pytest.mark.parametrize(
    ("text", "size", "expected"),
    [
        pytest.param("", 5, [""], id="nothing"),
        pytest.param("a bb ccc", 5, ["a bb", "ccc"], id="words"),
        pytest.param("abcdefgh i", 3, ["abc", "def", "gh", "i"], id="a long word, and one after it"),
        pytest.param("ab cdefgh", 3, ["ab", "cde", "fgh"], id="a long word below another one"),
        pytest.param("日本語 x", 4, ["日本", "語 x"], id="wide characters"),
        pytest.param("日本", 1, ["日", "本"], id="characters that do not fit"),
        pytest.param("e\u0301e\u0301e\u0301", 2, ["e\u0301e\u0301", "e\u0301"], id="marks"),
    ],
)
def test_wrapped(text, size, expected):
    assert wrapped(text, size) == expected
    assert all(columns(line) <= size or len(line) == 1 for line in expected)


@pytest.mark.parametrize("title", ["a", "a ", "a\u0301", "日 "])
def test_long_titles(title):
    def prepare(size):
        text = f"[driver.d]\ntitle = D\n[f]\ntitle = {title * size}\ndriver.d = complete\n"
        matrix = loads(text + "".join(f"[g{number}]\ntitle = G\n" for number in range(size)), "m.ini")[0]
        return lambda: render(table_of(matrix), Look(width=None, color=False, plain=False))

    assert max(growths(prepare, 400)) < MOST


def test_no_title_makes_every_line_long():
    text = f"[driver.d]\ntitle = {'D' * 900}\n[driver.e]\ntitle = E\n[f]\ntitle = {'F' * 900}\ndriver.d = complete\n"
    table = render(table_of(loads(text, "m.ini")[0]), Look(width=None, color=False, plain=False))
    assert max(map(len, table.splitlines())) < 230
    assert table.count("D") == 900
    assert table.count("F") >= 900
