"""Keep signals that end the process waiting while a file is half written."""

from __future__ import annotations

import signal
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# SIGHUP and SIGBREAK are not on every system. SIGQUIT ends the process at once, for whoever cannot wait.
_NAMES = ("SIGINT", "SIGTERM", "SIGHUP", "SIGBREAK")


@contextmanager
def held_signals() -> Iterator[None]:
    """Hold the signals that end the process back until the end of the ``with`` statement."""
    if threading.current_thread() is not threading.main_thread():
        # Python runs handlers in the main thread, so only that one can change them.
        yield
        return
    came: list[int] = []
    known = [getattr(signal, name) for name in _NAMES if hasattr(signal, name)]
    # There is nothing to put back for a handler that is not Python's.
    before = {each: handler for each in known if (handler := signal.getsignal(each)) is not None}
    try:
        for each in before:
            signal.signal(each, lambda number, _frame: came.append(number))
        yield
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
        for number in dict.fromkeys(came):
            signal.raise_signal(number)
