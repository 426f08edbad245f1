"""The tutorial "Prove it": what the page says, done in an empty folder."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.documented_steps import steps
from tests.running_pytest import PYTEST, plain_environment, summary_of

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "tutorial-prove-it.rst"
EXAMPLE = ROOT / "docs" / "examples" / "prove-it"
PROGRAMS = {
    "pytest": PYTEST,
    "support-matrix": [sys.executable, "-m", "sphinx_support_matrix"],
    "sphinx-build": [sys.executable, "-m", "sphinx"],
    "mkdir": ["mkdir"],
}


def said(name):
    return (EXAMPLE / name).read_text(encoding="utf-8")


def run(command, folder):
    """The exit code of *command*, and what it prints."""
    program, *arguments = shlex.split(command)
    done = subprocess.run(
        [*PROGRAMS[program], *arguments],
        check=False,
        cwd=folder,
        env=plain_environment(),
        capture_output=True,
        encoding="utf-8",
    )
    return done.returncode, done.stdout, done.stderr.replace(f"{folder}/", "")


@pytest.fixture(scope="module")
def walked(tmp_path_factory):
    """The folder after the tutorial, and what each command has given."""
    folder = tmp_path_factory.mktemp("prove-it")
    given = []
    for step in steps(PAGE):
        if step.command:
            given.append((step.command, *run(step.command, folder)))
            if "--write" in step.command:
                # The page says in words which line of the test is another one then.
                removed, added = (line[1:] for line in said("expected.diff").splitlines())
                path = folder / "test_modules.py"
                text = path.read_text(encoding="utf-8")
                assert text.count(removed) == 1
                path.write_text(text.replace(removed, added), encoding="utf-8")
        else:
            target = folder / step.caption
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(step.source, encoding="utf-8")
    return folder, given


def test_commands(walked):
    _, given = walked
    assert [(command.split()[0], code) for command, code, *_ in given] == [
        ("mkdir", 0),
        ("pytest", 1),
        ("support-matrix", 1),
        ("sphinx-build", 1),
        # There is something to propose.
        ("support-matrix", 1),
        ("support-matrix", 0),
        ("pytest", 0),
        ("support-matrix", 0),
        ("sphinx-build", 0),
    ]


def test_what_they_print(walked):
    _, given = walked
    (_, first, check, build, propose, write, again, clean, last) = given
    assert summary_of(first[2]) == said("run.txt")
    assert check[2] + check[3] == said("check.txt")
    assert re.sub("\x1b\\[[0-9;]*m", "", build[3]).replace("\n\n", "\n") == said("build.txt")
    assert propose[2] + propose[3] == said("propose.txt")
    assert write[2:] == ("", "docs/support-matrix.ini: changed\n")
    assert summary_of(again[2]) == said("run-again.txt")
    assert clean[2] == ""
    assert last[3] == ""


def test_the_page_has_confirmed_cells(walked):
    folder, _ = walked
    html = (folder / "docs" / "_build" / "html" / "index.html").read_text(encoding="utf-8")
    page = BeautifulSoup(html, "html.parser")
    assert "contradicted" not in page.get_text()
    for feature in ("members", "memory", "copy"):
        for driver in ("bz2", "lzma", "zlib"):
            text = page.find(id=f"{feature}_driver_{driver}").get_text(" ")
            assert re.search(r"confirmed.* 1 test", " ".join(text.split())), (feature, driver, text)


def test_everything_that_the_page_shows_is_compared():
    shown = set(re.findall(r"examples/prove-it/(\S+)", PAGE.read_text(encoding="utf-8")))
    assert shown == {path.name for path in EXAMPLE.iterdir()}
