"""Names that the inventory of a project can hold, from which other projects take what they refer to."""

from __future__ import annotations

import re
from urllib.parse import quote

# How Sphinx reads a line back. Names can have spaces, but not what looks like all that comes after a name.
_LINE = re.compile(r"(.+?)\s+(\S+)\s+(-?\d+)\s+?(\S*)\s+(.*)")
_SPACE = re.compile(r"\s")
_AFTER = "support:feature 1 address title"


def writable(name: str) -> str:
    """*name*, with its white space percent-encoded if it would not come back as it is.

    Sphinx writes a name as it is, and would make a name and an address of our name ``a b:c 1 http://evil d``.
    """
    if not _SPACE.search(name):
        return name
    line = f"{name} {_AFTER}"
    match = _LINE.match(line)
    if match is not None and match[1] == name and len(line.splitlines()) == 1:
        return name
    return _SPACE.sub(lambda space: quote(space[0]), name)
