"""What can be in a name, how references name things, and what is made from section names: anchors and groups."""

from __future__ import annotations

import re

OPERATION_PREFIX = "operation."
"""The prefix that a feature may be named without, because most features have it."""
MATRIX_SEPARATOR = "::"
"""What stands between a matrix and a name in it, in a reference."""
DRIVER_SEPARATOR = "@"
"""What stands between a feature and a driver, in a reference to an implementation."""

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), and DEL to U+009F, which HTML
# refuses too (https://html.spec.whatwg.org/#parse-error-control-character-in-input-stream).
# U+0085 is white space for Python and is left to it.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
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


def in_group(feature: str, group: str) -> bool:
    """Whether the section name *feature* begins with the prefix *group*."""
    return feature == group or feature.startswith(f"{group}.")


def printable(text: str) -> str:
    """*text* with every character that some output format cannot hold made U+FFFD."""
    return FORBIDDEN.sub("\ufffd", text)
