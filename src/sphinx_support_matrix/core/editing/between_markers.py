"""Replace what stands between two marker comments of a text, and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.edit import Edit, EditError

if TYPE_CHECKING:
    from collections.abc import Iterator

_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
# A fence can stand in the items of lists and in quotations.
_FENCE = re.compile(
    r"[ \t]*(?:(?:>|[-+*]|[0-9]+[.)])[ \t]+|>)*[ \t]*(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)"
)


class MarkedFormat(Enum):
    """The formats whose comments can be markers, with what a comment begins and ends with."""

    MARKDOWN = ("<!-- ", " -->")
    RST = (".. ", "")


@dataclass(frozen=True, kw_only=True, slots=True)
class Markers:
    """The two comments."""

    format: MarkedFormat
    """What the text is written in."""

    name: str = ""
    """What tells these two from others in the same text."""

    def line(self, word: str) -> str:
        """The comment that says *word*, which is ``begin`` or ``end``."""
        before, after = self.format.value
        return f"{before}support-matrix: {word}{self.name and f' {self.name}'}{after}"


def is_marker_name(name: str) -> bool:
    """Whether markers can have *name*: letters, digits, dots, hyphens and underscores."""
    return _NAME.fullmatch(name) is not None


def replace_between(text: str, path: str, markers: Markers, content: str) -> Edit:
    """The edit that puts *content* between the *markers* of *text*, with a blank line above and below.

    The line ends of what is new are those of the first marker.

    :param path: The path to show in messages.
    :raises EditError: if there is not just one of each, in this order.
    """
    lines = re.findall(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+$", text)
    begin, end = _places(lines, path, markers)
    first = lines[begin]
    newline = first[len(first.rstrip("\r\n")) :]
    middle = "".join(f"{line}{newline}" for line in ("", *content.rstrip("\n").split("\n"), ""))
    return Edit(before=text, after="".join([*lines[: begin + 1], middle, *lines[end:]]))


def _places(lines: list[str], path: str, markers: Markers) -> tuple[int, int]:
    """The indexes of the lines of the two markers."""
    found: dict[str, list[int]] = {"begin": [], "end": []}
    quoted: list[int] = []
    for index, line, in_code in _lines_of(lines, markers.format):
        for word, places in found.items():
            if line.rstrip() == markers.line(word):
                (quoted if in_code else places).append(index)
    for word, places in found.items():
        if len(places) > 1:
            numbers = " and ".join(str(place + 1) for place in places[:2])
            raise EditError(
                f"{path}: '{markers.line(word)}' is there twice, in lines {numbers}; expected it once"
            )
    if not found["begin"] and not found["end"]:
        raise EditError(_none(path, markers, quoted))
    for word, other in (("begin", "end"), ("end", "begin")):
        if not found[word]:
            where = "above" if word == "begin" else "below"
            raise EditError(
                f"{path}:{found[other][0] + 1}: '{markers.line(other)}' has no '{markers.line(word)}' {where} it"
            )
    (begin,), (end,) = found["begin"], found["end"]
    if end < begin:
        raise EditError(
            f"{path}:{end + 1}: '{markers.line('end')}' stands above '{markers.line('begin')}' in line {begin + 1}; "
            "expected it below"
        )
    return begin, end


def _none(path: str, markers: Markers, quoted: list[int]) -> str:
    lines = " and ".join(f"'{markers.line(word)}'" for word in ("begin", "end"))
    code = f" outside of code, in which line {quoted[0] + 1} is" if quoted else ""
    return f"{path}: there are no markers{code}; put these two lines where the matrix is to be: {lines}"


def _lines_of(lines: list[str], format: MarkedFormat) -> Iterator[tuple[int, str, bool]]:
    """Each line without what it may be indented by, with its index and whether it is in a block of code."""
    fence = ""
    for index, line in enumerate(lines):
        text = line.rstrip("\r\n").removeprefix("\ufeff" if index == 0 else "")
        if format is MarkedFormat.RST:
            # All that reStructuredText shows as it is written is indented, and comments of the text are not.
            yield index, text, False
            continue
        match = _FENCE.match(text)
        if fence:
            yield index, text.strip(), True
            if match and match["fence"].startswith(fence) and not match["info"].strip():
                fence = ""
            continue
        if match:
            fence = match["fence"]
        # Four spaces begin a block of code.
        stripped = text.lstrip(" ")
        yield index, stripped, match is not None or len(text) - len(stripped) > 3
