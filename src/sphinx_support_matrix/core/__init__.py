"""The record itself, without Sphinx: read, check, merge, compare and ask.

>>> from sphinx_support_matrix.core import check, load
>>> matrix, problems = load("support-matrix.ini")
>>> problems += check(matrix)
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects import build
from sphinx_support_matrix.core.reader import read

if TYPE_CHECKING:
    from sphinx_support_matrix.core.compare import compare
    from sphinx_support_matrix.core.merge import merge
    from sphinx_support_matrix.core.model import Matrix
    from sphinx_support_matrix.core.problems import Problem
    from sphinx_support_matrix.core.promises import conformance, totals
    from sphinx_support_matrix.core.query import separating, supporting
    from sphinx_support_matrix.core.rules import check

__all__ = [
    "check",
    "compare",
    "conformance",
    "load",
    "loads",
    "merge",
    "separating",
    "supporting",
    "totals",
]

# Loaded when they are asked for: a build of documentation reads files, and mostly nothing else.
_ELSEWHERE = {
    "check": "rules",
    "compare": "compare",
    "conformance": "promises",
    "merge": "merge",
    "separating": "query",
    "supporting": "query",
    "totals": "promises",
}


def loads(source: bytes | str, path: str) -> tuple[Matrix, list[Problem]]:
    """Read the text of a support matrix file.

    :param source: The bytes of the file, or its text.
    :param path: The path to show in the locations of problems.
    :returns: The matrix, and everything that is wrong with the file, in the order of its lines.
    """
    matrix, problems = build(read(source, path))
    return matrix, sorted(problems, key=lambda problem: problem.location)


def load(path: str | Path) -> tuple[Matrix, list[Problem]]:
    """Read a support matrix file.

    :returns: As :func:`loads` does.
    :raises OSError: if the file cannot be read.
    """
    return loads(Path(path).read_bytes(), str(path))


def __getattr__(name: str) -> object:
    """A function of another module, which is loaded now."""
    if name in _ELSEWHERE:
        return getattr(import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
