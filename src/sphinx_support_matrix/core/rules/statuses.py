"""Rules about statuses: what a project requires has to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.model import StatusKind
from sphinx_support_matrix.core.matrix.requirements import requirements
from sphinx_support_matrix.core.matrix.status_meaning import choice_groups
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.problems.suggest import listing
from sphinx_support_matrix.core.rules.places import cell_place, status_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.matrix.requirements import Requirement


def mandatory_unsupported(matrix: Matrix) -> Iterator[Problem]:
    """A mandatory feature is missing or unknown in a driver."""
    for requirement, column in _unmet(matrix, StatusKind.MANDATORY):
        feature = requirement.features[0]
        yield Problem(
            code=Code.MANDATORY_UNSUPPORTED,
            message=f"'[{feature.name}]' is mandatory, but {_has(matrix, requirement, column)}",
            location=cell_place(feature, column),
        )


def choice_unsupported(matrix: Matrix) -> Iterator[Problem]:
    """No member of a choice group is supported by a driver."""
    for requirement, column in _unmet(matrix, StatusKind.CHOICE):
        first = requirement.features[0]
        if len(requirement.features) == 1:
            message = f"'[{first.name}]' is the only member of {first.status}, but {_has(matrix, requirement, column)}"
        else:
            names = listing((f"'[{feature.name}]'" for feature in requirement.features), last="and")
            message = (
                f"driver '{matrix.drivers[column].key}' supports no member of {first.status}; "
                f"it must support one of {names}"
            )
        yield Problem(code=Code.CHOICE_UNSUPPORTED, message=message, location=cell_place(first, column))


def condition_unsupported(matrix: Matrix) -> Iterator[Problem]:
    """A condition holds for a driver that does not support the feature."""
    for requirement, column in _unmet(matrix, StatusKind.CONDITION):
        feature, base, condition = requirement.features[0], requirement.base, requirement.condition
        assert base is not None
        assert condition is not None
        yield Problem(
            code=Code.CONDITION_UNSUPPORTED,
            message=(
                f"'[{feature.name}]' is required where '[{base.name}]' is {condition.level}, "
                f"but {_has(matrix, requirement, column)}"
            ),
            location=cell_place(feature, column),
        )


def choice_of_one(matrix: Matrix) -> Iterator[Problem]:
    """A choice group with one member leaves nothing to choose."""
    for group, features in choice_groups(matrix).items():
        if len(features) == 1:
            yield Problem(
                code=Code.CHOICE_OF_ONE,
                message=(
                    f"'[{features[0].name}]' is the only member of choice({group}), so there is nothing to choose; "
                    "say mandatory or optional, or add another member"
                ),
                location=status_place(features[0]),
            )


def _unmet(matrix: Matrix, kind: StatusKind) -> Iterator[tuple[Requirement, int]]:
    for requirement in requirements(matrix):
        if requirement.kind is kind:
            for column in range(len(matrix.drivers)):
                if requirement.is_unmet(column):
                    yield requirement, column


def _has(matrix: Matrix, requirement: Requirement, column: int) -> str:
    level = requirement.features[0].implementations[column].level.name
    return f"driver '{matrix.drivers[column].key}' has '{level}'"
