"""``support-matrix``, the command line: the matrix without Sphinx."""

from sphinx_support_matrix.cli.main import main

__all__ = ["main"]
