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


def add_part(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the options that say which drivers and features, and the order of drivers."""
    add_patterns(parser)
    parser.add_argument(
        "--sort",
        choices=[order.value for order in Order],
        default=Order.FILE.value,
        help="the order of drivers",
    )


def add_patterns(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the options that say which drivers and features."""
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


def part_of(matrix: Matrix, arguments: argparse.Namespace) -> Matrix:
    """The part of *matrix* that the *arguments* ask for.

    :raises CommandError: if a pattern matches nothing.
    """
    drivers, features = patterns_of(
        arguments,
        [driver.key for driver in matrix.drivers],
        [feature.name for feature in matrix.features],
    )
    return select(matrix, drivers=drivers, features=features, order=Order(arguments.sort))


def patterns_of(
    arguments: argparse.Namespace, drivers: Sequence[str], features: Sequence[str]
) -> tuple[Patterns, Patterns]:
    """The patterns of the *arguments* for drivers and for features.

    :param drivers: The keys that there are.
    :param features: The section names that there are.
    :raises CommandError: if a pattern matches nothing.
    """
    found = Patterns.parse(" ".join(arguments.drivers)), Patterns.parse(" ".join(arguments.features))
    _check(found[0], drivers, "driver")
    _check(found[1], features, "feature")
    return found


def _check(patterns: Patterns, names: Sequence[str], what: str) -> None:
    for pattern in patterns.unmatched(names):
        raise CommandError(f"'{pattern}' matches no {what}{did_you_mean(pattern, names)}")
