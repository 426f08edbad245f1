"""How sections and references name things, and what is made of names: anchors, groups, and files beside a file."""

from __future__ import annotations

import re
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Container

OPERATION_PREFIX = "operation."
"""The prefix that a feature may be named without, because most features have it."""
MATRIX_SEPARATOR = "::"
"""What stands between a matrix and a name in it, in a reference."""
DRIVER_SEPARATOR = "@"
"""What stands between a feature and a driver, in a reference to an implementation."""

_OTHER_CHARACTERS = re.compile("[^a-zA-Z0-9_]")
# How Sphinx reads a line of an inventory back. Names can have spaces, but not what looks like all that comes
# after a name.
_INVENTORY_LINE = re.compile(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)")
_SPACE = re.compile(r"\s")
_AFTER_A_NAME = "support:feature 1 address title"


def anchor(name: str) -> str:
    """*name* with every character other than ASCII letters, digits and ``_`` made ``_``.

    The rule of every tool that has published support matrices, so that old links keep working.
    It works character by character: ``anchor(a + b) == anchor(a) + anchor(b)``.
    """
    return _OTHER_CHARACTERS.sub("_", name)


def usual_name(anchor: str) -> str:
    """The section name that *anchor* is most likely of: ``operation.attach-volume`` for ``operation_attach_volume``.

    Pages leave out the names that their anchors say, which no page can do for others: an anchor has ``_``
    for every other character.
    """
    return anchor.replace("_", ".", 1).replace("_", "-")


def short(name: str) -> str:
    """The section name of a feature without a leading ``operation.``."""
    return name.removeprefix(OPERATION_PREFIX)


def find_name(name: str, names: Container[str]) -> str | None:
    """The feature of *names* that *name* means, written with or without its leading ``operation.``."""
    for candidate in (name, OPERATION_PREFIX + name, short(name)):
        if candidate in names:
            return candidate
    return None


def in_group(feature: str, group: str) -> bool:
    """Whether the section name *feature* begins with the prefix *group*."""
    return feature == group or feature.startswith(f"{group}.")


def evidence_path(path: str) -> str:
    """The file of evidence beside the matrix at *path*: ``NAME.evidence.json`` for ``NAME.ini``."""
    return f"{_without_suffix(path)}.evidence.json"


def history_path(path: str) -> str:
    """The file of the history of the matrix at *path*: ``NAME.history.json`` for ``NAME.ini``."""
    return f"{_without_suffix(path)}.history.json"


def _without_suffix(path: str) -> str:
    return path[: len(path) - len(PurePath(path).suffix)]


def inventory_name(name: str) -> str:
    """*name* as the inventory of a project can hold it, from which other projects take what they refer to.

    Sphinx writes a name as it is, and would make a name and an address of our name ``a b:c 1 http://evil d``.
    The white space of a name that would not come back as it is becomes percent-encoded.
    """
    if not _SPACE.search(name):
        return name
    line = f"{name} {_AFTER_A_NAME}"
    match = _INVENTORY_LINE.match(line)
    if match is not None and match[1] == name and len(line.splitlines()) == 1:
        return name
    return _SPACE.sub(lambda space: quote(space[0]), name)
