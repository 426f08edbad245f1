"""The evidence that a command takes: the file beside the matrix, or the one that is named."""

from __future__ import annotations

import argparse
import os
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes, shown
from sphinx_support_matrix.core.evidence.ages import current_day, parse_age
from sphinx_support_matrix.core.evidence.evidence_model import Evidence
from sphinx_support_matrix.core.matrix.names import evidence_path
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, timedelta

    from sphinx_support_matrix.core.problems.problem import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundEvidence:
    """What the files of evidence hold that belong to some matrices."""

    evidence: Evidence
    """The evidence."""

    problems: tuple[Problem, ...] = ()
    """What is wrong with the files."""

    sources: dict[str, bytes] = field(default_factory=dict)
    """The content of each file, by its path."""


def add_evidence_file(parser: argparse._ActionsContainer, formats: str = "") -> None:
    """Give *parser* the option that names the evidence.

    :param formats: The formats that the option is for, as help says it in front; empty for all.
    """
    parser.add_argument(
        "--evidence-file",
        metavar="JSON",
        help=f"{formats}the file of evidence (default: NAME.evidence.json beside NAME.ini, where it is)",
    )


def add_max_age(parser: argparse.ArgumentParser, formats: str = "") -> None:
    """Give *parser* the option that says how old evidence may be; *formats* as for its file."""
    parser.add_argument(
        "--max-age",
        type=_age,
        metavar="AGE",
        help=f"{formats}how old evidence may be, in days, weeks or years: 180d, 26w, 1y (default: any age)",
    )


def _age(text: str) -> timedelta:
    try:
        return parse_age(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(str(error)) from error


def day() -> date:
    """The day to which evidence has an age.

    :raises CommandError: if ``SOURCE_DATE_EPOCH`` is no time.
    """
    try:
        return current_day(os.environ)
    except ValueError as error:
        raise CommandError(str(error)) from error


def find_evidence(paths: Sequence[str], named: str | None) -> FoundEvidence | None:
    """The evidence for the matrix that the files at *paths* hold together, if there is a file of it.

    :param named: The file to take instead of those beside the matrices, which need not be there.
    :raises CommandError: if a file cannot be read.
    """
    files = [named] if named is not None else [each for each in map(_beside, paths) if each is not None]
    if not files:
        return None
    # Whoever has no evidence does not wait for what reads it.
    from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json

    sources = {path: read_bytes(path) for path in dict.fromkeys(files)}
    read = [from_evidence_json(source, shown(path)) for path, source in sources.items()]
    return FoundEvidence(
        evidence=Evidence(
            path=read[0][0].path, cells=tuple(cell for evidence, _ in read for cell in evidence.cells)
        ),
        problems=tuple(problem for _, problems in read for problem in problems),
        sources=sources,
    )


def some_evidence(paths: Sequence[str], named: str | None) -> FoundEvidence:
    """As :func:`find_evidence`, for a command that is about nothing else.

    :raises CommandError: if there is none, too.
    """
    found = find_evidence(paths, named)
    if found is None:
        places = [f"'{evidence_path(path)}'" for path in paths if path != STANDARD]
        where = f" in {listing(places)}" if places else "; name a file with --evidence-file"
        raise CommandError(
            f"there is no evidence{where}; 'support-matrix evidence collect' makes it of test results"
        )
    return found


def _beside(path: str) -> str | None:
    """The file of evidence beside the matrix at *path*, if it is there."""
    if path == STANDARD:
        return None
    beside = evidence_path(path)
    try:
        return beside if Path(beside).exists() else None
    except OSError:
        # The name is too long for a file, as a rule.
        return None
