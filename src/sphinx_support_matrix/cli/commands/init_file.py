"""``support-matrix init``: the first file of a project that has none."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import DEFAULT_FILE
from sphinx_support_matrix.cli.io.files import STANDARD, write_text
from sphinx_support_matrix.core.editing import first_file
from sphinx_support_matrix.core.ini.characters import control_character, on_one_line

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  support-matrix init
  support-matrix init docs/drivers.ini --title 'Storage drivers of Example'
"""

_NEXT = """\
'{path}' is written. What comes next:

1. Put your own drivers and features into it.
2. See whether anything is wrong with it:

     support-matrix check {path}

3. Add "sphinx_support_matrix" to the extensions in conf.py, and to a page:

     .. support_matrix:: {name}
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        default=DEFAULT_FILE,
        help=f"where to write it, {STANDARD} for standard output (default: {DEFAULT_FILE})",
    )
    parser.add_argument("--title", metavar="TEXT", help="what the comment at the top says")
    parser.add_argument("--force", action="store_true", help="replace a file that exists")


def run(arguments: argparse.Namespace) -> int:
    """Write the file and say what comes next."""
    path = arguments.file
    if arguments.title and (wrong := control_character(arguments.title)):
        raise CommandError(f"--title: {wrong}")
    text = first_file(arguments.title) if arguments.title else first_file()
    if path == STANDARD:
        write_text(path, text)
        return Exit.OK
    if Path(path).is_file() and not arguments.force:
        raise CommandError(f"'{path}' exists; --force replaces it")
    write_text(path, text)
    print(_NEXT.format(path=on_one_line(path), name=on_one_line(Path(path).name)), end="")
    return Exit.OK
