from __future__ import annotations

import json

import pytest

from sphinx_support_matrix.cli import main

TEXT = """\
[driver.a]
title = Alpha
[driver.bee]
title = B
[operation.boot]
title = Boot
driver.a = complete
driver.bee = partial
[storage.block]
title = Block
driver.a = complete
driver.bee = unknown
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.ini").write_text(TEXT, encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "code", "out"),
    [
        (
            ["--supports", "boot"],
            0,
            "driver  title  operation.boot\na       Alpha  complete\nbee     B      partial\n",
        ),
        (["--supports", "boot", "--level", "complete", "--format", "keys"], 0, "a\n"),
        (["--supports", "boot", "--supports", "storage.block", "--format", "keys"], 0, "a\n"),
        (
            ["--compare", "bee", "a"],
            0,
            "feature         title  bee      a\n"
            "operation.boot  Boot   partial  complete\n"
            "storage.block   Block  unknown  complete\n",
        ),
        (["--compare", "a", "a"], 1, ""),
        (["--compare", "a", "bee", "--format", "keys"], 0, "operation.boot\nstorage.block\n"),
    ],
)
def test_answers(arguments, code, out, capsys):
    assert main(["query", "m.ini", *arguments]) == code
    assert capsys.readouterr() == (out, "")


@pytest.mark.parametrize(
    ("arguments", "answer"),
    [
        (
            ["--supports", "storage.block"],
            {"drivers": [{"key": "a", "title": "Alpha", "levels": {"storage.block": "complete"}}]},
        ),
        (["--compare", "a", "a"], {"features": []}),
    ],
)
def test_json(arguments, answer, capsys):
    main(["query", "m.ini", *arguments, "--format", "json"])
    assert json.loads(capsys.readouterr().out) == {"version": 1, **answer}


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--supports", "bot"], "there is no feature 'bot'; did you mean 'boot'?"),
        (["--compare", "a", "be"], "there is no driver 'be'; did you mean 'bee'?"),
    ],
)
def test_names_that_are_not_there(arguments, message, capsys):
    assert main(["query", "m.ini", *arguments]) == 2
    assert capsys.readouterr() == ("", f"support-matrix query: {message}\n")


def test_a_question_is_needed(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["query", "m.ini"])
    assert caught.value.code == 2
    assert "one of the arguments --supports --compare is required" in capsys.readouterr().err


def test_a_file_named_twice(capsys):
    assert main(["query", "m.ini", "m.ini", "--supports", "boot"]) == 2
    assert capsys.readouterr() == ("", "support-matrix query: 'm.ini' is named twice\n")


@pytest.mark.parametrize("form", ["text", "json", "keys"])
def test_names_are_not_obeyed_by_the_terminal(tmp_path, capsys, form):
    (tmp_path / "m.ini").write_text(
        "[driver.a\x1b[31m]\ntitle = A\x1b\n[f\u202e]\ntitle = F\ndriver.a\x1b[31m = complete\n"
        "[g]\ntitle = G\nstatus = condition(f\u202e==complete)\n", encoding="utf-8",
    )  # fmt: skip
    assert main(["query", "m.ini", "--supports", "f\ufffd", "--format", form]) == 0
    out, err = capsys.readouterr()
    assert "a\ufffd[31m" in out
    assert [each for each in out + err if each in "\x1b\u202e"] == []
    assert "did you mean" not in err


def test_names_stay_on_their_line(tmp_path, capsys):
    (tmp_path / "m.csv").write_text('Feature,Title,Status,"a\nb"\nf,F,,complete\n', encoding="utf-8")
    assert main(["query", "m.csv", "--supports", "f"]) == 0
    assert capsys.readouterr().out == ("driver  title  f\na\ufffdb     a\ufffdb    complete\n")
