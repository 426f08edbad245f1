from __future__ import annotations

import json
import os
from importlib.resources import files

import jsonschema
import pytest

from sphinx_support_matrix.cli import main
from tests.cli.repositories import Repository, git
from tests.core.history.histories import cell, written

PATH = "docs/m.ini"
SCHEMA = json.loads(files("sphinx_support_matrix").joinpath("schemas", "history-1.json").read_text("utf-8"))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR", "GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    top = tmp_path / "top"
    top.mkdir()
    monkeypatch.chdir(top)
    return top


def simple(folder, *levels, tags=("1.0", "2.0", "3.0"), path=PATH):
    """A repository in which a cell has these levels in the releases."""
    repository = Repository(folder)
    for tag, level in zip(tags, levels, strict=False):
        repository.commit({path: None if level is None else cell(level)})
        repository.tag(tag)
    return repository


def told(capsys, *arguments):
    """What the command says as JSON, and on standard error."""
    code = main(["history", PATH, *arguments, "--format", "json"])
    out, err = capsys.readouterr()
    assert code == 0, err
    document = json.loads(out)
    jsonschema.Draft202012Validator(SCHEMA).validate(document)
    return document, err


def since(document):
    return {
        (each["feature"], each["driver"]): (each["level"], each["since"], each["supported_since"])
        for each in document["cells"]
    }


def names(document):
    return [each["name"] for each in document["releases"]]


def test_text(folder, capsys):
    texts = [
        written({"f": {"k": "missing", "old": "partial"}, "gone": {"k": "complete", "old": "missing"}}),
        written({"f": {"k": "partial"}}),
        cell("complete"),
    ]
    repository = Repository(folder)
    for tag, text in zip(("1.0", "2.0", "3.0"), texts, strict=True):
        repository.commit({PATH: text})
        repository.tag(tag)
    repository.commit({PATH: cell("missing")})
    repository.make()
    assert main(["history", PATH, "--tags", "*"]) == 0
    assert capsys.readouterr() == (
        "Not released yet\n"
        "  Levels\n"
        "    F (f)\n"
        "      - K: complete → missing; worse\n"
        "\n"
        "3.0 (2015-01-04)\n"
        "  Levels\n"
        "    F (f)\n"
        "      + K: partial → complete; improved\n"
        "\n"
        "2.0 (2015-01-03)\n"
        "  Drivers\n"
        "    - OLD (old)\n"
        "\n"
        "  Features\n"
        "    - GONE (gone)\n"
        "\n"
        "  Levels\n"
        "    F (f)\n"
        "      + K: missing → partial; improved\n"
        "\n"
        "1.0 (2015-01-02)\n"
        "  The first one: 2 drivers, 2 features.\n",
        "",
    )
    assert main(["history", PATH, "--tags", "*", "--since"]) == 0
    assert capsys.readouterr().out == (
        "F (f)\n"
        "  K: missing, not released yet\n"
        "\n"
        "Removed drivers\n"
        "  OLD (old): last in 1.0\n"
        "\n"
        "Removed features\n"
        "  GONE (gone): last in 1.0\n"
    )
    assert main(["history", PATH, "--tags", "*", "--release", "2.0", "--format", "markdown"]) == 0
    assert capsys.readouterr().out == (
        "**Drivers**\n"
        "\n"
        "- **OLD** (`old`, removed)\n"
        "\n"
        "**Features**\n"
        "\n"
        "- **GONE** (`gone`, removed)\n"
        "\n"
        "**Levels**\n"
        "\n"
        "- **F** (`f`)\n"
        "  - K: missing → partial; improved\n"
    )
    assert main(["history", PATH, "--tags", "*", "--release", "2.0..", "--format", "markdown"]) == 0
    assert capsys.readouterr().out == (
        "## Not released yet\n"
        "\n"
        "**Levels**\n"
        "\n"
        "- **F** (`f`)\n"
        "  - K: complete → missing; worse\n"
        "\n"
        "## 3.0 (2015-01-04)\n"
        "\n"
        "**Levels**\n"
        "\n"
        "- **F** (`f`)\n"
        "  - K: partial → complete; improved\n"
    )
    assert main(["history", PATH, "--tags", "*", "--since", "--format", "markdown"]) == 0
    assert capsys.readouterr().out == (
        "| Feature | K |\n"
        "| --- | --- |\n"
        "| F | missing, not released yet |\n"
        "\n"
        "**Removed drivers**\n"
        "\n"
        "- **OLD** (`old`): last in 1.0\n"
        "\n"
        "**Removed features**\n"
        "\n"
        "- **GONE** (`gone`): last in 1.0\n"
    )


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        (("complete", "complete", "complete"), ("complete", "1.0", "1.0")),
        (("missing", "partial", "complete"), ("complete", "3.0", "2.0")),
        (("complete", None, "complete"), ("complete", "1.0", "1.0")),
        ((None, "complete", "complete"), ("complete", "2.0", "2.0")),
    ],
)
def test_since(folder, levels, expected, capsys):
    simple(folder, *levels).make()
    assert since(told(capsys, "--tags", "*")[0]) == {("f", "k"): expected}


