"""Find the lines that the items of a list in JSON begin at, which the reader of Python does not tell."""

from __future__ import annotations

import re
from json import JSONDecoder

_SPACE = re.compile(r"[ \t\n\r]*")


def item_lines(text: str, *names: str) -> list[int]:
    """The line number of each item of a list, counted from 1.

    :param text: An object in JSON, without mistakes.
    :param names: The property of the object that is the list, after those of the objects that it stands in.
    """
    place = _after(text, 0)
    for name in names:
        place = _property(text, place, name)
    lines: list[int] = []
    line, before = 1, 0
    for start in _items(text, place):
        line += text.count("\n", before, start)
        before = start
        lines.append(line)
    return lines


def _property(text: str, place: int, name: str) -> int:
    """The place of the value of a property of the object at *place*."""
    decode = JSONDecoder().raw_decode
    while True:
        # After the '{', and after each comma, there is a name.
        found, end = decode(text, _after(text, place + 1))
        place = _after(text, _after(text, end) + 1)
        if found == name:
            return place
        place = _after(text, decode(text, place)[1])


def _items(text: str, place: int) -> list[int]:
    """The places of the items of the list at *place*."""
    decode = JSONDecoder().raw_decode
    starts: list[int] = []
    while text[place] != "]":
        start = _after(text, place + 1)
        if text[start] == "]":
            break
        starts.append(start)
        place = _after(text, decode(text, start)[1])
    return starts


def _after(text: str, place: int) -> int:
    """The place of what comes after the white space at *place*."""
    match = _SPACE.match(text, place)
    return place if match is None else match.end()
