"""What tests say: the evidence for each cell of a matrix."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from sphinx_support_matrix.core.problems.location import Location


@dataclass(frozen=True, kw_only=True, slots=True)
class CellEvidence:
    """The outcome of the tests for one feature and one driver, in one run and one environment."""

    feature: str
    """Section name of the feature."""

    driver: str
    """Key of the driver."""

    environment: str | None = None
    """What the tests ran in, such as ``py312 linux``, where several environments are kept apart."""

    passed: int = 0
    """Tests that passed, whether that was expected or not."""

    failed: int = 0
    """Tests that failed, and that nobody expected to fail."""

    expected_failures: int = 0
    """Tests that failed as expected."""

    skipped: int = 0
    """Tests that did not run."""

    errors: int = 0
    """Tests that could not be set up or cleaned up, which says nothing of the feature."""

    failing: tuple[str, ...] = ()
    """Names of the tests that failed, as expected or not, in alphabetical order."""

    release: str | None = None
    """The release that was tested."""

    time: datetime | None = None
    """When, in UTC."""

    run: str | None = None
    """What identifies the run: an address, as a rule. Nobody has checked that it is one."""

    parts: tuple[str, ...] = ()
    """What identifies each of the files of results that this comes from, in alphabetical order."""

    location: Location | None = field(default=None, compare=False)
    """Where the file of evidence says so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Evidence:
    """What a file of evidence holds."""

    path: str
    """The file, as it is shown to people."""

    cells: tuple[CellEvidence, ...] = ()
    """At most one item for a feature, a driver and an environment, sorted by these."""
