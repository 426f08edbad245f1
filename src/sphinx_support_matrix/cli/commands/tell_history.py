"""``support-matrix history``: since when each cell of a matrix is what it is, and what each release changed."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.colored_changes import colored_changes
from sphinx_support_matrix.cli.io.default_file import DEFAULT_FILE, named_or_default
from sphinx_support_matrix.cli.io.edited_files import say
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes, write_text
from sphinx_support_matrix.cli.io.matrices import keep
from sphinx_support_matrix.cli.io.part_of_matrix import add_patterns, patterns_of
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.cli.io.reading_history import read_history
from sphinx_support_matrix.cli.io.terminal import in_color
from sphinx_support_matrix.core.history.history_json import (
    from_history_json,
    to_history_json,
)
from sphinx_support_matrix.core.history.history_markdown import changes_to_markdown, since_to_markdown
from sphinx_support_matrix.core.history.history_model import HistoryOptions
from sphinx_support_matrix.core.history.history_text import changes_to_text, since_to_text
from sphinx_support_matrix.core.history.narrowing import narrowed, releases_in
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.matrix.names import history_path
from sphinx_support_matrix.core.problems.suggest import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_support_matrix.core.history.history_model import History

EXAMPLES = """\
  support-matrix history --tags 'v*'
  support-matrix history --tags 'v*' --write
  support-matrix history --since --driver ceph
  support-matrix history --release v1.0..v2.0 --format markdown
  support-matrix history support-matrix.ini --every-commit
"""
_FORMATS = ("text", "markdown", "json")


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "file", metavar="FILE", nargs="?", help=f"a file in a git repository (default: {DEFAULT_FILE})"
    )
    parser.add_argument(
        "--tags",
        metavar="GLOB",
        action="append",
        help="the tags that are releases (default: as the file of the history says)",
    )
    parser.add_argument("--every-commit", action="store_true", help="take commits instead of tags")
    parser.add_argument(
        "--every-tag",
        action=argparse.BooleanOptionalAction,
        help="take tags of release candidates and the like, too, if they match",
    )
    parser.add_argument(
        "--path",
        metavar="OLD",
        action="append",
        dest="paths",
        help="an older path of the file, from the top of the repository, if git did not recognise the move",
    )
    parser.add_argument(
        "--renamed",
        metavar="OLD=NEW",
        action="append",
        help="a driver or a feature that had another key or section name",
    )
    parser.add_argument("--write", action="store_true", help="write the file of the history, for pages")
    parser.add_argument(
        "--since", action="store_true", help="say since when cells are what they are, not what changed"
    )
    parser.add_argument(
        "--release",
        metavar="RELEASE",
        help="what this release changed, or with A..B those after A up to B",
    )
    add_patterns(parser)
    parser.add_argument("--format", choices=_FORMATS, default="text", help="how to write (default: text)")
    parser.add_argument(
        "--output",
        metavar="OUT",
        default=STANDARD,
        help=f"the file to write, or {STANDARD} for standard output (default)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Tell the history, or write its file."""
    path = named_or_default(arguments.file)
    _check(arguments, path)
    matrix, problems = loads(read_bytes(path), path)
    report(problems, color=arguments.color)
    if not matrix.drivers or not matrix.features:
        raise CommandError(f"'{path}' holds no matrix")
    tags, options = _asked_for(arguments, history_path(path))
    found = read_history(path, matrix, tags=tags, options=options)
    report(found.problems, color=arguments.color)
    say(found.remarks)
    if found.nothing is not None:
        raise CommandError(found.nothing)
    if arguments.write:
        _write(found.history, history_path(path))
    else:
        _tell(found.history, arguments)
    return Exit.OK


def _check(arguments: argparse.Namespace, path: str) -> None:
    """Refuse what excludes each other."""
    if path == STANDARD:
        raise CommandError("standard input has no history")
    if arguments.tags and arguments.every_commit:
        raise CommandError("expected --tags or --every-commit, not both")
    narrow = arguments.drivers or arguments.features or arguments.release is not None
    if arguments.write and (narrow or arguments.since or arguments.format != "text"):
        raise CommandError(
            "--write writes all of the history, as JSON; expected no option that says what to tell"
        )
    if arguments.write and arguments.output != STANDARD:
        raise CommandError("--write says where to write already; expected no --output")
    if arguments.since and arguments.release is not None:
        raise CommandError("--since is about the file as it is; expected no --release")
    keep([path], arguments.output)


def _asked_for(arguments: argparse.Namespace, beside: str) -> tuple[Sequence[str] | None, HistoryOptions]:
    """The patterns of tags and the options; what the arguments do not say, the file *beside* the matrix does."""
    known: History | None = None
    if Path(beside).exists():
        history, problems = from_history_json(read_bytes(beside), beside)
        # It is to be written anew; but what it was asked for cannot be taken from a file that is broken.
        report(problems, color=arguments.color)
        known = None if problems else history
    options = HistoryOptions() if known is None else known.options
    tags = arguments.tags and [word for text in arguments.tags for word in text.split()]
    if not tags and not arguments.every_commit:
        if known is None:
            raise CommandError("expected --tags GLOB, which says which tags are releases, or --every-commit")
        tags = known.tags.split() if known.tags is not None else None
    return tags or None, HistoryOptions(
        paths=options.paths if arguments.paths is None else tuple(map(_inside, arguments.paths)),
        renamed=options.renamed if arguments.renamed is None else tuple(map(_renamed, arguments.renamed)),
        every_tag=options.every_tag if arguments.every_tag is None else arguments.every_tag,
    )


def _inside(path: str) -> str:
    """*path* as git has it."""
    if "\n" in path or not path:
        raise CommandError(f"--path: '{path}' is no path in the repository")
    return path.removeprefix("./")


def _renamed(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not equals or not old or not new or old == new:
        raise CommandError(f"--renamed: expected OLD=NEW, not '{text}'")
    return old, new


def _write(history: History, path: str) -> None:
    text = to_history_json(history)
    count = f"{counted(len(history.releases), 'release')}, up to '{history.releases[-1].name}'"
    if Path(path).exists() and read_bytes(path) == text.encode():
        say([f"'{path}' is current: {count}"])
        return
    write_text(path, text)
    say([f"'{path}' is written: {count}"])


def _tell(history: History, arguments: argparse.Namespace) -> None:
    drivers = dict.fromkeys(key for change in history.changes for key in change.drivers)
    features = dict.fromkeys(name for change in history.changes for name in change.features)
    part = narrowed(history, *patterns_of(arguments, list(drivers), list(features)))
    try:
        wanted = None if arguments.release is None else releases_in(part, arguments.release)
    except ValueError as error:
        raise CommandError(str(error)) from error
    if arguments.format == "json":
        text = to_history_json(part, wanted)
    elif arguments.format == "markdown":
        text = since_to_markdown(part) if arguments.since else changes_to_markdown(part, wanted)
    else:
        text = since_to_text(part) if arguments.since else changes_to_text(part, wanted)
        color = "never" if arguments.color == "auto" and arguments.output != STANDARD else arguments.color
        if in_color(sys.stdout, color):
            text = colored_changes(text)
    write_text(arguments.output, text)
