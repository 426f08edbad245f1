"""Rules about features that all drivers support, or none.

One driver alone says nothing about either, so these rules need two that record a level.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.model import StatusKind
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.rules.places import status_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix

_COULD_BE_MANDATORY = frozenset({StatusKind.OPTIONAL, StatusKind.CHOICE, StatusKind.CONDITION})


def could_be_mandatory(matrix: Matrix) -> Iterator[Problem]:
    """Every driver already supports a feature that is not mandatory."""
    for feature, levels in _compared(matrix):
        everywhere = len(levels) == len(matrix.drivers) and all(level.is_supported for level in levels)
        candidate = feature.status.understood and feature.status.kind in _COULD_BE_MANDATORY
        if candidate and everywhere:
            yield Problem(
                code=Code.COULD_BE_MANDATORY,
                message=(
                    f"all {len(levels)} drivers support '[{feature.name}]', which is {feature.status}; "
                    "it could become mandatory"
                ),
                location=status_place(feature),
            )


def unsupported_feature(matrix: Matrix) -> Iterator[Problem]:
    """No driver supports a feature."""
    for feature, levels in _compared(matrix):
        if not any(level.is_supported for level in levels):
            yield Problem(
                code=Code.UNSUPPORTED_FEATURE,
                message=f"none of {len(levels)} drivers supports '[{feature.name}]'",
                location=feature.location,
            )


def _compared(matrix: Matrix) -> Iterator[tuple[Feature, list[Level]]]:
    """The features for which two drivers or more record a level, and these levels."""
    for feature in matrix.features:
        levels = [cell.level for cell in feature.implementations if cell.level.is_recorded]
        if len(levels) > 1:
            yield feature, levels
