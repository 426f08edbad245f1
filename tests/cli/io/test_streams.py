from __future__ import annotations

import io
import sys

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.cli.io.streams import abandon_streams, complain

MATRIX = "[driver.a]\ntitle = A\n[f]\ntitle = ✔\ndriver.a = complete\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["show"], ["query", "--supports", "f"], ["query", "--supports", "f", "--format", "keys"],
        ["query", "--supports", "f", "--format", "json"], ["export", "--format", "markdown"], ["check", "--hints"],
    ],
    ids=" ".join,
)  # fmt: skip
def test_lines_end_alike_on_every_system(tmp_path, monkeypatch, arguments):
    path = tmp_path / "m.ini"
    path.write_text(MATRIX.replace("complete", "partial"), encoding="utf-8")
    # As Windows has it.
    streams = {
        name: io.TextIOWrapper(io.BytesIO(), "cp1252", newline="\r\n") for name in ("stdout", "stderr")
    }
    for name, stream in streams.items():
        monkeypatch.setattr(sys, name, stream)
    main([arguments[0], str(path), *arguments[1:]])
    written = streams["stdout"].buffer.getvalue()
    assert written.endswith(b"\n")
    assert b"\r" not in written + streams["stderr"].buffer.getvalue()


class Broken(io.StringIO):
    """A stream that takes nothing, and has no number either."""

    def write(self, text):
        raise BrokenPipeError(text)

    def flush(self):
        raise BrokenPipeError


@pytest.mark.parametrize("name", ["stdout", "stderr"])
def test_what_cannot_be_written_is_no_error_at_the_end(monkeypatch, name):
    monkeypatch.setattr(sys, name, Broken())
    complain("message")
    abandon_streams()
