"""How sections and references name things, and what is made of section names: anchors and groups."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container

OPERATION_PREFIX = "operation."
"""The prefix that a feature may be named without, because most features have it."""
MATRIX_SEPARATOR = "::"
"""What stands between a matrix and a name in it, in a reference."""
DRIVER_SEPARATOR = "@"
"""What stands between a feature and a driver, in a reference to an implementation."""

_OTHER_CHARACTERS = re.compile("[^a-zA-Z0-9_]")


def anchor(name: str) -> str:
    """*name* with every character other than ASCII letters, digits and ``_`` made ``_``.

    The rule of every tool that has published support matrices, so that old links keep working.
    It works character by character: ``anchor(a + b) == anchor(a) + anchor(b)``.
    """
    return _OTHER_CHARACTERS.sub("_", name)


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
