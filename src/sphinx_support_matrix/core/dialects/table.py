"""The dialects: how each of them spells drivers, levels, notes and anchors.

==========================  ========================================  ===========================
dialect                     a driver is declared in                   a level's key is
==========================  ========================================  ===========================
today's                     ``[driver.KEY]``                          ``driver.KEY``
nova 2015 to 2018           ``driver-impl-KEY`` in ``[targets]``      ``driver-impl-KEY``
neutron, spring 2017        ``networking-KEY`` in ``[targets]``       ``networking-KEY``
neutron, summer 2017        ``[target.X]`` with ``label = KEY``       ``KEY``
nova's feature matrix       ``[target.KEY]``                          ``KEY``
==========================  ========================================  ===========================

The dialects do not contradict each other, so all of them are understood in every file: files that
are being moved from one to another exist, and are read completely. Everything that reads or writes a
spelling goes by this table.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

TARGETS = "targets"
"""The section in which some dialects declare all drivers, each as an option."""

LABEL = "label"
"""The option of a section ``[target.X]`` that gives the key of its driver, where it is not X."""


class CellPart(Enum):
    """What an option can say about one driver in a feature, in the order in which it is looked for."""

    NOTE = "note"
    VERIFICATION = "verification"
    LEVEL = "level"


@dataclass(frozen=True, kw_only=True, slots=True)
class Dialect:
    """What stands before the key of a driver, wherever that key is written."""

    driver: str
    """In the name of the driver's section, or in the option of ``[targets]`` that declares it."""

    level: str
    """In the key of an option that gives a level."""

    note: str
    """In the key of an option that gives a note."""

    verified: str
    """In the key of an option that says who has verified a level."""

    anchor: str
    """In what the driver adds to the anchor of a feature to make the anchor of a cell."""

    in_targets: bool = False
    """Whether drivers are options of ``[targets]``; otherwise each has a section of its own."""

    def prefix(self, part: CellPart) -> str:
        """What stands before the key of a driver in the key of an option that gives *part*."""
        return {
            CellPart.NOTE: self.note,
            CellPart.VERIFICATION: self.verified,
            CellPart.LEVEL: self.level,
        }[part]


TODAYS = Dialect(
    driver="driver.",
    level="driver.",
    note="driver-notes.",
    verified="driver-verified.",
    anchor="_driver.",
)
_NOVA = Dialect(
    driver="driver-impl-",
    level="driver-impl-",
    note="driver-notes-",
    verified="driver-verified-",
    anchor="_",
    in_targets=True,
)
_NEUTRON = Dialect(
    driver="networking-",
    level="networking-",
    note="driver-notes-",
    verified="driver-verified-",
    anchor="_",
    in_targets=True,
)
# Of neutron in summer and of nova's feature matrix: they differ in the label only.
_SECTIONS = Dialect(driver="target.", level="", note="driver-notes-", verified="driver-verified-", anchor="_")
# An option of [targets] that begins as in no dialect: all of it is the key.
_BARE = Dialect(
    driver="",
    level="",
    note="driver-notes-",
    verified="driver-verified-",
    anchor="_",
    in_targets=True,
)

DIALECTS = (TODAYS, _NOVA, _NEUTRON, _SECTIONS, _BARE)
"""Every dialect, in the order in which they are tried."""

PREFIXES = {part: tuple(dict.fromkeys(dialect.prefix(part) for dialect in DIALECTS)) for part in CellPart}
"""How the key of an option can begin that says something about a driver, by what it says; the last way to give
a level is the bare key of a driver."""


def dialect_of_section(name: str) -> Dialect | None:
    """The dialect in which the section *name* declares one driver; ``None`` if it does not."""
    return next(
        (each for each in DIALECTS if not each.in_targets and name.startswith(each.driver)),
        None,
    )


def dialect_of_target(key: str) -> Dialect:
    """The dialect in which the option *key* of ``[targets]`` declares a driver.

    A prefix that is no dialect's, or that nothing follows, is a part of the driver's key.
    """
    return next(
        each for each in DIALECTS if each.in_targets and key.startswith(each.driver) and key != each.driver
    )


def declares_drivers(name: str) -> bool:
    """Whether the section *name* declares drivers, in any dialect."""
    return name == TARGETS or dialect_of_section(name) is not None
