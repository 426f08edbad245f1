"""Write a regular file so that all of the new text is there or all of the old one, and nothing else changes."""

from __future__ import annotations

import errno
import os
import shutil
import stat
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from io import FileIO

# Not the file's own name, which can be as long as a name can be.
_PREFIX = ".support-matrix."
# Where there is no room for a second file, there is none to write the file itself again.
_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})


def write_file(path: Path, data: bytes) -> None:
    """Make *data* the content of the file at *path*, or at the end of the links that it is.

    It is replaced in one step where that is possible. In a folder that takes no other file, where the file
    is a mount of its own, has other names, or has an owner that nobody can give to another file, it is
    written in place.

    :raises OSError: if the file cannot be written; then it is as it was.
    """
    target = Path(os.path.realpath(path))
    try:
        # A link that leads nowhere is followed; one that leads to itself is an error here.
        found = path.stat()
    except FileNotFoundError:
        if not _replaced(target, data, None):
            _create(target, data)
        return
    if not found.st_mode & 0o222:
        # The system lets root write it, who has been told as little as anybody else that it may change.
        raise PermissionError(errno.EACCES, "it is read-only", str(path))
    # Whoever may not write the file itself may not replace it, either.
    with target.open("r+b"):
        pass
    if found.st_nlink > 1 or not _replaced(target, data, found):
        _overwrite(target, data)


def _replaced(target: Path, data: bytes, found: os.stat_result | None) -> bool:
    """Put a file with *data* in the place of *target*, if that is possible.

    :param found: What *target* is, if it is there.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=_PREFIX, dir=target.parent)
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise
        return False
    temporary = Path(name)
    try:
        with open(handle, "wb") as file:  # noqa: PTH123 (no Path has a number)
            if found is not None and not _resembles(temporary, target, found):
                return False
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(_usual_mode() if found is None else stat.S_IMODE(found.st_mode))
        try:
            temporary.replace(target)
        except OSError:
            return False
        return True
    finally:
        with suppress(OSError):
            temporary.unlink()


def _resembles(temporary: Path, target: Path, found: os.stat_result) -> bool:
    """Give *temporary* the owner and the attributes of *target*; whether that is possible."""
    made = temporary.stat()
    try:
        if (made.st_uid, made.st_gid) != (found.st_uid, found.st_gid):
            os.chown(temporary, found.st_uid, found.st_gid)
        # Access control lists, and the other attributes of some systems.
        shutil.copystat(target, temporary)
        # All but when it was written.
        os.utime(temporary)
    except OSError:
        return False
    return True


def _usual_mode() -> int:
    """The permissions that a new file gets."""
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _create(target: Path, data: bytes) -> None:
    """Write a new file where none can be renamed to its name."""
    with target.open("xb", buffering=0) as file:
        try:
            _write_all(file, data)
        except BaseException:
            target.unlink()
            raise


def _overwrite(target: Path, data: bytes) -> None:
    """Write a file in place; where that fails, write the old content again."""
    with target.open("r+b", buffering=0) as file:
        old = file.read()
        try:
            _write_all(file, data)
        except BaseException:
            with suppress(OSError):
                _write_all(file, old)
            raise


def _write_all(file: FileIO, data: bytes) -> None:
    file.seek(0)
    rest = memoryview(data)
    while rest:
        rest = rest[file.write(rest) :]
    file.truncate()
    os.fsync(file.fileno())
