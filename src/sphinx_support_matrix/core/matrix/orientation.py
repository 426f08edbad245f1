"""What the rows of a table are: features, or drivers where there are many of them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Matrix

# A table with more drivers than this needs more than the width of a page if they are columns.
_MANY = 20


class Rows(Enum):
    """What is a row of a table; the others are its columns."""

    FEATURES = "features"
    DRIVERS = "drivers"
    AUTO = "auto"


def rows_of(matrix: Matrix, asked: Rows = Rows.AUTO) -> Rows:
    """What the rows of the table of *matrix* are, features or drivers, where *asked* may leave it open.

    Drivers are rows where there are more than 20 of them, and more than twice as many as features.
    """
    if asked is not Rows.AUTO:
        return asked
    drivers = len(matrix.drivers)
    return Rows.DRIVERS if drivers > _MANY and drivers > 2 * len(matrix.features) else Rows.FEATURES
