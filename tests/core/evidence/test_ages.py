from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from sphinx_support_matrix.core.evidence.ages import current_day, current_time, parse_age


@pytest.mark.parametrize(
    ("text", "days"),
    [("180d", 180), ("0d", 0), ("26w", 182), ("1y", 365), (" 2 Y ", 730), ("999999999d", 999_999_999)],
)
def test_ages(text: str, days: int) -> None:
    assert parse_age(text) == timedelta(days)


@pytest.mark.parametrize(
    "text", ["", "180", "d", "-1d", "1.5y", "6m", "6 months", "1y6d", "999999999y", "1" * 5000 + "d", "٣d"]
)
def test_what_is_no_age(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        parse_age(text)
    assert str(caught.value) == (
        f"expected a number of days, weeks or years, such as 180d, 26w or 1y, not '{text}'"
    )


def test_the_day_of_a_reproducible_build() -> None:
    assert current_day({"SOURCE_DATE_EPOCH": "1764547199"}) == date(2025, 11, 30)
    assert current_day({"SOURCE_DATE_EPOCH": "1764547200"}) == date(2025, 12, 1)


@pytest.mark.parametrize("environment", [{}, {"SOURCE_DATE_EPOCH": ""}])
def test_the_day_of_the_clock(environment: dict[str, str]) -> None:
    before = datetime.now(UTC).date()
    assert before <= current_day(environment) <= datetime.now(UTC).date()


def test_the_time() -> None:
    assert current_time({"SOURCE_DATE_EPOCH": "1764547200"}) == datetime(2025, 12, 1, tzinfo=UTC)
    before = datetime.now(UTC).replace(microsecond=0)
    found = current_time({})
    assert before <= found <= datetime.now(UTC)
    assert found.microsecond == 0


@pytest.mark.parametrize("text", ["now", "1.5", "1" * 30, "1" * 5000])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(ValueError) as caught:
        current_day({"SOURCE_DATE_EPOCH": text})
    assert str(caught.value) == f"SOURCE_DATE_EPOCH must be a number of seconds since 1970, not '{text}'"
