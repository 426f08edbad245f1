"""Change the text of a file, and lose nothing of it.

Each function takes the whole text and returns the whole text. What a line means is asked of
:mod:`sphinx_support_matrix.core.reader` and of the dialects; there is no second grammar here.
"""

from sphinx_support_matrix.core.editing.edit import Edit, EditError, Remark
from sphinx_support_matrix.core.editing.first import first_file
from sphinx_support_matrix.core.editing.migration import migrate
from sphinx_support_matrix.core.editing.new_driver import add_driver
from sphinx_support_matrix.core.editing.new_feature import add_feature
from sphinx_support_matrix.core.editing.style import format_text

__all__ = [
    "Edit",
    "EditError",
    "Remark",
    "add_driver",
    "add_feature",
    "first_file",
    "format_text",
    "migrate",
]
