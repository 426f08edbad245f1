"""The command as a process: its streams, its signals, and how it ends."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell, its pipes and its signals")

MATRIX = "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n"
COMMAND = f"'{sys.executable}' -m sphinx_support_matrix"
# A buffer that is written at the end is what most people have.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.ini").write_text(MATRIX)
    (tmp_path / "wrong.ini").write_text(MATRIX + "x = 1\n")
    (tmp_path / "many.ini").write_text(MATRIX + "".join(f"[f{n}]\ntitle = F\n" for n in range(5000)))
    (tmp_path / "loop.ini").symlink_to("loop.ini")
    return tmp_path


def shell(line, **environment):
    """What *line* writes to standard output, and to standard error."""
    done = subprocess.run(
        ["/bin/sh", "-c", line.replace("support-matrix", COMMAND)],
        env={**ENVIRONMENT, **environment}, capture_output=True, encoding="utf-8", check=False, timeout=60,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    assert "Exception ignored" not in done.stderr
    return done.stdout, done.stderr


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize(
    ("line", "code"),
    [
        pytest.param("support-matrix check many.ini", 141, id="check"),
        pytest.param("support-matrix check many.ini --format json", 141, id="json"),
        pytest.param("support-matrix show many.ini 2>&1", 141, id="problems on standard error"),
        pytest.param(
            "support-matrix export many.ini --format csv --output /dev/stdout 2>&3", 141, id="by its name"
        ),
        pytest.param("support-matrix check m.ini", 0, id="nothing to write"),
    ],
)
def test_a_reader_that_has_seen_enough(line, code, unbuffered):
    _, err = shell(f"({{ {line}; echo $? >&4; }} | true) 4>&2 3>/dev/null", PYTHONUNBUFFERED=unbuffered)
    assert err.splitlines()[-1] == str(code)
    assert "rror" not in err.replace("errors", "")


def test_the_first_line_is_seen():
    out, err = shell("{ support-matrix check many.ini; echo $? >&2; } | head -1")
    assert out.startswith("many.ini:6:1: warning: missing-cell")
    assert err == "141\n"


CLOSED = "Bad file descriptor"


@pytest.mark.parametrize(
    ("line", "code", "message"),
    [
        ("support-matrix check - <&-", 2, f"support-matrix check: cannot read '<stdin>': {CLOSED}\n"),
        ("support-matrix check m.ini <&-", 0, "no problems\n"),
        ("support-matrix check m.ini >&-", 0, "no problems\n"),
        ("support-matrix show m.ini >&-", 2, f"support-matrix show: cannot write '<stdout>': {CLOSED}\n"),
        ("support-matrix --version >&-", 2, f"support-matrix: cannot write '<stdout>': {CLOSED}\n"),
        ("support-matrix check --help >&-", 2, f"support-matrix check: cannot write '<stdout>': {CLOSED}\n"),
        ("support-matrix check wrong.ini 2>&- >/dev/null", 1, ""),
        ("support-matrix check none.ini 2>&-", 2, ""),
        ("support-matrix 2>&-", 2, ""),
        ("support-matrix check - <&- >&- 2>&-", 2, ""),
        ("support-matrix export m.ini --format json <&- >&- 2>&- --output out.json", 0, ""),
        ("support-matrix show m.ini > /dev/full", 2, "support-matrix show: cannot write '<stdout>': No space left on device\n"),
        ("support-matrix check --help > /dev/full", 2, "support-matrix check: cannot write '<stdout>': No space left on device\n"),
        ("support-matrix check none.ini 2> /dev/full", 2, ""),
    ],
    ids=str,
)  # fmt: skip
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_closed_and_full_streams(line, code, message, unbuffered):
    if "/dev/full" in line and not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    out, err = shell(f"{line}; echo $?", PYTHONUNBUFFERED=unbuffered)
    assert (out, err) == (f"{code}\n", message)


def test_a_closed_stream_gives_its_number_to_no_file(folder):
    shell("support-matrix export wrong.ini --format json --output out.json <&- >&- 2>&-")
    assert (folder / "out.json").read_text().startswith("{")


@pytest.mark.parametrize(
    "arguments",
    [
        "check loop.ini", "show loop.ini", "query loop.ini --supports f", "export loop.ini --format json",
        "diff loop.ini m.ini", "diff m.ini m.ini --output loop.ini", "format loop.ini", "migrate loop.ini",
        "export m.ini --format json --output loop.ini", "format m.ini --output loop.ini", "init loop.ini",
        "add-driver loop.ini k --title K", "add-driver m.ini k --title K --output loop.ini",
    ],
)  # fmt: skip
def test_a_link_that_leads_to_itself(arguments, folder):
    out, err = shell(f"support-matrix {arguments}; echo $?")
    assert out == "2\n"
    assert err.endswith("'loop.ini': Too many levels of symbolic links\n")
    assert (folder / "loop.ini").is_symlink()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ("query m.ini --supports f --format keys", "ü\n"),
        ("query m.ini --supports f --format json", '"title": "✔"'),
        ("export m.ini --format json", '"title": "✔"'),
        ("check m.ini --hints --format json", "driver 'ü'"),
    ],
)
def test_what_programs_read_is_utf_8_whatever_the_terminal_has(arguments, expected, folder):
    (folder / "m.ini").write_text(
        "[driver.ü]\ntitle = ✔\n[f]\ntitle = F\ndriver.ü = partial\n", encoding="utf-8"
    )
    out, _ = shell(f"support-matrix {arguments}", PYTHONIOENCODING="ascii")
    assert expected in out


STARTED = """
import os, signal, sys
{before}
sys.argv = ["support-matrix", "check", "m.ini"]
from sphinx_support_matrix.__main__ import run
{after}
sys.exit(run())
"""
# The first module that the entry imports, and one that a command imports long after.
WATCHED = """
import builtins
usual = builtins.__import__
def watching(name, *arguments, **options):
    if name == "{name}":
        builtins.__import__ = usual
        os.kill(os.getpid(), signal.SIGINT)
    return usual(name, *arguments, **options)
