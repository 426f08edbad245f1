"""How much work something is, in calls of functions: the same number each time, whatever else the machine does."""

from __future__ import annotations

import sys
from itertools import pairwise
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

MOST = 2.6
"""By how much the work may grow when there is twice as much to do: n log n, and something to spare."""


def count_calls(work: Callable[[], Any]) -> int:
    """How many functions of Python and of C *work* calls, steps of generators included."""
    calls = 0

    def count(_frame: object, event: str, _argument: object) -> None:
        nonlocal calls
        if event in {"call", "c_call"}:
            calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return calls


def growths(prepare: Callable[[int], Callable[[], Any]], size: int) -> list[float]:
    """By what the calls grow when *size* is doubled, and doubled again.

    :param prepare: Makes the work for a size; that is not counted.
    """
    works = [prepare(size << doubled) for doubled in range(3)]
    # What is imported or compiled the first time would hide how much the rest grows.
    works[0]()
    counts = [count_calls(work) for work in works]
    return [larger / smaller for smaller, larger in pairwise(counts)]
