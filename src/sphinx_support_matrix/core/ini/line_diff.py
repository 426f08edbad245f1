"""The unified diff of two texts, in a time that grows as they do.

What :mod:`difflib` does with lines grows with the square of their number. It is asked about texts of an
ordinary size, and about the parts of others: those between lines that are in both texts just once.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from difflib import SequenceMatcher
from itertools import groupby
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_Tag: TypeAlias = Literal["replace", "delete", "insert", "equal"]
_Opcode: TypeAlias = tuple[_Tag, int, int, int, int]

_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_NO_END = "\n\\ No newline at end of file\n"
_ORDINARY = 2000
"""How many lines a text can have that is compared as a whole."""
_CONTEXT = 3


def unified(before: str, after: str, path: str) -> str:
    """What changed from *before* to *after*, as ``diff -u`` writes it; nothing if they are the same."""
    if before == after:
        return ""
    lines = _unified(_LINE.findall(before), _LINE.findall(after))
    changes = "".join(line if line.endswith("\n") else f"{line}{_NO_END}" for line in lines)
    return f"--- {path}\n+++ {path}\n{changes}"


def _unified(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    matcher = _LineMatcher(before, after)
    for group in matcher.get_grouped_opcodes(_CONTEXT):
        old, new = _range(group[0][1], group[-1][2]), _range(group[0][3], group[-1][4])
        yield f"@@ -{old} +{new} @@\n"
        for tag, start, stop, new_start, new_stop in group:
            if tag == "equal":
                yield from (f" {line}" for line in before[start:stop])
            else:
                yield from (f"-{line}" for line in before[start:stop])
                yield from (f"+{line}" for line in after[new_start:new_stop])


def _range(start: int, stop: int) -> str:
    """The lines from *start* to before *stop*, counted from 0, as a diff names them."""
    length = stop - start
    if length == 1:
        return f"{start + 1}"
    return f"{start + 1 if length else start},{length}"


class _LineMatcher(SequenceMatcher[str]):
    """Matches lines as its base does, but those of large texts part by part."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        self._lines = before, after
        super().__init__(None, *(self._lines if self._is_ordinary() else ("", "")))

    def get_opcodes(self) -> list[_Opcode]:
        """How the second text is made of the first; see the base."""
        if self._is_ordinary():
            return super().get_opcodes()
        return list(_joined(_in_parts(*self._lines)))

    def _is_ordinary(self) -> bool:
        return max(map(len, self._lines)) <= _ORDINARY


def _in_parts(a: Sequence[str], b: Sequence[str]) -> Iterator[_Opcode]:
    """The opcodes of texts that are compared between the lines which both have just once."""
    at_a = at_b = 0
    for stop_a, stop_b in (*_anchors(a, b), (len(a), len(b))):
        yield from _part(a, b, (at_a, stop_a), (at_b, stop_b))
        if stop_a < len(a):
            yield "equal", stop_a, stop_a + 1, stop_b, stop_b + 1
        at_a, at_b = stop_a + 1, stop_b + 1


def _anchors(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int]]:
    """The places of lines that are in *a* and in *b* just once, as many as stand in the same order in both."""
    once_a, once_b = ({line for line, count in Counter(text).items() if count == 1} for text in (a, b))
    places = {line: place for place, line in enumerate(b) if line in once_b}
    pairs = [(place, places[line]) for place, line in enumerate(a) if line in once_a and line in places]
    # The longest increasing series, by patience: the smallest end of a series of each length, and what is before.
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for index, (_, place) in enumerate(pairs):
        length = bisect_left(ends, place)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        last[length : length + 1] = [index]
    chosen: list[tuple[int, int]] = []
    index = last[-1] if last else -1
    while index >= 0:
        chosen.append(pairs[index])
        index = before[index]
    return chosen[::-1]


def _part(
    a: Sequence[str], b: Sequence[str], range_a: tuple[int, int], range_b: tuple[int, int]
) -> Iterator[_Opcode]:
    """The opcodes of a part of the lines; one that is too large, and the same nowhere, is replaced as a whole."""
    (start_a, stop_a), (start_b, stop_b) = range_a, range_b
    same = 0
    while same < min(stop_a - start_a, stop_b - start_b) and a[start_a + same] == b[start_b + same]:
        same += 1
    yield "equal", start_a, start_a + same, start_b, start_b + same
    start_a, start_b = start_a + same, start_b + same
    same = 0
    while same < min(stop_a - start_a, stop_b - start_b) and a[stop_a - same - 1] == b[stop_b - same - 1]:
        same += 1
    end_a, end_b = stop_a - same, stop_b - same
    if start_a == end_a or start_b == end_b or max(end_a - start_a, end_b - start_b) > _ORDINARY:
        yield "replace", start_a, end_a, start_b, end_b
    else:
        matcher = SequenceMatcher(None, a[start_a:end_a], b[start_b:end_b])
        for tag, *(first, stop, new_first, new_stop) in matcher.get_opcodes():
            yield tag, start_a + first, start_a + stop, start_b + new_first, start_b + new_stop
    yield "equal", end_a, stop_a, end_b, stop_b


def _joined(opcodes: Iterable[_Opcode]) -> Iterator[_Opcode]:
    """*opcodes* without empty ones, and with changes that are side by side as one."""
    filled = (each for each in opcodes if each[1] < each[2] or each[3] < each[4])
    for same, group in groupby(filled, key=lambda opcode: opcode[0] == "equal"):
        run = list(group)
        yield "equal" if same else "replace", run[0][1], run[-1][2], run[0][3], run[-1][4]
