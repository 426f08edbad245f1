from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from contextlib import chdir
from pathlib import Path
from textwrap import indent

import pytest

from sphinx_support_matrix.cli import main

OLD = "[driver.a]\ntitle = A\n[operation.x]\ntitle = X\ndriver.a = missing\n"
NEW = "[driver.a]\ntitle = A\n[operation.x]\ntitle = X\ndriver.a = complete\n"
SAID = "Levels\n  X (operation.x)\n    + A: missing → complete; improved\n"
BACK = "Levels\n  X (operation.x)\n    - A: complete → missing; worse\n"


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    """A current folder with two files."""
    for name in ("NO_COLOR", "FORCE_COLOR", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old.ini").write_text(OLD)
    (tmp_path / "new.ini").write_text(NEW)
    return tmp_path


def git(folder, *arguments):
    """Run git as if nobody had settings for it."""
    settings = ("-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    subprocess.run(
        ["git", *settings, *arguments], cwd=folder, env=environment, check=True, capture_output=True
    )


@pytest.fixture(scope="module")
def template(tmp_path_factory):
    """A repository in which docs/m.ini is OLD in the revision v1 and NEW in v2, made once."""
    top = tmp_path_factory.mktemp("template")
    file = top / "docs" / "m.ini"
    file.parent.mkdir()
    git(top, "init", "--quiet")
    for tag, text in (("v1", OLD), ("v2", NEW)):
        file.write_text(text)
        git(top, "add", ".")
        git(top, "commit", "--quiet", "--message", tag)
        git(top, "tag", tag)
    return top


@pytest.fixture
def repository(folder, template):
    """That repository, in which X is partial now."""
    top = folder / "repository"
    shutil.copytree(template, top)
    (top / "docs" / "m.ini").write_text(OLD.replace("missing", "partial"))
    return top


def test_two_files(capsys):
    assert main(["diff", "old.ini", "new.ini"]) == 0
    assert capsys.readouterr() == (SAID, "")


@pytest.mark.parametrize(
    ("arguments", "code", "output"),
    [
        pytest.param(["old.ini", "new.ini", "--exit-code"], 1, SAID, id="differences"),
        pytest.param(["old.ini", "old.ini", "--exit-code"], 0, "No differences.\n", id="none"),
        pytest.param(["old.ini", "old.ini"], 0, "No differences.\n", id="nobody asks"),
        pytest.param(
            ["new.ini", "old.ini", "--format", "markdown"],
            0,
            "**Levels**\n\n- **X** (`operation.x`)\n  - A: complete → missing; worse\n",
            id="markdown",
        ),
        pytest.param(
            ["old.ini", "new.ini", "--color", "always"],
            0,
            "\x1b[1mLevels\x1b[0m\n  \x1b[1mX (operation.x)\x1b[0m\n"
            "    \x1b[32m+ A: missing → complete; improved\x1b[0m\n",
            id="green",
        ),
        pytest.param(
            ["new.ini", "old.ini", "--color", "always"],
            0,
            "\x1b[1mLevels\x1b[0m\n  \x1b[1mX (operation.x)\x1b[0m\n"
            "    \x1b[31m- A: complete → missing; worse\x1b[0m\n",
            id="red",
        ),
        pytest.param(
            ["old.ini", "old.ini", "--color", "always"], 0, "No differences.\n", id="nothing to colour"
        ),
    ],
)
def test_outputs(capsys, arguments, code, output):
    assert main(["diff", *arguments]) == code
    assert capsys.readouterr() == (output, "")


def test_the_documentation_says_what_is_said(capsys):
    docs = Path(__file__).resolve().parents[3] / "docs"
    with chdir(docs / "examples" / "diff"):
        assert main(["diff", "before.ini", "support-matrix.ini"]) == 0
    page = (docs / "howto" / "diff.rst").read_text(encoding="utf-8")
    assert indent(capsys.readouterr().out, "   ") in page


def test_json(capsys):
    assert main(["diff", "old.ini", "new.ini", "--format", "json", "--color", "always"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["version"], document["old"], document["new"]) == (1, "old.ini", "new.ini")
    assert document["implementations"][0]["direction"] == "improved"


def test_notes(folder, capsys):
    (folder / "new.ini").write_text(OLD + "driver-notes.a = New.\n")
    assert main(["diff", "old.ini", "new.ini"]) == 0
    assert capsys.readouterr().out == "No differences.\n"
    assert main(["diff", "old.ini", "new.ini", "--notes", "--color=always"]) == 0
    assert "\x1b[33m~ A: missing; notes added\x1b[0m\n" in capsys.readouterr().out


def test_to_a_file(folder, capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["diff", "old.ini", "new.ini", "--output", "out.txt"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (folder / "out.txt").read_text(encoding="utf-8") == SAID


def test_colours_where_they_are_wanted(capsys, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert main(["diff", "old.ini", "new.ini"]) == 0
    assert capsys.readouterr().out.startswith("\x1b[1mLevels")


@pytest.mark.parametrize(
    ("arguments", "output"),
    [
        pytest.param(["-", "new.ini"], SAID, id="old"),
        pytest.param(["new.ini", "-"], BACK, id="new"),
    ],
)
def test_standard_input(capsys, monkeypatch, arguments, output):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(OLD.encode())))
    assert main(["diff", *arguments]) == 0
    assert capsys.readouterr() == (output, "")


def test_problems(folder, capsys):
    (folder / "old.ini").write_text(OLD + "titel = X\n")
    (folder / "new.ini").write_text(NEW + "status = yes\n")
    assert main(["diff", "old.ini", "new.ini"]) == 0
    assert capsys.readouterr() == (
        SAID,
        "old.ini:6:1: error: unknown-option unknown option 'titel' in '[operation.x]'; did you mean 'title'?\n"
        "new.ini:6:1: error: bad-status status of '[operation.x]' must be mandatory, optional, choice(GROUP), "
        "condition(FEATURE==LEVEL), mature or immature, not 'yes'\n",
    )


@pytest.mark.parametrize(
    ("place", "arguments", "output"),
    [
        pytest.param(".", ["v1:docs/m.ini", "v2:docs/m.ini"], SAID, id="two revisions"),
        pytest.param(".", ["HEAD~1:docs/m.ini", "HEAD:docs/m.ini"], SAID, id="relative revisions"),
        pytest.param(".", ["docs/m.ini", "--since", "v1", "--until", "v2"], SAID, id="since and until"),
        pytest.param("docs", ["m.ini", "--since", "v2", "--until", "v1"], BACK, id="in a folder"),
        pytest.param("docs", ["v1:m.ini", "v2:./m.ini"], SAID, id="from the folder"),
        pytest.param("docs", ["v1:docs/m.ini", "v2:docs/m.ini"], SAID, id="from the top, as git does"),
        pytest.param("..", ["v1:repository/docs/m.ini", "new.ini"], SAID, id="from outside"),
        pytest.param("docs", [":m.ini", "v1:m.ini"], BACK, id="the index"),
        pytest.param(
            ".",
            ["docs/m.ini", "--since", "HEAD"],
            "Levels\n  X (operation.x)\n    - A: complete → partial; worse\n",
            id="the file as it is",
        ),
    ],
)
def test_revisions(repository, capsys, place, arguments, output):
    with chdir(repository / place):
        assert main(["diff", *arguments]) == 0
    assert capsys.readouterr() == (output, "")


def test_a_folder_that_is_no_more(repository, capsys, monkeypatch):
    (repository / "docs" / "m.ini").unlink()
    (repository / "docs").rmdir()
    monkeypatch.chdir(repository)
    assert main(["diff", "docs/m.ini", "--since", "v1", "--until", "v2"]) == 0
    assert capsys.readouterr() == (SAID, "")


def test_a_link_leads_to_the_file(repository, capsys, monkeypatch):
    monkeypatch.chdir(repository)
    (repository / "link.ini").symlink_to("docs/m.ini")
    assert main(["diff", "link.ini", "--since", "v1", "--until", "v2"]) == 0
    assert capsys.readouterr() == (SAID, "")


def test_the_name_of_a_revision(repository, capsys, monkeypatch):
    monkeypatch.chdir(repository)
    assert main(["diff", "v1:docs/m.ini", "docs/m.ini", "--format", "json"]) == 0
    document = json.loads(capsys.readouterr().out)
    assert (document["old"], document["new"]) == ("v1:docs/m.ini", "docs/m.ini")


def test_a_file_that_is_called_like_a_revision(repository, capsys, monkeypatch):
    monkeypatch.chdir(repository / "docs")
    (repository / "docs" / "v1:m.ini").write_text(NEW)
    assert main(["diff", "v1:m.ini", "v2:m.ini"]) == 0
    assert capsys.readouterr() == ("No differences.\n", "")


def test_git_runs_no_shell(repository, capsys, monkeypatch):
    monkeypatch.chdir(repository)
    assert main(["diff", "docs/m.ini", "--since", "v1; touch made", "--until", "$(touch made)"]) == 2
    assert capsys.readouterr().err == "support-matrix diff: git knows no revision 'v1; touch made'\n"
    assert not (repository / "made").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["none.ini", "new.ini"], "cannot read 'none.ini': No such file or directory", id="file"),
        pytest.param([], "expected two files, OLD and NEW, or one file and --since REVISION", id="no file"),
        pytest.param(
            ["support-matrix.ini"],
            "expected two files, OLD and NEW, or one file and --since REVISION",
            id="the default with itself",
        ),
        pytest.param(
            ["old.ini"],
            "there is no 'support-matrix.ini' in this folder; name a file, such as 'new.ini' or 'old.ini'",
            id="one file",
        ),
        pytest.param(["-", "-"], "standard input can be only one of the two", id="standard input twice"),
        pytest.param(
            ["old.ini", "new.ini", "--since", "v1"],
            "--since takes one file and its revisions; expected no second file",
            id="two files and a revision",
        ),
        pytest.param(["-", "--since", "v1"], "standard input has no revisions", id="standard input since"),
        pytest.param(["old.ini", "new.ini", "--until", "v1"], "--until needs --since", id="until alone"),
        pytest.param(
            ["old.ini", "new.ini", "--output", "none/out.txt"],
            "cannot write 'none/out.txt': No such file or directory",
            id="output",
        ),
        pytest.param(
            ["old.ini", "--since", "v1"],
            "cannot read 'v1:old.ini': not a git repository (or any of the parent directories): .git",
            id="no repository",
        ),
        pytest.param(
            ["C:none.ini", "old.ini"],
            "cannot read 'C:none.ini': not a git repository (or any of the parent directories): .git",
            id="no file and no repository",
        ),
    ],
)
def test_the_impossible(capsys, arguments, message):
    assert main(["diff", *arguments]) == 2
    assert capsys.readouterr() == ("", f"support-matrix diff: {message}\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["v3:docs/m.ini", "docs/m.ini"], "git knows no revision 'v3'", id="revision"),
        pytest.param(
            ["v1:docs/n.ini", "docs/m.ini"], "there is no file 'docs/n.ini' in revision 'v1'", id="file"
        ),
        pytest.param(["v1:docs", "docs/m.ini"], "there is no file 'docs' in revision 'v1'", id="folder"),
        pytest.param([":docs/n.ini", "docs/m.ini"], "there is no file 'docs/n.ini' in the index", id="index"),
        pytest.param(["docs/m.ini", "--since=--all"], "'--all' is not a revision", id="option"),
        pytest.param(
            ["docs/m.ini", "--since", "v1", "--until", "v3"], "git knows no revision 'v3'", id="until"
        ),
    ],
)
def test_what_git_does_not_find(repository, capsys, monkeypatch, arguments, message):
    monkeypatch.chdir(repository)
    assert main(["diff", *arguments]) == 2
    assert capsys.readouterr() == ("", f"support-matrix diff: {message}\n")


