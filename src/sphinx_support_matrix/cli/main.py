"""Find the command that is asked for, run it, and turn whatever goes wrong into a message."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix import __version__
from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.core.loading import collection_paused
from sphinx_support_matrix.core.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Sequence

PROGRAM = "support-matrix"


class Command(NamedTuple):
    """A command: what it does, and the module that does it, which is loaded when it is asked for."""

    module: str
    what: str


COMMANDS = {
    "check": Command(
        "check_files",
        "report everything that is wrong with files, and the requirements that drivers do not meet",
    ),
    "show": Command("show_matrix", "show a matrix in the terminal"),
    "query": Command("query_matrix", "ask which drivers support features, and how two drivers compare"),
    "export": Command("export_matrix", "write a matrix as JSON, CSV, Markdown, HTML or reStructuredText"),
    "diff": Command("diff_matrices", "say what changed between two files, or two revisions of one"),
    "migrate": Command("migrate_file", "write a file of an older dialect in today's"),
    "format": Command("format_files", "write a file the way all files are written"),
    "init": Command("init_file", "write a first file"),
    "add-feature": Command("add_feature", "add a feature to a file"),
    "add-driver": Command("add_driver", "add a driver to a file"),
}
"""Every command, by name."""

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
    what = COMMANDS[name].what
    command = import_module(f"sphinx_support_matrix.cli.commands.{COMMANDS[name].module}")
    parser = argparse.ArgumentParser(
        prog=f"{PROGRAM} {name}",
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"examples:\n{command.EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.configure(parser)
    parser.set_defaults(run=command.run)
    return parser


def _run(name: str, words: Sequence[str]) -> int:
    arguments = make_parser(name).parse_args(words)
    with collection_paused():
        code: int = arguments.run(arguments)
    return code


def _no_command(words: Sequence[str]) -> int:
    """Help, the version, or what is wrong with a command that does not exist."""
    width = max(map(len, COMMANDS))
    listed = "\n".join(f"  {name:{width}}  {command.what}" for name, command in COMMANDS.items())
    parser = argparse.ArgumentParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} COMMAND [ARGUMENT ...]",
        description=f"Work with the file that says which driver supports which feature.\n\ncommands:\n{listed}",
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
