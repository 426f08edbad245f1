from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.files import read_bytes, write_text


def test_a_file_keeps_its_permissions_and_its_link(tmp_path):
    target, link = tmp_path / "target.ini", tmp_path / "link.ini"
    target.write_text("old")
    target.chmod(0o640)
    link.symlink_to(target)
    write_text(str(link), "é\r\n")
    assert link.is_symlink()
    assert target.read_bytes() == b"\xc3\xa9\r\n"
    assert stat.S_IMODE(target.stat().st_mode) == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["link.ini", "target.ini"]


def test_a_new_file_gets_the_usual_permissions(tmp_path):
    mask = os.umask(0o027)
    try:
        write_text(str(tmp_path / "new.ini"), "x")
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "new.ini").stat().st_mode) == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_interrupted_write_leaves_the_old_file(tmp_path, monkeypatch, step):
    path = tmp_path / "m.ini"
    path.write_text("old")

    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(*((os, "fsync") if step == "fsync" else (Path, "replace")), interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_text(str(path), "new")
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["m.ini"]


def test_a_folder_that_is_not_there(tmp_path):
    path = str(tmp_path / "no" / "m.ini")
    with pytest.raises(CommandError) as caught:
        write_text(path, "x")
    assert str(caught.value) == f"cannot write '{path}': No such file or directory"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CommandError) as caught:
        read_bytes(str(tmp_path))
    assert str(caught.value) == f"cannot read '{tmp_path}': Is a directory"


def test_standard_output(capsysbinary):
    write_text("-", "é\r\n")
    assert capsysbinary.readouterr().out == b"\xc3\xa9\r\n"
