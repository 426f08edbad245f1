"""``support-matrix import``: a first file from the table that a project has already."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.files import STANDARD, shown, write_text
from sphinx_support_matrix.cli.io.foreign_files import FORMATS, format_of, read_tables
from sphinx_support_matrix.cli.io.matrices import keep
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.core.importing.cell_marks import folded
from sphinx_support_matrix.core.importing.choosing import choose, combine
from sphinx_support_matrix.core.importing.drafting import draft_of
from sphinx_support_matrix.core.importing.foreign_table import ForeignTableError
from sphinx_support_matrix.core.importing.ini_text import ini_text
from sphinx_support_matrix.core.importing.table_direction import with_features_as_rows
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.severity import Severity
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Mapping, Sequence

    from sphinx_support_matrix.core.importing.draft import Draft
    from sphinx_support_matrix.core.importing.foreign_table import ForeignTable

EXAMPLES = """\
  support-matrix import README.md --output support-matrix.ini
  support-matrix import README.md --table 2 --features columns --output support-matrix.ini
  support-matrix import matrix.xlsx --map beta=partial --map '=missing' --output support-matrix.ini
  curl -s https://example.org/compare.html | support-matrix import - --from html
"""
_LONGEST = 50


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="+",
        help=f"a file with a table, or {STANDARD} for standard input; the tables of several files are combined",
    )
    parser.add_argument(
        "--from",
        dest="format",
        choices=FORMATS,
        help="the format of the files (default: what their names say)",
    )
    parser.add_argument(
        "--table",
        metavar="N",
        type=int,
        help="the table to take, counted from 1 (default: the first that looks like a matrix)",
    )
    parser.add_argument(
        "--features",
        choices=("rows", "columns"),
        help="what the features are (default: what the heading of the first column says, or rows)",
    )
    parser.add_argument(
        "--map",
        metavar="TEXT=LEVEL",
        action="append",
        default=[],
        help="read cells with this text as this level; can be given several times",
    )
    parser.add_argument(
        "--output",
        metavar="OUT",
        default=STANDARD,
        help=f"the file to write, or {STANDARD} for standard output (default: {STANDARD})",
    )
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run(arguments: argparse.Namespace) -> int:
    """Write the file, and say on standard error how each text was read."""
    asked = _mapping(arguments.map)
    keep(arguments.files, arguments.output)
    if arguments.output != STANDARD and Path(arguments.output).is_file() and not arguments.force:
        raise CommandError(f"'{arguments.output}' exists; --force replaces it")
    try:
        text, messages = _import(arguments, asked)
    except ForeignTableError as error:
        raise CommandError(str(error)) from error
    write_text(arguments.output, text)
    for message in messages:
        print(message, file=sys.stderr)
    if arguments.output != STANDARD:
        path = on_one_line(arguments.output)
        print(f"'{path}' is written. See what is left to do: support-matrix check {path}")
    return Exit.OK


def _mapping(given: Sequence[str]) -> dict[str, str]:
    """The levels that ``--map`` gives, by texts without regard to case."""
    asked: dict[str, str] = {}
    for each in given:
        text, equals, level = each.rpartition("=")
        name = level.strip().lower()
        if not equals:
            raise CommandError(f"--map: expected TEXT=LEVEL, not '{each}'")
        if name not in BUILTIN_LEVELS:
            raise CommandError(
                f"--map: a level must be {listing(BUILTIN_LEVELS)}, not '{level.strip()}'"
                f"{did_you_mean(level.strip(), BUILTIN_LEVELS)}"
            )
        asked[folded(text)] = name
    return asked


def _import(arguments: argparse.Namespace, asked: Mapping[str, str]) -> tuple[str, list[str]]:
    """The text of the file, and what there is to say about it."""
    tables: list[ForeignTable] = []
    sources: list[str] = []
    messages: list[str] = []
    for path in arguments.files:
        name = on_one_line(shown(path))
        kind = format_of(path, arguments.format)
        text, found = read_tables(path, kind)
        if kind == "csv" and len(arguments.files) == 1 and found and _is_own(found[0]):
            return ini_text(_own_draft(text, name), [f"'{name}'"]), []
        table, choice = choose(found, name, asked, arguments.table)
        messages += [on_one_line(line) for line in choice.splitlines()]
        sources.append(f"the table in line {table.line} of '{name}'")
        messages += _ragged(table, name)
        if len(table.rows) <= table.headers:
            raise ForeignTableError(f"{name}:{table.line}: the table has no row below its header")
        turned, why = with_features_as_rows(table, arguments.features)
        messages.append(why)
        tables.append(turned)
    draft = draft_of(combine(tables), asked)
    return ini_text(draft, sources), [*messages, *draft.remarks, *_shown_mapping(draft)]


def _is_own(table: ForeignTable) -> bool:
    # Only who moves on from our own CSV needs this, and the next.
    from sphinx_support_matrix.core.importing.own_csv import is_own

    return is_own(table)


def _own_draft(text: str, path: str) -> Draft:
    from sphinx_support_matrix.core.export.read_csv import from_csv
    from sphinx_support_matrix.core.importing.own_csv import draft_of_matrix

    matrix, problems = from_csv(text, path)
    report(problem for problem in problems if problem.code is not Code.MISSING_CELL)
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise CommandError(f"'{path}' is a table of ours with problems; put them right first")
    return draft_of_matrix(matrix)


def _ragged(table: ForeignTable, name: str) -> list[str]:
    width = len(table.rows[0].cells)
    return [
        f"{name}:{row.line}: expected {width} cells as in the header, found {len(row.cells)}"
        for row in table.body
        if len(row.cells) > width or 1 < len(row.cells) < width
    ]


def _shown_mapping(draft: Draft) -> list[str]:
    """How each text was read, as a table; what was not understood last."""
    mapping = sorted(draft.mapping, key=lambda each: not each.is_understood)
    texts = [_short(on_one_line(each.text)) if each.text else "(empty)" for each in mapping]
    width = max(map(len, texts), default=0)
    levels = max((len(each.claim) for each in mapping), default=0)
    lines = ["cells were read so; --map TEXT=LEVEL changes it:"]
    for text, each in zip(texts, mapping, strict=True):
        why = f"  ({each.why})" if each.why else ""
        lines.append(f"  {text:{width}}  {each.claim:{levels}}  {each.times:4} ×{why}".rstrip())
    if lost := sum(each.times for each in mapping if not each.is_understood):
        cells = "cell was" if lost == 1 else "cells were"
        lines.append(f"{lost} {cells} not understood: 'unknown' in the file, with the text in a note")
    return lines


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
