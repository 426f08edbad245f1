"""``support-matrix query``: which drivers support features, and how two drivers compare."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import add_files, all_or_default
from sphinx_support_matrix.cli.io.files import STANDARD, write_text
from sphinx_support_matrix.cli.io.matrices import load_all
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.cli.io.terminal import columns, padded
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.levels import COMPARABLE_LEVELS
from sphinx_support_matrix.core.matrix.query import (
    UnknownNameError,
    compare,
    find_feature,
    supporting,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_support_matrix.core.matrix.model import Matrix

EXAMPLES = """\
  support-matrix query --supports attach-volume --supports snapshot
  support-matrix query --supports snapshot --level complete --format keys
  support-matrix query --compare libvirt-kvm-x86 vmware
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser, more="; several files are merged")
    question = parser.add_mutually_exclusive_group(required=True)
    question.add_argument(
        "--supports",
        metavar="FEATURE",
        action="append",
        help="which drivers support this feature; given several times, all of these features",
    )
    question.add_argument(
        "--compare",
        metavar=("DRIVER", "OTHER"),
        nargs=2,
        help="in which features the levels of two drivers differ",
    )
    parser.add_argument(
        "--level",
        choices=COMPARABLE_LEVELS,
        default="partial",
        help="support at this level or better (default: partial)",
    )
    parser.add_argument(
        "--format", choices=("text", "json", "keys"), default="text", help="how to answer (default: text)"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class AnswerLine:
    """One line of an answer: a driver that supports the features, or a feature in which the drivers differ."""

    key: str
    """The driver's key, or the section name of the feature."""

    title: str
    """The name that people read."""

    levels: dict[str, str]
    """The levels that the answer is about, by what they are the levels of."""


def run(arguments: argparse.Namespace) -> int:
    """Answer the question; the exit code is 1 if the answer is that there is none."""
    files = all_or_default(arguments.files)
    matrix, problems = load_all(files)
    report(problems, color=arguments.color)
    try:
        rows = _compared(matrix, *arguments.compare) if arguments.compare else _supporting(matrix, arguments)
    except UnknownNameError as error:
        raise CommandError(str(error)) from error
    if arguments.format == "json":
        answer = {
            "version": 1,
            "features" if arguments.compare else "drivers": [asdict(row) for row in rows],
        }
        write_text(STANDARD, json.dumps(answer, indent=2, ensure_ascii=False) + "\n")
    elif arguments.format == "keys":
        write_text(STANDARD, "".join(f"{row.key}\n" for row in rows))
    elif rows:
        _write("feature" if arguments.compare else "driver", rows)
    return Exit.OK if rows else Exit.NOTHING


def _supporting(matrix: Matrix, arguments: argparse.Namespace) -> list[AnswerLine]:
    features = [find_feature(matrix, name) for name in arguments.supports]
    columns_of = {driver.key: column for column, driver in enumerate(matrix.drivers)}
    rows: list[AnswerLine] = []
    for driver in supporting(matrix, (feature.name for feature in features), arguments.level):
        column = columns_of[driver.key]
        levels = {feature.name: feature.implementations[column].level.name for feature in features}
        rows.append(AnswerLine(key=driver.key, title=driver.title.text, levels=levels))
    return rows


def _compared(matrix: Matrix, first: str, second: str) -> list[AnswerLine]:
    return [
        AnswerLine(
            key=each.feature.name,
            title=each.feature.title.text,
            levels={first: each.first.level.name, second: each.second.level.name},
        )
        for each in compare(matrix, first, second)
    ]


def _write(what: str, rows: Sequence[AnswerLine]) -> None:
    """Write *rows* in columns, under headings."""
    heads = [what, "title", *rows[0].levels]
    table = [heads, *([row.key, row.title, *row.levels.values()] for row in rows)]
    lines = [[*map(on_one_line, cells)] for cells in table]
    sizes = [max(map(columns, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(padded(text, size) for text, size in zip(line, sizes, strict=True)).rstrip())
