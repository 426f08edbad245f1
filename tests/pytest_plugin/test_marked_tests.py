from __future__ import annotations

import re

import pytest

from tests.pytest_plugin.conftest import counts, summary

pytest_plugins = ["pytester"]


def properties(folder, name="results.xml"):
    """What the results say of each test."""
    text = folder.path.joinpath(name).read_text(encoding="utf-8")
    return {
        case: re.findall(r'<property name="support_matrix\.(\w+)" value="([^"]*)" ?/>', body)
        for case, body in re.findall(
            r'<testcase classname="[^"]*" name="([^"]*)"[^>]*?(?:/>|>(.*?)</testcase>)', text
        )
    }


MARKS = """\
import pytest

pytestmark = pytest.mark.support_matrix("levels")

@pytest.mark.support_matrix("seek", "operation.seek", driver="lzma")
def test_several():
    pass

@pytest.mark.support_matrix(driver="bz2")
class TestBz2:
    def test_of_class(self):
        pass

    @pytest.mark.support_matrix("seek", driver="lzma")
    def test_closest(self):
        pass

@pytest.mark.parametrize("level", [
    pytest.param(1, marks=pytest.mark.support_matrix(driver="bz2")),
    2,
])
def test_parameters(level):
    pass
"""


@pytest.mark.parametrize("processes", [[], ["-n1"]], ids=["here", "xdist"])
def test_marks_become_properties(processes, run, folder):
    result = run(MARKS, "--junit-xml=results.xml", "--strict-markers", *processes, matrix=False)
    result.assert_outcomes(passed=5)
    assert properties(folder) == {
        "test_several": [
            ("feature", "seek"), ("feature", "operation.seek"), ("feature", "levels"), ("driver", "lzma"),
        ],
        "test_of_class": [("feature", "levels"), ("driver", "bz2")],
        "test_closest": [("feature", "seek"), ("feature", "levels"), ("driver", "lzma")],
        "test_parameters[1]": [("feature", "levels"), ("driver", "bz2")],
        "test_parameters[2]": [("feature", "levels")],
    }  # fmt: skip


def test_the_mark_is_listed(run):
    run(None, "--markers", matrix=False).stdout.fnmatch_lines(
        ["@pytest.mark.support_matrix(?features, driver=None): *"]
    )


def test_marks_of_unittest(run, folder):
    source = """\
import unittest
import pytest

@pytest.mark.support_matrix(driver="bz2")
class Tests(unittest.TestCase):
    @pytest.mark.support_matrix("seek")
    def test_it(self):
        pass
"""
    run(source, "--support-evidence=m.evidence.json")
    assert counts(folder) == {("operation.seek", "bz2"): (1, 0, 0, 0, 0)}


def test_marks_that_a_hook_adds(run, folder):
    folder.makeconftest(
        "def pytest_collection_modifyitems(items):\n"
        "    for item in items:\n"
        "        item.add_marker('support_matrix')\n"
    )
    result = run("def test_it(): pass\n")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert result.errlines == [
        "ERROR: test_it.py:1: 'test_it': expected names of features or a driver: "
        "@pytest.mark.support_matrix('FEATURE', ..., driver='KEY')",
        "",
    ]


WRONG = """\
import pytest

@pytest.mark.support_matrix
class TestEmpty:
    def test_a(self):
        pass

    def test_b(self):
        pass

@pytest.mark.support_matrix("seek", drivers="lzma")
def test_option():
    pass

@pytest.mark.support_matrix(3)
def test_number():
    pass

@pytest.mark.support_matrix("seek", driver=" ")
def test_blank():
    pass

@pytest.mark.support_matrix("seek", driver="bz2")
@pytest.mark.support_matrix("levels", driver="lzma")
def test_two():
    pass

@pytest.mark.support_matrix("seek", driver="bz2")
def test_right():
    pass
"""
FORM = "expected names of features or a driver: @pytest.mark.support_matrix('FEATURE', ..., driver='KEY')"