def test_a_file_that_was_moved_twice_and_then_changed_its_dialect(folder, capsys):
    old = "[targets]\ndriver-impl-k = K\n[f]\ntitle = F\ndriver-impl-k = complete\n"
    repository = Repository(folder)
    repository.commit({"a.ini": old, "other.txt": "x"})
    repository.tag("1.0")
    repository.commit({"a.ini": None, "docs/b.ini": old})
    repository.tag("2.0")
    repository.commit({"docs/b.ini": None, PATH: old})
    repository.commit({PATH: "[driver.k]\ntitle = K\n[operation.f]\ntitle = F\ndriver.k = complete\n"})
    repository.tag("3.0")
    repository.make()
    document, err = told(capsys, "--tags", "*")
    assert (since(document), err) == ({("operation.f", "k"): ("complete", "1.0", "1.0")}, "")
    assert [each["path"] for each in document["releases"]] == ["a.ini", "docs/b.ini", PATH]
    assert len(told(capsys, "--every-commit")[0]["releases"]) == 4


def test_a_move_that_git_does_not_recognise_is_named_by_hand(folder, capsys):
    repository = Repository(folder)
    repository.commit({"old name.ini": cell("partial")})
    repository.tag("1.0")
    repository.commit({"old name.ini": None})
    repository.commit(
        {PATH: written({"f": {"k": "partial"}, "other": {"k": "unknown"}}, more="# Anew.\n" * 50)}
    )
    repository.tag("2.0")
    repository.make()
    document, err = told(capsys, "--tags", "*")
    assert (names(document), err) == (["2.0"], "without the file, before '2.0': '1.0' (see --path)\n")
    document, err = told(capsys, "--tags", "*", "--path", "./old name.ini")
    assert (names(document), err) == (["1.0", "2.0"], "")
    assert since(document)["f", "k"] == ("partial", "1.0", "1.0")


def test_a_move_on_a_branch_that_was_merged(folder, capsys):
    repository = Repository(folder)
    first = repository.commit({"a.ini": cell("missing"), "x": "1"})
    repository.tag("1.0")
    repository.commit({"x": "2"})
    moved = repository.commit({"a.ini": None, PATH: cell("missing")}, branch="move", start=first)
    repository.commit({"a.ini": None, PATH: cell("missing")}, merge=moved)
    repository.tag("2.0")
    repository.commit({PATH: cell("complete")})
    repository.tag("3.0")
    repository.make()
    document, _ = told(capsys, "--tags", "*")
    assert [each["path"] for each in document["releases"]] == ["a.ini", PATH, PATH]
    assert since(document) == {("f", "k"): ("complete", "3.0", "3.0")}


def test_tags_on_other_branches_and_later_releases_of_older_ones(folder, capsys):
    repository = Repository(folder)
    first = repository.commit({PATH: cell("missing")})
    repository.tag("1.0.0")
    repository.commit({PATH: cell("complete")})
    repository.tag("2.0.0")
    repository.commit({PATH: cell("partial")}, branch="stable", start=first)
    repository.tag("1.0.1")
    repository.make()
    document, _ = told(capsys, "--tags", "*")
    assert names(document) == ["1.0.0", "1.0.1", "2.0.0"]
    assert since(document) == {("f", "k"): ("complete", "2.0.0", "1.0.1")}


