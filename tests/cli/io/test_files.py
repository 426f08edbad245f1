from __future__ import annotations

import os
import socket
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

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


def test_a_folder_that_is_not_there(tmp_path):
    path = str(tmp_path / "no" / "m.ini")
    with pytest.raises(CommandError) as caught:
        write_text(path, "x")
    assert str(caught.value) == f"cannot write '{path}': No such file or directory"


def test_a_folder_is_no_file(tmp_path):
    with pytest.raises(CommandError) as caught:
        read_bytes(str(tmp_path))
    assert str(caught.value) == f"cannot read '{tmp_path}': Is a directory"


posix = pytest.mark.skipif(os.name != "posix", reason="only there are such files")


@pytest.fixture
def fifo(tmp_path):
    path = tmp_path / "fifo"
    os.mkfifo(path)
    return path


@posix
def test_a_pipe_is_written_to_and_stays_one(fifo):
    with ThreadPoolExecutor() as pool:
        read = pool.submit(fifo.read_bytes)
        write_text(str(fifo), "é\n")
        assert read.result() == b"\xc3\xa9\n"
    assert fifo.is_fifo()
    assert [each.name for each in fifo.parent.iterdir()] == ["fifo"]


@pytest.fixture
def device(tmp_path):
    """A device that nobody misses: root could replace the one of the system."""
    path = tmp_path / "null"
    try:
        os.mknod(path, stat.S_IFCHR | 0o666, Path(os.devnull).stat().st_rdev)
        path.write_bytes(b"")
    except (AttributeError, OSError) as error:
        pytest.skip(f"no device can be made here: {error}")
    return path


def test_a_device_is_written_to_and_stays_one(device):
    link = device.with_name("link")
    link.symlink_to("null")
    for path in (device, link):
        write_text(str(path), "x")
    assert device.is_char_device()
    assert link.is_symlink()
    assert len(list(device.parent.iterdir())) == 2


@posix
@pytest.mark.parametrize("name", ["/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "link", "./link"])
def test_standard_output_by_another_name_goes_on_where_it_is(tmp_path, name):
    if name.startswith("/proc") and not Path("/proc/self").exists():
        pytest.skip("there is no /proc")
    (tmp_path / "link").symlink_to("/dev/stdout")
    code = (
        "from sphinx_support_matrix.cli.io.files import write_text\n"
        f"print('before'); write_text({name!r}, 'x\\n'); print('after')"
    )
    with (tmp_path / "out").open("w") as out:
        subprocess.run([sys.executable, "-c", code], cwd=tmp_path, stdout=out, check=True)
    assert (tmp_path / "out").read_text() == "before\nx\nafter\n"


@posix
def test_process_substitution():
    reader, writer = os.pipe()
    try:
        write_text(f"/dev/fd/{writer}", "x")
        os.close(writer)
        assert os.read(reader, 9) == b"x"
        with pytest.raises(CommandError) as caught:
            write_text(f"/dev/fd/{reader}", "x")
        assert str(caught.value) == f"cannot write '/dev/fd/{reader}': Bad file descriptor"
    finally:
        os.close(reader)


@posix
def test_a_socket_is_no_file():
    # The name of a socket is short, and that of a temporary folder is not.
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as made:
        path = str(Path(folder) / "s")
        made.bind(path)
        with pytest.raises(CommandError) as caught:
            write_text(path, "x")
        assert str(caught.value).startswith(f"cannot write '{path}': ")
        assert Path(path).is_socket()


@pytest.mark.parametrize(
    ("name", "reason"),
    [
        ("", "No such file or directory"),
        ("new/", "No such file or directory"),
        ("m.ini/", "Not a directory"),
        (".", "Is a directory"),
    ],
)
def test_what_is_no_name_of_a_file(tmp_path, monkeypatch, name, reason):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.ini").write_text("old")
    with pytest.raises(CommandError) as caught:
        write_text(name, "x")
    assert str(caught.value) == f"cannot write '{name}': {reason}"
    assert [each.name for each in tmp_path.iterdir()] == ["m.ini"]


def test_standard_output(capsysbinary):
    write_text("-", "é\r\n")
    assert capsysbinary.readouterr().out == b"\xc3\xa9\r\n"
