"""What an INI file says, before anybody asks what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_support_matrix.core.problems.location import Location
    from sphinx_support_matrix.core.problems.problem import Problem


@dataclass(frozen=True, kw_only=True, slots=True)
class Value:
    """The text of an option, line by line."""

    lines: tuple[str, ...]
    """The lines, without the indentation that they share; blank lines only between others."""

    numbers: tuple[int, ...]
    """The line number in the file of each of *lines*, counted from 1."""

    def __str__(self) -> str:
        """The text with its line breaks."""
        return "\n".join(self.lines)

    def __bool__(self) -> bool:
        """Whether the option was given at all: a blank value means that it was not."""
        return bool(self.lines)

    @property
    def text(self) -> str:
        """The text as one line, with every run of white space made one space."""
        return " ".join(" ".join(self.lines).split())


@dataclass(frozen=True, kw_only=True, slots=True)
class Option:
    """A key and its value."""

    key: str
    """The key, in the case in which it was written."""

    value: Value
    """The value."""

    location: Location
    """Where the key stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Section:
    """A section and its options, in the order of the file."""

    name: str
    """The text between the brackets."""

    options: tuple[Option, ...]
    """The options; a key occurs once."""

    location: Location
    """Where the header stands."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Document:
    """A whole file."""

    path: str
    """The file's path, as it is shown to people."""

    sections: tuple[Section, ...]
    """The sections in the order of the file; a name occurs once."""

    problems: tuple[Problem, ...]
    """What was wrong with the text itself."""
