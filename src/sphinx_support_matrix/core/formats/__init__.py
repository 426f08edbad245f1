"""A matrix as text for others: JSON and CSV for programs, Markdown and reStructuredText for people."""

from sphinx_support_matrix.core.formats.as_csv import from_csv, to_csv
from sphinx_support_matrix.core.formats.as_json import to_json
from sphinx_support_matrix.core.formats.as_markdown import to_markdown
from sphinx_support_matrix.core.formats.as_rst import to_rst
from sphinx_support_matrix.core.formats.from_json import from_json

__all__ = ["from_csv", "from_json", "to_csv", "to_json", "to_markdown", "to_rst"]
