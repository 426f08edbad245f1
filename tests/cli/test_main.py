from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module

import pytest

from sphinx_support_matrix import __version__
from sphinx_support_matrix.cli import main
from sphinx_support_matrix.cli.main import COMMANDS, FAMILIES

MATRIX = "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n"


def test_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    lines = out.split("commands:\n")[1].split("\n\n")[0].splitlines()
    assert [line.split("  ")[1].strip() for line in lines] == list(COMMANDS)


@pytest.mark.parametrize(
    ("words", "code"), [(["evidence"], 2), (["evidence", "--help"], 0)], ids=["", "--help"]
)
def test_help_of_commands_that_share_a_word(words, code, capsys):
    try:
        found = main(words)
    except SystemExit as error:
        found = error.code
    assert found == code
    out, err = capsys.readouterr()
    assert (out + err).startswith("usage: support-matrix evidence COMMAND [ARGUMENT ...]\n")
    lines = (out + err).split("commands:\n")[1].split("\n\n")[0].splitlines()
    assert [line.split("  ")[1].strip() for line in lines] == [
        name for name in COMMANDS if name.startswith("evidence ")
    ]
    assert "Keep what tests say, and hold the levels of a matrix against it.\n" in out + err
    assert (out + err).split("examples:\n")[1] == (
        "  support-matrix evidence collect results.xml\n"
        "  support-matrix evidence show --standing contradicted\n"
        "  support-matrix evidence propose\n"
        "  support-matrix evidence COMMAND --help\n"
    )


