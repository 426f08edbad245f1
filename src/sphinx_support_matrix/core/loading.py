"""From a file to a matrix, and what is wrong with it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects import build
from sphinx_support_matrix.core.reader import read

if TYPE_CHECKING:
    from sphinx_support_matrix.core.model import Matrix
    from sphinx_support_matrix.core.problems import Problem


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
