"""Find the lines that the items of a list in JSON begin at, which the reader of Python does not tell."""

from __future__ import annotations

import re
from json import JSONDecoder

_SPACE = re.compile(r"[ \t\n\r]*")


def item_lines(text: str, name: str) -> list[int]:
    """The line number of each item of a list, counted from 1.

    :param text: An object in JSON, without mistakes.
    :param name: The property of the object that is the list.
    """
    decode = JSONDecoder().raw_decode
    starts: list[int] = []
    # The object's '{'; after it, and after each comma, there is a name.
    end = _after(text, 0)
    while text[end] != "}":
        found, end = decode(text, _after(text, end + 1))
        end = _after(text, _after(text, end) + 1)
        if found != name:
            end = _after(text, decode(text, end)[1])
            continue
        while text[end] != "]":
            start = _after(text, end + 1)
            if text[start] == "]":
                end = start
                break
            starts.append(start)
            end = _after(text, decode(text, start)[1])
        end = _after(text, end + 1)
    lines: list[int] = []
    line, before = 1, 0
    for start in starts:
        line += text.count("\n", before, start)
        before = start
        lines.append(line)
    return lines


def _after(text: str, place: int) -> int:
    """The place of what comes after the white space at *place*."""
    match = _SPACE.match(text, place)
    return place if match is None else match.end()