def test_every_word_that_commands_share_has_help():
    assert {name.split()[0] + " " for name in COMMANDS if " " in name} == FAMILIES.keys() - {""}


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_has_examples(name, capsys):
    with pytest.raises(SystemExit) as caught:
        main([*name.split(), "--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    examples = out.split("examples:\n")[1].splitlines()
    assert [line for line in examples if f"support-matrix {name}" in line]
    assert [line for line in examples if not line.startswith("  ")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_without_arguments_does_not_fail(name, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        code = main(name.split())
    except SystemExit as error:
        code = error.code
    assert code == (0 if name == "init" else 2)
    assert "Traceback" not in capsys.readouterr().err


def test_version(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"support-matrix {__version__}\n"


def test_no_command(capsys):
    assert main([]) == 2
    assert capsys.readouterr().err.startswith("usage: support-matrix COMMAND [ARGUMENT ...]\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["chek", "m.ini"], "COMMAND|there is no command 'chek'; did you mean 'check'?"),
        (
            ["evidence", "colect", "r.xml"],
            "evidence COMMAND|there is no command 'evidence colect'; did you mean 'evidence collect'?",
        ),
        (["collect", "r.xml"], "COMMAND|there is no command 'collect'; did you mean 'evidence collect'?"),
    ],
    ids=" ".join,
)
def test_unknown_command(words, message, capsys):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    usage, error = message.split("|")
    assert capsys.readouterr().err == (
        f"usage: support-matrix {usage} [ARGUMENT ...]\nsupport-matrix: error: {error}\n"
    )


def test_a_file_that_is_not_there(tmp_path, capsys):
    path = str(tmp_path / "m.ini")
    assert main(["check", path]) == 2
    assert capsys.readouterr() == (
        "",
        f"support-matrix check: cannot read '{path}': No such file or directory\n",
    )


def test_interrupted(monkeypatch, capsys):
    def interrupted(_arguments):
        raise KeyboardInterrupt

    monkeypatch.setattr(import_module("sphinx_support_matrix.cli.commands.check_files"), "run", interrupted)
    assert main(["check", "m.ini"]) == 130
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    "arguments", [["\x1b[31m\u202e"], ["check", "m.ini", "\x1b[31m\u202e", "--\x1b"]], ids=len
)
def test_wrong_arguments_are_not_obeyed_by_the_terminal(arguments, capsys):
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    err = capsys.readouterr().err
    assert "\ufffd" in err
    assert [each for each in err if each in "\x1b\u202e"] == []


def test_messages_are_not_obeyed_by_the_terminal(capsys):
    assert main(["check", "no\x1b[31m\n\u202efile"]) == 2
    assert capsys.readouterr().err == (
        "support-matrix check: cannot read 'no\ufffd[31m\ufffd\ufffdfile': No such file or directory\n"
    )


def run(*arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    """The command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "sphinx_support_matrix", *arguments],
        capture_output=True, encoding="utf-8", check=False, **options,
    )  # fmt: skip


def test_module_and_standard_input():
    done = run("check", "-", input=MATRIX.replace("complete", "compleet"))
    assert done.returncode == 1
    assert done.stdout == (
        "<stdin>:5:1: error: bad-level 'driver.a' in '[f]' must be complete, partial, missing, unknown or not-applicable, "
        "not 'compleet'; did you mean 'complete'?\n"
    )
    assert done.stderr == "1 error\n"


def test_no_sphinx_is_imported(tmp_path):
    path = tmp_path / "m.ini"
    path.write_text(MATRIX)
    code = (
        "import sys; from sphinx_support_matrix.cli import main; main(sys.argv[1:]);"
        "print({name.split('.')[0] for name in sys.modules} & {'sphinx', 'docutils', 'jinja2', 'json'})"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "check", str(path)], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stdout == "set()\n"


@pytest.mark.parametrize("arguments", [["--help"], ["--version"], []])
def test_help_loads_no_more_than_it_needs(arguments):
    code = (
        "import sys; from sphinx_support_matrix.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit: pass\n"
        "print(sorted(name for name in sys.modules if name.startswith('sphinx_support_matrix')), file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], capture_output=True, encoding="utf-8", check=True
    )
    assert done.stderr.splitlines()[-1] == repr(
        [
            f"sphinx_support_matrix{name}"
            for name in (
                "", ".cli", ".cli.errors", ".cli.io", ".cli.io.streams", ".cli.main", ".core", ".core.ini",
                ".core.ini.characters",
            )
        ]
    )  # fmt: skip


@pytest.mark.parametrize(
    "words",
    [
        ["--color=always", "check", "m.ini"],
        ["--color", "always", "check", "m.ini"],
        ["check", "--color=always", "m.ini"],
        ["check", "m.ini", "--color", "always"],
        ["--color=never", "check", "m.ini", "--color=always"],
    ],
    ids=" ".join,
)
def test_color_before_and_after_the_command(words, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.ini").write_text(MATRIX.replace("complete", "?"))
    assert main(words) == 1
    assert capsys.readouterr().out == (
        "\x1b[1mm.ini:5:1:\x1b[0m \x1b[31merror:\x1b[0m bad-level 'driver.a' in '[f]' must be complete, partial, "
        "missing, unknown or not-applicable, not '?'; did you mean 'unknown'?\n"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_takes_color(name, capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--color=alwys", *name.split()])
    assert caught.value.code == 2
    assert "argument --color: invalid choice: 'alwys'" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "right"),
    [
        (["--hints", "check", "m.ini"], "check --hints m.ini"),
        (["--run=1", "evidence", "collect", "r.xml"], "evidence collect --run=1 r.xml"),
        (["evidence", "--run=1", "collect", "r.xml"], "evidence collect --run=1 r.xml"),
    ],
    ids=" ".join,
)
def test_another_option_before_the_command(words, right, capsys):
    with pytest.raises(SystemExit) as caught:
        main(words)
    assert caught.value.code == 2
    assert capsys.readouterr().err.splitlines()[1:] == [
        f"support-matrix: error: options go after the command: support-matrix {right}"
    ]


def test_options_stand_between_files(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    for name in ("a.ini", "b.ini", "-c.ini"):
        (tmp_path / name).write_text(MATRIX.replace("complete", "partial"))
    assert main(["check", "a.ini", "--no-caret", "b.ini"]) == 0
    assert main(["check", "--no-caret", "--", "-c.ini"]) == 0
    out = capsys.readouterr().out
    assert [line.split(":")[0] for line in out.splitlines()] == ["a.ini", "b.ini", "-c.ini"]


def test_a_terminal_without_the_characters(tmp_path):
    path = tmp_path / "m.ini"
    path.write_text(MATRIX.replace("title = F", "title = Füße ✔"), encoding="utf-8")
    done = run("show", str(path), env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "F??e ?" in done.stdout
