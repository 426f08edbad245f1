"""``support-matrix migrate``: an older dialect becomes today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.edited_files import add_modes, change, check_modes, say, settle
from sphinx_support_matrix.cli.io.files import STANDARD
from sphinx_support_matrix.core.editing import migrate

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  support-matrix migrate --diff support-matrix.ini
  support-matrix migrate support-matrix.ini
  support-matrix migrate old.ini --output new.ini
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("file", metavar="FILE", help=f"an INI file, or {STANDARD} for standard input")
    add_modes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Migrate the file, and say what stays and what changes for readers of published pages."""
    check_modes(arguments)
    edit = change(arguments.file, migrate)
    say(edit.remarks)
    return settle(
        edit, arguments.file, arguments, done="migrated", nothing="nothing to migrate, so it stays as it is"
    )
