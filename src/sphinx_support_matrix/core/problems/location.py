"""Where in a file something stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True, slots=True, order=True)
class Location:
    """A place in a text file."""

    path: str
    """The file's path, as it is shown to people."""

    line: int
    """Line number, counted from 1."""

    column: int = 1
    """Column number, counted from 1 in characters."""

    def __str__(self) -> str:
        """The form that editors and terminals link: ``path:line``."""
        return f"{self.path}:{self.line}"
