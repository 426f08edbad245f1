"""The options of features that are about drivers, in the dialect that they are written in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.features import FEATURE_OPTIONS, driver_of
from sphinx_support_matrix.core.dialects.reading import Declared
from sphinx_support_matrix.core.dialects.table import TODAYS, CellPart

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.ini.layout import Layout, OptionLines, SectionLines
    from sphinx_support_matrix.core.matrix.model import Matrix


@dataclass(frozen=True, kw_only=True, slots=True)
class CellOption:
    """An option that says something about a declared driver in a feature."""

    entry: OptionLines
    """The option."""

    driver: str
    """The key of the driver, as it is declared."""

    part: CellPart
    """What it says."""

    @property
    def todays(self) -> str:
        """The key that the option has in today's dialect."""
        return TODAYS.prefix(self.part) + self.driver

    @property
    def is_todays(self) -> bool:
        """Whether the key is in today's dialect already."""
        return self.entry.option.key.lower() == self.todays.lower()

    @property
    def prefix(self) -> str:
        """What stands before the key of the driver."""
        key = self.entry.option.key
        return key[: len(key) - len(self.driver)].lower()


def declared_in(matrix: Matrix) -> Declared:
    """What *matrix* declares, as the dialects want to know it."""
    return Declared(
        drivers={driver.key: driver for driver in matrix.drivers},
        levels=matrix.levels,
        features=dict.fromkeys(feature.name for feature in matrix.features),
        bare={},
    )


def feature_parts(layout: Layout, matrix: Matrix) -> Iterator[SectionLines]:
    """The sections that are features of *matrix*, without those that repeat a name."""
    lines = {feature.location.line for feature in matrix.features}
    return (part for part in layout.parts if part.header in lines)


def cells_of(part: SectionLines, declared: Declared) -> Iterator[CellOption]:
    """The options of a feature that are about declared drivers, without those that repeat a key."""
    seen: set[str] = set()
    for entry in part.entries:
        key = entry.option.key
        if key in seen or key.lower() in FEATURE_OPTIONS:
            continue
        seen.add(key)
        found = driver_of(entry.option, declared)
        if found is not None:
            yield CellOption(entry=entry, driver=found[0], part=found[1])


def repeated_keys(part: SectionLines) -> frozenset[str]:
    """The keys that *part* gives more than once."""
    counts = Counter(entry.option.key for entry in part.entries)
    return frozenset(key for key, count in counts.items() if count > 1)
