"""The file that a command takes where none is named."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.files import STANDARD
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

DEFAULT_FILE = "support-matrix.ini"
"""What ``init`` and the directive take, too."""

_MOST_LISTED = 5
_MOST_LOOKED_AT = 1000


def add_files(parser: argparse.ArgumentParser, what: str = "a file", more: str = "") -> None:
    """Give *parser* any number of files.

    :param what: What each of them is.
    :param more: What happens to several.
    """
    parser.add_argument(
        "files",
        metavar="FILE",
        nargs="*",
        help=f"{what}, or {STANDARD} for standard input{more} (default: {DEFAULT_FILE})",
    )


def add_file(parser: argparse.ArgumentParser) -> None:
    """Give *parser* one INI file."""
    parser.add_argument(
        "file",
        metavar="FILE",
        nargs="?",
        help=f"an INI file, or {STANDARD} for standard input (default: {DEFAULT_FILE})",
    )


def named_or_default(path: str | None) -> str:
    """*path*, or the default where none is named.

    :raises CommandError: if there is no such file to be taken.
    """
    if path is not None:
        return path
    if Path(DEFAULT_FILE).exists():
        return DEFAULT_FILE
    near = _near()
    if near:
        shown = listing([f"'{each}'" for each in near[:_MOST_LISTED]])
        raise CommandError(f"there is no '{DEFAULT_FILE}' in this folder; name a file, such as {shown}")
    raise CommandError(
        f"there is no '{DEFAULT_FILE}' in this folder; name a file, or write a first one with 'support-matrix init'"
    )


def all_or_default(paths: Sequence[str]) -> list[str]:
    """*paths*, or the default where none is named.

    :raises CommandError: as :func:`named_or_default` does.
    """
    return list(paths) or [named_or_default(None)]


def _near() -> list[str]:
    """The INI files of this folder and of those in it, those that are called like a matrix first."""
    found: list[str] = []
    # A folder can be as large as anything, and this is a hint.
    looked = 0
    for pattern in ("*.ini", "*/*.ini"):
        for path in Path().glob(pattern):
            looked += 1
            if looked > _MOST_LOOKED_AT:
                break
            if not path.parts[0].startswith(".") and path.is_file():
                found.append(path.as_posix())
    return sorted(found, key=lambda each: ("matrix" not in each, each.count("/"), each))
