from __future__ import annotations

import json

import pytest

from sphinx_support_matrix.cli.io.reporters import REPORTERS, address
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        pytest.param(r"C:\docs\my file.ini", "file:///C:/docs/my%20file.ini", id="drive"),
        pytest.param("c:/docs/ä.ini", "file:///c:/docs/%C3%A4.ini", id="drive with slashes"),
        pytest.param(r"\\server\share\m.ini", "file://server/share/m.ini", id="share"),
        pytest.param("C:\\\udcff.ini", "file:///C:/%3F.ini", id="what no file of Windows is called"),
    ],
)
def test_addresses_of_windows(path, uri):
    assert address(path) == uri


@pytest.mark.skipif("os.name != 'posix'", reason="paths of another kind")
@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("docs/my file.ini", "docs/my%20file.ini"),
        ("./m.ini", "m.ini"),
        ("../m.ini", "../m.ini"),
        ("/docs/my file.ini", "file:///docs/my%20file.ini"),
        ("//docs/x/m.ini", "file:////docs/x/m.ini"),
        ("@:/m.ini", "%40%3A/m.ini"),
        ("a:b.ini", "a%3Ab.ini"),
        ("C:m.ini", "C%3Am.ini"),
        (r"a\b.ini", "a%5Cb.ini"),
        ("100%.ini", "100%25.ini"),
        ("<stdin>", "%3Cstdin%3E"),
        ("m\udcff.ini", "m%FF.ini"),
        ("m\ud800.ini", "m%EF%BF%BD.ini"),
    ],
)
def test_addresses(path, uri):
    assert address(path) == uri


PROBLEM = Problem(
    code=Code.BAD_LEVEL,
    message="\udcff\x1b[31m\u202e%\n",
    location=Location(path="\udcff\x1b,.ini", line=1),
)


def test_github_is_not_obeyed_by_the_terminal_that_shows_it():
    assert REPORTERS["github"]([PROBLEM]) == (
        "::error file=\ufffd\ufffd%2C.ini,line=1,col=1,title=bad-level::\ufffd\ufffd[31m\ufffd%25%0A\n"
    )


@pytest.mark.parametrize("name", ["json", "sarif"])
def test_json_is_utf_8_whatever_a_file_is_called(name):
    assert json.loads(REPORTERS[name]([PROBLEM]).encode()) == json.loads(REPORTERS[name]([PROBLEM]))
