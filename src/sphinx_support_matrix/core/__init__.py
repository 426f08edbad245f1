"""The record itself, without Sphinx: read, check, merge, compare and ask.

>>> from sphinx_support_matrix.core import check, load
>>> matrix, problems = load("support-matrix.ini")
>>> problems += check(matrix)
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.loading import load, loads

if TYPE_CHECKING:
    from sphinx_support_matrix.core.comparing import compare
    from sphinx_support_matrix.core.merging import merge
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
    "compare": "comparing",
    "conformance": "promises",
    "merge": "merging",
    "separating": "query",
    "supporting": "query",
    "totals": "promises",
}


def __getattr__(name: str) -> object:
    """A function of another module, which is loaded now."""
    if name in _ELSEWHERE:
        return getattr(import_module(f"{__name__}.{_ELSEWHERE[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
