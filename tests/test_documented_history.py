"""What the documentation says of histories, done and compared."""

from __future__ import annotations

import os
import re
import shlex
import shutil
from datetime import date
from pathlib import Path

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core.history.version_order import is_release
from tests.cli.repositories import Repository

pytestmark = pytest.mark.python

DOCS = Path(__file__).resolve().parents[1] / "docs"
EXAMPLE = DOCS / "examples" / "history"
HOWTO = (DOCS / "howto" / "since-when.rst").read_text("utf-8")
REFERENCE = (DOCS / "reference" / "history.rst").read_text("utf-8")
RELEASES = {"1.0": date(2024, 4, 3), "2.0": date(2024, 10, 2), "3.0": date(2025, 4, 2)}
COMMANDS = re.findall(r"(?m)^   \$ support-matrix (.+)$", HOWTO)


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A repository with what the example says: its releases, a move, and the file as it is."""
    for name in ("NO_COLOR", "FORCE_COLOR", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    repository = Repository(tmp_path / "top")
    for tag, day in RELEASES.items():
        text = (EXAMPLE / "releases" / f"{tag}.ini").read_text("utf-8")
        number = (day - date(2015, 1, 1)).days
        path = "doc/matrix.ini" if tag == "1.0" else "support-matrix.ini"
        repository.commit({path: text}, day=number)
        repository.tag(tag)
        if tag == "1.0":
            repository.commit({path: None, "support-matrix.ini": text}, day=number + 1)
    repository.tag("4.0.0rc1")
    repository.make()
    shutil.copy(EXAMPLE / "support-matrix.ini", tmp_path / "top")
    monkeypatch.chdir(tmp_path / "top")
    return tmp_path / "top"


@pytest.mark.parametrize("output", ["changes.txt", "notes.txt", "since.txt", "check.txt"])
def test_output(folder, output, capsys, request):
    (command,) = re.findall(
        rf"\$ support-matrix (.+)\n\n.. literalinclude:: ../examples/history/{output}\n", HOWTO
    )
    if output == "check.txt":
        shutil.copy(EXAMPLE / "support-matrix.history.json", folder)
    assert main(shlex.split(command)) == 0
    out, err = capsys.readouterr()
    left_out = "not releases by their names, and left out: '4.0.0rc1' (see --every-tag)\n"
    assert err == (
        left_out if command.startswith("history") else "1 warning (2 hints not shown; see --hints)\n"
    )
    if request.config.getoption("--update-snapshots"):
        (EXAMPLE / output).write_text(out, "utf-8")
    assert out == (EXAMPLE / output).read_text("utf-8")


def test_the_file(folder, request):
    first, again = [command for command in COMMANDS if command.endswith(" --write")]
    assert main(shlex.split(first)) == 0
    file = folder / "support-matrix.history.json"
    if request.config.getoption("--update-snapshots"):
        shutil.copy(file, EXAMPLE)
    assert file.read_text("utf-8") == (EXAMPLE / file.name).read_text("utf-8")
    assert main(shlex.split(again)) == 0
    assert file.read_text("utf-8") == (EXAMPLE / file.name).read_text("utf-8")


def test_every_option_is_explained():
    page = HOWTO + REFERENCE
    for option in (
        "tags",
        "every-commit",
        "every-tag",
        "path",
        "renamed",
        "write",
        "since",
        "release",
        "driver",
        "feature",
    ):
        assert f"--{option}" in page


def test_words_of_what_is_no_release():
    paragraph = REFERENCE.partition("Names that end in")[2].partition("``2.0b1``")[0]
    end, words = paragraph.split("with one of the words")
    for word in re.findall("``(.+?)``", end):
        assert not is_release(f"2.0-{word}")
    for word in re.findall("``(.+?)``", words):
        assert not is_release(f"2.0{word}1")
    assert is_release("2.0-post1")
