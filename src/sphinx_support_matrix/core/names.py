"""What the section names of features have in common: prefixes, and the anchors made from them."""

from __future__ import annotations

import re

OPERATION_PREFIX = "operation."
"""The prefix that a feature may be named without, because most features have it."""

_OTHER_CHARACTERS = re.compile("[^a-zA-Z0-9_]")


def anchor(name: str) -> str:
    """*name* with every character other than ASCII letters, digits and ``_`` made ``_``.

    The rule of every tool that has published support matrices, so that old links keep working.
    It works character by character: ``anchor(a + b) == anchor(a) + anchor(b)``.
    """
    return _OTHER_CHARACTERS.sub("_", name)


def in_group(feature: str, group: str) -> bool:
    """Whether the section name *feature* begins with the prefix *group*."""
    return feature == group or feature.startswith(f"{group}.")
