"""Where the problems that rules find are."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Feature
    from sphinx_support_matrix.core.problems.location import Location


def cell_place(feature: Feature, column: int) -> Location:
    """Where *feature* says how far the driver in *column* goes; the feature's place if nowhere."""
    place = feature.places[column] if feature.places else None
    return place or feature.location


def status_place(feature: Feature) -> Location:
    """Where the status of *feature* stands; the feature's place if it is the default."""
    return feature.status.location or feature.location
