from __future__ import annotations

from importlib.util import find_spec

import pytest

from sphinx_support_matrix.cli import main
from tests.pytest_plugin.conftest import counts

pytest_plugins = ["pytester"]

needs_subtests = pytest.mark.skipif(
    not hasattr(pytest, "Subtests") and find_spec("pytest_subtests") is None,
    reason="pytest has no subtests here",
)

ENDS = """\
import unittest
import pytest

pytestmark = pytest.mark.support_matrix("seek", driver="bz2")

@pytest.fixture
def broken():
    raise RuntimeError

@pytest.fixture
def untidy():
    yield
    raise RuntimeError

"""
# How a test ends, and what that is: passed, failed, expected failures, skipped, errors.
OUTCOMES = {
    "def test_it(): pass": (1, 0, 0, 0, 0),
    "def test_it(): assert 0": (0, 1, 0, 0, 0),
    "def test_it(): raise RuntimeError": (0, 1, 0, 0, 0),
    "def test_it(): pytest.skip()": (0, 0, 0, 1, 0),
    "@pytest.mark.skip\ndef test_it(): assert 0": (0, 0, 0, 1, 0),
    "@pytest.mark.xfail\ndef test_it(): assert 0": (0, 0, 1, 0, 0),
    "@pytest.mark.xfail(reason='as [NOTRUN] says')\ndef test_it(): assert 0": (0, 0, 1, 0, 0),
    "@pytest.mark.xfail(raises=KeyError)\ndef test_it(): assert 0": (0, 1, 0, 0, 0),
    "@pytest.mark.xfail\ndef test_it(): pass": (1, 0, 0, 0, 0),
    "@pytest.mark.xfail(strict=True)\ndef test_it(): pass": (0, 1, 0, 0, 0),
    "@pytest.mark.xfail(run=False, reason='it crashes')\ndef test_it(): assert 0": (0, 0, 0, 1, 0),
    "def test_it(): pytest.xfail('no')": (0, 0, 1, 0, 0),
    "def test_it(broken): pass": (0, 0, 0, 0, 1),
    "@pytest.mark.xfail\ndef test_it(broken): pass": (0, 0, 1, 0, 0),
    "def test_it(untidy): pass": (0, 0, 0, 0, 1),
    "def test_it(untidy): assert 0": (0, 1, 0, 0, 0),
    "@pytest.mark.parametrize('n', [1, 2, 3])\ndef test_it(n): assert n < 3": (2, 1, 0, 0, 0),
    "class TestIt:\n    def test_a(self): pass\n    def test_b(self): assert 0": (1, 1, 0, 0, 0),
    "class It(unittest.TestCase):\n    @unittest.expectedFailure\n    def test_a(self): assert 0": (
        0,
        0,
        1,
        0,
        0,
    ),
    "class It(unittest.TestCase):\n    @unittest.skip('no')\n    def test_a(self): pass": (0, 0, 0, 1, 0),
}
SUBTESTS = {
    "def test_it(subtests):\n    for n in range(3):\n        with subtests.test(n=n): assert n < 2": (
        0,
        1,
        0,
        0,
        0,
    ),
    "def test_it(subtests):\n    for n in range(3):\n        with subtests.test(n=n): assert n < 3": (
        1,
        0,
        0,
        0,
        0,
    ),
    "class It(unittest.TestCase):\n    def test_a(self):\n        for n in range(3):\n"
    "            with self.subTest(n=n): assert n < 2": (0, 1, 0, 0, 0),
}


def check(source, expected, run, folder, *arguments):
    """The evidence of a run, which is that of collecting its results."""
    source = ENDS + source + "\n"
    run(
        source,
        "--support-evidence=m.evidence.json",
        "--junit-xml=results.xml",
        "-p",
        "no:logging",
        *arguments,
    )
    assert counts(folder) == {("operation.seek", "bz2"): expected}
    assert (
        main(["evidence", "collect", "results.xml", "--matrix", "m.ini", "--output", "collected.json"]) == 0
    )
    assert counts(folder, "collected.json") == counts(folder)


@pytest.mark.parametrize("source", OUTCOMES)
def test_outcomes(source, run, folder):
    check(source, OUTCOMES[source], run, folder)


