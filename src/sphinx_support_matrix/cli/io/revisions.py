"""Read a file as it was in a revision of its git repository."""

from __future__ import annotations

import os
import re
from pathlib import Path, PureWindowsPath

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.git_process import find_git, place_of, reason_of, run_git

_DRIVE = re.compile(r"[A-Za-z]:\\")


def split_revision(argument: str) -> tuple[str, str] | None:
    """The revision and the path of ``REVISION:PATH``, if *argument* is that and not a file."""
    revision, colon, path = argument.partition(":")
    if not colon or not path or has_drive(argument, windows=os.name == "nt") or Path(argument).exists():
        return None
    return revision, path


def has_drive(argument: str, *, windows: bool) -> bool:
    r"""Whether *argument* begins with a drive of Windows, such as that of ``C:\docs\m.ini``, and no revision.

    A backslash gives it away everywhere. On *windows* every letter before a colon is a drive, as it is for git.
    """
    if not windows:
        return bool(_DRIVE.match(argument))
    drive = PureWindowsPath(argument).drive
    # From Python 3.12, any character before a colon is a drive to it; Windows and git take letters.
    return len(drive) > len("C:") or (len(drive) == len("C:") and drive[0].isascii() and drive[0].isalpha())


def read_revision(revision: str, path: str) -> bytes:
    """The content that *path* had in *revision*; nothing for the revision means the index, as in git.

    :param path: From the current folder, or else from the top of the repository as in git.
    :raises CommandError: if git does not find it.
    """
    git = find_git()
    if git is None:
        raise CommandError(f"cannot read '{revision}:{path}': git is not installed")
    if revision.startswith("-"):
        raise CommandError(f"'{revision}' is not a revision")
    here, name = place_of(path)
    repository = run_git(git, here, "rev-parse", "--git-dir")
    if repository.returncode:
        raise CommandError(f"cannot read '{revision}:{path}': {reason_of(repository)}")
    if revision and run_git(git, here, "rev-parse", "--verify", "--quiet", f"{revision}^{{tree}}").returncode:
        raise CommandError(f"git knows no revision '{revision}'")
    # Not 'git show', which shows a folder as a list, and asks the user's settings how.
    for folder, inside in ((here, f"./{name}"), (Path.cwd(), Path(path).as_posix())):
        found = run_git(git, folder, "cat-file", "blob", f"{revision}:{inside}")
        if not found.returncode:
            return found.stdout
    where = f"revision '{revision}'" if revision else "the index"
    raise CommandError(f"there is no file '{path}' in {where}")
