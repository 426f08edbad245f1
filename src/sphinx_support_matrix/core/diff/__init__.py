"""The diff of two matrices: what it is, how it is computed, and how it is said to people and to programs."""

from sphinx_support_matrix.core.diff.diff_model import Diff

__all__ = ["Diff"]
