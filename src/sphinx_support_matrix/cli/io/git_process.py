"""Run git, so that nothing in a repository or its settings runs anything else."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from sphinx_support_matrix.cli.errors import CommandError

# A repository can come from anybody, and name programs in its settings: for what git fetches when contents are
# missing, and for whoever watches its files.
_SAFE = ("--no-pager", "--no-replace-objects", "--literal-pathspecs", "-c", "core.fsmonitor=false")
_OFFLINE = {"GIT_NO_LAZY_FETCH": "1", "GIT_ALLOW_PROTOCOL": "none"}
# What git tells a hook, and what somebody may have set for another repository.
_OTHER_REPOSITORY = (
    "GIT_DIR",
    "GIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_PREFIX",
    "GIT_COMMON_DIR",
    "GIT_NAMESPACE",
)


def find_git() -> str | None:
    """The program, if it is installed."""
    return shutil.which("git")


def place_of(path: str) -> tuple[Path, str]:
    """The folder of *path*, or the nearest one that is there still, and the path from there."""
    file = Path(os.path.realpath(path))
    folder = next(folder for folder in file.parents if folder.is_dir())
    return folder, file.relative_to(folder).as_posix()


def run_git(
    git: str, folder: Path, *arguments: str, input: bytes = b"", by_folder: bool = False
) -> subprocess.CompletedProcess[bytes]:
    """Run git, whatever it says.

    :param git: The program.
    :param folder: Where to run it.
    :param input: What it reads from standard input.
    :param by_folder: Whether the repository is that of the folder, whatever the environment says, and nothing is fetched that
        it does not have.
    :raises CommandError: if it cannot be run.
    """
    try:
        return subprocess.run(  # noqa: S603 (a list of arguments, and no shell)
            [git, *_SAFE, *arguments],
            cwd=folder,
            env=_environment(by_folder=by_folder),
            input=input,
            capture_output=True,
            check=False,
        )
    except (OSError, ValueError) as error:
        raise CommandError(f"cannot run git: {error}") from error


def start_git(git: str, folder: Path, *arguments: str) -> subprocess.Popen[bytes]:
    """Start git, which answers what it is asked.

    :raises CommandError: if it cannot be run.
    """
    try:
        return subprocess.Popen(  # noqa: S603 (as above)
            [git, *_SAFE, *arguments],
            cwd=folder,
            env=_environment(by_folder=True),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
    except (OSError, ValueError) as error:
        raise CommandError(f"cannot run git: {error}") from error


def reason_of(process: subprocess.CompletedProcess[bytes]) -> str:
    """What git says is wrong, without its prefix."""
    lines = process.stderr.decode("utf-8", "replace").splitlines()
    return lines[0].removeprefix("fatal: ") if lines else f"git ended with {process.returncode}"


def _environment(*, by_folder: bool) -> dict[str, str]:
    environment = {**os.environ, "LC_ALL": "C"}
    if by_folder:
        environment |= _OFFLINE
        for name in _OTHER_REPOSITORY:
            environment.pop(name, None)
    return environment
