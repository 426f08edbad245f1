"""What the script of pages with a matrix, ``static/matrix.js``, gets from the language of the page."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_support_matrix.html.words import Words


def script_words(words: Words, *, standings: bool = False) -> str:
    """The words of the script, in the language of *words*, as a script that comes before it.

    :param standings: Whether pages show evidence.
    """
    told = words.controls
    if standings:
        told = told | {f"standing_{name}": title for name, title in words.standings.names().items()}
    return f"window.supportMatrixWords = {json.dumps(told)};\n"
