"""From a file to a matrix, and what is wrong with it."""

from __future__ import annotations

import gc
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects import build
from sphinx_support_matrix.core.ini.characters import printable
from sphinx_support_matrix.core.ini.reader import decode, read
from sphinx_support_matrix.core.matrix.model import Matrix
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


@contextmanager
def collection_paused() -> Iterator[None]:
    """Let the garbage collector wait: of the many objects that a matrix is made of, none is garbage.

    It would look at all of them each time that their number has grown by a quarter: 0.7 s more of a build of
    500 features and 50 drivers, which took 2.7 s, and half of the time of a command about a large file.
    """
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def loads(source: bytes | str, path: str) -> tuple[Matrix, list[Problem]]:
    """Read the text of a support matrix file.

    A path that ends in ``.csv`` or ``.json`` is a file as ``support-matrix export`` writes it;
    any other is an INI file.

    :param source: The bytes of the file, or its text.
    :param path: The path to show in the locations of problems.
    :returns: The matrix, and everything that is wrong with the file, in the order of its lines.
    """
    understand = _EXPORTED.get(PurePath(path).suffix.lower())
    if understand is None:
        return loads_ini(source, path)
    text, problems = (
        decode(source, path) if isinstance(source, bytes) else (source.removeprefix("\ufeff"), [])
    )
    matrix, more = understand(text, path)
    return matrix, _in_order([*problems, *more])


def is_ini(path: str) -> bool:
    """Whether :func:`loads` takes a file of this name for an INI file."""
    return PurePath(path).suffix.lower() not in _EXPORTED


def loads_ini(source: bytes | str, path: str) -> tuple[Matrix, list[Problem]]:
    """Read the text of an INI file, whatever its name is; as :func:`loads` does."""
    matrix, problems = build(read(source, path))
    return matrix, _in_order(problems)


def load(path: str | Path) -> tuple[Matrix, list[Problem]]:
    """Read a support matrix file.

    :returns: As :func:`loads` does.
    :raises OSError: if the file cannot be read.
    """
    return loads(Path(path).read_bytes(), str(path))


def _in_order(problems: list[Problem]) -> list[Problem]:
    return sorted(problems, key=lambda problem: problem.location)


def _csv(text: str, path: str) -> tuple[Matrix, list[Problem]]:
    # Most builds and commands read INI files, and do not wait for this module or the next.
    from sphinx_support_matrix.core.export.read_csv import from_csv

    return from_csv(text, path)


def _json(text: str, path: str) -> tuple[Matrix, list[Problem]]:
    import json

    from sphinx_support_matrix.core.export.read_json import from_json

    try:
        return replace(from_json(text), path=path), []
    except json.JSONDecodeError as error:
        message, location = (
            f"this is no JSON: {error.msg}",
            Location(path=path, line=error.lineno, column=error.colno),
        )
    except ValueError as error:
        # It can name a property, and nothing has looked at what that is called.
        message, location = printable(str(error)), Location(path=path, line=1)
    return Matrix(path=path), [Problem(code=Code.NOT_A_MATRIX, message=message, location=location)]


_EXPORTED: dict[str, Callable[[str, str], tuple[Matrix, list[Problem]]]] = {".csv": _csv, ".json": _json}
