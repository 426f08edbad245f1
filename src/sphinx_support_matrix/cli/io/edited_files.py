"""What the commands that change files share."""

from __future__ import annotations

import re
import sys
from functools import partial
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import named_or_default
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes, shown, write_text
from sphinx_support_matrix.cli.io.terminal import for_eyes
from sphinx_support_matrix.core.editing import EditError
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.loading import is_ini

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable

    from sphinx_support_matrix.core.editing import Edit

# A release can hold anything, and a level neither of the two characters.
_LEVEL = re.compile(r"(.+?)=([^=:]*(?::.*)?)", re.DOTALL)


def add_output(parser: argparse.ArgumentParser) -> None:
    """Give *parser* ``--output``."""
    parser.add_argument(
        "--output",
        metavar="OUT",
        help=f"write to this file instead, or to standard output for {STANDARD}",
    )


def add_modes(parser: argparse.ArgumentParser) -> None:
    """Give *parser* the options about where a changed file goes."""
    parser.add_argument(
        "--check", action="store_true", help="write no file, and exit with 1 if one would change"
    )
    parser.add_argument("--diff", action="store_true", help="the same, and show what would change")
    add_output(parser)


def add_levels(parser: argparse.ArgumentParser, metavar: str, what: str) -> None:
    """Give *parser* ``--level``."""
    parser.add_argument("--level", metavar=metavar, action="append", default=[], dest="levels", help=what)


def pair(word: str) -> tuple[str, str] | None:
    """The name and the level of ``NAME=LEVEL[:RELEASE]``, if *word* is that."""
    match = _LEVEL.fullmatch(word)
    return (match[1], match[2]) if match else None


def change(path: str, function: Callable[[str, str], Edit]) -> Edit:
    """What *function* makes of the text of a file.

    :raises CommandError: if the file cannot be read, or the change is impossible.
    """
    if not is_ini(path):
        raise CommandError(f"'{path}' is not an INI file, and this command changes INI files only")
    # Bytes that are not UTF-8 are to be written as they are.
    text = read_bytes(path).decode("utf-8", "surrogateescape")
    if "\0" in text:
        raise CommandError(f"'{shown(path)}' is no text in UTF-8; save it as UTF-8")
    try:
        return function(text, shown(path))
    except EditError as error:
        raise CommandError(str(error)) from error


def add(
    arguments: argparse.Namespace, function: Callable[..., Edit], identity: str, what: str, **values: object
) -> Exit:
    """Let *function* add something to the file that the *arguments* name, and say so.

    :param identity: The argument that names what is added.
    :param what: What is added, in a message.
    :param values: What else the function has to know.
    :raises CommandError: if the file cannot be read or written, or the change is impossible.
    """
    name: str = getattr(arguments, identity)
    # With one argument too few, the file is what argparse takes for the name.
    if arguments.file is None and (name == STANDARD or name.lower().endswith(".ini")):
        raise CommandError(f"expected {identity.upper()} after the file '{shown(name)}'")
    path = named_or_default(arguments.file)
    edit = change(path, partial(function, **{identity: name}, **values))
    output = path if arguments.output is None else arguments.output
    _write(output, edit.after)
    say([f"{shown(path)}: {what} added"])
    return Exit.OK


def say(words: Iterable[object]) -> None:
    """Write lines for people, which must not be mixed with a file on standard output."""
    for word in words:
        print(on_one_line(str(word)), file=sys.stderr)


def settle(edit: Edit, path: str, arguments: argparse.Namespace, *, done: str, nothing: str = "") -> Exit:
    """Write the changed file, or show the change, as the *arguments* ask for.

    :param done: What has been done to a changed file, as one word.
    :param nothing: What to say of a file that stays as it is.
    :raises CommandError: if the file cannot be written.
    """
    name = shown(path)
    says = [f"{name}: {nothing}"] if nothing else []
    if arguments.diff:
        # Unlike a file, this is for eyes, wherever it goes first: a page viewer hands escapes on to the terminal.
        write_text(STANDARD, for_eyes(edit.diff(on_one_line(name))))
    if arguments.check or arguments.diff:
        say([f"{name}: would be {done}"] if edit.changed else says)
        return Exit.FOUND if edit.changed else Exit.OK
    output = path if arguments.output is None else arguments.output
    if edit.changed or output == STANDARD or output != path:
        _write(output, edit.after)
    say([f"{name}: {done}"] if edit.changed else says)
    return Exit.OK


def _write(output: str, text: str) -> None:
    """Write a file as it is, unless it is a person who gets to see it."""
    write_text(output, for_eyes(text) if output == STANDARD and sys.stdout.isatty() else text)


def check_modes(arguments: argparse.Namespace) -> None:
    """Refuse options that exclude each other.

    :raises CommandError: if some do.
    """
    if arguments.output is not None and (arguments.check or arguments.diff):
        raise CommandError("--check and --diff write no file, so there is nothing for --output")
