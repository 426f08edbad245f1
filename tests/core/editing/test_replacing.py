from __future__ import annotations

import errno
import os
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from sphinx_support_matrix.core.editing import replacing
from sphinx_support_matrix.core.editing.replacing import write_file


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "m.ini"
    path.write_text("the old text")
    path.chmod(0o640)
    yield path
    assert [each.name for each in tmp_path.iterdir() if each.name.startswith(".")] == []


def failing(monkeypatch, module, name, number, times=99):
    """Let a function of *module* fail, as the system would make it, for the first few *times*."""
    usual, calls = getattr(module, name), []

    def function(*arguments, **options):
        calls.append(arguments)
        if len(calls) <= times:
            raise OSError(number, os.strerror(number))
        return usual(*arguments, **options)

    monkeypatch.setattr(module, name, function)
    return calls


def test_a_file_is_replaced_where_that_is_possible(path):
    inode = path.stat().st_ino
    with path.open() as reader:
        write_file(path, b"new")
        assert reader.read() == "the old text"
    assert path.read_bytes() == b"new"
    assert path.stat().st_ino != inode
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_the_time_of_a_file_is_that_of_its_change(path):
    os.utime(path, (1, 1))
    write_file(path, b"")
    assert path.stat().st_mtime > 1_000_000


@pytest.mark.parametrize(
    ("module", "name", "number"),
    [
        pytest.param(tempfile, "mkstemp", errno.EACCES, id="a folder of others"),
        pytest.param(tempfile, "mkstemp", errno.EROFS, id="a folder that is read-only"),
        pytest.param(tempfile, "mkstemp", errno.EPERM, id="a folder that is immutable"),
        pytest.param(os, "replace", errno.EBUSY, id="a mount of its own"),
        pytest.param(os, "replace", errno.EXDEV, id="another device"),
        pytest.param(os, "replace", errno.EPERM, id="a file of others in a folder like /tmp"),
        pytest.param(shutil, "copystat", errno.EPERM, id="attributes"),
    ],
)
def test_a_file_is_written_in_place_where_it_cannot_be_replaced(path, monkeypatch, module, name, number):
    calls = failing(monkeypatch, module, name, number)
    inode = path.stat().st_ino
    write_file(path, b"new")
    assert calls
    assert path.read_bytes() == b"new"
    assert path.stat().st_ino == inode
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    new = path.with_name("new.ini")
    write_file(new, b"a new file")
    assert new.read_bytes() == b"a new file"


def test_a_file_keeps_its_other_names(path):
    other = path.with_name("other.ini")
    other.hardlink_to(path)
    write_file(path, b"new")
    assert other.read_bytes() == b"new"
    assert other.samefile(path)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give files away")
def test_a_file_keeps_its_owner(path):
    os.chown(path, 1234, 4321)
    write_file(path, b"new")
    found = path.stat()
    assert (found.st_uid, found.st_gid, stat.S_IMODE(found.st_mode)) == (1234, 4321, 0o640)


@pytest.mark.skipif(os.name != "posix", reason="other systems have no owners of this kind")
def test_a_file_whose_owner_it_cannot_give_away_is_written_in_place(path, monkeypatch):
    usual = Path.stat

    def of_somebody_else(self, **options):
        found = usual(self, **options)
        if self == path:
            values = list(found)
            values[stat.ST_UID] += 1
            return os.stat_result(values)
        return found

    monkeypatch.setattr(Path, "stat", of_somebody_else)
    calls = failing(monkeypatch, os, "chown", errno.EPERM)
    inode = path.stat().st_ino
    write_file(path, b"new")
    assert [arguments[1] for arguments in calls] == [path.stat().st_uid]
    assert path.read_bytes() == b"new"
    assert path.stat().st_ino == inode


def test_a_file_keeps_its_attributes(path):
    if not hasattr(os, "setxattr"):
        pytest.skip("there are no such attributes")
    try:
        os.setxattr(path, "user.key", b"value")
    except OSError as error:
        pytest.skip(f"the file system has no attributes: {error}")
    write_file(path, b"new")
    assert os.getxattr(path, "user.key") == b"value"


def test_a_read_only_file_is_refused_to_root_too(path):
    path.chmod(0o440)
    with pytest.raises(OSError, match="it is read-only"):
        write_file(path, b"new")
    assert path.read_text() == "the old text"


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM, errno.ETXTBSY])
def test_a_file_that_the_system_protects_is_refused(path, monkeypatch, number):
    failing(monkeypatch, Path, "open", number, times=1)
    with pytest.raises(OSError, match=os.strerror(number)):
        write_file(path, b"new")
    assert path.read_text() == "the old text"


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_no_reason_to_write_the_only_copy_again(path, monkeypatch, number):
    failing(monkeypatch, tempfile, "mkstemp", number)
    with pytest.raises(OSError, match=os.strerror(number)):
        write_file(path, b"new")
    assert path.read_text() == "the old text"


