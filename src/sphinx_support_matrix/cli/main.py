"""Find the command that is asked for, run it, and turn whatever goes wrong into a message."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from sphinx_support_matrix import __version__
from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.streams import abandon_streams, complain, prepare_streams
from sphinx_support_matrix.core.ini.characters import on_one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from _typeshed import SupportsWrite

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
    "evidence collect": Command(
        "collect_evidence", "keep what test results say of a matrix in a file beside it"
    ),
    "evidence show": Command("show_evidence", "show how the levels of a matrix stand by the evidence"),
    "evidence propose": Command(
        "propose_levels", "show the change of a file that makes its levels agree with the evidence"
    ),
    "diff": Command("diff_matrices", "say what changed between two files, or two revisions of one"),
    "history": Command(
        "tell_history", "say since when drivers support features, and what each release changed"
    ),
    "migrate": Command("migrate_file", "write a file of an older dialect in today's"),
    "format": Command("format_files", "write a file the way all files are written"),
    "init": Command("init_file", "write a first file"),
    "import": Command(
        "import_table", "write a first file from a Markdown, reStructuredText, HTML, CSV, TSV or Excel table"
    ),
    "add-feature": Command("add_feature", "add a feature to a file"),
    "add-driver": Command("add_driver", "add a driver to a file"),
}
"""Every command, by name. A name of two words is that of a command among others that have the first one."""


class _Family(NamedTuple):
    """Commands whose names begin with the same word, or all of them: what they are for, and examples."""

    what: str
    examples: str


FAMILIES = {
    "": _Family(
        "Work with the file that says which driver supports which feature.",
        """\
  support-matrix init
  support-matrix check
  support-matrix show --feature 'storage.*'
  support-matrix COMMAND --help
""",
    ),
    "evidence ": _Family(
        "Keep what tests say, and hold the levels of a matrix against it.",
        """\
  support-matrix evidence collect results.xml
  support-matrix evidence show --standing contradicted
  support-matrix evidence propose
  support-matrix evidence COMMAND --help
""",
    ),
}
"""The families by how the names of their commands begin."""


class CommandParser(argparse.ArgumentParser):
    """A parser that does not repeat to the terminal whatever the arguments tell it."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the arguments, and end."""
        super().error(on_one_line(message))

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        """Write help or an error; argparse itself is silent where that fails."""
        (file or sys.stderr).write(message)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that *arguments* ask for, which are those of the process by default.

    :returns: The exit code; see :class:`~sphinx_support_matrix.cli.errors.Exit`.
    :raises SystemExit: after ``--help``, ``--version`` or wrong arguments.
    """
    words = _command_first(sys.argv[1:] if arguments is None else arguments)
    prepare_streams()
    name = _command_of(words)
    program = f"{PROGRAM} {name}".rstrip()
    try:
        try:
            code = _run(name, words[len(name.split()) :]) if name else _no_command(words)
        finally:
            # What argparse has written before a SystemExit can go wrong, too.
            sys.stdout.flush()
    except CommandError as error:
        complain(f"{program}: {error}")
        code = Exit.FAILED
    except KeyboardInterrupt:
        code = Exit.INTERRUPTED
    except BrokenPipeError:
        # Whoever reads has seen enough, which must not look like the end of all there was to see.
        code = Exit.UNREAD
    except OSError as error:
        # The commands say which file they cannot read or write; what is left is their output.
        what = str(error) if error.filename else f"cannot write '<stdout>': {error.strerror or error}"
        complain(f"{program}: {what}")
        code = Exit.FAILED
    finally:
        abandon_streams()
    return code


def make_parser(name: str) -> argparse.ArgumentParser:
    """The parser of the arguments of the command *name*."""
    what = COMMANDS[name].what
    command = import_module(f"sphinx_support_matrix.cli.commands.{COMMANDS[name].module}")
    parser = CommandParser(
        prog=f"{PROGRAM} {name}",
        description=f"{what[0].upper()}{what[1:]}.",
        epilog=f"examples:\n{command.EXAMPLES}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    command.configure(parser)
    # A command has loaded this already; the list of commands does without.
    from sphinx_support_matrix.cli.io.terminal import add_color_option

    add_color_option(parser)
    parser.set_defaults(run=command.run)
    return parser


def _command_first(words: Sequence[str]) -> list[str]:
    """*words* with the command in front of ``--color``, which people write before it, too."""
    before: list[str] = []
    rest = list(words)
    while rest and (rest[0] == "--color" or rest[0].startswith("--color=")):
        taken = 1 if "=" in rest[0] else 2
        before += rest[:taken]
        rest = rest[taken:]
    count = len(_command_of(rest).split())
    return [*rest[:count], *before, *rest[count:]] if count else list(words)


def _command_of(words: Sequence[str]) -> str:
    """The name of the command that *words* begin with, or nothing."""
    return next((name for count in (1, 2) if (name := " ".join(words[:count])) in COMMANDS), "")


def _run(name: str, words: Sequence[str]) -> int:
    parser = make_parser(name)
    # Options may stand between files, but argparse then understands no '--'.
    parse = parser.parse_args if "--" in words else parser.parse_intermixed_args
    # The command itself may have to say what to run.
    arguments = parse(words, argparse.Namespace(words=list(words)))
    # Help and wrong arguments do not wait for what reads files.
    from sphinx_support_matrix.core.loading import collection_paused

    with collection_paused():
        code: int = arguments.run(arguments)
    return code


def _no_command(words: Sequence[str]) -> int:
    """Help, the version, or what is wrong with a command that does not exist."""
    family = f"{words[0]} " if words and f"{words[0]} " in FAMILIES else ""
    width = max(map(len, COMMANDS))
    listed = "\n".join(
        f"  {name:{width}}  {command.what}" for name, command in COMMANDS.items() if name.startswith(family)
    )
    parser = CommandParser(
        prog=PROGRAM,
        usage=f"{PROGRAM} {family}COMMAND [ARGUMENT ...]",
        description=f"{FAMILIES[family].what}\n\ncommands:\n{listed}",
        epilog=f"examples:\n{FAMILIES[family].examples}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"{PROGRAM} {__version__}")
    parser.add_argument(
        "--color", metavar="{auto,always,never}", help="colours; goes before the command or after it"
    )
    parser.add_argument("command", metavar="COMMAND", nargs="?", help="one of the commands above")
    found = parser.parse_known_args(words[1:] if family else words)[0].command
    if found is None:
        parser.print_help(sys.stderr)
        return Exit.FAILED
    name = _command_of([word for word in words if not word.startswith("-")])
    if name:
        return parser.error(f"options go after the command: {PROGRAM} {name} {_others(words, name)}")
    # Only this message needs what it takes to find similar names.
    from sphinx_support_matrix.core.problems.suggest import did_you_mean

    wrong = f"{family}{found}"
    return parser.error(f"there is no command '{wrong}'{did_you_mean(wrong, COMMANDS)}")


def _others(words: Sequence[str], name: str) -> str:
    """*words* without those of the command *name*."""
    rest = list(words)
    for word in name.split():
        rest.remove(word)
    return " ".join(rest)
