"""A suite for pytest with pytest-rerunfailures: tests that are tried again, and subtests."""

from __future__ import annotations

import pytest

TRIED = []


@pytest.mark.flaky(reruns=2)
def test_second_time():
    TRIED.append(1)
    if len(TRIED) < 2:
        pytest.fail("the first time", pytrace=False)


@pytest.mark.flaky(reruns=2)
def test_never():
    pytest.fail("each time", pytrace=False)


def test_parts(subtests):
    for number in range(3):
        with subtests.test("part", number=number):
            if number == 1:
                pytest.fail("the second part", pytrace=False)
