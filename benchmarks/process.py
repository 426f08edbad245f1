"""Run a process and account for it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from benchmarks import accountant

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

# Without it, every build would compile every module again.
_LEFT_OUT = ("PYTHONDONTWRITEBYTECODE",)
# The same order of sets each time, and so the same work.
_ADDED = {"PYTHONHASHSEED": "0"}


@dataclass(frozen=True, kw_only=True, slots=True)
class Usage:
    """What a process took."""

    seconds: float
    """From its start to its end."""

    processor: float
    """Seconds of all processors, its children's included."""

    memory: float
    """The largest resident size in MB; that of the largest one where there are several processes."""


def run(command: Sequence[str], *, log: Path, codes: Collection[int] = (0,)) -> Usage:
    """Run *command* to its end, and write what it says into *log*.

    :param codes: The exit codes of a command that does not fail.
    :raises RuntimeError: The command failed.
    """
    environment = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT} | _ADDED
    told = subprocess.run(  # noqa: S603 (a list of arguments, and no shell)
        [sys.executable, "-I", "-S", accountant.__file__, str(log), *command],
        env=environment,
        stdout=subprocess.PIPE,
        check=True,
    )
    found = json.loads(told.stdout)
    if found["code"] not in codes:
        raise RuntimeError(
            f"{' '.join(command)} ended with {found['code']}:\n{log.read_text(errors='replace')}"
        )
    return Usage(seconds=found["seconds"], processor=found["processor"], memory=found["memory"] / 1e6)


def build(
    project: Path, builder: str, *, jobs: int = 1, fresh: bool = True, module: Sequence[str] = ("sphinx",)
) -> Usage:
    """Build *project* with Sphinx; only what has changed, unless *fresh*.

    :param module: The module that runs Sphinx, with arguments that come before those of Sphinx.
    """
    command = [sys.executable, "-m", *module, "-q", "-b", builder, "-j", str(jobs)]
    if fresh:
        command += ["--fresh-env", "--write-all"]
    command += ["-d", str(project / "doctrees"), str(project), str(output(project, builder))]
    return run(command, log=project / f"{builder}.log")


def output(project: Path, builder: str) -> Path:
    """The folder that *builder* writes."""
    return project / "out" / builder
