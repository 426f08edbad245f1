"""A matrix as CSV, for spreadsheets: one row for each feature, one column for each driver.

RFC 4180: commas, CRLF, quotes where they are needed. Spreadsheets run a cell that begins like a
formula, so such a cell begins with an apostrophe here; so does a cell that begins with one, which
makes taking one apostrophe away the whole of reading a cell back.
"""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Matrix

COLUMNS = ("Feature", "Title", "Status")
"""The headings of the columns before those of the drivers."""

APOSTROPHE = "'"
"""What stands before a cell that a spreadsheet would run."""

# The wide forms are those that spreadsheets in East Asian languages take for the others.
_GUARDED = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20", APOSTROPHE)


def to_csv(matrix: Matrix, *, titles: bool = False) -> str:
    """*matrix* as CSV: names, titles, statuses, and ``LEVEL`` or ``LEVEL:RELEASE``.

    :param titles: Whether a second line holds the titles of the drivers. Its first cell is empty,
        which that of a feature never is.
    """
    target = StringIO()
    writer = csv.writer(target, lineterminator="\r\n")

    def write(*cells: str) -> None:
        writer.writerow([_guard(cell) for cell in cells])

    write(*COLUMNS, *(driver.key for driver in matrix.drivers))
    if titles:
        write("", "", "", *(driver.title.text for driver in matrix.drivers))
    for feature in matrix.features:
        claims = [implementation.claim for implementation in feature.implementations]
        write(feature.name, feature.title.text, str(feature.status), *claims)
    return target.getvalue()


def _guard(cell: str) -> str:
    return APOSTROPHE + cell if cell.startswith(_GUARDED) else cell
