"""Git repositories for tests, made quickly and the same way each time, whatever settings somebody has."""

from __future__ import annotations

import os
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

DAY = 86_400
START = 1_420_070_400  # 2015-01-01


def git(folder: Path, *arguments: str, input: bytes | None = None) -> bytes:
    """Run git as if nobody had settings for it."""
    settings = ("-c", "user.name=N", "-c", "user.email=n@example.org", "-c", "commit.gpgsign=false")
    done = subprocess.run(
        ["git", *settings, *arguments],
        cwd=folder,
        env={**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        input=input,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout


class Repository:
    """A repository that is imported from a stream, when it is needed.

    Each commit is a day after the one before it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._stream: list[bytes] = []
        self._marks = 0
        self._day = 0
        self._heads: dict[str, int] = {}

    def commit(
        self,
        files: Mapping[str, str | bytes | None],
        *,
        branch: str = "main",
        merge: int | None = None,
        start: int | None = None,
        day: int | None = None,
    ) -> int:
        """Commit files; ``None`` removes one. Returns what :meth:`tag` and *merge* take."""
        self._marks += 1
        self._day = self._day + 1 if day is None else day
        who = f"N <n@example.org> {START + self._day * DAY} +0000"
        lines = [
            f"commit refs/heads/{branch}",
            f"mark :{self._marks}",
            f"author {who}",
            f"committer {who}",
            "data 1\nx",
        ]
        parent = start or self._heads.get(branch)
        lines += [f"from :{parent}"] if parent else []
        lines += [f"merge :{merge}"] if merge else []
        self._stream.append("\n".join(lines).encode() + b"\n")
        for path, content in files.items():
            if content is None:
                self._stream.append(f"D {path}\n".encode())
                continue
            data = content.encode() if isinstance(content, str) else content
            self._stream.append(f"M 100644 inline {path}\ndata {len(data)}\n".encode() + data + b"\n")
        self._heads[branch] = self._marks
        return self._marks

    def tag(self, name: str, commit: int | None = None, *, annotated: bool = False) -> None:
        """Tag a commit, the last one by default."""
        mark = commit or self._marks
        if annotated:
            who = f"N <n@example.org> {START} +0000"
            self._stream.append(f"tag {name}\nfrom :{mark}\ntagger {who}\ndata 1\nx\n".encode())
        else:
            self._stream.append(f"reset refs/tags/{name}\nfrom :{mark}\n\n".encode())

    def make(self) -> Path:
        """Make the repository, with the files of the main branch in its folder."""
        self.folder.mkdir(exist_ok=True)
        git(self.folder, "init", "--quiet", "--initial-branch=main")
        git(self.folder, "fast-import", "--quiet", input=b"".join(self._stream))
        git(self.folder, "reset", "--quiet", "--hard", "main")
        return self.folder
