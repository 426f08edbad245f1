"""Whoever has the package installed and does not use the plugin does not notice it."""

from __future__ import annotations

import subprocess
import sys

import pytest

pytest_plugins = ["pytester"]

MODULES = ["sphinx_support_matrix", "sphinx_support_matrix.pytest_plugin"]
IMPORT = """\
import sys, time
import pytest
before = set(sys.modules)
start = time.perf_counter()
import sphinx_support_matrix.pytest_plugin
seconds = time.perf_counter() - start
print(seconds, *sorted(set(sys.modules) - before))
"""


def test_what_it_costs_to_load():
    """Nothing else is imported, of ours or of anybody's, and it takes less than 5 ms."""
    found = [
        subprocess.run(
            [sys.executable, "-c", IMPORT], capture_output=True, text=True, check=True
        ).stdout.split()
        for _ in range(5)
    ]
    assert {tuple(names) for _, *names in found} == {tuple(MODULES)}
    # A machine that is busy with other things makes some of them slow.
    assert min(float(seconds) for seconds, *_ in found) < 0.005


@pytest.mark.parametrize("processes", [[], ["-n1"]], ids=["here", "xdist"])
def test_a_run_that_does_not_use_it(processes, run, folder):
    folder.makeconftest(
        "import sys\n"
        "def pytest_unconfigure(config):\n"
        "    names = sorted(each for each in sys.modules if each.startswith('sphinx_support_matrix'))\n"
        "    worker = hasattr(config, 'workerinput')\n"
        "    open(f'modules-{worker}', 'w').write(' '.join(names))\n"
    )
    source = """\
import unittest
import pytest

@pytest.fixture
def value():
    return 1

@pytest.mark.parametrize("n", [1, 2])
def test_it(value, n):
    pass

class It(unittest.TestCase):
    def test_that(self):
        pass
"""
    result = run(source, "--strict-markers", *processes, matrix=False, subprocess=True)
    result.assert_outcomes(passed=3)
    assert "support matrix" not in result.stdout.str()
    for each in folder.path.glob("modules-*"):
        assert each.read_text().split() == MODULES
    assert len(list(folder.path.glob("modules-*"))) == 1 + len(processes)


def test_doctests_and_other_items(run, folder):
    folder.path.joinpath("test_it.txt").write_text(">>> 1\n1\n")
    run(None, "--doctest-glob=*.txt").assert_outcomes(passed=1)
