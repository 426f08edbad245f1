"""Load the files that a command is given, as one matrix."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes, shown
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.matrix.merge import merge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem


def keep(paths: Sequence[str], output: str) -> None:
    """Do not let a file be replaced by what is made from it.

    :raises CommandError: if *output* is one of the files, by whatever name.
    """
    for path in paths:
        if STANDARD not in {path, output} and Path(path).is_file() and _is_same(path, output):
            raise CommandError(f"the output would replace '{path}'")


def _is_same(path: str, output: str) -> bool:
    try:
        return Path(path).samefile(output)
    except OSError:
        # There is no such file yet, or it cannot be written either.
        return False


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
