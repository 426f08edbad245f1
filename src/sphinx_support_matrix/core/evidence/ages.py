"""How old evidence may be, and which day it is."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

EPOCH = "SOURCE_DATE_EPOCH"
"""The variable that says which time it is, for whoever wants the same result on every day."""

# A month is 28 to 31 days, and an 'm' is a minute elsewhere.
_DAYS = {"d": 1, "w": 7, "y": 365}
_AGE = re.compile(r"([0-9]{1,9})\s*([dwy])", re.ASCII | re.IGNORECASE)


def parse_age(text: str) -> timedelta:
    """The age of ``180d``, ``26w`` or ``1y``; a year is 365 days.

    :raises ValueError: if *text* is none; the message says what was expected.
    """
    match = _AGE.fullmatch(text.strip())
    if match is not None:
        days = int(match[1]) * _DAYS[match[2].lower()]
        if days <= timedelta.max.days:
            return timedelta(days)
    raise ValueError(f"expected a number of days, weeks or years, such as 180d, 26w or 1y, not '{text}'")


def current_time(environment: Mapping[str, str]) -> datetime:
    """The time in UTC and whole seconds: that of ``SOURCE_DATE_EPOCH`` if *environment* has it, or that of the clock.

    :raises ValueError: if the variable holds no time; the message says what was expected.
    """
    text = environment.get(EPOCH, "")
    if not text:
        return datetime.now(UTC).replace(microsecond=0)
    try:
        return datetime.fromtimestamp(int(text), UTC)
    except (ValueError, OverflowError, OSError) as error:
        raise ValueError(f"{EPOCH} must be a number of seconds since 1970, not '{text}'") from error


def current_day(environment: Mapping[str, str]) -> date:
    """The day of :func:`current_time`."""
    return current_time(environment).date()