builtins.__import__ = watching
"""


@pytest.mark.parametrize(
    "name",
    ["signal", "sphinx_support_matrix.cli", "argparse", "importlib", "sphinx_support_matrix.core.loading"],
)
def test_an_interrupt_while_modules_are_imported(name):
    done = subprocess.run(
        [sys.executable, "-c", STARTED.format(before="", after=WATCHED.format(name=name))],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


def test_the_entry_imports_next_to_nothing():
    code = (
        "import os, sys; before = set(sys.modules); import sphinx_support_matrix.__main__;"
        "print(sorted(set(sys.modules) - before))"
    )
    done = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, encoding="utf-8", check=True,
        env={**ENVIRONMENT, "PYTHONPATH": os.pathsep.join(sys.path)})  # fmt: skip
    assert done.stdout == ("['__future__', 'sphinx_support_matrix', 'sphinx_support_matrix.__main__']\n")


def test_an_interrupt_while_standard_input_is_read():
    with subprocess.Popen(
        [sys.executable, "-m", "sphinx_support_matrix", "check", "-"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    ) as process:  # fmt: skip
        time.sleep(2)
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
        assert process.stdout.read() == process.stderr.read() == b""


def test_who_ignores_interrupts_goes_on():
    done = subprocess.run(
        [sys.executable, "-c", STARTED.format(
            before="signal.signal(signal.SIGINT, signal.SIG_IGN)",
            after=WATCHED.format(name="sphinx_support_matrix.core.loading"),
        )],
        capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "no problems\n")


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_a_signal_in_the_middle_of_a_file_leaves_one_whole_file(folder, name, step):
    code = f"""
import os, signal, sys
usual = os.{step}
def interrupted(*arguments):
    os.kill(os.getpid(), signal.{name})
    return usual(*arguments)
os.{step} = interrupted
sys.argv = ["support-matrix", "format", "m.ini"]
from sphinx_support_matrix.__main__ import run
sys.exit(run())
"""
    (folder / "m.ini").write_text(MATRIX.replace(" = ", ":"))
    before = sorted(folder.iterdir())
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=False)
    number = signal.Signals[name]
    assert done.returncode == (130 if name == "SIGINT" else -number)
    assert "Traceback" not in done.stderr
    assert (folder / "m.ini").read_text().count(" = ") == 3
    assert sorted(folder.iterdir()) == before
