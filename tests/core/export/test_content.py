from __future__ import annotations

import pytest

from sphinx_support_matrix.core.export.addresses import address, split_links
from sphinx_support_matrix.core.export.content import note_blocks, plain
from sphinx_support_matrix.core.matrix.model import Note


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("One\ntwo\n\nthree", [["One two"], ["three"]], id="prose"),
        pytest.param("\n\nOne\n \n\ntwo\n", [["One"], ["two"]], id="blank lines"),
        pytest.param("- one\n  more\n- two", [["- one more", "- two"]], id="bullets"),
        pytest.param("1. one\n   more\n#. two", [["1. one more", "#. two"]], id="numbers"),
        pytest.param("Text::\n\n    a\n      b\n    c", [["Text::"], ["    a", "      b", "    c"]], id="literal"),
        pytest.param("Term\n    Definition\n    goes on", [["Term", "    Definition", "    goes on"]], id="definition"),
        pytest.param("a  b\t c\nd", [["a b c d"]], id="white space"),
    ],
)  # fmt: skip
def test_note_blocks(text: str, expected: list[list[str]]) -> None:
    lines = tuple(text.split("\n"))
    note = Note(path="m.ini", lines=lines, numbers=tuple(range(1, len(lines) + 1)))
    assert note_blocks(note) == expected


@pytest.mark.parametrize(("text", "expected"), [(" a \n b", "a b"), (" \u2028", "(untitled)")])
def test_plain(text: str, expected: str) -> None:
    assert plain(text) == expected


@pytest.mark.parametrize(
    ("text", "links"),
    [
        pytest.param("See https://x.example/a_b.", ["https://x.example/a_b"], id="full stop"),
        pytest.param("(http://x/?a=b&c#d)", ["http://x/?a=b&c#d"], id="parentheses"),
        pytest.param("`x <https://x.example/>`_", ["https://x.example/"], id="reStructuredText"),
        pytest.param("http://, https://.", [], id="nothing behind it"),
        pytest.param("HTTP://A http://b", ["HTTP://A", "http://b"], id="several"),
        pytest.param("javascript:x mailto:a@b ftp://c", [], id="other schemes"),
    ],
)
def test_split_links(text: str, links: list[str]) -> None:
    parts = list(split_links(text))
    assert "".join(part for part, _ in parts) == text
    assert [part for part, linked in parts if linked] == links


def test_address() -> None:
    assert address("https://x/ü(a)|b?c=d&e%20f_#g") == "https://x/%C3%BC%28a%29%7Cb?c=d&e%20f_#g"
