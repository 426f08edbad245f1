"""From what a file says to what it means: every dialect, and any mix of them, into one model.

:mod:`~sphinx_support_matrix.core.dialects.table` says how each dialect spells what.
"""

from sphinx_support_matrix.core.dialects.build import build

__all__ = ["build"]
