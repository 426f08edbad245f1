"""A matrix as text for others: JSON and CSV, which can be read back, Markdown and reStructuredText."""

from sphinx_support_matrix.core.export.as_csv import to_csv
from sphinx_support_matrix.core.export.as_json import to_json
from sphinx_support_matrix.core.export.as_markdown import to_markdown
from sphinx_support_matrix.core.export.as_rst import to_rst
from sphinx_support_matrix.core.export.read_csv import from_csv
from sphinx_support_matrix.core.export.read_json import from_json

__all__ = ["from_csv", "from_json", "to_csv", "to_json", "to_markdown", "to_rst"]
