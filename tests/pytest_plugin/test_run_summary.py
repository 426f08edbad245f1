from __future__ import annotations

import pytest

from tests.pytest_plugin.conftest import summary

pytest_plugins = ["pytester"]

SOURCE = """\
import pytest

pytestmark = pytest.mark.parametrize("key", ["bz2", "lzma", "lzma-raw"])

@pytest.mark.support_matrix("seek")
@pytest.mark.parametrize("n", [1, 2])
def test_seek(key, n):
    if key == "lzma" and n == 2:
        pytest.skip()

@pytest.mark.support_matrix("levels")
@pytest.mark.parametrize("n", [1, 2])
def test_levels(key, n):
    assert n == 1 or key == "lzma"
"""
PARTED = [
    "m.ini:11: understated: '[operation.seek]' is missing for driver 'lzma-raw', but all 2 tests pass",
    "m.ini:16: contradicted: '[levels]' is not-applicable for driver 'lzma', but all 2 tests pass",
    "m.ini:17: found: '[levels]' is unknown for driver 'lzma-raw', and 1 of 2 tests passes",
    "bz2: 2 of 2 claims confirmed",
    "lzma: 1 of 2 claims confirmed, 1 contradicted",
    "lzma-raw: 0 of 1 claim confirmed, 1 understated, 1 found without a claim",
]
CONFIRMED = [
    "m.ini:9: confirmed: '[operation.seek]' is complete for driver 'bz2'; all 2 tests pass",
    "m.ini:10: confirmed: '[operation.seek]' is complete for driver 'lzma'; 1 test passes",
    "m.ini:15: confirmed: '[levels]' is partial for driver 'bz2'; 1 of 2 tests passes",
]


def test_how_claims_stand(run):
    assert summary(run(SOURCE)) == PARTED


def test_what_is_confirmed_is_listed_on_request(run):
    assert summary(run(SOURCE, "-v")) == [*CONFIRMED, *PARTED]


def test_only_what_has_run_is_told(run):
    assert summary(run(SOURCE, "-k", "seek and bz2")) == ["bz2: 1 of 1 claim confirmed"]


def test_tests_that_prove_nothing(run):
    source = (
        "import pytest\n@pytest.mark.support_matrix('seek', driver='bz2')\ndef test_it(): pytest.skip()\n"
    )
    assert summary(run(source)) == ["bz2: 0 of 1 claim confirmed, 1 unproven"]


def test_a_run_that_is_not_about_the_matrix(run):
    assert summary(run("def test_it(): pass\n")) == []


def test_colors(run, monkeypatch):
    monkeypatch.delenv("NO_COLOR")
    lines = run(SOURCE, "--color=yes").outlines
    assert f"\x1b[33m{PARTED[0]}\x1b[0m" in lines
    assert f"\x1b[31m{PARTED[1]}\x1b[0m" in lines
    assert f"\x1b[32m{PARTED[3]}\x1b[0m" in lines
    assert PARTED[4] in lines


def test_names_that_would_harm_a_terminal(run, folder):
    folder.path.joinpath("m.ini").write_text(
        "[driver.a]\ntitle = A\n[x]\ntitle = X\ntests = *\ndriver.a = complete\n"
    )
    source = (
        'import pytest\n@pytest.mark.parametrize("p", ["a"], ids=["a \\x1b"])\ndef test_it(p): assert 0\n'
    )
    assert summary(run(source)) == [
        "m.ini:6: contradicted: '[x]' is complete for driver 'a', but 1 test does not pass; "
        "'test_it.test_it[a \\x1b]' does not",
        "a: 0 of 1 claim confirmed, 1 contradicted",
    ]


@pytest.mark.parametrize("quiet", ["-q", "-qq"])
def test_quiet(quiet, run):
    result = run(SOURCE, quiet)
    assert PARTED[1] in result.outlines
