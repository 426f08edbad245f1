"""``support-matrix show``: the matrix in the terminal."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.matrices import add_files, load_all
from sphinx_support_matrix.cli.io.matrix_table import Look, render
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.cli.io.terminal import add_color_option, can_write, in_color, width
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.matrix.select import Order, Patterns, select
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_support_matrix.core.matrix.model import Matrix

EXAMPLES = """\
  support-matrix show support-matrix.ini
  support-matrix show support-matrix.ini --driver 'libvirt-*' --feature 'storage.*'
  support-matrix show support-matrix.ini --level partial --level unknown
  support-matrix show support-matrix.ini | less -S
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser)
    parser.add_argument(
        "--driver",
        metavar="PATTERN",
        action="append",
        default=[],
        help="show these drivers: keys or patterns",
    )
    parser.add_argument(
        "--feature",
        metavar="PATTERN",
        action="append",
        default=[],
        help="show these features: section names or patterns, with or without 'operation.'",
    )
    parser.add_argument(
        "--level",
        metavar="LEVEL",
        action="append",
        default=[],
        help="show the features that a driver shown has at this level",
    )
    parser.add_argument(
        "--sort",
        choices=[order.value for order in Order],
        default=Order.FILE.value,
        help="the order of drivers",
    )
    parser.add_argument(
        "--rows",
        choices=[each.value for each in Rows],
        default=Rows.AUTO.value,
        help="what is a row (default: auto, drivers where there are many)",
    )
    parser.add_argument("--width", type=int, metavar="COLUMNS", help="how wide to be (default: the terminal)")
    add_color_option(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show the matrix."""
    matrix, problems = load_all(arguments.files)
    report(problems, color=arguments.color)
    matrix = _selected(matrix, arguments)
    if not matrix.drivers or not matrix.features:
        print("nothing to show", file=sys.stderr)
        return Exit.NOTHING
    symbols = "".join(level.symbol for level in matrix.levels.values())
    look = Look(
        width=arguments.width or (width() if sys.stdout.isatty() or os.environ.get("COLUMNS") else None),
        color=in_color(sys.stdout, arguments.color),
        plain=not can_write(f"{symbols}┌│", sys.stdout),
    )
    sys.stdout.write(render(matrix, look, Rows(arguments.rows)))
    return Exit.OK


def _selected(matrix: Matrix, arguments: argparse.Namespace) -> Matrix:
    """The part of *matrix* that the arguments ask for."""
    drivers = Patterns.parse(" ".join(arguments.driver))
    features = Patterns.parse(" ".join(arguments.feature))
    _check(drivers, [driver.key for driver in matrix.drivers], "driver")
    _check(features, [feature.name for feature in matrix.features], "feature")
    levels = {*matrix.levels, *(cell.level.name for row in matrix.features for cell in row.implementations)}
    for level in arguments.level:
        if level not in levels:
            hint = did_you_mean(level, levels)
            raise CommandError(f"there is no level '{level}'; expected {listing(sorted(levels))}{hint}")
    matrix = select(matrix, drivers=drivers, features=features, order=Order(arguments.sort))
    if not arguments.level:
        return matrix
    kept = (
        feature
        for feature in matrix.features
        if any(cell.level.name in arguments.level for cell in feature.implementations)
    )
    return replace(matrix, features=tuple(kept))


def _check(patterns: Patterns, names: Sequence[str], what: str) -> None:
    for pattern in patterns.unmatched(names):
        raise CommandError(f"'{pattern}' matches no {what}{did_you_mean(pattern, names)}")
