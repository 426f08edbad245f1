"""What the terminal can show: colours, and how wide it is."""

from __future__ import annotations

import os
import re
import shutil
import unicodedata
from typing import TYPE_CHECKING, TextIO

from sphinx_support_matrix.core.ini.characters import FORBIDDEN

if TYPE_CHECKING:
    import argparse

BOLD = "1"
RED = "31"
GREEN = "32"
YELLOW = "33"
CYAN = "36"
FAINT = "2"

_LONE_RETURN = re.compile(r"\r(?!\n)")


def add_color_option(parser: argparse.ArgumentParser) -> None:
    """Give *parser* ``--color``."""
    parser.add_argument(
        "--color", choices=("auto", "always", "never"), default="auto", help="colours (default: auto)"
    )


def in_color(stream: TextIO, choice: str = "auto") -> bool:
    """Whether to write colours to *stream*: as *choice* says, or where a person looks at them.

    The variables are those of https://no-color.org and https://force-color.org.
    """
    terminal = stream.isatty()
    if choice == "never" or (choice == "auto" and os.environ.get("NO_COLOR")):
        return False
    understood = _understood(stream) if terminal else True
    if choice == "always" or os.environ.get("FORCE_COLOR"):
        return True
    return terminal and understood and os.environ.get("TERM") != "dumb"


def _understood(stream: TextIO) -> bool:
    """Whether the terminal that *stream* is understands colours."""
    if os.name != "nt":
        return True
    from sphinx_support_matrix.cli.io.windows_console import takes_colors

    return takes_colors(stream.fileno())


def styled(text: str, *styles: str, color: bool) -> str:
    """*text* in *styles*, where they are wanted."""
    return f"\x1b[{';'.join(styles)}m{text}\x1b[0m" if color and text else text


def width() -> int:
    """How many columns the terminal has; 80 where there is none that says it."""
    return shutil.get_terminal_size((80, 24)).columns


def columns(text: str) -> int:
    """How many columns *text* takes: wide characters of East Asian scripts take two, marks none."""
    if text.isascii():
        return len(text)
    return sum(
        0 if unicodedata.combining(each) else 2 if unicodedata.east_asian_width(each) in "WF" else 1
        for each in text
    )


def padded(text: str, size: int) -> str:
    """*text*, filled with spaces to *size* columns."""
    return text + " " * (size - columns(text))


def wrapped(text: str, size: int) -> list[str]:
    """The words of *text* in lines of at most *size* columns; a longer word is divided."""
    lines: list[list[str]] = []
    taken = 0
    for word in text.split():
        needed = columns(word)
        if lines and taken + 1 + needed <= size:
            lines[-1] += (" ", word)
            taken += 1 + needed
        elif needed <= size:
            lines.append([word])
            taken = needed
        else:
            lines.append([])
            taken = 0
            for character in word:
                needed = columns(character)
                if lines[-1] and taken + needed > size:
                    lines.append([])
                    taken = 0
                lines[-1].append(character)
                taken += needed
    return ["".join(parts) for parts in lines] or [""]


def for_eyes(text: str) -> str:
    """The text of a file as a terminal can show it, without what a terminal would obey.

    Line ends stay, and so do bytes that are not UTF-8 and no control characters to any terminal.
    """
    text = FORBIDDEN.sub(lambda found: found[0] if "\udca0" <= found[0] <= "\udcff" else "\ufffd", text)
    return _LONE_RETURN.sub("\ufffd", text)


def can_write(text: str, stream: TextIO) -> bool:
    """Whether *stream* has every character of *text*."""
    try:
        text.encode(getattr(stream, "encoding", None) or "utf-8")
    except (UnicodeEncodeError, LookupError):
        return False
    return True
