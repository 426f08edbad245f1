"""Read INI text into sections, options and values that know where they stand.

Characters that no output format can hold, or that deceive those who read it, are reported and replaced
here, in names as in values, and nowhere later.

The grammar is that of :class:`configparser.RawConfigParser` with its default arguments, which
every existing support matrix file was written for, with three differences: keys keep their case,
a value keeps the relative indentation of its lines, and what ``configparser`` would refuse is a
problem that does not stop the reading.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.characters import FORBIDDEN, control_character, printable
from sphinx_support_matrix.core.ini.document import Document, Option, Section, Value
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem

if TYPE_CHECKING:
    from collections.abc import Sequence

_SECTION = re.compile(r"\[(.+)\]")
# No two parts can match the same character, so that a long line takes no longer than its length.
_OPTION = re.compile(r"([^=:]*)[=:](.*)")
_TAB_SIZE = 8


def decode(data: bytes, path: str) -> tuple[str, list[Problem]]:
    """Decode *data* as UTF-8, with or without a byte order mark.

    Bytes that are not UTF-8 become U+FFFD, with one problem for each line that has any.
    """
    problems: list[Problem] = []
    data = data.removeprefix(b"\xef\xbb\xbf")
    try:
        return data.decode("utf-8"), problems
    except UnicodeDecodeError:
        pass
    # "\n" and "\r" are single bytes in UTF-8 and never part of another character.
    lines = re.split(rb"\r\n|\r|\n", data)
    for number, line in enumerate(lines, start=1):
        try:
            line.decode("utf-8")
        except UnicodeDecodeError as error:
            column = len(line[: error.start].decode("utf-8")) + 1
            message = f"byte 0x{line[error.start]:02x} is not UTF-8; save the file as UTF-8"
            location = Location(path=path, line=number, column=column)
            problems.append(Problem(code=Code.ENCODING, message=message, location=location))
    return data.decode("utf-8", errors="replace"), problems


def read(source: bytes | str, path: str, *, raw: bool = False) -> Document:
    """Read the text of an INI file.

    :param source: The file's bytes, or its text.
    :param path: The path to show in locations.
    :param raw: Whether to keep even the characters that no output shows: for changes of the text, which
        must lose nothing of it.
    """
    if isinstance(source, bytes):
        text, problems = decode(source, path)
    else:
        text, problems = source.removeprefix("\ufeff"), []
    return IniReader(path, problems, raw=raw).read(text)


class IniReader:
    """The state of one reading: the open section, the open option and its indentation."""

    def __init__(self, path: str, problems: list[Problem], *, raw: bool) -> None:
        self.path = path
        self.problems = problems
        self.trusted = raw
        self.cleaned: set[int] = set()
        self.sections: dict[str, tuple[Location, list[Option]]] = {}
        self.section: str | None = None
        self.seen: dict[str, Location] = {}
        self.skipping = False
        self.option: tuple[str, Location, bool] | None = None
        self.lines: list[tuple[int, str]] = []
        self.indentation = 0
        self.stray: list[int] = []

    def read(self, text: str) -> Document:
        """Read all lines of *text*."""
        # One look at the whole file spares one at each line of nearly every file there is.
        self.trusted = self.trusted or FORBIDDEN.search(text) is None
        for number, line in enumerate(re.split(r"\r\n|\r|\n", text), start=1):
            self.line(number, line)
        self.close_option()
        self.report_stray()
        sections = tuple(
            Section(name=name, options=tuple(options), location=location)
            for name, (location, options) in self.sections.items()
        )
        return Document(path=self.path, sections=sections, problems=tuple(self.problems))

    def problem(self, code: Code, message: str, location: Location) -> None:
        """Record that something is wrong."""
        self.problems.append(Problem(code=code, message=message, location=location))

    def clean(self, text: str, number: int) -> str:
        """*text* from the line of this *number*, printable; the line is one problem, however many it has."""
        if self.trusted or (message := control_character(text)) is None:
            return text
        if number not in self.cleaned:
            self.cleaned.add(number)
            self.problem(Code.CONTROL_CHARACTER, message, Location(path=self.path, line=number))
        return printable(text)

    def line(self, number: int, line: str) -> None:
        """Take one line, whatever it is."""
        content = line.strip()
        if not content:
            if self.option is not None:
                self.lines.append((number, ""))
            return
        first = content[0]
        if first in "#;":
            return
        indentation = 0 if line[0] == first else line.index(first)
        if self.option is not None and indentation > self.indentation:
            self.lines.append((number, line))
            return
        self.indentation = indentation
        location = Location(path=self.path, line=number, column=indentation + 1)
        if first == "[" and (match := _SECTION.match(content)):
            self.close_option()
            self.open_section(self.clean(match[1], number), location)
        elif self.section is None:
            self.stray.append(number)
        elif (match := _OPTION.match(content)) and (key := match[1].rstrip()):
            self.close_option()
            key = key if self.trusted else self.clean(key, number)
            self.open_option(key, location, (number, match[2].lstrip()))
        else:
            # As in configparser, the open option stays open: its continuation lines may follow.
            message = f"expected 'option = value' or '[section]', found {_quoted(content)}"
            self.problem(Code.MALFORMED_LINE, message, location)

    def open_section(self, name: str, location: Location) -> None:
        """Begin a section; the options of one that is there already are read, and dropped."""
        self.report_stray()
        self.section = name
        self.seen = {}
        if name not in self.sections:
            self.skipping = False
            self.sections[name] = (location, [])
            return
        first, _ = self.sections[name]
        self.skipping = True
        message = f"section '[{name}]' is already there, at line {first.line}; this second one is ignored"
        self.problem(Code.DUPLICATE_SECTION, message, location)

    def open_option(self, key: str, location: Location, first_line: tuple[int, str]) -> None:
        """Begin an option, which goes on until another one or a section begins."""
        keep = not self.skipping
        first = self.seen.setdefault(key, location)
        if keep and first is not location:
            keep = False
            message = (
                f"option '{key}' is already given in '[{self.section}]', at line "
                f"{first.line}; this second one is ignored"
            )
            self.problem(Code.DUPLICATE_OPTION, message, location)
        self.option = (key, location, keep)
        self.lines = [first_line]

    def close_option(self) -> None:
        """Put the open option, if there is one, into its section."""
        if self.option is None or self.section is None:
            return
        key, location, keep = self.option
        if keep:
            value = _value(self.lines)
            if not self.trusted:
                pairs = zip(value.lines, value.numbers, strict=True)
                value = replace(value, lines=tuple(self.clean(line, number) for line, number in pairs))
            option = Option(key=key, value=value, location=location)
            self.sections[self.section][1].append(option)
        self.option = None

    def report_stray(self) -> None:
        """Record the lines before the first section, as one problem."""
        if not self.stray:
            return
        location = Location(path=self.path, line=self.stray[0])
        count = len(self.stray)
        lines = "this line" if count == 1 else f"{count} lines from here on"
        self.problem(
            Code.TEXT_BEFORE_SECTION,
            f"expected a '[section]' first; {lines} before the first section can belong to nothing",
            location,
        )
        self.stray = []


def _value(lines: Sequence[tuple[int, str]]) -> Value:
    """Take the shared indentation from the continuation lines and the blank lines from the ends."""
    stop = len(lines)
    while stop > 1 and not lines[stop - 1][1]:
        stop -= 1
    if stop == 1:
        # So are nearly all lines of nearly all files.
        number, text = lines[0]
        return Value(lines=(text,), numbers=(number,)) if text else Value(lines=(), numbers=())
    first, *rest = lines[:stop]
    expanded = [(number, line.expandtabs(_TAB_SIZE).rstrip()) for number, line in rest]
    margin = min((len(line) - len(line.lstrip()) for _, line in expanded if line), default=0)
    kept = [first, *((number, line[margin:]) for number, line in expanded)]
    start = next(index for index, (_, line) in enumerate(kept) if line)
    return Value(
        lines=tuple(line for _, line in kept[start:]), numbers=tuple(number for number, _ in kept[start:])
    )


def _quoted(text: str, limit: int = 40) -> str:
    """*text* for a message, shortened, on one line."""
    return repr(text if len(text) <= limit else text[: limit - 1] + "…")
