from __future__ import annotations

import io
import sys

import pytest

from sphinx_support_matrix.cli import main

TEXT = """\
[driver.a]
title = A
[driver.b]
title = B
[operation.f=g]
title = F
driver.a = complete
driver.b = complete
[operation.h]
title = H
driver.a = missing
driver.b = missing
"""
FEATURE = """
[new]
title = New
status = optional
notes = Words
driver.a = partial:>=2.0
driver.b = unknown

"""
WITH_DRIVER = """\
[driver.a]
title = A
[driver.b]
title = B

[driver.c]
title = C
link = c.html

[operation.f=g]
title = F
driver.a = complete
driver.b = complete
driver.c = partial:=1
[operation.h]
title = H
driver.a = missing
driver.b = missing
driver.c = missing:1:2
"""


@pytest.fixture
def path(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "m.ini"
    path.write_text(TEXT)
    return path


def test_feature(path, capsys):
    words = "--title New --status optional --notes Words --level a=partial:>=2.0 --after f=g"
    assert main(["add-feature", "m.ini", "new", *words.split()]) == 0
    assert path.read_text() == TEXT.replace("[operation.h]", FEATURE + "[operation.h]")
    assert capsys.readouterr() == ("", "m.ini: feature 'new' added\n")


def test_driver(path, capsys):
    words = "--title C --link c.html --level f=g=partial:=1 --level missing:1:2"
    assert main(["add-driver", "m.ini", "c", *words.split()]) == 0
    assert path.read_text() == WITH_DRIVER
    assert capsys.readouterr() == ("", "m.ini: driver 'c' added\n")


@pytest.mark.parametrize("file", ["m.ini", "-"])
@pytest.mark.parametrize("command", ["add-feature", "add-driver"])
def test_standard_output(command, file, path, capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TEXT.encode())))
    assert main([command, file, "x", "--title", "X", "--output", "-"]) == 0
    shown = capsys.readouterr().out
    assert path.read_text() == TEXT
    assert main([command, "m.ini", "x", "--title", "X"]) == 0
    assert path.read_text() == shown != TEXT


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(
            ["add-feature", "m.ini", "operation.h", "--title", "H"],
            "'[operation.h]' is in 'm.ini' already, at line 9",
            id="feature is there",
        ),
        pytest.param(
            ["add-feature", "m.ini", "x", "--title", "X", "--level", "partial"],
            "expected --level DRIVER=LEVEL[:RELEASE], not 'partial'",
            id="level without driver",
        ),
        pytest.param(
            ["add-feature", "m.ini", "x", "--title", "X", "--level", "a=compleet"],
            "'driver.a' in '[x]' must be complete, partial, missing, unknown or not-applicable, not 'compleet'; "
            "did you mean 'complete'?",
            id="level",
        ),
        pytest.param(
            ["add-driver", "m.ini", "B", "--title", "B"],
            "driver 'b' is in 'm.ini' already, at line 3",
            id="driver is there",
        ),
        pytest.param(
            ["add-driver", "m.ini", "c", "--title", "C", "--level", "missing", "--level", "complete"],
            "one level can be that of all other features, not both 'missing' and 'complete'",
            id="two levels for all",
        ),
        pytest.param(
            ["add-driver", "none.ini", "c", "--title", "C"],
            "cannot read 'none.ini': No such file or directory",
            id="missing file",
        ),
    ],
)
def test_nothing_is_written(arguments, message, path, capsys):
    assert main(arguments) == 2
    assert capsys.readouterr() == ("", f"support-matrix {arguments[0]}: {message}\n")
    assert path.read_text() == TEXT
