"""Publish which driver supports which feature, from one INI file, with Sphinx."""

from __future__ import annotations

# The module typing is a third of what there is to import before the command line can look after Control-C.
TYPE_CHECKING = False

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.util.typing import ExtensionMetadata

__version__ = "0.1.0"


def setup(app: Sphinx) -> ExtensionMetadata:
    """Connect the extension to *app*; Sphinx calls this for ``extensions`` in ``conf.py``.

    The import is local so that ``sphinx_support_matrix.core`` can be used without Sphinx.
    """
    from sphinx_support_matrix.extension import connect

    return connect(app, __version__)
