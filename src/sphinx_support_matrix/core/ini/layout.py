"""A file line by line: which section and which option each line belongs to."""

from __future__ import annotations

import re
from bisect import bisect
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.reader import IniReader
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from sphinx_support_matrix.core.ini.document import Option
    from sphinx_support_matrix.core.problems.location import Location

MARK = "\ufeff"
"""A byte order mark, which is no part of the first line."""

_ENDS = re.compile(r"(\r\n|\r|\n)")
_COMMENT = ("#", ";")


@dataclass(frozen=True, kw_only=True, slots=True)
class OptionLines:
    """An option, and where it stands."""

    option: Option
    """The key and the value, with the numbers of their lines in the file."""

    first: int
    """The number of the line with the key."""

    last: int
    """The number of the last line of the value, or of the comments directly below it that are indented
    like it; that of the key where nothing is below it."""

    @property
    def column(self) -> int:
        """How many characters stand before the key."""
        return self.option.location.column - 1


@dataclass(frozen=True, kw_only=True, slots=True)
class SectionLines:
    """A section, whether the reader takes it or has seen its name before."""

    name: str
    """The text between the brackets."""

    header: int
    """The number of the line with the name."""

    begin: int
    """The number of the first line of the comments directly above the header, or of the header."""

    stop: int
    """The number after that of the last line which belongs to the section."""

    entries: tuple[OptionLines, ...]
    """All options, those with a repeated key too."""

    malformed: tuple[int, ...]
    """The numbers of the lines that are nothing."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Layout:
    """A file line by line; line numbers are counted from 1."""

    mark: str
    """The byte order mark, if the file begins with one."""

    lines: tuple[str, ...]
    """The lines without their ends; the last one is empty if the text ends with a line end."""

    ends: tuple[str, ...]
    """The end of each line; that of the last line is empty."""

    parts: tuple[SectionLines, ...]
    """The sections in the order of the file."""

    @property
    def end(self) -> str:
        """The line end that the file uses: its first one."""
        return self.ends[0] or "\n"

    def line(self, number: int) -> str:
        """The line with this *number*; an empty one after the last."""
        return self.lines[number - 1] if number <= len(self.lines) else ""

    def is_blank(self, number: int) -> bool:
        """Whether nothing is in the line with this *number*."""
        return not self.line(number).strip()

    def is_comment(self, number: int) -> bool:
        """Whether the line with this *number* is a comment."""
        return self.line(number).strip().startswith(_COMMENT)

    def indentation(self, number: int) -> str:
        """The white space that the line with this *number* begins with."""
        line = self.line(number)
        return line[: len(line) - len(line.lstrip())]

    def last(self, part: SectionLines) -> int:
        """The number of the last line of *part* that is not blank."""
        return next(number for number in range(part.stop - 1, 0, -1) if not self.is_blank(number))

    def margin(self, part: SectionLines, number: int) -> str:
        """The indentation that an option needs which is put after the line with this *number* of *part*.

        That of the header, key or malformed line before: with less, the lines that follow would be read
        as going on with its value, and with more, it would itself go on with the value before.
        """
        structural = (part.header, *(entry.first for entry in part.entries), *part.malformed)
        return self.indentation(max(each for each in structural if each <= number))


class _LayoutReader(IniReader):
    """Reads a file so that every section and every option is there, those of a repeated name too."""

    def __init__(self) -> None:
        super().__init__("", [], raw=True)
        self.names: list[str] = []

    def open_section(self, name: str, location: Location) -> None:
        self.names.append(name)
        super().open_section(f"{location.line}", location)

    def open_option(self, key: str, location: Location, first_line: tuple[int, str]) -> None:
        self.seen.clear()
        super().open_option(key, location, first_line)


def lay_out(text: str) -> Layout:
    """See which section and option each line of *text* belongs to."""
    mark = MARK if text.startswith(MARK) else ""
    text = text.removeprefix(MARK)
    pieces = _ENDS.split(text)
    layout = Layout(mark=mark, lines=tuple(pieces[::2]), ends=(*pieces[1::2], ""), parts=())
    reader = _LayoutReader()
    document = reader.read(text)
    malformed = [each.location.line for each in document.problems if each.code is Code.MALFORMED_LINE]
    stops = [*(section.location.line for section in document.sections), len(layout.lines) + 1][1:]
    parts: list[SectionLines] = []
    for name, section, stop in zip(reader.names, document.sections, stops, strict=True):
        header = section.location.line
        begin = _begin(layout, header, parts[-1] if parts else None)
        if parts:
            parts[-1] = replace(parts[-1], stop=begin)
        part = SectionLines(
            name=name,
            header=header,
            begin=begin,
            stop=stop,
            entries=tuple(_entry(layout, option) for option in section.options),
            malformed=tuple(malformed[bisect(malformed, header) : bisect(malformed, stop - 1)]),
        )
        parts.append(part)
    return replace(layout, parts=tuple(parts))


def _begin(layout: Layout, header: int, before: SectionLines | None) -> int:
    """Where the comments directly above a header begin, below the part *before* it."""
    top = 0 if before is None else max((before.header, *(entry.last for entry in before.entries)))
    begin = header
    while begin - 1 > top and layout.is_comment(begin - 1):
        begin -= 1
    return begin


def _entry(layout: Layout, option: Option) -> OptionLines:
    """Where *option* stands, with the comments below it."""
    first = option.location.line
    last = max((first, *option.value.numbers[-1:]))
    while layout.is_comment(last + 1) and len(layout.indentation(last + 1)) > option.location.column - 1:
        last += 1
    return OptionLines(option=option, first=first, last=last)
