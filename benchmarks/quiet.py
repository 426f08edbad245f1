"""Whether the machine had anything else to do: figures from a busy one do not come out again."""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_PRESSURE = Path("/proc/pressure/cpu")
# Long enough for others to get their turn.
_LOOPS = 1_000_000

WATCHED = "watched"
"""Under what name each step of the results has how busy the machine was."""

# What a machine may show that does nothing but measure.
MOST_LOAD = 0.5
"""The load average for each processor, before anything is measured."""
MOST_WAITING = 5.0
"""The part of the last ten seconds in which something waited for a processor, in percent, before anything is measured."""
MOST_DELAY = 1.05
"""How many times as long as it computes the loop may take, in the middle of all times that it ran."""
MOST_SPREAD = 1.25
"""How many times as long as at its fastest the loop may compute, in the middle of all times that it ran."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Loop:
    """The same computation each time."""

    seconds: float
    """From its start to its end."""

    processor: float
    """What the processor spent on it."""


@dataclass(slots=True)
class Watch:
    """Looks at the machine before something is measured, and again and again while it is."""

    load: float | None = None
    """The load average for each processor, where the system tells."""

    waiting: float | None = None
    """The part of the last ten seconds in which something waited for a processor, in percent, where it tells."""

    is_first: bool = False
    """Whether nothing has been measured before: what is measured is itself a load."""

    loops: list[Loop] = field(default_factory=list)
    """The same computation, in turn with what was measured."""

    @classmethod
    def begin(cls, *, is_first: bool = False) -> Watch:
        """Look at the machine before something is measured.

        :param is_first: Whether nothing has been measured before.
        """
        watch = cls(load=_load(), waiting=_waiting(), is_first=is_first)
        watch.look()
        return watch

    def look(self) -> None:
        """Compute the same as each time."""
        start, processor = time.perf_counter(), time.process_time()
        total = 0
        for number in range(_LOOPS):
            total += number * number % 7
        self.loops.append(
            Loop(seconds=time.perf_counter() - start, processor=time.process_time() - processor)
        )

    def reasons(self) -> list[str]:
        """Why what was measured cannot be relied on; none on a quiet machine."""
        return list(self._reasons())

    def _reasons(self) -> Iterator[str]:
        if self.is_first and self.load is not None and self.load > MOST_LOAD:
            yield f"the load average is {self.load:.2f} for each processor, and may be {MOST_LOAD}"
        if self.is_first and self.waiting is not None and self.waiting > MOST_WAITING:
            yield f"something waits for a processor {self.waiting:.0f} % of the time, and may {MOST_WAITING:.0f} %"
        if self.delay > MOST_DELAY:
            yield f"a loop takes {self.delay:.2f} times as long as it computes, and may {MOST_DELAY}"
        if self.spread > MOST_SPREAD:
            yield f"a loop computes {self.spread:.2f} times as long as at its fastest, and may {MOST_SPREAD}"

    @property
    def delay(self) -> float:
        """How many times as long as it computed the loop took."""
        return median(loop.seconds / loop.processor for loop in self.loops)

    @property
    def spread(self) -> float:
        """How many times as long as at its fastest the loop computed."""
        times = [loop.processor for loop in self.loops]
        return median(times) / min(times)

    def summary(self) -> dict[str, Any]:
        """What is kept of it beside the figures."""
        return {
            "load": self.load,
            "waiting": self.waiting,
            "delay": round(self.delay, 3),
            "spread": round(self.spread, 3),
            "busy": self.reasons(),
        }


def _load() -> float | None:
    try:
        return os.getloadavg()[0] / (os.cpu_count() or 1)
    except OSError:
        return None


def _waiting(lines: Iterable[str] | None = None) -> float | None:
    """The pressure stall information of Linux: ``some avg10=0.00 avg60=0.00 avg300=0.00 total=0``."""
    if lines is None:
        try:
            lines = _PRESSURE.read_text(encoding="ascii").splitlines()
        except OSError:
            return None
    for line in lines:
        kind, *fields = line.split()
        if kind == "some":
            return next((float(each[6:]) for each in fields if each.startswith("avg10=")), None)
    return None
