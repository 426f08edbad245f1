from __future__ import annotations

import pytest

from sphinx_support_matrix.cli import main

MATRIX = "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n"
# The command, what it needs beside a file, and where a file goes.
READING = [
    ("check", []),
    ("show", []),
    ("query", ["--supports", "f"]),
    ("export", ["--format", "csv"]),
    ("format", []),
    ("migrate", []),
    ("diff", ["--since", "HEAD"]),
]
ADDING = [("add-driver", ["b", "--title", "B"]), ("add-feature", ["g", "--title", "G"])]


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(("name", "more"), [each for each in READING if each[0] != "diff"] + ADDING)
def test_default(name, more, folder, capsys):
    results = []
    for given in ([], ["support-matrix.ini"]):
        path = folder / "support-matrix.ini"
        path.write_text(MATRIX)
        assert main([name, *given, *more]) == 0
        results.append((*capsys.readouterr(), path.read_text()))
    assert results[0] == results[1]


@pytest.mark.parametrize(("name", "more"), ADDING)
def test_the_file_may_stand_apart_from_the_name(name, more, folder):
    (folder / "m.ini").write_text(MATRIX)
    assert main([name, "m.ini", *more[1:], more[0]]) == 0
    assert more[2] in (folder / "m.ini").read_text()


@pytest.mark.parametrize(("name", "more"), [*READING, *ADDING])
@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([], "name a file, or write a first one with 'support-matrix init'"),
        (["a.txt", ".hidden/m.ini", "docs/deep/m.ini"], "name a file, or write a first one with 'support-matrix init'"),
        (["tox.ini"], "name a file, such as 'tox.ini'"),
        (["a.ini", "docs/support-matrix.ini"], "name a file, such as 'docs/support-matrix.ini' or 'a.ini'"),
        ([f"{letter}.ini" for letter in "gfedcba"], "name a file, such as 'a.ini', 'b.ini', 'c.ini', 'd.ini' or 'e.ini'"),
    ],
)  # fmt: skip
def test_no_default(name, more, files, message, folder, capsys):
    for each in files:
        (folder / each).parent.mkdir(parents=True, exist_ok=True)
        (folder / each).write_text("")
    assert main([name, *more]) == 2
    assert capsys.readouterr() == (
        "", f"support-matrix {name}: there is no 'support-matrix.ini' in this folder; {message}\n"
    )  # fmt: skip


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["add-driver", "m.ini", "--title", "B"], "add-driver: expected KEY after the file 'm.ini'"),
        (["add-feature", "-", "--title", "G"], "add-feature: expected NAME after the file '<stdin>'"),
    ],
)
def test_a_file_and_nothing_to_add(words, message, folder, capsys):
    (folder / "support-matrix.ini").write_text(MATRIX)
    assert main(words) == 2
    assert capsys.readouterr() == ("", f"support-matrix {message}\n")
    assert (folder / "support-matrix.ini").read_text() == MATRIX


def test_the_second_file_of_a_diff(folder, capsys):
    (folder / "support-matrix.ini").write_text(MATRIX)
    (folder / "old.ini").write_text(MATRIX.replace("complete", "partial"))
    assert main(["diff", "old.ini", "--exit-code"]) == 1
    assert "partial" in capsys.readouterr().out
