from __future__ import annotations

import io
import shutil
import subprocess
import sys

import pytest

from sphinx_support_matrix.cli import main

UGLY = b"[driver.a]\r\ntitle:A \r\n  B\n[f]\r\ntitle=F # \xff\r\ndriver.a=complete"
PRETTY = b"[driver.a]\r\ntitle = A\r\n    B\r\n\r\n[f]\r\ntitle = F # \xff\r\ndriver.a = complete\r\n"


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ugly.ini").write_bytes(UGLY)
    (tmp_path / "pretty.ini").write_bytes(PRETTY)
    return tmp_path


def test_in_place(folder, capsys):
    inode = (folder / "pretty.ini").stat().st_ino
    assert main(["format", "ugly.ini", "pretty.ini", "ugly.ini"]) == 0
    assert (folder / "ugly.ini").read_bytes() == PRETTY
    assert (folder / "pretty.ini").read_bytes() == PRETTY
    assert (folder / "pretty.ini").stat().st_ino == inode
    assert capsys.readouterr() == ("", "ugly.ini: formatted\n")


@pytest.mark.parametrize(
    ("files", "code", "says"),
    [
        (["pretty.ini"], 0, ""),
        (["pretty.ini", "ugly.ini"], 1, "ugly.ini: would be formatted\n"),
        (["ugly.ini", "pretty.ini"], 1, "ugly.ini: would be formatted\n"),
    ],
)
def test_check(folder, files, code, says, capsys):
    assert main(["format", "--check", *files]) == code
    assert capsys.readouterr() == ("", says)
    assert (folder / "ugly.ini").read_bytes() == UGLY


def test_diff(folder, capsys):
    (folder / "ugly.ini").write_text("[driver.a]\ntitle=A\n")
    assert main(["format", "--check", "--diff", "pretty.ini", "ugly.ini"]) == 1
    assert capsys.readouterr() == (
        "--- ugly.ini\n+++ ugly.ini\n@@ -1,2 +1,2 @@\n [driver.a]\n-title=A\n+title = A\n",
        "ugly.ini: would be formatted\n",
    )
    assert (folder / "ugly.ini").read_text() == "[driver.a]\ntitle=A\n"


@pytest.mark.parametrize("name", ["ugly.ini", "pretty.ini", "-"])
def test_standard_output(folder, name, capsysbinary, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UGLY)))
    assert main(["format", name, "--output", "-"]) == 0
    assert capsysbinary.readouterr().out == PRETTY
    assert (folder / "ugly.ini").read_bytes() == UGLY


def test_one_output_for_several_files(folder, capsys):
    assert main(["format", "ugly.ini", "pretty.ini", "--output", "-"]) == 2
    assert capsys.readouterr() == (
        "",
        "support-matrix format: --output takes one file, and there are several\n",
    )
    assert (folder / "ugly.ini").read_bytes() == UGLY


def test_nothing_is_written_if_a_file_is_missing(folder, capsys):
    assert main(["format", "ugly.ini", "none.ini"]) == 2
    assert "cannot read 'none.ini'" in capsys.readouterr().err
    assert (folder / "ugly.ini").read_bytes() == UGLY


def test_options_that_exclude_each_other(folder, capsys):
    assert main(["format", "--diff", "ugly.ini", "--output", "-"]) == 2
    assert "--check and --diff write no file" in capsys.readouterr().err
    assert (folder / "ugly.ini").read_bytes() == UGLY


def test_other_encoding(folder, capsys):
    data = "[a]\nk=v".encode("utf-16")
    (folder / "ugly.ini").write_bytes(data)
    assert main(["format", "ugly.ini"]) == 2
    assert capsys.readouterr().err == (
        "support-matrix format: 'ugly.ini' is no text in UTF-8; save it as UTF-8\n"
    )
    assert (folder / "ugly.ini").read_bytes() == data


DECEIVING = "[driver.a\x1b[31m]\n# \u202e\x9b\ntitle=A\x07\n"


def test_a_diff_is_not_obeyed_by_the_terminal(folder, capsysbinary):
    (folder / "ugly.ini").write_text(DECEIVING, newline="", encoding="utf-8")
    assert main(["format", "--diff", "ugly.ini"]) == 1
    assert capsysbinary.readouterr().out.decode() == (
        "--- ugly.ini\n+++ ugly.ini\n@@ -1,3 +1,3 @@\n [driver.a\ufffd[31m]\n # \ufffd\ufffd\n"
        "-title=A\ufffd\n+title = A\ufffd\n"
    )
    assert main(["format", "ugly.ini"]) == 0
    assert (folder / "ugly.ini").read_bytes().decode() == DECEIVING.replace("=", " = ")


@pytest.mark.parametrize("terminal", [False, True])
def test_a_file_is_written_as_it_is_but_not_to_a_terminal(folder, capsys, monkeypatch, terminal):
    (folder / "ugly.ini").write_text(DECEIVING, newline="", encoding="utf-8")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: terminal)
    assert main(["format", "ugly.ini", "--output", "-"]) == 0
    assert [each for each in capsys.readouterr().out if each in "\x1b\x9b\x07\u202e"] == (
        [] if terminal else ["\x1b", "\u202e", "\x9b", "\x07"]
    )


@pytest.mark.skipif(shutil.which("patch") is None, reason="needs patch")
@pytest.mark.parametrize(
    "data", [UGLY, b"[driver.a]\ntitle=\xe4\xff\n", "[driver.a]\ntitle=שלום\u200f ✔\n".encode()]
)
def test_patch_takes_the_diff_of_a_clean_file(folder, capsysbinary, data):
    (folder / "ugly.ini").write_bytes(data)
    assert main(["format", "--diff", "ugly.ini"]) == 1
    diff = capsysbinary.readouterr().out
    subprocess.run(["patch", "--binary", "-s", "ugly.ini"], input=diff, check=True)
    patched = (folder / "ugly.ini").read_bytes()
    (folder / "ugly.ini").write_bytes(data)
    assert main(["format", "ugly.ini"]) == 0
    assert (folder / "ugly.ini").read_bytes() == patched


def test_an_output_without_a_name_is_not_the_file_itself(folder, capsys):
    assert main(["format", "ugly.ini", "--output", ""]) == 2
    assert capsys.readouterr().err == "support-matrix format: cannot write '': No such file or directory\n"
    assert (folder / "ugly.ini").read_bytes() == UGLY
