"""How the time of commands and builds grows with what they are given: linearly, or nearly so."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from benchmarks.process import output, run

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

_DOUBLINGS = 2
_FILE = "support-matrix.ini"
_PLAIN_NOTES = """\
import sys
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from sphinx_support_matrix.extension.doctree.notes.plain_notes import is_plain
is_plain("(http://a" * int(sys.argv[1]), get_default_settings(Parser))
"""


@dataclass(frozen=True, kw_only=True, slots=True)
class Case:
    """Something that there can be much of."""

    size: int
    """How much there is first; it is doubled twice."""

    text: Callable[[int], str]
    """The INI file with so much of it."""

    command: Sequence[str]
    """The subcommand that reads the file, with arguments in which ``{0}`` is the size."""

    code: bool = False
    """Whether the command is Python code, and not a subcommand."""


def _file(drivers: int, features: int, more: str = "", name: str = "group-{0:06}.feature") -> str:
    """A file whose features have *more* lines, in which ``{0}`` is the number of the feature."""
    levels = "".join(f"driver.d{number:05} = complete\n" for number in range(drivers))
    return "".join(
        [
            *(f"[driver.d{number:05}]\ntitle = Driver {number}\n\n" for number in range(drivers)),
            *(
                f"[{name.format(number)}]\ntitle = Feature {number:06}\n{levels}{more.format(number)}\n"
                for number in range(features)
            ),
        ]
    )


def _groups(name: str, count: int) -> str:
    return "".join(f"[group.{name}-{number:06}]\ntitle = Group {number}\n\n" for number in range(count))


def _unknown_options(count: int) -> str:
    return "".join(f"drivr.d{number:05} = x\n" for number in range(count))


def _dead_references(count: int) -> str:
    links = "".join(f"  `a <#nothing-{number}>`__\n" for number in range(count))
    return _file(1, 10) + f"[noted]\ntitle = Noted\ndriver.d00000 = complete\nnotes =\n{links}"


CASES = {
    "check: near-miss names in conditions": Case(
        size=500,
        text=lambda size: _file(1, size, "status = condition(group-{0:06}.faeture==complete)\n"),
        command=["check"],
    ),
    "check: empty groups": Case(
        size=500, text=lambda size: _file(1, size) + _groups("gruop", size), command=["check"]
    ),
    "check: unknown options": Case(
        size=500, text=lambda size: _file(size, 1, _unknown_options(size)), command=["check"]
    ),
    "check: dead references in one note": Case(size=10_000, text=_dead_references, command=["check"]),
    "check: features": Case(size=30_000, text=lambda size: _file(1, size), command=["check"]),
    "format --check: features": Case(
        size=30_000, text=lambda size: _file(1, size), command=["format", "--check"]
    ),
    "format --diff: features": Case(
        size=2_000,
        text=lambda size: _file(3, size, "status=optional\n"),
        command=["format", "--diff"],
    ),
    "add-driver: features of ten drivers": Case(
        size=1_250,
        text=lambda size: _file(10, size),
        command=["add-driver", "new", "--title", "New", "--output", "{0}.out"],
    ),
    "show: letters of a title": Case(
        size=4_000,
        text=lambda size: f"[driver.d]\ntitle = D\n[f]\ntitle = {'F' * size}\ndriver.d = complete\n",
        command=["show", "--width", "80"],
    ),
    "export: features in groups": Case(
        size=2_000,
        text=lambda size: _file(1, size) + _groups("group", size),
        command=["export", "--format", "markdown"],
    ),
    "is_plain: addresses in parentheses": Case(
        size=10_000, text=lambda _size: "", command=[_PLAIN_NOTES, "{0}"], code=True
    ),
    "build: features": Case(size=1_000, text=lambda size: _file(2, size), command=["html"]),
    "build: drivers": Case(size=1_000, text=lambda size: _file(size, 2), command=["html"]),
    "build: notes": Case(
        size=500,
        text=lambda size: _file(1, size, "notes = See |nothing| and `it <#no-{0}>`__.\n"),
        command=["html"],
    ),
}
"""What there can be much of, by the command that reads it."""


def measure_growth(folder: Path, name: str, runs: int) -> list[float]:
    """The seconds of the processor for the size of the case *name*, for twice as much, and for four times."""
    case = CASES[name]
    return [_seconds(case, folder, case.size << doubled, runs) for doubled in range(_DOUBLINGS + 1)]


def factors(seconds: Sequence[float], start: float) -> list[float]:
    """By what each doubling multiplies the time, without the *start* of the process.

    A time as short as the start itself says nothing, so it counts as half of that at least.
    """
    times = [max(each - start, start / 2) for each in seconds]
    return [larger / smaller for smaller, larger in pairwise(times)]


def measure_starts(folder: Path, runs: int) -> dict[str, float]:
    """How long a command, code and a build take that have nothing to do."""
    nothing = Case(size=1, text=lambda _size: _file(1, 1), command=["check"])
    build = Case(size=1, text=nothing.text, command=["html"])
    code = Case(size=0, text=nothing.text, command=[_PLAIN_NOTES, "{0}"], code=True)
    return {_kind(case): _seconds(case, folder, case.size, runs) for case in (nothing, build, code)}


def start_of(name: str, starts: dict[str, float]) -> float:
    """How long the process of the case *name* takes with nothing to do."""
    return starts[_kind(CASES[name])]


def _kind(case: Case) -> str:
    return "code" if case.code else "build" if case.command[0] == "html" else "command"


def _seconds(case: Case, folder: Path, size: int, runs: int) -> float:
    """The least of several runs: other work on the machine only adds to it."""
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / _FILE
    file.write_text(case.text(size), encoding="utf-8")
    words = [word.replace("{0}", str(folder / "result" if ".out" in word else size)) for word in case.command]
    kind = _kind(case)
    if kind == "build":
        (folder / "conf.py").write_text("extensions = ['sphinx_support_matrix']\n")
        (folder / "index.rst").write_text(f"Growth\n======\n\n.. support_matrix:: {_FILE}\n")
        target = str(output(folder, "html"))
        command = [sys.executable, "-m", "sphinx", "-q", "-E", "-a", "-b", "html", str(folder), target]
    elif kind == "code":
        command = [sys.executable, "-c", *words]
    else:
        command = [sys.executable, "-m", "sphinx_support_matrix", words[0], str(file), *words[1:]]
    # A command that finds something ends with 1.
    return min(run(command, log=folder / "log", codes=(0, 1)).processor for _ in range(runs))
