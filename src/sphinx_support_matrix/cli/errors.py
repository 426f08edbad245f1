"""How a command ends: exit codes, and the error that is a message."""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes of every command."""

    OK = 0
    """The command did what it was asked, and found nothing."""

    FOUND = 1
    """The command did what it was asked, and found what should not be there: errors, differences."""

    NOTHING = 1
    """The command did what it was asked, and found nothing that was asked for."""

    FAILED = 2
    """The command could not do what it was asked: wrong arguments, or a file that cannot be read."""

    INTERRUPTED = 130
    """Somebody pressed Control-C, as shells count it."""

    UNREAD = 141
    """Whoever reads the output went away before its end, as shells count it (SIGPIPE)."""


class CommandError(Exception):
    """What the command was asked for is impossible; the message says so to a person."""
