"""The matrix itself, without Sphinx: read, check, merge, compare, diff and ask.

>>> from sphinx_support_matrix.core import check, load
>>> matrix, problems = load("support-matrix.ini")
>>> problems += check(matrix)

What ``__all__`` names here, and in the modules that the documentation of the Python interface names, is
public. Everything else may change at any time.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_support_matrix.core.diff.compute import diff_matrices
    from sphinx_support_matrix.core.loading import load, loads
    from sphinx_support_matrix.core.matrix.merge import merge
    from sphinx_support_matrix.core.matrix.query import compare, supporting
    from sphinx_support_matrix.core.matrix.requirements import requirement_totals, summarize_requirements
    from sphinx_support_matrix.core.rules import check

__all__ = [
    "check",
    "compare",
    "diff_matrices",
    "load",
    "loads",
    "merge",
    "requirement_totals",
    "summarize_requirements",
    "supporting",
]

# Loaded when they are asked for: a build of documentation reads files, and mostly nothing else, and the
# help of the command line does not even do that.
_ELSEWHERE = {
    "check": "rules",
    "compare": "matrix.query",
    "diff_matrices": "diff.compute",
    "load": "loading",
    "loads": "loading",
    "merge": "matrix.merge",
    "requirement_totals": "matrix.requirements",
    "summarize_requirements": "matrix.requirements",
    "supporting": "matrix.query",
}


def __getattr__(name: str) -> object:
    """A function of another module, which is loaded now."""
    if name in _ELSEWHERE:
        return getattr(import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
