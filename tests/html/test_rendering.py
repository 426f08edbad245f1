"""What the templates get."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core.matrix.levels import COMPLETE
from sphinx_support_matrix.html.rendering import Renderer, is_right_to_left
from sphinx_support_matrix.html.words import Words


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("ar", True),
        ("ar_EG", True),
        ("he-IL", True),
        ("fa", True),
        ("en", False),
        ("pt_BR", False),
        ("ug_Latn", False),
    ],
)
def test_the_direction_of_a_language(language, expected):
    assert is_right_to_left(language) is expected
    html = Renderer(Words(), language=language).legend([COMPLETE], noted=False)
    assert html.startswith(
        '<details class="sm-legend" dir="rtl">' if expected else '<details class="sm-legend">'
    )