@pytest.mark.parametrize("place", [False, True])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EIO])
def test_a_write_that_fails_leaves_the_old_text(path, monkeypatch, number, place):
    if place:
        path.with_name("other.ini").hardlink_to(path)
    failing(monkeypatch, os, "fsync", number, times=1)
    with pytest.raises(OSError, match=os.strerror(number)):
        write_file(path, b"new")
    assert path.read_text() == "the old text"


def test_a_new_file_that_cannot_be_written_is_not_there(tmp_path, monkeypatch):
    failing(monkeypatch, os, "replace", errno.EXDEV)
    failing(monkeypatch, replacing, "_write_all", errno.ENOSPC)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        write_file(tmp_path / "m.ini", b"new")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_interrupted_write_leaves_the_old_file(path, monkeypatch, step):
    def interrupted(*_arguments: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os, step, interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_file(path, b"new")
    assert path.read_text() == "the old text"


@pytest.mark.parametrize("size", [254, 255])
def test_a_name_can_be_as_long_as_a_name_can_be(tmp_path, size):
    path = tmp_path / ("x" * (size - 4) + ".ini")
    for data in (b"old", b"new"):
        write_file(path, data)
        assert path.read_bytes() == data
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("there", [False, True])
def test_a_link_leads_on(tmp_path, there):
    target, link = tmp_path / "target.ini", tmp_path / "link.ini"
    if there:
        target.write_text("old")
    link.symlink_to("target.ini")
    write_file(link, b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.fixture
def immutable():
    """Make files and folders immutable, for root too, where the system can."""
    if not shutil.which("chattr"):
        pytest.skip("there is no chattr")
    changed = []

    def make(path):
        if subprocess.run(["chattr", "+i", path], capture_output=True, check=False).returncode:
            pytest.skip("nothing can be made immutable here")
        changed.append(path)

    yield make
    for path in changed:
        subprocess.run(["chattr", "-i", path], check=True)


def test_an_immutable_file_is_refused(path, immutable):
    immutable(path)
    with pytest.raises(PermissionError):
        write_file(path, b"new")
    assert path.read_text() == "the old text"


def test_a_file_in_an_immutable_folder_is_written_in_place(tmp_path, path, immutable):
    immutable(tmp_path)
    write_file(path, b"new")
    assert path.read_text() == "new"
    with pytest.raises(PermissionError):
        write_file(tmp_path / "other.ini", b"new")


NOBODY = """
import os, sys
from pathlib import Path
from sphinx_support_matrix.core.editing.replacing import write_file
os.setgid(65534)
os.setuid(65534)
write_file(Path(sys.argv[1]), b"new")
"""


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can be somebody else")
@pytest.mark.parametrize(
    ("folder", "mode", "text"),
    [(0o755, 0o666, "new"), (0o1777, 0o666, "new"), (0o777, 0o644, "old"), (0o777, 0o666, "new")],
    ids=["a folder of others", "a sticky folder", "a file of others", "a file of others for everybody"],
)
def test_somebody_else_who_may_write_leaves_the_owner(folder, mode, text):
    # The folders of pytest are nobody else's business.
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "m.ini"
        path.write_text("old")
        path.chmod(mode)
        path.parent.chmod(folder)
        done = subprocess.run(
            [sys.executable, "-c", NOBODY, path], capture_output=True, encoding="utf-8", check=False
        )
        if "os.setuid" in done.stderr or "os.setgid" in done.stderr:
            pytest.skip("root cannot be somebody else here")
        assert (done.returncode == 0) == (text == "new"), done.stderr
        assert path.read_text() == text
        assert path.stat().st_uid == 0
        assert list(path.parent.iterdir()) == [path]


def test_a_mount_of_its_own(tmp_path, path):
    if not shutil.which("unshare"):
        pytest.skip("there is no unshare")
    mounted = tmp_path / "mounted.ini"
    mounted.touch()
    code = "from pathlib import Path; from sphinx_support_matrix.core.editing.replacing import write_file;"
    done = subprocess.run(
        ["unshare", "--mount", "sh", "-c", 'mount --bind "$1" "$2" || exit 9; "$3" -c "$4"', "sh",
         path, mounted, sys.executable, f"{code} write_file(Path({str(mounted)!r}), b'new')"],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    if done.returncode in {1, 9} and "write_file" not in done.stderr:
        pytest.skip("nothing can be mounted here")
    assert done.returncode == 0, done.stderr
    assert path.read_text() == "new"
    assert mounted.read_text() == ""
