"""What changed between two matrices: the model of it, and how it is said to people and to programs."""

from sphinx_support_matrix.core.changes.model import Changes

__all__ = ["Changes"]
