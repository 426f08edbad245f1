"""What all tests of the compressors use."""

from __future__ import annotations

import importlib
import platform
import random

import pytest


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config):
    # What is tested is Python's own library, so its release is that of Python.
    config.option.support_release = platform.python_version()


@pytest.fixture
def module(driver):
    """The module that the test is for, which its parameter names."""
    if driver == "zstd":
        return pytest.importorskip("compression.zstd", reason="Python has it from 3.14 on")
    return importlib.import_module(driver)


@pytest.fixture(scope="session")
def text():
    """Some data that has patterns, but no simple ones."""
    words = [
        bytes(random.Random(number).choices(b"etaoinshrdlu", k=2 + number % 7)) for number in range(2000)
    ]
    return b" ".join(random.Random(0).choices(words, k=40_000))
