"""Read and write files, standard input and standard output."""

from __future__ import annotations

import os
import stat
import sys
import tempfile
from contextlib import suppress
from pathlib import Path

from sphinx_support_matrix.cli.errors import CommandError

STANDARD = "-"
"""The name for standard input, and for standard output."""


def shown(path: str) -> str:
    """*path* as messages show it."""
    return "<stdin>" if path == STANDARD else path


def read_bytes(path: str) -> bytes:
    """The content of a file, or of standard input for ``-``.

    :raises CommandError: if it cannot be read.
    """
    try:
        return sys.stdin.buffer.read() if path == STANDARD else Path(path).read_bytes()
    except OSError as error:
        raise CommandError(f"cannot read '{shown(path)}': {error.strerror or error}") from error


def write_text(path: str, text: str) -> None:
    """Write *text* in UTF-8, with the line ends that it has, to a file, or to standard output for ``-``.

    A file is replaced in one step: whoever reads it, and whenever this process ends, sees all of the
    old text or all of the new one. A link goes on leading to the file.

    :raises CommandError: if it cannot be written.
    """
    data = text.encode("utf-8", "surrogateescape")
    if path == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(Path(path).resolve(), data)
    except OSError as error:
        raise CommandError(f"cannot write '{path}': {error.strerror or error}") from error


def _replace(target: Path, data: bytes) -> None:
    handle, name = tempfile.mkstemp(prefix=f".{target.name}.", dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        Path(name).chmod(_mode(target))
        Path(name).replace(target)
    except BaseException:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _mode(target: Path) -> int:
    """The permissions that *target* has, or that a new file gets."""
    try:
        return stat.S_IMODE(target.stat().st_mode)
    except FileNotFoundError:
        mask = os.umask(0)
        os.umask(mask)
        return 0o666 & ~mask
