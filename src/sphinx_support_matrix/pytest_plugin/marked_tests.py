"""What tests say themselves that they are for: marks and a fixture, which become properties of the results."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sphinx_support_matrix.core.evidence.results_model import DRIVER_PROPERTY, FEATURE_PROPERTY
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.pytest_plugin.name_check import NameCheck

# The package itself, which imports nothing, has this word, too.
_MARK = "support_matrix"
_FORM = f"expected names of features or a driver: @pytest.mark.{_MARK}('FEATURE', ..., driver='KEY')"


def state_marks(items: Iterable[pytest.Item]) -> list[str]:
    """Write what the marks of tests say into their properties.

    :returns: What is wrong with marks, each mark once.
    """
    mistakes: dict[int, str] = {}
    for item in items:
        marks = list(item.iter_markers(_MARK))
        for mark in marks:
            if not _is_right(mark):
                mistakes.setdefault(id(mark), f"{_place(item)}: {_FORM}")
        if any(id(mark) in mistakes for mark in marks):
            continue
        keys = _drivers(item)
        if len(keys) > 1:
            names = listing([f"'{key}'" for key in keys], last="and")
            mistakes[id(marks[0])] = f"{_place(item)}: marks name the drivers {names}; expected one"
            continue
        for name in dict.fromkeys(name for mark in marks for name in mark.args):
            item.user_properties.append((FEATURE_PROPERTY, name))
        for key in keys:
            item.user_properties.append((DRIVER_PROPERTY, key))
    return list(mistakes.values())


def state_driver(item: pytest.Item, key: object, check: NameCheck | None) -> None:
    """Write the driver that a fixture gives into the properties of *item*, or let the test fail.

    :param check: Knows which drivers there are, if there is a matrix.
    """
    __tracebackhide__ = True
    if not isinstance(key, str):
        pytest.fail(
            f"the fixture support_matrix_driver has to give the key of a driver, not {key!r}", pytrace=False
        )
    stated = [value for name, value in item.user_properties if name == DRIVER_PROPERTY]
    if stated and key not in stated:
        pytest.fail(
            f"a mark says that this test is for '{stated[0]}', and the fixture support_matrix_driver says '{key}'",
            pytrace=False,
        )
    mistake = None if check is None else check.mistake_in(key)
    if mistake:
        pytest.fail(f"the fixture support_matrix_driver is wrong: {mistake}", pytrace=False)
    if not stated:
        item.user_properties.append((DRIVER_PROPERTY, key))


def driver_for(request: pytest.FixtureRequest) -> str:
    """The driver that the test of *request* is for, unless somebody overrides the fixture."""
    __tracebackhide__ = True
    for key in (
        *_drivers(request.node),
        request.config.getoption("support_driver"),
        request.config.getini("support_driver"),
    ):
        if key:
            return str(key)
    pytest.fail(
        "nothing says which driver this test is for; say it in its mark, with --support-driver or in a fixture "
        "support_matrix_driver of your own",
        pytrace=False,
    )


def _drivers(item: pytest.Item) -> list[str]:
    """The drivers that the closest marks name: those of a test, of its class, of its module."""
    closest: object = None
    keys: dict[str, None] = {}
    for node, mark in item.iter_markers_with_node(_MARK):
        key = mark.kwargs.get("driver")
        if key is None:
            continue
        if closest not in {None, node}:
            break
        closest = node
        keys[key] = None
    return list(keys)


def _is_right(mark: pytest.Mark) -> bool:
    key = mark.kwargs.get("driver")
    said = [*mark.args, *([] if key is None else [key])]
    return (
        mark.kwargs.keys() <= {"driver"}
        and bool(said)
        and all(isinstance(each, str) and each.strip() for each in said)
    )


def _place(item: pytest.Item) -> str:
    path, line, name = item.location
    return f"{path}:{(line or 0) + 1}: '{name}'"
