"""Support matrices of any size, the same ones each time."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SUBJECTS = ("instance", "volume", "network", "snapshot", "router", "image", "port", "share", "key", "zone")
_VERBS = (
    "Attach",
    "Create",
    "Detach",
    "Evacuate",
    "Migrate",
    "Pause",
    "Rebuild",
    "Resize",
    "Restore",
    "Shelve",
)
_REASONS = (
    "Needs firmware {major}.{minor} or later on the controller",
    "Works only while the {subject} is stopped",
    "Tested with up to {count} of them at a time",
    "The backend copies the whole {subject}, which takes a while",
    "Limited to {count} GiB for each {subject}",
    "Fails without a clear message where the {subject} is in use",
)
_LEVELS = ("complete", "missing", "partial", "unknown")
_WEIGHTS = (55, 25, 15, 5)
_NOTED = 5


@dataclass(frozen=True, slots=True)
class Size:
    """How large a matrix is."""

    features: int
    """The number of rows."""

    drivers: int
    """The number of columns."""

    @property
    def cells(self) -> int:
        """The number of cells."""
        return self.features * self.drivers

    def __str__(self) -> str:
        """The size as people write it: features by drivers."""
        return f"{self.features} \N{MULTIPLICATION SIGN} {self.drivers}"


def matrix(size: Size) -> str:
    """The INI text of a matrix in which every fifth cell has a note with a link.

    It keeps to what both packages read: no group, no level of its own, every cell recorded, and
    links in notes that are plain URLs. The drivers stand in the order of their titles.
    """
    return "\n".join(_lines(size)) + "\n"


def _lines(size: Size) -> Iterator[str]:
    random = Random(size.cells)  # noqa: S311 - the same matrix each time is the purpose
    keys = [f"backend-{number:03}" for number in range(size.drivers)]
    for number, key in enumerate(keys):
        yield f"[driver.{key}]"
        yield f"title = Backend {number:03}"
        yield f"link = https://docs.example.org/backends/{key}.html"
        yield ""
    for feature in range(size.features):
        subject, verb = random.choice(_SUBJECTS), random.choice(_VERBS)
        yield f"[operation.{verb.lower()}-{subject}-{feature}]"
        yield f"title = {verb} {subject} number {feature}"
        yield f"status = {'mandatory' if feature % 10 == 0 else 'optional'}"
        yield f"notes = What a user can do with one {subject} after another, in the"
        yield "    order in which they were made, as https://docs.example.org/user tells."
        yield f"cli = openstack {subject} {verb.lower()} <{subject}>"
        for column, key in enumerate(keys):
            yield f"driver.{key} = {random.choices(_LEVELS, _WEIGHTS)[0]}"
            if (feature * size.drivers + column) % _NOTED == 0:
                reason = random.choice(_REASONS).format(
                    subject=subject,
                    major=random.randint(1, 9),
                    minor=random.randint(0, 9),
                    count=2 ** random.randint(1, 9),
                )
                yield f"driver-notes.{key} = {reason}, see"
                yield f"    https://bugs.example.org/{random.randint(100000, 999999)} for the details."
        yield ""
