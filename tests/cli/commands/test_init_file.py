from __future__ import annotations

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
