"""Load the files that a command is given, as one matrix."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes, shown
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.matrix.merge import merge

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem


def add_files(parser: argparse.ArgumentParser) -> None:
    """Give *parser* one or more files to load."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=f"a file, or {STANDARD} for standard input; several files are merged",
    )


def load_all(paths: Sequence[str]) -> tuple[Matrix, list[Problem]]:
    """The matrix that the files hold together, and everything that is wrong with them.

    :raises CommandError: if a file cannot be read, or one is named twice.
    """
    for path, times in Counter(paths).items():
        if times > 1:
            raise CommandError(f"'{shown(path)}' is named twice")
    loaded = [loads(read_bytes(path), shown(path)) for path in paths]
    matrix, problems = merge([matrix for matrix, _ in loaded])
    found = [problem for _, problems in loaded for problem in problems]
    return matrix, sorted([*found, *problems], key=lambda problem: problem.location)
