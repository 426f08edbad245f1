from __future__ import annotations

import pytest

pytest_plugins = ["pytester"]

SOURCE = """\
import pytest

@pytest.mark.support_matrix("sek", driver="lzm")
def test_both():
    raise AssertionError

@pytest.mark.parametrize("name", ["bz2-lzma", "lzma-bz2"])
@pytest.mark.support_matrix("levels")
def test_two(name):
    pass

class TestAgain:
    @pytest.mark.support_matrix("operation.seek", "nothing-like-it", driver="bz2")
    def test_unlike(self):
        pass

@pytest.mark.support_matrix("seek", driver="bz2")
def test_right():
    pass
"""
MISTAKES = [
    "ERROR: test_it.py:3: there is no feature 'sek', which 'test_it.test_both' names; did you mean 'seek'?",
    "ERROR: test_it.py:3: there is no driver 'lzm', which 'test_it.test_both' names; did you mean 'lzma'?",
    "ERROR: test_it.py:7: the parameters of 'test_it.test_two[bz2-lzma]' name 'bz2' and 'lzma'; say which driver it is for",
    "ERROR: test_it.py:13: there is no feature 'nothing-like-it', which 'test_it.TestAgain.test_unlike' names",
]


@pytest.mark.parametrize("options", [[], ["-k", "right"], ["--collect-only"]], ids=["all", "-k", "collect"])
def test_names_are_checked_before_tests_run(options, run):
    result = run(SOURCE, "--support-evidence=m.evidence.json", *options)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == MISTAKES
    assert "passed" not in result.stdout.str()


@pytest.mark.parametrize("processes", ["-n1", "-n2"])
def test_names_are_checked_in_other_processes(processes, run, folder):
    result = run(SOURCE, "--support-evidence=m.evidence.json", processes)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.outlines if line.startswith("ERROR")] == MISTAKES
    assert "no tests ran" in result.outlines[-1]
    assert not folder.path.joinpath("m.evidence.json").exists()


def test_wrong_names_do_not_matter_without_a_matrix(run):
    run(SOURCE, "-k", "right", matrix=False).assert_outcomes(passed=1, deselected=4)


def test_names_of_all_kinds(run):
    source = """\
import pytest

@pytest.mark.parametrize("name", ["lzma-raw", "x:lzma-raw-3", "lzma", "bz2.9"])
@pytest.mark.support_matrix("seek")
def test_short(name):
    pass

@pytest.mark.support_matrix("operation.seek", driver="bz2")
def test_whole():
    pass
"""
    run(source).assert_outcomes(passed=5)
