from __future__ import annotations

import json
import os
import shutil
from importlib.resources import files
from pathlib import Path

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


def test_a_move_in_a_merge(folder, capsys):
    repository = Repository(folder)
    first = repository.commit({"a.ini": cell("missing"), "x": "1"})
    repository.tag("1.0")
    side = repository.commit({"x": "2"}, branch="side", start=first)
    repository.commit({"y": "2"})
    repository.commit({"a.ini": None, PATH: cell("missing"), "x": "2"}, merge=side)
    repository.tag("2.0")
    repository.make()
    document, _ = told(capsys, "--tags", "*")
    assert [each["path"] for each in document["releases"]] == ["a.ini", PATH]


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


def test_what_was_perhaps_renamed_is_named(folder, capsys):
    repository = simple(folder, "complete")
    repository.commit({PATH: cell("complete", driver="l").replace("= L", "= K")})
    repository.tag("2.0")
    repository.make()
    document, err = told(capsys, "--tags", "*")
    assert err == "2.0: 'k' went, and 'l' came with its title; if they are the same, say --renamed k=l\n"
    assert since(document) == {("f", "l"): ("complete", "2.0", "2.0")}
    document, err = told(capsys, "--tags", "*", "--renamed", "k=l")
    assert (since(document), err) == ({("f", "l"): ("complete", "1.0", "1.0")}, "")


def test_a_tag_of_a_tag_of_no_commit(folder, capsys):
    simple(folder, "complete").make()
    git(folder, "tag", "--no-sign", "-m", "x", "inner", f"HEAD:{PATH}")
    git(folder, "tag", "--no-sign", "-m", "x", "2.0", "inner")
    git(folder, "tag", "-d", "inner")
    document, err = told(capsys, "--tags", "*")
    assert (names(document), err) == (["1.0"], "tags of something else than commits, and left out: '2.0'\n")


def test_a_file_that_is_too_large_is_not_read(folder, capsys, monkeypatch):
    monkeypatch.setattr("sphinx_support_matrix.cli.io.reading_history._LARGEST", 1000)
    repository = simple(folder, "complete")
    repository.commit({PATH: cell("missing") + "#" * 2000})
    repository.tag("2.0")
    repository.commit({PATH: cell("complete")})
    repository.tag("3.0")
    repository.make()
    document, err = told(capsys, "--tags", "*")
    assert err == "2.0: 'docs/m.ini' has 2,054 bytes, and is not read\n"
    assert since(document) == {("f", "k"): ("complete", "1.0", "1.0")}


def test_what_is_read_is_kept_for_a_while_only(folder, capsys, monkeypatch):
    """However many versions there are, little of them is in memory; what was forgotten is read again."""
    monkeypatch.setattr("sphinx_support_matrix.cli.io.reading_history._MOST_KEPT", 100)
    levels = ["complete", "partial", "missing"] * 3
    simple(folder, *levels, tags=[f"{number}.0" for number in range(9)]).make()
    document, _ = told(capsys, "--tags", "*")
    assert since(document) == {("f", "k"): ("missing", "8.0", None)}


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


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="empty"),
        pytest.param("<<<<<<< HEAD\n=======\n", id="not merged"),
        pytest.param("[driver.k]\ntitle = K\n", id="no features"),
        pytest.param(b"\xff\xfe\x00", id="no text"),
    ],
)
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
    assert err == ("'2.0:docs/m.ini' has errors; what cannot be read there is not recorded\n")
    assert since(document) == {("f", "k"): ("complete", None, None)}


