"""Under which headings features are shown, beside what, and with which legend."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.model import Group, Title

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix


@dataclass(frozen=True, kw_only=True, slots=True)
class Block:
    """Features that are shown together."""

    group: Group | None
    """The group whose title stands above them; ``None`` where no group is shown."""

    features: tuple[Feature, ...]
    """The features, in the order of the file."""


def arrange(matrix: Matrix, *, grouped: bool) -> tuple[Block, ...]:
    """The features of *matrix* in blocks.

    A feature is in the declared group with the longest name that begins its section name. Without
    one, it is in a group called like the first part of its section name. Groups stand in the order
    in which their first features stand in the file.
    """
    if not grouped:
        return (Block(group=None, features=matrix.features),)
    finder = GroupFinder(matrix.groups)
    blocks: dict[str, tuple[Group, list[Feature]]] = {}
    for feature in matrix.features:
        group = finder.group_of(feature)
        blocks.setdefault(group.name, (group, []))[1].append(feature)
    return tuple(Block(group=group, features=tuple(features)) for group, features in blocks.values())


def has_statuses(matrix: Matrix) -> bool:
    """Whether *matrix* is about statuses; otherwise it is about how mature features are."""
    if any(feature.status.given for feature in matrix.features):
        return True
    return not any(feature.maturity for feature in matrix.features)


def levels_in_order(levels: Iterable[Level], matrix: Matrix) -> dict[str, Level]:
    """Every level of *levels* once, by name, in the order of a legend of *matrix*."""
    used = {level.name: level for level in levels}
    ordered = [name for name in matrix.levels if name in used]
    ordered += [name for name in used if name not in matrix.levels]
    return {name: used[name] for name in ordered}


def used_levels(matrix: Matrix) -> dict[str, Level]:
    """Every level that occurs in *matrix*, by name, in the order of a legend."""
    cells = (cell for feature in matrix.features for cell in feature.implementations)
    return levels_in_order((cell.level for cell in cells), matrix)


class GroupFinder:
    """Finds the group that a feature belongs to, however many groups there are."""

    def __init__(self, groups: Iterable[Group]) -> None:
        """Take *groups*; of those with one name, the first counts."""
        self._root = _Branch()
        for group in groups:
            branch = self._root
            for part in group.name.split("."):
                branch = branch.branches.setdefault(part, _Branch())
            branch.group = branch.group or group

    def group_of(self, feature: Feature) -> Group:
        """The group that *feature* belongs to, declared or made from its section name."""
        parts = feature.name.split(".")
        found: Group | None = None
        branch = self._root
        for part in parts:
            if part not in branch.branches:
                break
            branch = branch.branches[part]
            found = branch.group or found
        return found or Group(
            name=parts[0],
            title=Title(text=parts[0], location=feature.location),
            notes=None,
            location=feature.location,
        )


@dataclass(slots=True)
class _Branch:
    """The groups whose names begin alike: the group of that name, and the others by the next part of theirs."""

    group: Group | None = None
    branches: dict[str, _Branch] = field(default_factory=dict)
