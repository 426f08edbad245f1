"""A suite for pytest: two drivers, and every way in which a test can end."""

from __future__ import annotations

import bz2
import lzma

import pytest

MODULES = {"bz2": bz2, "lzma": lzma}


@pytest.fixture(params=sorted(MODULES))
def module(request):
    return MODULES[request.param]


@pytest.fixture
def broken():
    raise RuntimeError("no such device")


@pytest.fixture
def untidy():
    yield
    raise RuntimeError("cannot clean up")


def test_round_trip(module):
    assert module.decompress(module.compress(b"text")) == b"text"


@pytest.mark.parametrize("level", [1, 9])
def test_levels(module, level):
    if module is lzma:
        pytest.fail(f"no level {level}", pytrace=False)


class TestStreams:
    def test_several(self, module):
        text = module.compress(b"a") + module.compress(b"b")
        assert module.decompress(text) == b"ab"

    @pytest.mark.xfail(reason="not yet")
    def test_append(self, module):
        assert module is lzma

    @pytest.mark.xfail(reason="not yet", strict=True)
    def test_strict(self, module):
        assert module is lzma


@pytest.mark.parametrize("driver", ["bz2", "lzma"])
def test_says_what_it_is_for(driver, record_property):
    record_property("support_matrix.feature", "integrity")
    record_property("support_matrix.driver", driver)


@pytest.mark.skip(reason="needs a device")
def test_skipped():
    raise AssertionError


def test_setup(broken):
    raise AssertionError


def test_teardown(untidy):
    pass


def test_both(untidy):
    pytest.fail("and it cannot be cleaned up", pytrace=False)


@pytest.mark.parametrize("text", ["<b>&\"'", "\x1b[31m\x00", "\u202eabc", "`x`_ \\textbf{y}"])
def test_names(text):
    print(text)
