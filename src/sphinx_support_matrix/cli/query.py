"""``support-matrix query``: which drivers support features, and what separates two drivers."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.matrices import add_files, load_all
from sphinx_support_matrix.cli.problems import report
from sphinx_support_matrix.cli.terminal import columns, padded
from sphinx_support_matrix.core.query import (
    ORDER,
    UnknownNameError,
    find_driver,
    find_feature,
    separating,
    supporting,
)

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

    from sphinx_support_matrix.core.model import Matrix

EXAMPLES = """\
  support-matrix query support-matrix.ini --supports attach-volume --supports snapshot
  support-matrix query support-matrix.ini --supports snapshot --level complete --to keys
  support-matrix query support-matrix.ini --separate libvirt-kvm-x86 vmware
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser)
    question = parser.add_mutually_exclusive_group(required=True)
    question.add_argument(
        "--supports",
        metavar="FEATURE",
        action="append",
        help="which drivers support this feature; given several times, all of these features",
    )
    question.add_argument(
        "--separate",
        metavar=("DRIVER", "OTHER"),
        nargs=2,
        help="at which features the levels of two drivers differ",
    )
    parser.add_argument(
        "--level", choices=ORDER, default="partial", help="support at this level or better (default: partial)"
    )
    parser.add_argument(
        "--to", choices=("text", "json", "keys"), default="text", help="how to answer (default: text)"
    )


@dataclass(frozen=True, kw_only=True, slots=True)
class Row:
    """One line of an answer: a driver that supports the features, or a feature that separates the drivers."""

    key: str
    """The driver's key, or the section name of the feature."""

    title: str
    """The name that people read."""

    levels: dict[str, str]
    """The levels that the answer is about, by what they are the levels of."""


def run(arguments: argparse.Namespace) -> int:
    """Answer the question; the exit code is 1 if the answer is that there is none."""
    matrix, problems = load_all(arguments.files)
    report(problems)
    try:
        rows = (
            _separating(matrix, *arguments.separate) if arguments.separate else _supporting(matrix, arguments)
        )
    except UnknownNameError as error:
        raise CommandError(str(error)) from error
    if arguments.to == "json":
        answer = {
            "version": 1,
            "features" if arguments.separate else "drivers": [asdict(row) for row in rows],
        }
        print(json.dumps(answer, indent=2, ensure_ascii=False))
    elif arguments.to == "keys":
        sys.stdout.writelines(f"{row.key}\n" for row in rows)
    elif rows:
        _write("feature" if arguments.separate else "driver", rows)
    return Exit.OK if rows else Exit.NOTHING


def _supporting(matrix: Matrix, arguments: argparse.Namespace) -> list[Row]:
    features = [find_feature(matrix, name) for name in arguments.supports]
    rows: list[Row] = []
    for driver in supporting(matrix, (feature.name for feature in features), arguments.level):
        column = find_driver(matrix, driver.key)
        levels = {feature.name: feature.implementations[column].level.name for feature in features}
        rows.append(Row(key=driver.key, title=driver.title.text, levels=levels))
    return rows


def _separating(matrix: Matrix, first: str, second: str) -> list[Row]:
    return [
        Row(
            key=each.feature.name,
            title=each.feature.title.text,
            levels={first: each.first.level.name, second: each.second.level.name},
        )
        for each in separating(matrix, first, second)
    ]


def _write(what: str, rows: Sequence[Row]) -> None:
    """Write *rows* in columns, under headings."""
    lines = [[what, "title", *rows[0].levels], *([row.key, row.title, *row.levels.values()] for row in rows)]
    sizes = [max(map(columns, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        print("  ".join(padded(text, size) for text, size in zip(line, sizes, strict=True)).rstrip())