def fails(capsys, *arguments, file=PATH):
    """The message of the command, which cannot do what it is asked."""
    assert main(["history", file, *arguments]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("support-matrix history: "), err
    return err.removeprefix("support-matrix history: ").removesuffix("\n")


def test_without_git(folder, capsys, monkeypatch):
    simple(folder, "complete").make()
    monkeypatch.setenv("PATH", "")
    assert fails(capsys, "--tags", "*") == f"cannot read the history of '{PATH}': git is not installed"


def test_outside_of_any_repository(folder, capsys):
    (folder / "m.ini").write_text(cell("complete"))
    message = fails(capsys, "--tags", "*", file="m.ini")
    assert message == (
        "cannot read the history of 'm.ini': not a git repository (or any of the parent directories): .git"
    )


def test_in_a_repository_without_a_working_tree(folder, capsys):
    git(folder, "init", "--quiet", "--bare", ".")
    (folder / "m.ini").write_text(cell("complete"))
    message = fails(capsys, "--tags", "*", file="m.ini")
    assert message == "cannot read the history of 'm.ini': it is no file of a working tree"


def test_without_commits(folder, capsys):
    git(folder, "init", "--quiet")
    (folder / "m.ini").write_text(cell("complete"))
    assert fails(capsys, "--every-commit", file="m.ini") == "the repository has no commits yet"
    message = "the repository has no tags; fetch them with 'git fetch --tags'"
    assert fails(capsys, "--tags", "*", file="m.ini") == message


@pytest.mark.parametrize(
    ("tags", "message"),
    [
        (["x*"], "no tag that is a release matches 'x*'; the repository has '1.0', '2.0' and '3.0'"),
        (["2.O"], "no tag that is a release matches '2.O'; did you mean '2.0'?"),
        (
            ["x*", "y"],
            "no tag that is a release matches 'x*' or 'y'; the repository has '1.0', '2.0' and '3.0'",
        ),
    ],
)
def test_no_tag_matches(folder, tags, message, capsys):
    simple(folder, "complete", "complete", "complete").make()
    assert fails(capsys, *(word for tag in tags for word in ("--tags", tag))) == message


def test_no_release_has_the_file(folder, capsys):
    simple(folder, "complete", "complete").make()
    (folder / "other.ini").write_text(cell("complete"))
    message = "none of the releases '1.0' and '2.0' has a file 'other.ini'; if it had another path, name that with --path"
    assert fails(capsys, "--tags", "*", file="other.ini") == message
    message = "no commit has a file 'other.ini'; if it had another path, name that with --path"
    assert fails(capsys, "--every-commit", file="other.ini") == message


def test_no_release_has_a_file_that_can_be_read(folder, capsys):
    repository = Repository(folder)
    repository.commit({PATH: ""})
    repository.tag("1.0")
    repository.make()
    (folder / PATH).write_text(cell("complete"))
    assert main(["history", PATH, "--tags", "*"]) == 2
    assert capsys.readouterr().err == (
        f"1.0:{PATH}:1:1: error: empty-file the file is empty; expected [driver.KEY] and feature sections\n"
        "support-matrix history: no release has a file that can be read\n"
    )


def test_a_shallow_clone(folder, capsys, monkeypatch):
    simple(folder, "complete", "complete").make()
    git(folder, "clone", "--quiet", "--depth", "1", f"file://{folder}", "clone")
    monkeypatch.chdir(folder / "clone")
    assert fails(capsys, "--tags", "*") == (
        f"the repository of '{PATH}' is a shallow clone, which does not have its whole history; "
        "get the rest with 'git fetch --unshallow --tags'"
    )


PARTIAL = "the repository does not have all of its contents, and a history fetches nothing; clone it without '--filter'"


def test_a_clone_without_contents(folder, capsys, monkeypatch):
    simple(folder, "complete", "missing", "partial").make()
    git(folder, "config", "uploadpack.allowFilter", "true")
    git(folder, "clone", "--quiet", "--filter=blob:none", f"file://{folder}", "clone")
    monkeypatch.chdir(folder / "clone")
    assert fails(capsys, "--tags", "*") == PARTIAL


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        ([], "expected --tags GLOB, which says which tags are releases, or --every-commit"),
        (["--tags", "*", "--every-commit"], "expected --tags or --every-commit, not both"),
        (["--tags", "*", "--renamed", "a"], "--renamed: expected OLD=NEW, not 'a'"),
        (["--tags", "*", "--path", ""], "--path: '' is no path in the repository"),
        (["--tags", "*", "--release", "3.0"], "the history has no release '3.0'; did you mean '2.0'?"),
        (["--tags", "*", "--release", "x..2.0"], "the history has no release 'x'"),
        (["--tags", "*", "--driver", "x"], "'x' matches no driver"),
        (["--tags", "*", "--feature", "x"], "'x' matches no feature"),
        (["--tags", "*", "--since", "--release", "2.0"], "--since is about the file as it is; expected no --release"),
        (["--tags", "*", "--write", "--output", "x"], "--write says where to write already; expected no --output"),
        (["--tags", "*", "--write", "--driver", "k"], "--write writes all of the history, as JSON; expected no option that says what to tell"),
        (["--tags", "*", "--output", PATH], f"the output would replace '{PATH}'"),
    ],
)  # fmt: skip
def test_what_cannot_be_asked(folder, arguments, message, capsys):
    simple(folder, "complete", "complete").make()
    assert fails(capsys, *arguments) == message


