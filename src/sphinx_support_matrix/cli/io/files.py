"""Read and write files, standard input and standard output."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.core.editing.held_signals import held_signals
from sphinx_support_matrix.core.editing.replacing import write_file

STANDARD = "-"
"""The name for standard input, and for standard output."""

# What /dev/stdout and the shell's process substitution come to.
_DESCRIPTOR = re.compile(r"/(?:dev|proc/(?:self|thread-self))/fd/(\d+)")
_MOST_LINKS = 40


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
    old text or all of the new one. It keeps its owner, its permissions, and its other names; a link goes
    on leading to it. What is no regular file, such as a pipe or a device, is written to.

    :raises CommandError: if it cannot be written.
    """
    data = text.encode("utf-8", "surrogateescape")
    if path == STANDARD:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        descriptor = _descriptor(path)
        if descriptor is not None:
            _write_to(os.dup(descriptor), data)
        elif _is_something_else(path):
            _write_to(os.open(path, os.O_WRONLY | getattr(os, "O_BINARY", 0)), data)
        else:
            with held_signals():
                write_file(Path(path), data)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise CommandError(f"cannot write '{shown(path)}': {error.strerror or error}") from error


def _descriptor(path: str) -> int | None:
    """The number of the process's own open file that *path* is a name of, whatever that file is.

    Opened by that name, a file would be written from its beginning, over what is there from others.
    """
    for _ in range(_MOST_LINKS):
        match = _DESCRIPTOR.fullmatch(os.path.normpath(path))
        if match:
            return int(match[1])
        if not os.path.islink(path):  # noqa: PTH114 (a Path has lost a slash at the end)
            break
        path = os.path.join(os.path.dirname(path), os.readlink(path))  # noqa: PTH115, PTH118, PTH120
    return None


def _is_something_else(path: str) -> bool:
    """Whether there is something called *path* that is no regular file."""
    try:
        return not stat.S_ISREG(os.stat(path).st_mode)  # noqa: PTH116 (as above)
    except FileNotFoundError:
        if not os.path.basename(path):  # noqa: PTH119 (as above)
            # No file is called so, and a Path has lost the slash at the end.
            raise
        return False


def _write_to(descriptor: int, data: bytes) -> None:
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    with open(descriptor, "wb") as file:
        file.write(data)
