"""Find the command that is asked for, run it, and turn whatever goes wrong into a message."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING

from sphinx_support_matrix import __version__
from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.core.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "support-matrix"
COMMANDS = {
    "check": "report everything that is wrong with files, and the promises that drivers break",
    "show": "show a matrix in the terminal",
    "query": "ask which drivers support features, and what separates two drivers",
    "export": "write a matrix as JSON, CSV, Markdown, HTML or reStructuredText",
    "diff": "say what changed between two files, or two revisions of one",
    "migrate": "write a file of an older dialect in today's",
    "format": "write a file the way all files are written",
    "init": "write a first file",
    "add-feature": "add a feature to a file",
    "add-driver": "add a driver to a file",
}
"""What each command does. The module of the same name has the rest, and is loaded when it is asked for."""

_EXAMPLES = """\
examples:
  support-matrix init
  support-matrix check support-matrix.ini
  support-matrix show support-matrix.ini --feature 'storage.*'
  support-matrix COMMAND --help
"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* ask for, which are those of the process by default.

    :returns: The exit code; see :class:`~sphinx_support_matrix.cli.errors.Exit`.
    :raises SystemExit: after ``--help``, ``--version`` or wrong arguments.
    """
    words = list(sys.argv[1:] if arguments is None else arguments)
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal does not have must not end the command.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    name = words[0] if words else ""
    if name not in COMMANDS:
        return _no_command(words)
    try:
        code = _run(name, words[1:])
        sys.stdout.flush()
    except CommandError as error:
        print(f"{PROGRAM} {name}: {error}", file=sys.stderr)
        return Exit.FAILED
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever reads has seen enough. Python must not fail again when it closes the stream.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return Exit.OK
    except OSError as error:
        print(f"{PROGRAM} {name}: {error}", file=sys.stderr)
        return Exit.FAILED
    return code


def make_parser(name: str) -> argparse.ArgumentParser:
    """The parser of the arguments of the command *name*."""
    command = import_module(f"sphinx_support_matrix.cli.{name.replace('-', '_')}")
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {name}",
        description=f"{COMMANDS[name][0].upper()}{COMMANDS[name][1:]}.",
        epilog=f"examples:\n{command.EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.configure(parser)
    parser.set_defaults(run=command.run)
    return parser


def _run(name: str, words: Sequence[str]) -> int:
    arguments = make_parser(name).parse_args(words)
    code: int = arguments.run(arguments)
    return code


def _no_command(words: Sequence[str]) -> int:
    """Help, the version, or what is wrong with a command that does not exist."""
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {what}" for name, what in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} COMMAND [ARGUMENT ...]",
        description=f"Work with the file that records which driver supports which feature.\n\ncommands:\n{listed}",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument("command", metavar="COMMAND", nargs="?", help="one of the commands above")
    found = parser.parse_known_args(words)[0].command
    if found is None:
        parser.print_help(sys.stderr)
        return Exit.FAILED
    return parser.error(f"there is no command '{found}'{did_you_mean(found, COMMANDS)}")
