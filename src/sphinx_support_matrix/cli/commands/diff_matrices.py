"""``support-matrix diff``: what changed between two files, or two revisions of one."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.colored_changes import colored_changes
from sphinx_support_matrix.cli.io.default_file import DEFAULT_FILE, named_or_default
from sphinx_support_matrix.cli.io.files import STANDARD, write_text
from sphinx_support_matrix.cli.io.matrices import keep, load_all
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.cli.io.revisions import read_revision, split_revision
from sphinx_support_matrix.cli.io.terminal import in_color
from sphinx_support_matrix.core.diff.compute import diff_matrices
from sphinx_support_matrix.core.diff.diff_json import diff_to_json
from sphinx_support_matrix.core.diff.diff_markdown import diff_to_markdown
from sphinx_support_matrix.core.diff.diff_text import diff_to_text
from sphinx_support_matrix.core.loading import loads

if TYPE_CHECKING:
    import argparse

    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem

EXAMPLES = """\
  support-matrix diff before.ini support-matrix.ini
  support-matrix diff HEAD~1:support-matrix.ini
  support-matrix diff --since v1.0
  support-matrix diff --since v1.0 --until v2.0 --format markdown
  git show v1.0:support-matrix.ini | support-matrix diff - support-matrix.ini
"""
_FORMATS = {"text": diff_to_text, "markdown": diff_to_markdown, "json": diff_to_json}


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.usage = "%(prog)s OLD [NEW] [OPTION ...]\n       %(prog)s [FILE] --since REVISION [--until REVISION] [OPTION ...]"
    parser.add_argument(
        "old",
        metavar="OLD",
        nargs="?",
        help=f"a file, {STANDARD} for standard input, or REVISION:PATH for a file in git",
    )
    parser.add_argument("new", metavar="NEW", nargs="?", help=f"another one (default: {DEFAULT_FILE})")
    parser.add_argument(
        "--since", metavar="REVISION", help="the diff of the one file since this revision in git"
    )
    parser.add_argument(
        "--until", metavar="REVISION", help="up to this revision (default: the file as it is)"
    )
    parser.add_argument("--format", choices=_FORMATS, default="text", help="how to write (default: text)")
    parser.add_argument("--notes", action="store_true", help="say where notes changed, too")
    parser.add_argument("--exit-code", action="store_true", help="end with 1 if there are differences")
    parser.add_argument(
        "--output",
        metavar="OUT",
        default=STANDARD,
        help=f"the file to write, or {STANDARD} for standard output (default)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Say what changed."""
    if arguments.old is None and arguments.since is not None:
        arguments.old = named_or_default(None)
    elif arguments.old is not None and arguments.new is None and arguments.since is None:
        arguments.new = _default_new(arguments.old)
    keep([path for path in (arguments.old, arguments.new) if path is not None], arguments.output)
    old, new = _matrices(arguments)
    diff = diff_matrices(old, new, notes=arguments.notes)
    text = _FORMATS[arguments.format](diff)
    color = arguments.color
    if color == "auto" and arguments.output != STANDARD:
        color = "never"
    if diff and arguments.format == "text" and in_color(sys.stdout, color):
        text = colored_changes(text)
    write_text(arguments.output, text)
    return Exit.FOUND if diff and arguments.exit_code else Exit.OK


def _default_new(old: str) -> str | None:
    """The file to compare *old* with where none is named; never itself."""
    return None if old == DEFAULT_FILE else named_or_default(None)


def _matrices(arguments: argparse.Namespace) -> tuple[Matrix, Matrix]:
    """The two matrices; what is wrong with their files is on standard error."""
    if arguments.since is None:
        if arguments.until is not None:
            raise CommandError("--until needs --since")
        if arguments.old is None or arguments.new is None:
            raise CommandError("expected two files, OLD and NEW, or one file and --since REVISION")
        if arguments.old == arguments.new == STANDARD:
            raise CommandError("standard input can be only one of the two")
        loaded = _load(arguments.old), _load(arguments.new)
    else:
        path = arguments.old
        if arguments.new is not None:
            raise CommandError("--since takes one file and its revisions; expected no second file")
        if path == STANDARD:
            raise CommandError("standard input has no revisions")
        until = arguments.until
        loaded = (
            _load_revision(arguments.since, path),
            load_all([path]) if until is None else _load_revision(until, path),
        )
    (old, old_problems), (new, new_problems) = loaded
    report([*old_problems, *new_problems], color=arguments.color)
    return old, new


def _load(argument: str) -> tuple[Matrix, list[Problem]]:
    found = None if argument == STANDARD else split_revision(argument)
    return load_all([argument]) if found is None else _load_revision(*found)


def _load_revision(revision: str, path: str) -> tuple[Matrix, list[Problem]]:
    return loads(read_revision(revision, path), f"{revision}:{path}")