def test_without_git(repository, capsys, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert main(["diff", str(repository / "docs" / "m.ini"), "--since", "v1"]) == 2
    assert capsys.readouterr().err.endswith("/docs/m.ini': git is not installed\n")


def test_git_that_cannot_run(folder, repository, capsys, monkeypatch):
    (folder / "git").write_text("#!/nowhere/at/all\n")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.chdir(repository)
    assert main(["diff", "docs/m.ini", "--since", "v1"]) == 2
    assert capsys.readouterr().err.startswith("support-matrix diff: cannot run git: ")


def test_git_that_says_nothing(folder, repository, capsys, monkeypatch):
    (folder / "git").write_text("#!/bin/sh\nexit 3\n")
    (folder / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.chdir(repository)
    assert main(["diff", "docs/m.ini", "--since", "v1"]) == 2
    assert capsys.readouterr().err == ("support-matrix diff: cannot read 'v1:docs/m.ini': git ended with 3\n")


def test_help(capsys):
    with pytest.raises(SystemExit) as ended:
        main(["diff", "--help"])
    assert ended.value.code == 0
    said = capsys.readouterr().out
    assert said.startswith(
        "usage: support-matrix diff OLD [NEW] [OPTION ...]\n       support-matrix diff [FILE] --since"
    )
    assert "  support-matrix diff --since v1.0\n" in said


def test_a_file_of_windows_that_is_not_there(capsys):
    assert main(["diff", r"C:\x.ini", r"C:\y.ini"]) == 2
    assert capsys.readouterr().err == (
        r"support-matrix diff: cannot read 'C:\x.ini': No such file or directory" + "\n"
    )


@pytest.mark.parametrize("output", ["old.ini", "./new.ini", "hard.ini", "link.ini"])
def test_no_file_is_replaced_by_its_diff(tmp_path, monkeypatch, capsys, output):
    monkeypatch.chdir(tmp_path)
    for name in ("old.ini", "new.ini"):
        (tmp_path / name).write_text("[driver.a]\ntitle = A\n")
    (tmp_path / "hard.ini").hardlink_to("old.ini")
    (tmp_path / "link.ini").symlink_to("new.ini")
    assert main(["diff", "old.ini", "new.ini", "--output", output]) == 2
    assert "support-matrix diff: the output would replace '" in capsys.readouterr().err


def test_json_of_a_file_whose_name_is_not_utf_8(tmp_path, monkeypatch, capsysbinary):
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"m\xff.ini")
    try:
        (tmp_path / name).write_text("[driver.a]\ntitle = A\n")
    except OSError as error:
        pytest.skip(f"no file can be called so here: {error}")
    assert main(["diff", name, name, "--format", "json"]) == 0
    assert b'"old": "m\\udcff.ini"' in capsysbinary.readouterr().out
