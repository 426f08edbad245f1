"""``support-matrix evidence show``: how the levels of a matrix stand by the evidence."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import add_files, all_or_default
from sphinx_support_matrix.cli.io.evidence_beside import (
    add_evidence_file,
    add_max_age,
    day,
    find_evidence,
    some_evidence,
)
from sphinx_support_matrix.cli.io.files import STANDARD, write_text
from sphinx_support_matrix.cli.io.grid import grid_of
from sphinx_support_matrix.cli.io.matrices import load_all
from sphinx_support_matrix.cli.io.matrix_table import add_look, write_grid
from sphinx_support_matrix.cli.io.part_of_matrix import add_part, part_of
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.cli.io.standing_content import standing_content
from sphinx_support_matrix.core.evidence.evidence_rules import unknown_names
from sphinx_support_matrix.core.evidence.evidence_words import told_totals
from sphinx_support_matrix.core.evidence.standings import Standing, standings
from sphinx_support_matrix.core.evidence.totals import standing_totals
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Collection

    from sphinx_support_matrix.core.evidence.standings import CellStanding

EXAMPLES = """\
  support-matrix evidence show
  support-matrix evidence show --standing contradicted,understated
  support-matrix evidence show --driver lzma --max-age 180d
  support-matrix evidence show --format markdown >> "$GITHUB_STEP_SUMMARY"
"""
_STALE = "stale"
_CHOICES = (*(standing.value for standing in Standing), _STALE)


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser, more="; several files are merged")
    add_evidence_file(parser)
    add_max_age(parser)
    add_part(parser)
    parser.add_argument(
        "--standing",
        metavar="STANDINGS",
        action="append",
        default=[],
        help=f"show these only, with commas: {', '.join(_CHOICES)}",
    )
    add_look(parser)
    parser.add_argument(
        "--format", choices=("text", "json", "markdown"), default="text", help="how to write (default: text)"
    )


def run(arguments: argparse.Namespace) -> int:
    """Show how the levels stand; the exit code is 1 if there is nothing to show."""
    chosen = _chosen(arguments)
    files = all_or_default(arguments.files)
    matrix, problems = load_all(files)
    # What people have verified is evidence, too.
    find = find_evidence if matrix.has_verified else some_evidence
    collected = find(files, arguments.evidence_file)
    evidence = None
    if collected is not None:
        evidence = collected.evidence
        problems = [*problems, *collected.problems, *unknown_names(matrix, evidence)]
    report(problems, color=arguments.color)
    matrix = part_of(matrix, arguments)
    found = standings(matrix, evidence, max_age=arguments.max_age, today=day())
    totals = standing_totals(matrix, found)
    if chosen:
        found = {cell: standing for cell, standing in found.items() if _is_chosen(standing, chosen)}
        shown = {feature for feature, _ in found}
        features = tuple(feature for feature in matrix.features if feature.name in shown)
        matrix = replace(matrix, features=features)
    if arguments.format != "text":
        # Only who asks for these formats waits for the modules that they need.
        from sphinx_support_matrix.core.evidence.standings_json import standings_to_json
        from sphinx_support_matrix.core.evidence.standings_markdown import standings_to_markdown

        write = standings_to_json if arguments.format == "json" else standings_to_markdown
        write_text(STANDARD, write(matrix, found, totals))
    elif found:
        content = standing_content(matrix, found, totals)
        write_grid(grid_of(matrix, content, Rows(arguments.rows)), arguments)
        print()
        for driver in matrix.drivers:
            print(f"{on_one_line(driver.title.text)}: {told_totals(totals[driver.key])}")
    else:
        print("nothing to show", file=sys.stderr)
    return Exit.OK if found else Exit.NOTHING


def _chosen(arguments: argparse.Namespace) -> frozenset[str]:
    """The standings to show; none for all of them.

    :raises CommandError: if there is no such standing.
    """
    words = [word.strip() for text in arguments.standing for word in text.split(",")]
    for word in words:
        if word not in _CHOICES:
            raise CommandError(
                f"there is no standing '{word}'; expected {listing(_CHOICES)}{did_you_mean(word, _CHOICES)}"
            )
    return frozenset(words)


def _is_chosen(standing: CellStanding, chosen: Collection[str]) -> bool:
    return standing.standing.value in chosen or (standing.stale and _STALE in chosen)
