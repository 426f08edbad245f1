"""Let processes that change the same file wait for each other."""

from __future__ import annotations

import os
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_PAUSE = 0.05
_MOST_REFUSED = 100


@contextmanager
def folder_locked(path: str) -> Iterator[None]:
    """Hold the folder of the file at *path*, or of the one that it is a link to, until the end of the ``with`` statement.

    Whoever else asks for it waits. The lock ends with the process, however that ends. It is of no use where a file
    system has no locks.

    :raises OSError: if there is no such folder.
    """
    descriptor = _held(Path(os.path.realpath(path)).parent)
    try:
        yield
    finally:
        os.close(descriptor)


if sys.platform == "win32":

    def _held(folder: Path) -> int:
        # Folders cannot be locked. This file goes when the process that has made it closes it, or ends.
        name = folder / ".support-matrix.lock"
        refused = 0
        while True:
            try:
                return os.open(name, os.O_CREAT | os.O_EXCL | os.O_TEMPORARY)
            except FileExistsError:
                pass
            except PermissionError:
                # So the system says for a moment that a file is going, and for ever that nobody may write here.
                refused += 1
                if refused == _MOST_REFUSED:
                    raise
            time.sleep(_PAUSE)

else:

    def _held(folder: Path) -> int:
        # Windows does not have this module.
        import fcntl

        # No file of ours is in the way in the folder, and nothing is left there.
        descriptor = os.open(folder, os.O_RDONLY)
        with suppress(OSError):
            fcntl.flock(descriptor, fcntl.LOCK_EX)
        return descriptor
