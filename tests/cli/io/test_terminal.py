from __future__ import annotations

import pytest

from sphinx_support_matrix.cli.io.terminal import for_eyes


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
