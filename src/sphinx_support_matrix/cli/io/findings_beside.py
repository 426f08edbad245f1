"""What lies beside the files of a command, held against their matrix."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.evidence_beside import add_evidence_file, add_max_age, day, find_evidence
from sphinx_support_matrix.cli.io.history_beside import read_history
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.core.findings import NOTHING, Findings, since_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.matrix.model import Matrix


def add_findings(parser: argparse.ArgumentParser, formats: str) -> None:
    """Give *parser* the options that say which files beside a matrix are used.

    :param formats: The formats that they are for, as help says it in front.
    """
    evidence = parser.add_mutually_exclusive_group()
    add_evidence_file(evidence, formats)
    evidence.add_argument("--no-evidence", action="store_true", help=f"{formats}say nothing of evidence")
    add_max_age(parser, formats)


def findings_beside(matrix: Matrix, paths: Sequence[str], arguments: argparse.Namespace) -> Findings:
    """What lies beside the files at *paths* says of the cells of their *matrix*; what is wrong there is reported.

    Files that are merged have no history together.

    :raises CommandError: if a file cannot be read.
    """
    found = NOTHING if arguments.no_evidence else Findings(standings=_standings(matrix, paths, arguments))
    read = read_history(paths[0]) if len(paths) == 1 else None
    if read is None:
        return found
    history, problems = read
    report(problems, color=arguments.color)
    return replace(found, history=history, since=since_of(history, matrix))


def _standings(
    matrix: Matrix, paths: Sequence[str], arguments: argparse.Namespace
) -> dict[tuple[str, str], CellStanding]:
    found = find_evidence(paths, arguments.evidence_file)
    if found is not None:
        report(found.problems, color=arguments.color)
    if found is None and not matrix.has_verified:
        return {}
    # Whoever has no evidence does not wait for the module.
    from sphinx_support_matrix.core.evidence.standings import standings

    evidence = None if found is None else found.evidence
    return standings(matrix, evidence, max_age=arguments.max_age, today=day())
