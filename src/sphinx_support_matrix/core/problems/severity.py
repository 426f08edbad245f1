"""How bad a problem is."""

from __future__ import annotations

from enum import Enum


class Severity(Enum):
    """How bad a problem is."""

    ERROR = "error"
    """Something is lost, or a requirement is not met."""

    WARNING = "warning"
    """Nothing is lost, but a reader learns less than could be said."""

    HINT = "hint"
    """Nothing is wrong, but something could be better."""
