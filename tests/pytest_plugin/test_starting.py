from __future__ import annotations

import pytest

from tests.pytest_plugin.conftest import counts

pytest_plugins = ["pytester"]

SOURCE = """\
import pytest

@pytest.mark.support_matrix("seek")
def test_it():
    pass
"""


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--support-evidence=e.json"], "--support-evidence and --support-strict need --support-matrix=FILE"),
        (["--support-strict"], "--support-evidence and --support-strict need --support-matrix=FILE"),
        (
            ["--support-matrix=n.ini"],
            "--support-matrix: cannot read 'n.ini': No such file or directory",
        ),
        (
            ["--support-matrix=empty.ini"],
            "empty.ini:1: the file is empty; expected [driver.KEY] and feature sections",
        ),
        (
            ["--support-matrix=m.ini", "--support-driver=lzma2"],
            "--support-driver: 'm.ini' has no driver 'lzma2'; did you mean 'lzma'?",
        ),
    ],
)
def test_options_that_are_wrong(arguments, message, run, folder):
    folder.path.joinpath("empty.ini").write_text("")
    result = run(SOURCE, *arguments, matrix=False)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert [line for line in result.errlines if line] == [f"ERROR: {message}"]


def test_a_time_that_is_none(run, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "now")
    result = run(SOURCE)
    assert [line for line in result.errlines if line] == [
        "ERROR: SOURCE_DATE_EPOCH must be a number of seconds since 1970, not 'now'"
    ]


def test_the_header_says_which_matrix(run, folder):
    result = run(SOURCE, f"--support-matrix={folder.path / 'm.ini'}", matrix=False)
    assert "support matrix: m.ini, drivers: 3, features: 2" in result.outlines


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "pytest.ini",
            "[pytest]\nsupport_matrix = docs/m.ini\nsupport_evidence = docs/m.evidence.json\nsupport_driver = bz2\n"
            "support_release = 3.14\nsupport_run = 17\nsupport_environment = linux\nsupport_strict = true\n",
        ),
        (
            "pyproject.toml",
            "[tool.pytest.ini_options]\nsupport_matrix = 'docs/m.ini'\nsupport_evidence = 'docs/m.evidence.json'\n"
            "support_driver = 'bz2'\nsupport_release = '3.14'\nsupport_run = '17'\nsupport_environment = 'linux'\n"
            "support_strict = true\n",
        ),
    ],
)
def test_settings(name, text, run, folder, monkeypatch):
    """Settings are options, and their paths begin where they stand."""
    folder.mkdir("docs")
    matrix = folder.path.joinpath("m.ini").rename(folder.path / "docs" / "m.ini")
    matrix.write_text(matrix.read_text().replace("driver.bz2 = complete", "driver.bz2 = not-applicable"))
    folder.path.joinpath(name).write_text(text)
    folder.mkdir("tests")
    monkeypatch.chdir(folder.path / "tests")
    result = run(SOURCE, matrix=False, file="tests/test_it.py")
    assert result.ret == pytest.ExitCode.TESTS_FAILED
    assert counts(folder, "docs/m.evidence.json") == {("operation.seek", "bz2"): (1, 0, 0, 0, 0)}
    text = folder.path.joinpath("docs/m.evidence.json").read_text()
    for each in ('"environment": "linux"', '"release": "3.14"', '"run": "17"'):
        assert each in text
    # What is said in the command counts more.
    run(SOURCE, "--support-driver=lzma", matrix=False, file="tests/test_it.py")
    assert ("operation.seek", "lzma") in counts(folder, "docs/m.evidence.json")


def test_what_is_wrong_with_the_matrix_is_said(run, folder):
    path = folder.path / "m.ini"
    path.write_text(path.read_text().replace("title = Seek", "titel = Seek"))
    result = run(SOURCE)
    assert (
        "m.ini:8: unknown option 'titel' in '[operation.seek]'; did you mean 'title'?" in result.stdout.str()
    )
