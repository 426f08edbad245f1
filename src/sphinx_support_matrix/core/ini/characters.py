"""Characters that no output format can hold."""

from __future__ import annotations

import re

# What XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), and DEL to U+009F, which HTML
# refuses too (https://html.spec.whatwg.org/#parse-error-control-character-in-input-stream).
# U+0085 is white space for Python and is left to it.
FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def printable(text: str) -> str:
    """*text* with every forbidden character replaced by U+FFFD, so that its length stays the same."""
    return FORBIDDEN.sub("\ufffd", text)


def control_character(text: str) -> str | None:
    """What to say about the first forbidden character of *text*, if there is one."""
    match = FORBIDDEN.search(text)
    return f"control character U+{ord(match[0]):04X}; remove it" if match else None
