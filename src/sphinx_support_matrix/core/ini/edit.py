"""What a change of a file's text is: the new text, and what there is to say about it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.line_diff import unified

if TYPE_CHECKING:
    from sphinx_support_matrix.core.ini.layout import Layout
    from sphinx_support_matrix.core.problems.location import Location


class EditError(Exception):
    """The change is impossible, and the text stays as it is; the message says why to a person."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Remark:
    """Something that the author should know about a change."""

    message: str
    """One sentence without a full stop."""

    location: Location
    """The line of the old text that it is about."""

    def __str__(self) -> str:
        """The remark as it is shown, such as ``support-matrix.ini:3: MESSAGE``."""
        return f"{self.location}: {self.message}"


@dataclass(frozen=True, kw_only=True, slots=True)
class Edit:
    """The text of a file before and after a change."""

    before: str
    """The text as it was."""

    after: str
    """The text as it is to be."""

    remarks: tuple[Remark, ...] = ()
    """What the author should know, in the order of the lines."""

    @property
    def changed(self) -> bool:
        """Whether there is anything to write."""
        return self.before != self.after

    def diff(self, path: str) -> str:
        """The change as a unified diff."""
        return unified(self.before, self.after, path)


class LineEdits:
    """Lines to put in the place of lines, and lines to put between lines."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout
        self._lines: dict[int, list[str]] = {}
        self._inserted: dict[int, list[str]] = {}
        self._above: dict[int, list[str]] = {}

    def replace(self, number: int, *lines: str) -> None:
        """Put *lines*, or nothing, in the place of the line with this *number*."""
        self._lines[number] = list(lines)

    def splice(self, number: int, start: int, length: int, text: str) -> None:
        """Put *text* in the place of *length* characters of one line, counted from 0 at *start*."""
        (line,) = self._lines.get(number, [self._layout.line(number)])
        self._lines[number] = [f"{line[:start]}{text}{line[start + length :]}"]

    def insert(self, number: int, *lines: str) -> None:
        """Put *lines* after the line with this *number*; after 0 is at the beginning."""
        self._inserted.setdefault(number, []).extend(lines)

    def put_above(self, number: int, *lines: str) -> None:
        """Put *lines* directly before the line with this *number*, below what is inserted after the line before."""
        self._above.setdefault(number, []).extend(lines)

    def text(self) -> str:
        """The text of the changed file.

        Every line that is not changed keeps its own line end; new ones have that of the file. Whether the
        text ends with a line end stays as it is.
        """
        layout = self._layout
        lines = [(line, layout.end) for line in self._inserted.get(0, ())]
        for number, (line, end) in enumerate(zip(layout.lines, layout.ends, strict=True), start=1):
            lines += [(each, layout.end) for each in self._above.get(number, ())]
            kept = self._lines.get(number, [line])
            lines += [(each, layout.end) for each in kept[:-1]]
            lines += [(each, end) for each in kept[-1:]]
            lines += [(each, layout.end) for each in self._inserted.get(number, ())]
        *others, (last, _) = lines
        return layout.mark + "".join(f"{line}{end or layout.end}" for line, end in others) + last
