"""Rules about statuses: what a project requires has to be there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.model import StatusKind
from sphinx_support_matrix.core.problems import Code, Problem
from sphinx_support_matrix.core.promises import choice_groups, promises
from sphinx_support_matrix.core.rules.place import cell_place, status_place
from sphinx_support_matrix.core.suggest import listing

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.model import Matrix
    from sphinx_support_matrix.core.promises import Promise


def mandatory_unsupported(matrix: Matrix) -> Iterator[Problem]:
    """A mandatory feature is missing or unknown in a driver."""
    for promise, column in _broken(matrix, StatusKind.MANDATORY):
        feature = promise.features[0]
        yield Problem(
            code=Code.MANDATORY_UNSUPPORTED,
            message=f"'[{feature.name}]' is mandatory, but {_has(matrix, promise, column)}",
            location=cell_place(feature, column),
        )


def choice_unsupported(matrix: Matrix) -> Iterator[Problem]:
    """No member of a choice group is supported by a driver."""
    for promise, column in _broken(matrix, StatusKind.CHOICE):
        first = promise.features[0]
        if len(promise.features) == 1:
            message = (
                f"'[{first.name}]' is the only member of {first.status}, but {_has(matrix, promise, column)}"
            )
        else:
            names = listing((f"'[{feature.name}]'" for feature in promise.features), last="and")
            message = (
                f"driver '{matrix.drivers[column].key}' supports no member of {first.status}; "
                f"it must support one of {names}"
            )
        yield Problem(code=Code.CHOICE_UNSUPPORTED, message=message, location=cell_place(first, column))


def condition_unsupported(matrix: Matrix) -> Iterator[Problem]:
    """A condition holds for a driver that does not support the feature."""
    for promise, column in _broken(matrix, StatusKind.CONDITION):
        feature, base, condition = promise.features[0], promise.base, promise.condition
        assert base is not None
        assert condition is not None
        yield Problem(
            code=Code.CONDITION_UNSUPPORTED,
            message=(
                f"'[{feature.name}]' is required where '[{base.name}]' is {condition.level}, "
                f"but {_has(matrix, promise, column)}"
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


def _broken(matrix: Matrix, kind: StatusKind) -> Iterator[tuple[Promise, int]]:
    for promise in promises(matrix):
        if promise.kind is kind:
            for column in range(len(matrix.drivers)):
                if promise.is_broken(column):
                    yield promise, column


def _has(matrix: Matrix, promise: Promise, column: int) -> str:
    level = promise.features[0].implementations[column].level.name
    return f"driver '{matrix.drivers[column].key}' has '{level}'"
