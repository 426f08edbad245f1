from __future__ import annotations

import io
import sys

import pytest

from sphinx_support_matrix.cli import main

OLD = b"\xef\xbb\xbf# \xff\r\n[targets]\r\nnetworking-a=A\r\n[f]\r\ntitle=F\r\nnetworking-a=incomplete\r\nnetworking-b=x"
NEW = b"\xef\xbb\xbf# \xff\r\n[driver.a]\r\ntitle=A\r\n[f]\r\ntitle=F\r\ndriver.a=missing\r\nnetworking-b=x"
SAYS = (
    "{0}:3: links to the cells of a driver change: '#f_a' is '#f_driver_a' now\n"
    "{0}:7: kept as it is: 'networking-b' in '[f]' gives a level for the undeclared driver 'b'\n"
)


@pytest.fixture
def old(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "m.ini"
    path.write_bytes(OLD)
    return path


def test_in_place(old, capsys):
    assert main(["migrate", "m.ini"]) == 0
    assert old.read_bytes() == NEW
    assert capsys.readouterr() == ("", SAYS.format("m.ini") + "m.ini: migrated\n")


def test_again(old, capsys):
    main(["migrate", "m.ini"])
    before = old.stat().st_mtime_ns, old.stat().st_ino
    capsys.readouterr()
    assert main(["migrate", "m.ini"]) == 0
    assert (old.stat().st_mtime_ns, old.stat().st_ino) == before
    assert capsys.readouterr().err.endswith("m.ini: nothing to migrate, so it stays as it is\n")


def test_to_another_file(old):
    assert main(["migrate", "m.ini", "--output", "n.ini"]) == 0
    assert old.read_bytes() == OLD
    assert old.with_name("n.ini").read_bytes() == NEW
    assert main(["migrate", "n.ini", "--output", "o.ini"]) == 0
    assert old.with_name("o.ini").read_bytes() == NEW


@pytest.mark.parametrize("arguments", [["m.ini", "--output", "-"], ["-"]], ids=["output", "input"])
def test_standard_output(arguments, old, capsysbinary, monkeypatch):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OLD)))
    assert main(["migrate", *arguments]) == 0
    assert capsysbinary.readouterr().out == NEW
    assert old.read_bytes() == OLD


def test_check(old, capsys):
    assert main(["migrate", "m.ini", "--check"]) == 1
    assert old.read_bytes() == OLD
    out, err = capsys.readouterr()
    assert out == ""
    assert err.endswith("m.ini: would be migrated\n")
    main(["migrate", "m.ini"])
    assert main(["migrate", "m.ini", "--check"]) == 0


def test_diff(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "m.ini"
    path.write_text("[driver.a]\ntitle=A\n[f]\ntitle=F\ndriver-impl-a=complete\n")
    assert main(["migrate", "--diff", "m.ini"]) == 1
    out, err = capsys.readouterr()
    assert out == (
        "--- m.ini\n+++ m.ini\n@@ -2,4 +2,4 @@\n title=A\n [f]\n title=F\n"
        "-driver-impl-a=complete\n+driver.a=complete\n"
    )
    assert err == "m.ini: would be migrated\n"
    main(["migrate", "m.ini"])
    capsys.readouterr()
    assert main(["migrate", "--diff", "m.ini"]) == 0
    assert capsys.readouterr() == ("", "m.ini: nothing to migrate, so it stays as it is\n")


def test_another_kind_of_file(tmp_path, capsys):
    path = tmp_path / "m.ini"
    path.write_text("[backends]\n[grades]\n")
    assert main(["migrate", str(path), "--output", str(tmp_path / "n.ini")]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(f"support-matrix migrate: {path}:1: this is a Designate backend list")
    assert [each.name for each in tmp_path.iterdir()] == ["m.ini"]


def test_options_that_exclude_each_other(old, capsys):
    assert main(["migrate", "m.ini", "--check", "--output", "n.ini"]) == 2
    assert "--check and --diff write no file" in capsys.readouterr().err
    assert old.read_bytes() == OLD


def test_missing_file(tmp_path, capsys):
    path = tmp_path / "m.ini"
    assert main(["migrate", str(path)]) == 2
    assert (
        capsys.readouterr().err
        == f"support-matrix migrate: cannot read '{path}': No such file or directory\n"
    )
