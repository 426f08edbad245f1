from __future__ import annotations

import signal
from concurrent.futures import ThreadPoolExecutor

import pytest

from sphinx_support_matrix.core.editing.held_signals import held_signals


@pytest.fixture
def came():
    """What the handlers of the process have got."""
    came = []
    before = {each: signal.getsignal(each) for each in (signal.SIGINT, signal.SIGTERM)}
    for each in before:
        signal.signal(each, lambda number, _frame: came.append(number))
    yield came
    for each, handler in before.items():
        signal.signal(each, handler)


def test_signals_wait(came):
    with held_signals():
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGINT):
            signal.raise_signal(number)
        assert came == []
    assert came == [signal.SIGTERM, signal.SIGINT]
    signal.raise_signal(signal.SIGINT)
    assert len(came) == 3


def test_signals_come_after_an_error(came):
    def fail():
        with held_signals():
            signal.raise_signal(signal.SIGTERM)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert came == [signal.SIGTERM]


def test_control_c_is_an_exception_again():
    with pytest.raises(KeyboardInterrupt), held_signals():
        signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_another_thread_cannot_hold_signals(came):
    def hold():
        with held_signals():
            signal.raise_signal(signal.SIGTERM)
            return "done"

    with ThreadPoolExecutor() as pool:
        assert pool.submit(hold).result() == "done"
    assert came == [signal.SIGTERM]
