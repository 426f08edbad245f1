"""The steps that a page tells its readers to take: files to write, and commands to run."""

from __future__ import annotations

import re
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_STEP = re.compile(
    r"^\.\. literalinclude:: (?P<file>\S+)\n   :caption: (?P<caption>.+)\n"
    r"|^\.\. code-block:: console\n\n(?P<commands>(?:   .*\n)+)",
    re.MULTILINE,
)


class Step(NamedTuple):
    """One step: a file to write, or a command to run."""

    command: str = ""
    source: str = ""
    """What the file holds."""
    caption: str = ""
    """What the page calls the file."""


def steps(page: Path) -> Iterator[Step]:
    """The steps of *page*, in their order, without those that install something."""
    for step in _STEP.finditer(page.read_text(encoding="utf-8")):
        if step["file"]:
            yield Step(
                source=(page.parent / step["file"]).read_text(encoding="utf-8"), caption=step["caption"]
            )
            continue
        for line in dedent(step["commands"]).splitlines():
            command = line.removeprefix("$ ")
            if not command.startswith(("python3 -m pip install", "python3 -m venv", ". ")):
                yield Step(command=command)
