from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core.editing import first_file

NEXT = """\
'docs/drivers.ini' is written. What comes next:

1. Put your own drivers and features into it.
2. See whether anything is wrong with it:

     support-matrix check docs/drivers.ini

3. Add "sphinx_support_matrix" to the extensions in conf.py, and to a page:

     .. support_matrix:: drivers.ini
"""


def test_default_file(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    assert main(["init"]) == 0
    assert (tmp_path / "support-matrix.ini").read_text() == first_file()
    assert "'support-matrix.ini' is written" in capsys.readouterr().out
    assert main(["check", "--hints", "--fail-on", "hint", "support-matrix.ini"]) == 0


def test_file_and_title(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    assert main(["init", "docs/drivers.ini", "--title", "Our {drivers}"]) == 0
    assert (tmp_path / "docs" / "drivers.ini").read_text() == first_file("Our {drivers}")
    assert capsys.readouterr() == (NEXT, "")


def test_file_that_exists(tmp_path, capsys):
    path = tmp_path / "m.ini"
    path.write_text("mine")
    assert main(["init", str(path)]) == 2
    assert path.read_text() == "mine"
    assert capsys.readouterr() == ("", f"support-matrix init: '{path}' exists; --force replaces it\n")
    assert main(["init", str(path), "--force"]) == 0
    assert path.read_text() == first_file()


def test_standard_output(capsys):
    assert main(["init", "-"]) == 0
    assert capsys.readouterr() == (first_file(), "")


def test_folder_that_does_not_exist(tmp_path, capsys):
    path = tmp_path / "none" / "m.ini"
    assert main(["init", str(path)]) == 2
    assert capsys.readouterr().err == (
        f"support-matrix init: cannot write '{path}': No such file or directory\n"
    )


@pytest.mark.parametrize(
    ("title", "wrong"),
    [
        ("Fl\udcfcsse", "byte 0xfc is not UTF-8; remove it"),
        ("A\x1b[31m", "control character U+001B; remove it"),
        (
            "A\u202e",
            "U+202E changes the order in which text is shown; remove it, or use U+200E or U+200F",
        ),
    ],
)
def test_a_title_that_no_file_can_hold(tmp_path, capsys, title, wrong):
    path = tmp_path / "m.ini"
    for name in (str(path), "-"):
        assert main(["init", name, "--title", title]) == 2
        assert capsys.readouterr() == ("", f"support-matrix init: --title: {wrong}\n")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("title", ["Füße ✔", "a\nb\tc", "\u200f\u05e9\u05dd", "[x]\n[y]", " ", "\x85\u2028x"])
def test_a_file_of_any_title_is_right(tmp_path, title):
    path = tmp_path / "m.ini"
    assert main(["init", str(path), "--title", title]) == 0
    assert main(["check", "--hints", "--fail-on", "hint", str(path)]) == 0


def test_a_folder_is_no_file(tmp_path, capsys):
    assert main(["init", str(tmp_path)]) == 2
    assert capsys.readouterr().err == f"support-matrix init: cannot write '{tmp_path}': Is a directory\n"


def test_a_pipe_is_nothing_to_replace(tmp_path):
    if not hasattr(os, "mkfifo"):
        pytest.skip("there are no pipes with names")
    path = tmp_path / "fifo"
    os.mkfifo(path)
    with ThreadPoolExecutor() as pool:
        read = pool.submit(path.read_text)
        assert main(["init", str(path)]) == 0
        assert read.result() == first_file()
    assert path.is_fifo()
