"""What lies beside the files of a command, held against their matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.evidence_beside import add_evidence_file, add_max_age, day, find_evidence
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.core.findings import NOTHING, Findings

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_support_matrix.core.matrix.model import Matrix


def add_findings(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the options that say which files beside a matrix are used."""
    evidence = parser.add_mutually_exclusive_group()
    add_evidence_file(evidence)
    evidence.add_argument("--no-evidence", action="store_true", help="say nothing of evidence")
    add_max_age(parser)


def findings_beside(matrix: Matrix, paths: Sequence[str], arguments: argparse.Namespace) -> Findings:
    """What lies beside the files at *paths* says of the cells of their *matrix*; what is wrong there is reported.

    :raises CommandError: if a file cannot be read.
    """
    if arguments.no_evidence:
        return NOTHING
    found = find_evidence(paths, arguments.evidence_file)
    report(found.problems, color=arguments.color)
    verified = any(cell.verified for feature in matrix.features for cell in feature.implementations)
    if found.evidence is None and not verified:
        return NOTHING
    # Whoever has no evidence does not wait for the module.
    from sphinx_support_matrix.core.evidence.standings import standings

    return Findings(standings=standings(matrix, found.evidence, max_age=arguments.max_age, today=day()))
