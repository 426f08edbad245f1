"""Look at the file of a history that is beside a matrix."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes
from sphinx_support_matrix.core.matrix.names import history_path

if TYPE_CHECKING:
    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem


def history_problems(path: str, matrix: Matrix) -> list[Problem]:
    """What is wrong with the history of the *matrix* at *path*, if a file of it is there.

    Whether there are newer tags is said where git can tell: a history is there for whoever has no git, too.
    """
    beside = history_path(path)
    read = read_history(path)
    if read is None:
        return []
    # Most matrices have no history, and do not wait for what looks at it.
    from sphinx_support_matrix.core.history.history_rules import (
        history_behind,
        release_disagrees,
        tags_behind,
    )

    history, problems = read
    if problems:
        # The rest of it would only seem to be behind.
        return problems
    return [
        *history_behind(matrix, history, beside),
        *tags_behind(history, _tags(path), beside, path),
        *release_disagrees(matrix, history),
    ]


def read_history(path: str) -> tuple[History, list[Problem]] | None:
    """The history of the matrix at *path* and what is wrong with its file; ``None`` if there is none.

    :raises CommandError: if the file cannot be read.
    """
    beside = history_path(path)
    try:
        if path == STANDARD or not Path(beside).is_file():
            return None
    except OSError:
        # The name is too long for a file, as a rule.
        return None
    # As above.
    from sphinx_support_matrix.core.history.history_json import from_history_json

    return from_history_json(read_bytes(beside), beside)


def _tags(path: str) -> dict[str, str]:
    from sphinx_support_matrix.cli.io.git_repository import GitRepository

    try:
        return GitRepository(path).tags()
    except CommandError:
        return {}
