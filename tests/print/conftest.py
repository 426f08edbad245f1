"""Outputs that programs of the system make or check. Without them, the tests are skipped."""

from __future__ import annotations

import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.marking import all_are

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

pytest_collection_modifyitems = all_are(__file__, "programs")


@pytest.fixture(scope="session")
def run() -> Callable[..., str]:
    """Run a program of the system and give what it prints; skip where there is none."""

    def run(*command: str | Path, cwd: Path | None = None, **environment: str) -> str:
        if shutil.which(str(command[0])) is None:
            pytest.skip(f"{command[0]} is not installed")
        done = subprocess.run(
            list(map(str, command)),
            cwd=cwd,
            env={**os.environ, **environment},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        assert done.returncode == 0, done.stdout[-4000:]
        return done.stdout

    return run
