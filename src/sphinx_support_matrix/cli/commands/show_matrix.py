"""``support-matrix show``: the matrix in the terminal."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import add_files, all_or_default
from sphinx_support_matrix.cli.io.grid import grid_of
from sphinx_support_matrix.cli.io.level_content import level_content
from sphinx_support_matrix.cli.io.matrices import load_all
from sphinx_support_matrix.cli.io.matrix_table import add_look, write_grid
from sphinx_support_matrix.cli.io.part_of_matrix import add_part, part_of
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing

if TYPE_CHECKING:
    import argparse

    from sphinx_support_matrix.core.matrix.model import Matrix

EXAMPLES = """\
  support-matrix show
  support-matrix show --driver 'libvirt-*' --feature 'storage.*'
  support-matrix show --level partial --level unknown
  support-matrix show | less -S
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser, more="; several files are merged")
    add_part(parser)
    parser.add_argument(
        "--level",
        metavar="LEVEL",
        action="append",
        default=[],
        help="show the features that a driver shown has at this level",
    )
    add_look(parser)


def run(arguments: argparse.Namespace) -> int:
    """Show the matrix."""
    files = all_or_default(arguments.files)
    matrix, problems = load_all(files)
    report(problems, color=arguments.color)
    matrix = _selected(matrix, arguments)
    if not matrix.drivers or not matrix.features:
        print("nothing to show", file=sys.stderr)
        return Exit.NOTHING
    write_grid(grid_of(matrix, level_content(matrix), Rows(arguments.rows)), arguments)
    return Exit.OK


def _selected(matrix: Matrix, arguments: argparse.Namespace) -> Matrix:
    """The part of *matrix* that the arguments ask for."""
    levels = {*matrix.levels, *(cell.level.name for row in matrix.features for cell in row.implementations)}
    for level in arguments.level:
        if level not in levels:
            hint = did_you_mean(level, levels)
            raise CommandError(f"there is no level '{level}'; expected {listing(sorted(levels))}{hint}")
    matrix = part_of(matrix, arguments)
    if not arguments.level:
        return matrix
    kept = (
        feature
        for feature in matrix.features
        if any(cell.level.name in arguments.level for cell in feature.implementations)
    )
    return replace(matrix, features=tuple(kept))
