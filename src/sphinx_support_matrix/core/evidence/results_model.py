"""What a file of test results says of each test."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import NamedTuple

FEATURE_PROPERTY = "support_matrix.feature"
"""The property of a test case that names a feature."""
DRIVER_PROPERTY = "support_matrix.driver"
"""The property of a test case, or of a suite, that names a driver."""
NOT_RUN = "[NOTRUN]"
"""What pytest writes before the reason of an expected failure that it did not even try."""


class Outcome(IntEnum):
    """How a test ended. Of a test that is there several times, the greatest counts: it passed if nothing else is said."""

    PASSED = 0
    SKIPPED = 1
    ERROR = 2
    EXPECTED_FAILURE = 3
    FAILED = 4


class Stated(NamedTuple):
    """A text that stands in a file of results."""

    text: str
    """The text, without white space around it."""

    line: int
    """The line of the file."""


@dataclass(frozen=True, kw_only=True, slots=True)
class SuiteFacts:
    """What a suite says of all the tests in it, or what it says of the suites in it."""

    driver: Stated | None = None
    """The driver that was tested."""

    release: Stated | None = None
    """The release that was tested."""

    environment: Stated | None = None
    """What the tests ran in."""

    timestamp: Stated | None = None
    """When, as it is written."""


@dataclass(frozen=True, kw_only=True, slots=True)
class CaseResult:
    """One test, as the results have it."""

    classname: str
    """The class or the module of the test, or whatever its tool writes there."""

    name: str
    """The name of the test in that."""

    file: str | None
    """The file of the test, where the results say it."""

    outcome: Outcome
    """How it ended."""

    features: tuple[Stated, ...]
    """The features that the test itself says it is for."""

    drivers: tuple[Stated, ...]
    """The drivers that the test itself says it is for."""

    suite: SuiteFacts
    """What is said of all tests around it."""

    line: int
    """The line of the file that the test begins at."""

    @property
    def full_name(self) -> str:
        """The name that patterns are matched with: ``classname.name``."""
        return f"{self.classname}.{self.name}" if self.classname else self.name

    @property
    def name_in_file(self) -> str | None:
        """The other name that patterns are matched with, ``file::name``, where there is a file."""
        return None if self.file is None else f"{self.file}::{self.name}"
