"""Standard input, output and error, of which any can be closed, full, or a pipe that nobody reads any more."""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Literal

from sphinx_support_matrix.core.ini.characters import on_one_line

if TYPE_CHECKING:
    from typing import TextIO

_STREAMS: dict[str, Literal["r", "w"]] = {"stdin": "r", "stdout": "w", "stderr": "w"}


def prepare_streams() -> None:
    """Make the three streams usable, whatever the process has been given."""
    for name, mode in _STREAMS.items():
        if getattr(sys, name) is None:
            setattr(sys, name, _closed(name, mode))
    for stream in (sys.stdout, sys.stderr):
        # A character that the terminal does not have must not end the command, and a file has the same
        # line ends on every system. What a test puts in the place of a stream can lack the method.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace", newline="\n")


def _closed(name: str, mode: Literal["r", "w"]) -> TextIO:
    """A stream in the place of a closed one: to use it is the error that the system makes of a closed file.

    It takes the lowest number that is free, which is that of the closed stream: no other file gets it, and
    with it what is meant for the stream.
    """
    # Standard error can only be silent: what is wrong with it is nothing that a message could say.
    wrong_way = os.O_RDONLY if name == "stdout" else os.O_WRONLY
    descriptor = os.open(os.devnull, wrong_way)
    return open(descriptor, mode, encoding="utf-8", errors="replace", closefd=False)


def complain(message: str) -> None:
    """Write *message*, which can name whatever an argument holds, on one line of standard error."""
    # Where nobody can read it, the exit code has to do.
    with suppress(OSError):
        print(on_one_line(message), file=sys.stderr, flush=True)


def abandon_streams() -> None:
    """Forget what standard output and error do not take, which Python would try to write again at its end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except (OSError, ValueError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
                stream.flush()
