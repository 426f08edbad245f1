"""Is a table a matrix, and are its features rows or columns?"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.importing.cell_marks import folded, vocabulary
from sphinx_support_matrix.core.importing.foreign_table import one_header, transposed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.importing.foreign_table import ForeignTable

_DRIVER_WORDS = (
    "adapter|backend|broker|browser|client|cloud|connector|database|db|device|dialect|driver|engine|format|formatter|"
    "framework|gateway|gpu|hardware|host|implementation|language|library|model|module|orm|package|platform|plugin|"
    "product|project|provider|queue|runtime|server|service|storage|system|target|tool|transport|vendor"
)
_FEATURE_WORDS = "action|api|capability|command|functionality|feature|function|method|operation|operator|option|statement|test|type"
_DRIVER = re.compile(rf"\b(?:{_DRIVER_WORDS})s?\b")
_FEATURE = re.compile(rf"\b(?:{_FEATURE_WORDS})s?\b|\b(?:capabilities|functionalities)\b")
_ENOUGH = 0.4


def looks_like_matrix(table: ForeignTable, asked: Mapping[str, str]) -> bool:
    """Whether much of what the cells of *table* hold are marks.

    :param asked: The levels that somebody asked for, by texts.
    """
    level = one_header(table)
    columns = list(zip(*(row.cells[1:] for row in level.body), strict=True))
    marks = vocabulary((cell.text for column in columns for cell in column), asked)
    good = total = 0
    for column in columns:
        texts = [cell.text for cell in column if not cell.is_empty]
        understood = sum(marks.read(text).is_understood for text in texts)
        # A column of notes says nothing against the others.
        if understood or len(columns) == 1:
            good += understood
            total += len(texts)
    return bool(good) and good >= _ENOUGH * total


def with_features_as_rows(table: ForeignTable, asked: str | None) -> tuple[ForeignTable, str]:
    """*table*, with one row in the header and one for each feature, and why it is so.

    :param asked: What the features are in *table*, ``rows`` or ``columns``, if somebody has said so.
    """
    level = one_header(table)
    corner = level.rows[0].cells[0].text if level.rows and level.rows[0].cells else ""
    if asked == "columns":
        return transposed(level), "features are columns, as --features says"
    if asked == "rows":
        return level, "features are rows, as --features says"
    word = folded(corner)
    if _FEATURE.search(word):
        return level, f"features are rows: the first column is headed '{corner}'"
    if _DRIVER.search(word):
        return transposed(level), f"features are columns: the first column is headed '{corner}'"
    headed = f"is headed '{corner}'" if corner else "has no heading"
    return level, f"features are rows, because the first column {headed}; otherwise say '--features columns'"
