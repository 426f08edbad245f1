"""Keep what templates compile to: to compile them takes half of the time of a small page."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from functools import cached_property
from importlib.util import cache_from_source
from pathlib import Path
from tempfile import mkstemp
from typing import TYPE_CHECKING

from jinja2 import BytecodeCache, compiler

if TYPE_CHECKING:
    from types import CodeType

    from jinja2.bccache import Bucket


class CompiledTemplates(BytecodeCache):
    """Keeps what templates compile to, as Python does with modules.

    A process that makes several builds, as those of tests and of languages do, compiles each text once. What
    our own templates compile to lies in ``__pycache__`` beside them as well, where that can be written and Python
    may do so, and counts as long as the template, Jinja and Python are the same.
    """

    def __init__(self, folder: Path, options: str) -> None:
        """Begin without any.

        :param folder: Where our own templates are.
        :param options: What else decides what templates compile to.
        """
        self._folder = folder
        self._options = options
        self._codes: dict[tuple[str, str], CodeType] = {}

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The file of a template, which says whether it is one of ours."""
        return filename or name

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give *bucket* what its text compiled to, if it has been compiled."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))
        if bucket.code is None and (path := self._path(bucket.key)) is not None:
            with suppress(OSError):
                data = path.read_bytes()
                if data.startswith(self._head):
                    # It looks for the version of Python and the text.
                    bucket.bytecode_from_string(data.removeprefix(self._head))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the text of *bucket* compiled to."""
        if bucket.code is None:
            return
        self._codes[bucket.key, bucket.checksum] = bucket.code
        path = self._path(bucket.key)
        if path is not None and not sys.dont_write_bytecode:
            # Nobody has to be able to write there.
            with suppress(OSError):
                _write(path, self._head + bucket.bytecode_to_string())

    def _path(self, file: str) -> Path | None:
        """Where to keep what the template in *file* compiles to; ``None`` for a project's own."""
        path = Path(file)
        if not sys.implementation.cache_tag or not path.is_relative_to(self._folder):
            return None
        # Where modules would be, wherever Python has been told to put them.
        return Path(cache_from_source(file)).with_name(f"{path.name}.{sys.implementation.cache_tag}")

    @cached_property
    def _head(self) -> bytes:
        # As Python knows a module again. To look for the version of Jinja would take a millisecond.
        state = os.stat(compiler.__file__)  # noqa: PTH116 - it is a name
        return f"{state.st_mtime_ns} {state.st_size} {self._options}\n".encode()


def _write(path: Path, data: bytes) -> None:
    """Write *data* at once: other builds may read it now."""
    path.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = mkstemp(dir=path.parent)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
        os.replace(name, path)  # noqa: PTH105 - both are names
    except OSError:
        os.unlink(name)  # noqa: PTH108
        raise
