"""``support-matrix migrate``: an older dialect becomes today's."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.default_file import add_file, named_or_default
from sphinx_support_matrix.cli.io.edited_files import add_modes, change, check_modes, say, settle
from sphinx_support_matrix.core.editing import migrate

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  support-matrix migrate --diff
  support-matrix migrate
  support-matrix migrate old.ini --output new.ini
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_file(parser)
    add_modes(parser)


def run(arguments: argparse.Namespace) -> int:
    """Migrate the file, and say what stays and what changes for readers of published pages."""
    check_modes(arguments)
    path = named_or_default(arguments.file)
    edit = change(path, migrate)
    say(edit.remarks)
    return settle(edit, path, arguments, done="migrated", nothing="nothing to migrate, so it stays as it is")
