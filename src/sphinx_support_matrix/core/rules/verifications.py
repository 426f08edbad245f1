"""A rule about what people have verified: there has to be a claim that they confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import UNKNOWN
from sphinx_support_matrix.core.problems.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.matrix.model import Matrix


def verified_without_level(matrix: Matrix) -> Iterator[Problem]:
    """Somebody has verified a level that the feature does not record, or that is unknown.

    A level that could not be read is another problem, and has been reported.
    """
    for feature in matrix.features:
        for column, (driver, cell) in enumerate(zip(matrix.drivers, feature.implementations, strict=True)):
            if cell.verified is None or cell.level.counts_as != UNKNOWN.name:
                continue
            tried = bool(feature.places) and feature.places[column] is not None
            if tried and not cell.level.is_recorded:
                continue
            what = f"is {cell.level.name}" if cell.level.is_recorded else "is not recorded"
            yield Problem(
                code=Code.VERIFIED_WITHOUT_LEVEL,
                message=(
                    f"the verification of {cell.verified.date} ({cell.verified.who}) confirms nothing, because "
                    f"'[{feature.name}]' {what} for driver '{driver.key}'; write the level that was found"
                ),
                location=cell.verified.location or feature.location,
            )
