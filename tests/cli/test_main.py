from __future__ import annotations

import os
import subprocess
import sys
from importlib import import_module

import pytest

from sphinx_support_matrix import __version__
from sphinx_support_matrix.cli import main
from sphinx_support_matrix.cli.main import COMMANDS

MATRIX = "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n"


def test_help_lists_every_command(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    assert [line.split()[0] for line in out.split("commands:\n")[1].split("\n\n")[0].splitlines()] == list(
        COMMANDS
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_help_of_a_command_has_examples(name, capsys):
    with pytest.raises(SystemExit) as caught:
        main([name, "--help"])
    assert caught.value.code == 0
    out = capsys.readouterr().out
    examples = out.split("examples:\n")[1].splitlines()
    assert [line for line in examples if f"support-matrix {name}" in line]
    assert [line for line in examples if not line.startswith("  ")] == []


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_without_arguments_does_not_fail(name, capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    try:
        code = main([name])
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


def test_unknown_command(capsys):
    with pytest.raises(SystemExit) as caught:
        main(["chek", "m.ini"])
    assert caught.value.code == 2
    assert capsys.readouterr().err == (
        "usage: support-matrix COMMAND [ARGUMENT ...]\n"
        "support-matrix: error: there is no command 'chek'; did you mean 'check'?\n"
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
        "<stdin>:5:1: bad-level 'driver.a' in '[f]' must be complete, partial, missing, unknown or not-applicable, "
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


def test_a_terminal_without_the_characters(tmp_path):
    path = tmp_path / "m.ini"
    path.write_text(MATRIX.replace("title = F", "title = Füße ✔"), encoding="utf-8")
    done = run("show", str(path), env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "F??e ?" in done.stdout