def test_which_tags_are_releases(folder, capsys):
    repository = Repository(folder)
    repository.commit({PATH: cell("missing")})
    for tag in ("v9.0", "v10.0.0.0rc1", "start", "other/1.0"):
        repository.tag(tag)
    repository.commit({PATH: cell("complete")})
    repository.tag("v10.0", annotated=True)
    repository.tag("v10.1")
    repository.tag("v9-eol")
    repository.make()
    git(folder, "tag", "--no-sign", "-m", "x", "v11.0", "v10.0")
    git(folder, "tag", "v12.0", f"HEAD:{PATH}")
    document, err = told(capsys, "--tags", "v*")
    assert names(document) == ["v9.0", "v10.0", "v10.1", "v11.0"]
    assert err == "not releases by their names, and left out: 'v9-eol' and 'v10.0.0.0rc1' (see --every-tag)\n"
    assert since(document) == {("f", "k"): ("complete", "v10.0", "v10.0")}
    assert document["releases"][1]["commit"] == git(folder, "rev-parse", "v10.0^{commit}").decode().strip()
    assert names(told(capsys, "--tags", "v9* start", "--tags", "other/*", "--every-tag")[0]) == [
        "other/1.0",
        "v9.0",
        "start",
        "v9-eol",
    ]


def test_every_commit_of_the_first_parents(folder, capsys):
    repository = Repository(folder)
    first = repository.commit({PATH: cell("missing")})
    repository.commit({"x": "no change"})
    side = repository.commit({PATH: cell("partial")}, branch="side", start=first)
    side = repository.commit({PATH: cell("complete")}, branch="side")
    repository.commit({PATH: cell("complete")}, merge=side)
    repository.make()
    document, _ = told(capsys, "--every-commit")
    assert document["tags"] is None
    commits = git(folder, "rev-list", "--first-parent", "--reverse", "HEAD").decode().split()
    assert [each["commit"] for each in document["releases"]] == [commits[0], commits[2]]
    assert names(document) == [commits[0][:10], commits[2][:10]]
    assert main(["history", PATH, "--every-commit", "--since"]) == 0
    assert capsys.readouterr().out == f"F (f)\n  K: complete, since {commits[2][:10]} (2015-01-06)\n"


BROKEN = {
    "empty": ("", "1:1: error: empty-file the file holds no section"),
    "conflict": ("<<<<<<< HEAD\n=======\n", "1:1: error: empty-file"),
    "backends": ("[backends]\na = b\n[backends.x]\n", ""),
    "bytes": (b"\xff\xfe\x00", "1:1: error: "),
}


@pytest.mark.parametrize("content", [content for content, _ in BROKEN.values()], ids=BROKEN)
def test_a_file_that_cannot_be_read_interrupts_nothing(folder, content, capsys):
    repository = simple(folder, "complete")
    repository.commit({PATH: content})
    repository.tag("2.0")
    repository.commit({PATH: cell("complete")})
    repository.tag("3.0")
    repository.make()
    document, err = told(capsys, "--tags", "*")
    assert since(document) == {("f", "k"): ("complete", "1.0", "1.0")}
    assert [each["readable"] for each in document["releases"]] == [True, False, True]
    assert err.startswith(f"2.0:{PATH}:1:1: error: ")
    assert main(["history", PATH, "--tags", "*", "--release", "2.0"]) == 0
    assert capsys.readouterr().out == "2.0 (2015-01-03)\n  No file that can be read.\n"


def test_what_a_release_could_not_say_is_said(folder, capsys):
    repository = simple(folder, "complete")
    repository.commit({PATH: cell("complte")})
    repository.tag("2.0")
    repository.commit({PATH: cell("complete")})
    repository.make()
    document, err = told(capsys, "--tags", "*")
    assert err == ("'2.0:docs/m.ini' has errors, and what cannot be read there is not recorded\n")
    assert since(document) == {("f", "k"): ("complete", None, None)}