def test_wrong_marks(run):
    result = run(WRONG, matrix=False)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [
        f"ERROR: test_it.py:5: 'TestEmpty.test_a': {FORM}",
        f"ERROR: test_it.py:11: 'test_option': {FORM}",
        f"ERROR: test_it.py:15: 'test_number': {FORM}",
        f"ERROR: test_it.py:19: 'test_blank': {FORM}",
        "ERROR: test_it.py:23: 'test_two': marks name the drivers 'lzma' and 'bz2'; expected one",
    ]


FIXTURE = """\
import pytest

@pytest.fixture(params=["bz2", "lzma"])
def support_matrix_driver(request):
    return request.param

@pytest.fixture
def module(support_matrix_driver):
    return __import__(support_matrix_driver)

@pytest.mark.support_matrix("seek")
def test_it(module):
    assert module.compress(b"")
"""


@pytest.mark.parametrize("processes", [[], ["-n1"]], ids=["here", "xdist"])
def test_a_driver_from_a_fixture(processes, run, folder):
    run(FIXTURE, "--support-evidence=m.evidence.json", "--junit-xml=results.xml", *processes)
    assert counts(folder) == {
        ("operation.seek", "bz2"): (1, 0, 0, 0, 0),
        ("operation.seek", "lzma"): (1, 0, 0, 0, 0),
    }
    assert properties(folder)["test_it[bz2]"] == [("feature", "seek"), ("driver", "bz2")]


def test_a_driver_from_a_parameter_that_is_called_so(run, folder):
    source = """\
import pytest

@pytest.mark.parametrize("support_matrix_driver", ["bz2", "lzma"], ids=["one", "two"])
@pytest.mark.support_matrix("seek")
def test_it(support_matrix_driver):
    assert support_matrix_driver != "bz2"
"""
    run(source, "--support-evidence=m.evidence.json")
    assert counts(folder) == {
        ("operation.seek", "bz2"): (0, 1, 0, 0, 0),
        ("operation.seek", "lzma"): (1, 0, 0, 0, 0),
    }


def test_the_driver_of_the_mark_or_of_the_run(run, folder):
    source = """\
import pytest

@pytest.mark.support_matrix("seek", driver="bz2")
def test_mark(support_matrix_driver):
    assert support_matrix_driver == "bz2"

@pytest.mark.support_matrix("seek")
def test_option(support_matrix_driver):
    assert support_matrix_driver == "lzma"
"""
    run(source, "--support-driver=lzma", "--support-evidence=m.evidence.json").assert_outcomes(passed=2)
    assert counts(folder) == {
        ("operation.seek", "bz2"): (1, 0, 0, 0, 0),
        ("operation.seek", "lzma"): (1, 0, 0, 0, 0),
    }


@pytest.mark.parametrize(
    ("value", "mark", "message"),
    [
        ("3", "'seek'", "the fixture support_matrix_driver has to give the key of a driver, not 3"),
        (
            "'lzm'",
            "'seek'",
            "the fixture support_matrix_driver is wrong: 'm.ini' has no driver 'lzm'; did you mean 'lzma'?",
        ),
        (
            "'lzma'",
            "'seek', driver='bz2'",
            "a mark says that this test is for 'bz2', and the fixture support_matrix_driver says 'lzma'",
        ),
    ],
)
def test_a_fixture_that_is_wrong(value, mark, message, run):
    source = f"""\
import pytest

@pytest.fixture
def support_matrix_driver():
    return {value}

@pytest.mark.support_matrix({mark})
def test_it(support_matrix_driver):
    pass
"""
    result = run(source)
    result.assert_outcomes(errors=1)
    assert message in result.outlines


def test_nothing_says_the_driver(run):
    source = """\
import pytest

@pytest.mark.support_matrix("seek")
def test_fixture(support_matrix_driver):
    pass

@pytest.mark.support_matrix("seek")
def test_none():
    pass
"""
    result = run(source)
    result.assert_outcomes(errors=1, passed=1)
    assert (
        "nothing says which driver this test is for; say it in its mark, with --support-driver or in a fixture "
        "support_matrix_driver of your own"
    ) in result.outlines
    assert summary(result)[-1] == (
        "2 tests are for a feature, but for no driver; say which in the mark, with a parameter or with --support-driver"
    )
