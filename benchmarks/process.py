"""Run a process and account for it."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

_KIB = 1024
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
    with log.open("wb") as output:
        start = time.perf_counter()
        process = os.posix_spawnp(
            command[0],
            list(command),
            environment,
            file_actions=[(os.POSIX_SPAWN_DUP2, output.fileno(), descriptor) for descriptor in (1, 2)],
        )
        _, status, resources = os.wait4(process, 0)
        seconds = time.perf_counter() - start
    code = os.waitstatus_to_exitcode(status)
    if code not in codes:
        raise RuntimeError(f"{' '.join(command)} ended with {code}:\n{log.read_text(errors='replace')}")
    kibibytes = resources.ru_maxrss / (_KIB if sys.platform == "darwin" else 1)
    return Usage(
        seconds=seconds,
        processor=resources.ru_utime + resources.ru_stime,
        memory=kibibytes * _KIB / 1e6,
    )


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
