"""Say what is wrong, through Sphinx's logger, once in a build."""

from __future__ import annotations

from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from sphinx.util import logging

from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.problems.problem import Problem

WARNING_TYPE = "support_matrix"
_REPORTED: WeakKeyDictionary[BuildEnvironment, set[Problem]] = WeakKeyDictionary()

logger = logging.getLogger(__name__)


def on_env_before_read_docs(_app: Sphinx, env: BuildEnvironment, _docnames: list[str]) -> None:
    """Begin a build in which nothing has been reported yet."""
    _REPORTED.pop(env, None)


def report_problems(problems: Iterable[Problem], env: BuildEnvironment) -> None:
    """Log *problems* of a file as warnings, but not again for a second use of the same file.

    Each process that reads documents in parallel knows only what it has reported itself.
    """
    reported = _REPORTED.setdefault(env, set())
    for problem in problems:
        if problem not in reported:
            reported.add(problem)
            logger.warning(
                "%s",
                problem.message,
                type=WARNING_TYPE,
                subtype=problem.code.value,
                location=str(problem.location),
            )


def report_use(code: Code, message: str, location: str) -> None:
    """Log what is wrong with the use of a directive, at the directive's *location*.

    As in docutils, a directive that asks for something impossible is an error. A file that is not
    there is a warning like any other problem with a file.
    """
    log = logger.warning if code is Code.MISSING_FILE else logger.error
    log("%s", message, type=WARNING_TYPE, subtype=code.value, location=location)