def test_what_is_no_matrix_has_no_history(folder, capsys):
    simple(folder, "complete").make()
    assert fails(capsys, "--tags", "*", file="-") == "standard input has no history"
    (folder / "m.ini").write_text("[driver.k]\ntitle = K\n")
    assert main(["history", "m.ini", "--tags", "*"]) == 2
    assert capsys.readouterr().err.endswith("support-matrix history: 'm.ini' holds no matrix\n")


@pytest.mark.parametrize(
    "path", ["a b.ini", "[m]*?.ini", ":(top)m.ini", "-m.ini", "\N{LATIN SMALL LETTER E WITH ACUTE}/m.ini"]
)
def test_strange_paths(folder, path, capsys):
    simple(folder, "complete", "missing", path="x.ini").make()
    Path(path).parent.mkdir(exist_ok=True)
    Path("x.ini").rename(path)
    git(folder, "--literal-pathspecs", "add", "--all", ".")
    git(folder, "commit", "--quiet", "--message", "x")
    git(folder, "tag", "3.0")
    assert main(["history", "--tags", "*", "--format", "json", "--", path]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    document = json.loads(out)
    assert [each["path"] for each in document["releases"]] == ["x.ini", "x.ini", path]


def test_strange_tags(folder, capsys):
    simple(folder, "complete").make()
    for name in ("-1.0", "v1.0;x", "v1.0'\"", "v1/2/3", "\N{SNOWMAN}2", "v1.0$(x)"):
        git(folder, "update-ref", f"refs/tags/{name}", "HEAD")
    document, err = told(capsys, "--tags", "*")
    assert (len(document["releases"]), err) == (7, "")


def test_in_a_hook(folder, capsys, monkeypatch):
    """git tells its hooks where the repository is, from where they run."""
    simple(folder, "complete").make()
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    assert names(told(capsys, "--tags", "*")[0]) == ["1.0"]


def test_from_another_folder_and_by_a_link(folder, capsys, monkeypatch):
    simple(folder, "complete").make()
    (folder / "link.ini").symlink_to(PATH)
    monkeypatch.chdir(folder.parent)
    for file in ("top/link.ini", str(folder / PATH)):
        assert main(["history", file, "--tags", "*", "--format", "json"]) == 0
        assert json.loads(capsys.readouterr().out)["path"] == PATH


HOSTILE = """\
[core]
\tfsmonitor = touch {0}; false
\tpager = touch {0}
\teditor = touch {0}
\tsshCommand = touch {0}
\taskPass = touch {0}
\thooksPath = {1}
\talternateRefsCommand = touch {0}
\trepositoryFormatVersion = 1
[extensions]
\tpartialClone = origin
[remote "origin"]
\turl = ssh://example.invalid/x
\tpromisor = true
\tpartialclonefilter = blob:none
\tuploadpack = touch {0}
[log]
\tshowSignature = true
\tfollow = true
[gpg]
\tprogram = touch {0}
[diff]
\texternal = touch {0}
\trenames = false
[alias]
\trev-list = !touch {0}
\tcat-file = !touch {0}
[filter "x"]
\tsmudge = touch {0}
\tclean = touch {0}
[diff "x"]
\ttextconv = touch {0}
\tcommand = touch {0}
[pager]
\trev-list = touch {0}
"""


@pytest.mark.parametrize("missing", [False, True])
def test_a_repository_runs_nothing(folder, missing, capsys, tmp_path):
    """Whatever its settings say, also where git misses contents that it could fetch."""
    touched = tmp_path / "touched"
    repository = Repository(folder)
    repository.commit({"a.ini": cell("missing"), ".gitattributes": "*.ini filter=x diff=x\n"})
    repository.tag("1.0")
    repository.commit({"a.ini": None, PATH: cell("missing")})
    repository.tag("2.0", annotated=True)
    repository.make()
    if missing:
        blob = git(folder, "rev-parse", f"HEAD:{PATH}").decode().strip()
        (folder / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with (folder / ".git" / "config").open("a") as file:
        file.write(HOSTILE.format(touched, tmp_path))
    if missing:
        assert fails(capsys, "--tags", "*") == PARTIAL
        assert fails(capsys, "--every-commit") == PARTIAL
    else:
        document, err = told(capsys, "--tags", "*")
        assert (names(document), err) == (["1.0", "2.0"], "")
        assert len(told(capsys, "--every-commit")[0]["releases"]) == 2
        main(["history", PATH, "--tags", "*", "--write"])
        assert checked(capsys) == ""
    assert not touched.exists()


# The file of the history --------------------------------------------------------------------------


def test_the_file_is_the_same_each_time(folder, capsys):
    simple(folder, "missing", "complete").make()
    assert main(["history", PATH, "--tags", "*", "--write"]) == 0
    assert capsys.readouterr() == ("", "'docs/m.history.json' is written: 2 releases, up to '2.0'\n")
    file = folder / "docs" / "m.history.json"
    text = file.read_bytes()
    assert main(["history", PATH, "--write"]) == 0
    assert capsys.readouterr().err == "'docs/m.history.json' is current: 2 releases, up to '2.0'\n"
    assert main(["history", PATH, "--format", "json"]) == 0
    assert capsys.readouterr().out.encode() == text == file.read_bytes()


def test_one_release_is_told_as_one(folder, capsys):
    simple(folder, "missing").make()
    assert main(["history", PATH, "--tags", "*", "--write"]) == 0
    assert capsys.readouterr() == ("", "'docs/m.history.json' is written: 1 release, up to '1.0'\n")


def test_the_file_remembers_what_it_was_asked_for(folder, capsys):
    repository = Repository(folder)
    repository.commit({"a": cell("complete", driver="old")})
    repository.tag("1.0rc1")
    repository.commit({"a": None})
    repository.commit({PATH: written({"f": {"k": "complete"}, "g": {"k": "missing"}}, more="# x\n" * 99)})
    repository.tag("2.0")
    repository.make()
    asked = ["--tags", "1*", "--tags", "2*", "--every-tag", "--path", "a", "--renamed", "old=k"]
    assert main(["history", PATH, *asked, "--write"]) == 0
    assert main(["history", PATH, "--write"]) == 0
    assert (
        capsys.readouterr().err.splitlines()[-1]
        == "'docs/m.history.json' is current: 2 releases, up to '2.0'"
    )
    document, _ = told(capsys)
    assert since(document)["f", "k"] == ("complete", "1.0rc1", "1.0rc1")
    assert document["tags"] == "1* 2*"
    # What is said again takes the place of what is there.
    document, err = told(capsys, "--no-every-tag")
    assert names(document) == ["2.0"]
    assert "--renamed: no release has a driver or a feature 'old'\n" in err
    assert told(capsys, "--every-commit")[0]["tags"] is None


def test_a_broken_file_is_written_anew(folder, capsys):
    simple(folder, "complete").make()
    file = folder / "docs" / "m.history.json"
    file.write_text("<<<<<<< HEAD\n")
    message = "expected --tags GLOB, which says which tags are releases, or --every-commit"
    broken = (
        "docs/m.history.json:1:1: error: bad-history two versions of this file were not merged; "
        "write it again with 'support-matrix history --write'"
    )
    assert main(["history", PATH, "--write"]) == 2
    assert capsys.readouterr().err == f"{broken}\nsupport-matrix history: {message}\n"
    # What it was asked for is lost with it, which is said.
    assert main(["history", PATH, "--tags", "*", "--write"]) == 0
    assert capsys.readouterr().err.splitlines()[0] == broken
    assert json.loads(file.read_text())["version"] == 1


# What check says of it ----------------------------------------------------------------------------


def checked(capsys, *arguments):
    main(["check", PATH, "--select", "history-*,bad-history,bad-setting,release-*", *arguments])
    return capsys.readouterr().out


def test_check_is_silent_without_the_file_and_with_a_current_one(folder, capsys):
    simple(folder, "complete").make()
    assert checked(capsys) == ""
    main(["history", PATH, "--tags", "*", "--write"])
    capsys.readouterr()
    assert checked(capsys) == ""


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (cell("missing"), "levels"),
        (cell("complete").replace("= K", "= Ka"), "drivers"),
        (cell("complete").replace("= F", "= Fa"), "features"),
        (written({"f": {"k": "complete"}, "g": {"k": "missing"}}), "features and levels"),
        (written({"f": {"k": "complete", "l": "missing"}}), "drivers and levels"),
    ],
)
def test_check_says_that_the_history_is_behind_the_file(folder, text, what, capsys):
    simple(folder, "complete").make()
    main(["history", PATH, "--tags", "*", "--write"])
    capsys.readouterr()
    (folder / PATH).write_text(text)
    assert checked(capsys) == (
        "docs/m.history.json:1:1: warning: history-behind it was written before "
        f"{what} changed in 'docs/m.ini'; run 'support-matrix history docs/m.ini --write'\n"
    )


