"""Colours on the consoles of Windows, with a console that is made up: there is none here."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from sphinx_support_matrix.cli.io import terminal, windows_console
from sphinx_support_matrix.cli.io.terminal import in_color
from sphinx_support_matrix.cli.io.windows_console import asked


class MadeUpConsole:
    """As much of the functions of Windows as there is to ask, for a console of one mode."""

    def __init__(self, mode, *, can=True):
        self.mode = mode
        self.can = can
        self.calls = []

    def GetConsoleMode(self, handle, reference):  # noqa: N802
        self.calls.append(("get", handle))
        if self.mode is None:
            return 0
        reference.value = self.mode
        return 1

    def SetConsoleMode(self, handle, mode):  # noqa: N802
        self.calls.append(("set", handle, mode))
        if self.can:
            self.mode = mode
        return int(self.can)


@pytest.mark.parametrize(
    ("console", "answer", "mode", "calls"),
    [
        pytest.param(MadeUpConsole(0b011), True, 0b111, 2, id="asked"),
        pytest.param(MadeUpConsole(0b111), True, 0b111, 1, id="understands already"),
        pytest.param(MadeUpConsole(0b011, can=False), False, 0b011, 2, id="of an old Windows"),
        pytest.param(MadeUpConsole(None), True, None, 1, id="no console"),
    ],
)
def test_a_console_is_asked(console, answer, mode, calls):
    assert asked(console, 7, SimpleNamespace(value=0), lambda mode: mode) is answer
    assert console.mode == mode
    assert [call[1] for call in console.calls] == [7] * calls


class Terminal:
    def isatty(self):
        return True

    def fileno(self):
        return 1


@pytest.mark.parametrize(
    ("choice", "variables", "understands", "colors", "asks"),
    [
        ("auto", {}, True, True, True),
        ("auto", {}, False, False, True),
        ("auto", {"NO_COLOR": "1"}, True, False, False),
        ("never", {}, True, False, False),
        ("always", {}, False, True, True),
        ("auto", {"FORCE_COLOR": "1"}, False, True, True),
    ],
)
def test_colors_are_for_consoles_that_understand_them(
    monkeypatch, choice, variables, understands, colors, asks
):
    for name in ("NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    asked_for = []

    def takes_colors(descriptor):
        asked_for.append(descriptor)
        return understands

    # The name of the system for this module only: half of the library asks for it, too.
    monkeypatch.setattr(terminal, "os", SimpleNamespace(name="nt", environ=terminal.os.environ))
    monkeypatch.setattr(windows_console, "takes_colors", takes_colors)
    assert in_color(Terminal(), choice) is colors
    assert asked_for == [1] * asks