@needs_subtests
@pytest.mark.parametrize("source", SUBTESTS)
def test_subtests(source, run, folder):
    check(source, SUBTESTS[source], run, folder)


@needs_subtests
def test_subtests_in_another_process(run, folder):
    source, expected = next(iter(SUBTESTS.items()))
    check(source, expected, run, folder, "-n1")


def test_all_outcomes_in_other_processes(run, folder):
    source = "\n".join(
        code.replace("test_it(", f"test_{number}(")
        .replace("It:", f"It{number}:")
        .replace("It(", f"It{number}(")
        for number, code in enumerate(OUTCOMES)
    )
    check(source, tuple(map(sum, zip(*OUTCOMES.values(), strict=True))), run, folder, "-n2")


# What pytest-rerunfailures does.
ATTEMPTS = """\
import pytest
from _pytest.runner import runtestprotocol

@pytest.hookimpl
def pytest_runtest_protocol(item, nextitem):
    for attempt in range(3):
        reports = runtestprotocol(item, nextitem=nextitem, log=False)
        again = attempt < 2 and any(report.failed for report in reports)
        for report in reports:
            if again and report.failed:
                report.outcome = "rerun"
            item.ihook.pytest_runtest_logreport(report=report)
        if not again:
            return True
"""


@pytest.mark.parametrize(("last", "expected"), [(2, (1, 0, 0, 0, 0)), (9, (0, 1, 0, 0, 0))])
def test_attempts(last, expected, run, folder):
    folder.makeconftest(ATTEMPTS)
    source = f"attempts = []\ndef test_it():\n    attempts.append(1)\n    assert len(attempts) > {last}"
    check(source, expected, run, folder)


def test_a_process_that_crashes(run, folder):
    source = """\
import os
import pytest

@pytest.mark.support_matrix("seek", driver="bz2")
def test_crash():
    os._exit(1)

@pytest.mark.support_matrix("seek", driver="bz2")
def test_pass():
    pass
"""
    run(source, "--support-evidence=m.evidence.json", "-n1")
    assert counts(folder) == {("operation.seek", "bz2"): (1, 0, 0, 0, 1)}


def test_what_only_sets_up_proves_nothing(run, folder):
    source = "import pytest\n@pytest.mark.support_matrix('seek', driver='bz2')\ndef test_it(tmp_path): pass\n"
    run(source, "--support-evidence=m.evidence.json", "--setup-only")
    assert counts(folder) == {("operation.seek", "bz2"): (0, 0, 0, 1, 0)}


@pytest.mark.parametrize("family", ["xunit1", "xunit2"])
def test_names_are_those_of_results(family, run, folder):
    """Patterns match, and failing tests are called, as they are with a file of results."""
    folder.path.joinpath("m.ini").write_text(
        "[driver.bz2]\ntitle = bz2\n[seek]\ntitle = Seek\ntests = *.test_it.TestIt.test_a*; tests/unit/test_it.py::test_b*\n"
    )
    folder.path.joinpath("tests", "unit").mkdir(parents=True)
    source = """\
import pytest

class TestIt:
    @pytest.mark.parametrize("name", ["bz2", "a::bz2", "b[bz2]", "c/bz2.py"])
    def test_a(self, name):
        assert not name

@pytest.mark.parametrize("name", ["bz2"])
def test_b(name):
    assert not name
"""
    options = [
        "-o",
        f"junit_family={family}",
        "--junit-xml=results.xml",
        "--support-evidence=m.evidence.json",
    ]
    run(source, *options, file="tests/unit/test_it.py")
    assert (
        main(["evidence", "collect", "results.xml", "--matrix", "m.ini", "--output", "collected.json"]) == 0
    )
    text = folder.path.joinpath("m.evidence.json").read_text()
    collected = folder.path.joinpath("collected.json").read_text()
    assert "tests.unit.test_it.TestIt.test_a[a::bz2]" in text
    if family == "xunit2":
        # Such results name no files.
        collected = collected.replace('"failed": 4', '"failed": 5').replace(
            '[c/bz2.py]"]', '[c/bz2.py]", "tests.unit.test_it.test_b[bz2]"]'
        )
    without_time = [line.partition('"time"')[0] for line in text.splitlines()]
    assert without_time == [line.partition('"time"')[0] for line in collected.splitlines()]
