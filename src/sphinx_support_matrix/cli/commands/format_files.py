"""``support-matrix format``: one style for all files."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import add_files, all_or_default
from sphinx_support_matrix.cli.io.edited_files import add_modes, change, check_modes, settle
from sphinx_support_matrix.core.editing import format_text

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  support-matrix format
  support-matrix format --check docs/*.ini
  support-matrix format - < support-matrix.ini
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser, "an INI file")
    add_modes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Format the files. None is written if one of them cannot be read."""
    check_modes(arguments)
    files = all_or_default(arguments.files)
    if arguments.output is not None and len(files) > 1:
        raise CommandError("--output takes one file, and there are several")
    paths = list(dict.fromkeys(files))
    edits = [change(path, format_text) for path in paths]
    codes = [settle(edit, path, arguments, done="formatted") for path, edit in zip(paths, edits, strict=True)]
    return max(codes, default=Exit.OK)
