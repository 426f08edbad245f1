"""Change the text of a file, and lose nothing of it.

Each function takes the whole text and returns the whole text. What a line means is asked of the reader
and of the dialects; there is no second grammar here, and every spelling is that of the dialects' table.

The modules ``replacing``, ``held_signals`` and ``folder_lock`` bring a text to its file in one piece.
"""

from sphinx_support_matrix.core.editing.first_file import first_file
from sphinx_support_matrix.core.editing.formatting import format_text
from sphinx_support_matrix.core.editing.migration import migrate
from sphinx_support_matrix.core.editing.new_driver import add_driver
from sphinx_support_matrix.core.editing.new_feature import add_feature
from sphinx_support_matrix.core.ini.edit import Edit, EditError, Remark

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
