"""The part of a matrix that a command is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.core.matrix.select import Order, Patterns, select
from sphinx_support_matrix.core.problems.suggest import did_you_mean

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_support_matrix.core.matrix.model import Matrix


def add_part(parser: argparse.ArgumentParser, *, sort: bool = True) -> None:
    """Give *parser* the options that say which drivers and features.

    :param sort: Whether in which order, too.
    """
    parser.add_argument(
        "--driver",
        "--drivers",
        dest="drivers",
        metavar="PATTERN",
        action="append",
        default=[],
        help="these drivers only: keys or patterns, with commas; none of those after '!'",
    )
    parser.add_argument(
        "--feature",
        "--features",
        dest="features",
        metavar="PATTERN",
        action="append",
        default=[],
        help="these features only: section names or patterns, with or without 'operation.'",
    )
    parser.set_defaults(sort=Order.FILE.value)
    if not sort:
        return
    parser.add_argument(
        "--sort",
        choices=[order.value for order in Order],
        default=Order.FILE.value,
        help="the order of drivers",
    )


def part_of(matrix: Matrix, arguments: argparse.Namespace) -> Matrix:
    """The part of *matrix* that the *arguments* ask for.

    :raises CommandError: if a pattern matches nothing.
    """
    drivers = Patterns.parse(" ".join(arguments.drivers))
    features = Patterns.parse(" ".join(arguments.features))
    _check(drivers, [driver.key for driver in matrix.drivers], "driver")
    _check(features, [feature.name for feature in matrix.features], "feature")
    return select(matrix, drivers=drivers, features=features, order=Order(arguments.sort))


def _check(patterns: Patterns, names: Sequence[str], what: str) -> None:
    for pattern in patterns.unmatched(names):
        raise CommandError(f"'{pattern}' matches no {what}{did_you_mean(pattern, names)}")
