"""What a record promises: which drivers keep the statuses of the features, and which break them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.levels import COMPLETE, MISSING, NOT_RECORDED, PARTIAL, UNKNOWN
from sphinx_support_matrix.core.model import StatusKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.model import Condition, Feature, Matrix

_SUPPORTED = frozenset({COMPLETE.name, PARTIAL.name})
_KNOWN = _SUPPORTED | {MISSING.name}


def is_supported(level: Level) -> bool:
    """Whether *level* counts as complete or partial."""
    return level.counts_as in _SUPPORTED


def is_known(level: Level) -> bool:
    """Whether *level* counts as complete, partial or missing: unknown and not-applicable say neither."""
    return level.counts_as in _KNOWN


def falls_short(level: Level) -> bool:
    """Whether *level* is recorded, and counts as missing or unknown.

    A driver for which a feature makes no sense has nothing to promise, and what is not recorded is
    a problem of its own.
    """
    return level.counts_as in {MISSING.name, UNKNOWN.name} and level.name != NOT_RECORDED.name


def meets(level: Level, name: str) -> bool:
    """Whether *level* is the one called *name*, or counts as it."""
    return name in {level.name, level.counts_as}


def choice_groups(matrix: Matrix) -> dict[str, list[Feature]]:
    """The features of each choice group, in the order of the file."""
    groups: dict[str, list[Feature]] = {}
    for feature in matrix.features:
        if feature.status.kind is StatusKind.CHOICE and feature.status.argument:
            groups.setdefault(feature.status.argument, []).append(feature)
    return groups


@dataclass(frozen=True, kw_only=True, slots=True)
class Promise:
    """What a status asks of every driver: that it supports one of some features."""

    kind: StatusKind
    """The kind of status."""

    features: tuple[Feature, ...]
    """The features, of which one has to be supported: all members of a choice group, or the only one."""

    base: Feature | None = None
    """The feature that a condition is about; ``None`` for other promises."""

    condition: Condition | None = None
    """The condition."""

    def applies(self, column: int) -> bool:
        """Whether the promise is made for the driver in *column*: a condition has to hold."""
        if self.base is None or self.condition is None:
            return True
        return meets(self.base.implementations[column].level, self.condition.level)

    def levels(self, column: int) -> list[Level]:
        """The levels of the driver in *column*."""
        return [feature.implementations[column].level for feature in self.features]

    def is_broken(self, column: int) -> bool:
        """Whether the driver in *column* supports none, and falls short in one."""
        levels = self.levels(column)
        return (
            self.kind in _BINDING
            and not any(map(is_supported, levels))
            and any(map(falls_short, levels))
            and self.applies(column)
        )


_BINDING = frozenset({StatusKind.MANDATORY, StatusKind.CHOICE, StatusKind.CONDITION})


def promises(matrix: Matrix) -> Iterator[Promise]:
    """The promises of *matrix*, in the order of its features; a choice group stands at its first member.

    A condition on a feature that the matrix does not have can hold for no driver, and is left out.
    """
    groups = choice_groups(matrix)
    names = {feature.name: feature for feature in matrix.features}
    for feature in matrix.features:
        status = feature.status
        if status.kind is StatusKind.CHOICE:
            members = groups.get(status.argument or "", [])
            if members and members[0] is feature:
                yield Promise(kind=status.kind, features=tuple(members))
        elif status.kind is not StatusKind.CONDITION:
            yield Promise(kind=status.kind, features=(feature,))
        elif status.condition is not None and status.condition.feature in names:
            yield Promise(
                kind=status.kind,
                features=(feature,),
                base=names[status.condition.feature],
                condition=status.condition,
            )


@dataclass(frozen=True, kw_only=True, slots=True)
class Total:
    """How many promises of one kind a driver keeps."""

    kind: StatusKind
    """The kind of status."""

    kept: int
    """Promises of which the driver supports a feature."""

    due: int
    """Promises that apply to the driver and for which it has a known level: complete, partial or missing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Conformance:
    """How the drivers of a matrix keep what its statuses promise."""

    cells: dict[str, frozenset[int]]
    """The columns of the drivers that break a promise, by the section name of each feature that it is about."""

    broken: tuple[int, ...]
    """How many promises each driver breaks."""

    totals: tuple[tuple[Total, ...], ...]
    """What :func:`totals` says."""


def conformance(matrix: Matrix) -> Conformance:
    """How the drivers of *matrix* keep its promises."""
    cells: dict[str, set[int]] = {}
    broken = [0] * len(matrix.drivers)
    for promise in promises(matrix):
        for column in range(len(matrix.drivers)):
            if promise.is_broken(column):
                broken[column] += 1
                for feature in promise.features:
                    cells.setdefault(feature.name, set()).add(column)
    return Conformance(
        cells={name: frozenset(columns) for name, columns in cells.items()},
        broken=tuple(broken),
        totals=tuple(totals(matrix)),
    )


def totals(matrix: Matrix) -> list[tuple[Total, ...]]:
    """How many promises of each kind each driver of *matrix* keeps.

    A feature is a promise, but a choice group is one together, and a condition is one only where it
    holds. A promise counts where one of its features has a known level, and is kept where one is
    supported; *unknown*, *not-applicable* and *not recorded* are left out of the count.

    :returns: For each driver a total for each kind of status that *matrix* uses, in the order of
        :class:`~sphinx_support_matrix.core.model.StatusKind`.
    """
    made = list(promises(matrix))
    kinds = [kind for kind in StatusKind if any(promise.kind is kind for promise in made)]

    def total(kind: StatusKind, column: int) -> Total:
        counted = [
            promise.levels(column)
            for promise in made
            if promise.kind is kind and promise.applies(column) and _any(is_known, promise.levels(column))
        ]
        return Total(kind=kind, kept=sum(_any(is_supported, levels) for levels in counted), due=len(counted))

    return [tuple(total(kind, column) for kind in kinds) for column in range(len(matrix.drivers))]


def _any(test: Callable[[Level], bool], levels: Iterable[Level]) -> bool:
    return any(map(test, levels))