def test_check_says_that_the_history_is_behind_the_tags(folder, capsys, monkeypatch):
    simple(folder, None, "complete").make()
    main(["history", PATH, "--tags", "*", "--write"])
    capsys.readouterr()
    for tag in ("0.9", "3.0rc1", "3.0-eol", "x"):
        git(folder, "tag", tag)
    assert checked(capsys) == ""
    git(folder, "tag", "3.0")
    git(folder, "tag", "2.0.1")
    assert checked(capsys) == (
        "docs/m.history.json:1:1: warning: history-behind it was written before the releases '2.0.1' and '3.0'; "
        "run 'support-matrix history docs/m.ini --write'\n"
    )
    # Whoever has no git, or no repository, builds from what is there.
    with monkeypatch.context() as without:
        without.setenv("PATH", "")
        assert checked(capsys) == ""
    shutil.rmtree(folder / ".git")
    assert checked(capsys) == ""


def test_check_says_what_is_wrong_in_the_file_of_the_history(folder, capsys):
    simple(folder, "complete").make()
    (folder / "docs" / "m.history.json").write_text("{")
    assert checked(capsys) == (
        "docs/m.history.json:1:2: error: bad-history this is no JSON: "
        "Expecting property name enclosed in double quotes\n"
    )


@pytest.mark.parametrize(
    ("release", "message"),
    [
        ("2.0", None),
        ("0.9", None),
        ("two", None),
        ("1.0", "'k' is 'complete' in '[f]' since '1.0', as the file says, and the history says since '2.0'"),
        ("3.0", "'k' is 'complete' in '[f]' since '3.0', as the file says, and the history says since '2.0'"),
        (
            "one",
            "'k' is 'complete' in '[f]' since 'one' ('1.0'), as the file says, and the history says since '2.0'",
        ),
    ],
)
def test_check_says_that_a_release_disagrees(folder, release, message, capsys):
    simple(folder, "missing", "complete", "complete").make()
    (folder / PATH).write_text(f"[matrix]\nreleases = one 1.0; two 2.0\n{cell(f'complete:{release}')}")
    main(["history", PATH, "--tags", "*", "--write"])
    capsys.readouterr()
    expected = "" if message is None else f"docs/m.ini:7:1: warning: release-disagrees {message}\n"
    assert checked(capsys) == expected


def test_a_release_that_is_not_there_yet_disagrees(folder, capsys):
    simple(folder, "missing").make()
    (folder / PATH).write_text(cell("complete:1.0"))
    main(["history", PATH, "--tags", "*", "--write"])
    capsys.readouterr()
    assert checked(capsys) == (
        "docs/m.ini:5:1: warning: release-disagrees 'k' is 'complete' in '[f]' since '1.0', as the file says, "
        "and the history says that it is not released yet\n"
    )
