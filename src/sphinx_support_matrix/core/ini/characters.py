"""Characters that no output shows as they are, because it cannot hold them or because they deceive its readers."""

from __future__ import annotations

import re

# Embeddings, overrides and isolates (https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters):
# they show what comes after them in another order than it is read in, up to the end of the line or page.
# The marks U+200E, U+200F and U+061C change no order but that at their own place, and are allowed.
_BIDIRECTIONAL = "\u202a-\u202e\u2066-\u2069"

# The others are what XML 1.0 cannot hold (https://www.w3.org/TR/xml/#charsets), and DEL to U+009F, which HTML
# refuses too (https://html.spec.whatwg.org/#parse-error-control-character-in-input-stream).
# U+0085 is white space for Python and is left to it.
_CONTROL = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff"

FORBIDDEN = re.compile(f"[{_CONTROL}{_BIDIRECTIONAL}]")

# Line ends and tabs are no harm in a text, and would break the one line of a message.
_NOT_IN_A_LINE = re.compile(f"[{_CONTROL}{_BIDIRECTIONAL}\t\n\r\x85\u2028\u2029]")

_SURROGATE = re.compile("[\ud800-\udfff]")

_REPLACEMENT = "\ufffd"


def printable(text: str) -> str:
    """*text* with every forbidden character replaced by U+FFFD, so that its length stays the same."""
    return FORBIDDEN.sub(_REPLACEMENT, text)


def on_one_line(text: str) -> str:
    """:func:`printable` for what has to stay on one line: line ends and tabs are replaced, too."""
    return _NOT_IN_A_LINE.sub(_REPLACEMENT, text)


def escaped_in_json(json: str) -> str:
    """The text of *json* with what only it can hold escaped: a path that is not UTF-8 has some of it."""
    return _SURROGATE.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def escaped_in_line(json: str) -> str:
    """The text of *json*, which is on one line, with everything escaped that another reader may not see as one."""
    return _NOT_IN_A_LINE.sub(lambda match: f"\\u{ord(match[0]):04x}", json)


def control_character(text: str) -> str | None:
    """What to say about the first forbidden character of *text*, if there is one."""
    match = FORBIDDEN.search(text)
    if match is None:
        return None
    number = ord(match[0])
    if 0xDC80 <= number <= 0xDCFF:
        # So Python hands over the bytes of an argument that it cannot decode.
        return f"byte 0x{number - 0xDC00:02x} is not UTF-8; remove it"
    if re.match(f"[{_BIDIRECTIONAL}]", match[0]):
        return f"U+{number:04X} changes the order in which text is shown; remove it, or use U+200E or U+200F"
    return f"control character U+{number:04X}; remove it"
