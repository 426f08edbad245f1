"""What statuses require of drivers: which drivers meet it, and where one falls short."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.model import StatusKind
from sphinx_support_matrix.core.matrix.status_meaning import choice_groups

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Condition, Feature, Matrix


@dataclass(frozen=True, kw_only=True, slots=True)
class Requirement:
    """What a status asks of every driver: that it supports one of some features."""

    kind: StatusKind
    """The kind of status."""

    features: tuple[Feature, ...]
    """The features, of which one has to be supported: all members of a choice group, or the only one."""

    base: Feature | None = None
    """The feature that a condition is about; ``None`` for other requirements."""

    condition: Condition | None = None
    """The condition."""

    def applies(self, column: int) -> bool:
        """Whether the requirement applies to the driver in *column*: a condition has to hold."""
        if self.base is None or self.condition is None:
            return True
        return self.base.implementations[column].level.is_or_counts_as(self.condition.level)

    def levels(self, column: int) -> list[Level]:
        """The levels of the driver in *column*."""
        return [feature.implementations[column].level for feature in self.features]

    def is_unmet(self, column: int) -> bool:
        """Whether the driver in *column* supports none of the features, and falls short in one."""
        levels = self.levels(column)
        return (
            self.kind in _BINDING
            and not any(level.is_supported for level in levels)
            and any(level.falls_short for level in levels)
            and self.applies(column)
        )


_BINDING = frozenset({StatusKind.MANDATORY, StatusKind.CHOICE, StatusKind.CONDITION})


def requirements(matrix: Matrix) -> Iterator[Requirement]:
    """The requirements of *matrix*, in the order of its features; a choice group stands at its first member.

    A condition on a feature that the matrix does not have can hold for no driver, and is omitted.
    """
    groups = choice_groups(matrix)
    names = {feature.name: feature for feature in matrix.features}
    for feature in matrix.features:
        status = feature.status
        if status.kind is StatusKind.CHOICE:
            members = groups.get(status.argument or "", [])
            if members and members[0] is feature:
                yield Requirement(kind=status.kind, features=tuple(members))
        elif status.kind is not StatusKind.CONDITION:
            yield Requirement(kind=status.kind, features=(feature,))
        elif status.condition is not None and status.condition.feature in names:
            yield Requirement(
                kind=status.kind,
                features=(feature,),
                base=names[status.condition.feature],
                condition=status.condition,
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Total:
    """How many requirements of one kind a driver meets."""

    kind: StatusKind
    """The kind of status."""

    met: int
    """Requirements of which the driver supports a feature."""

    due: int
    """Requirements that apply to the driver and for which its level is known: complete, partial or missing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class RequirementSummary:
    """How the drivers of a matrix meet its requirements."""

    cells: dict[str, frozenset[int]]
    """The columns of the drivers that do not meet a requirement, by the section name of each feature that it
    is about; a column is a 0-based index into ``matrix.drivers``."""

    unmet: tuple[int, ...]
    """How many requirements each driver does not meet."""

    totals: tuple[tuple[Total, ...], ...]
    """What :func:`requirement_totals` says."""


def summarize_requirements(matrix: Matrix) -> RequirementSummary:
    """How the drivers of *matrix* meet its requirements."""
    cells: dict[str, set[int]] = {}
    unmet = [0] * len(matrix.drivers)
    for requirement in requirements(matrix):
        for column in range(len(matrix.drivers)):
            if requirement.is_unmet(column):
                unmet[column] += 1
                for feature in requirement.features:
                    cells.setdefault(feature.name, set()).add(column)
    return RequirementSummary(
        cells={name: frozenset(columns) for name, columns in cells.items()},
        unmet=tuple(unmet),
        totals=tuple(requirement_totals(matrix)),
    )


def requirement_totals(matrix: Matrix) -> list[tuple[Total, ...]]:
    """How many requirements of each kind each driver of *matrix* meets.

    A feature is a requirement, but a choice group is one together, and a condition is one only where it
    holds. A requirement counts where the level of one of its features is known, and is met where one is
    supported; *unknown*, *not-applicable* and *not recorded* are not counted.

    :returns: For each driver a total for each kind of status that *matrix* uses, in the order of
        :class:`~sphinx_support_matrix.core.matrix.model.StatusKind`.
    """
    found = list(requirements(matrix))
    kinds = [kind for kind in StatusKind if any(requirement.kind is kind for requirement in found)]

    def total(kind: StatusKind, column: int) -> Total:
        due = [each.levels(column) for each in found if each.kind is kind and each.applies(column)]
        counted = [levels for levels in due if any(level.is_known for level in levels)]
        met = sum(any(level.is_supported for level in levels) for levels in counted)
        return Total(kind=kind, met=met, due=len(counted))

    return [tuple(total(kind, column) for kind in kinds) for column in range(len(matrix.drivers))]
