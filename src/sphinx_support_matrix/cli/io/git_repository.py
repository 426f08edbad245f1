"""What a git repository knows of one file: its tags and commits, its older paths, and its contents."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.git_process import find_git, place_of, reason_of, run_git, start_git

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from subprocess import CompletedProcess, Popen
    from types import TracebackType
    from typing import Self

_TAG = "%(objecttype) %(*objecttype) %(committerdate:short) %(*committerdate:short) %(refname:strip=2)"
_COMMIT = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
# Whoever clones with '--filter' gets contents when they are looked at, from a place that the settings name.
_PARTIAL = "the repository does not have all of its contents, and a history fetches nothing; clone it without '--filter'"
_MOST_LOOKED_AT = 100


class GitObject(NamedTuple):
    """Something that git keeps."""

    id: str
    kind: str
    size: int


class GitRepository:
    """The repository that a file is in."""

    def __init__(self, path: str) -> None:
        """Find the repository of the file at *path*.

        :raises CommandError: if there is none, or git is not installed.
        """
        git = find_git()
        if git is None:
            raise CommandError(f"cannot read the history of '{path}': git is not installed")
        folder, name = place_of(path)
        self._git, self._top = git, folder
        arguments = ("--is-inside-work-tree", "--is-shallow-repository", "--show-cdup", "--show-prefix")
        found = run_git(git, folder, "rev-parse", *arguments, by_folder=True)
        if found.returncode:
            raise CommandError(f"cannot read the history of '{path}': {reason_of(found)}")
        inside, shallow, up, prefix, *more = os.fsdecode(found.stdout).split("\n")
        if inside != "true":
            raise CommandError(f"cannot read the history of '{path}': it is no file of a working tree")
        self._top = folder / up
        self.path = prefix + name
        """The file, from the top of the repository."""
        self.is_shallow = shallow == "true"
        """Whether the beginning of the history is not there."""
        if "\n" in name or any(more[:-1]):
            raise CommandError(f"cannot read the history of '{path}': its path has more than one line")

    def tags(self) -> dict[str, str]:
        """The day of each tag of a commit by its name; an empty text for a tag of a tag."""
        lines = self._run("for-each-ref", f"--format={_TAG}", "refs/tags/")
        tags = (line.split(" ") for line in lines)
        # A tag that is an object itself says what it is of.
        return {
            name: day or other_day
            for kind, of, day, other_day, name in tags
            if (of or kind) in {"commit", "tag"}
        }

    def commits(self, paths: Sequence[str]) -> list[str]:
        """The commits that changed one of *paths*, from the oldest; of a branch that was merged, the merge alone."""
        return self._run("rev-list", "--first-parent", "--reverse", "HEAD", "--", *paths)

    def head(self) -> str:
        """The commit that is checked out.

        :raises CommandError: if there is none.
        """
        found = self._done("rev-parse", "--verify", "--quiet", "HEAD^{commit}")
        if found.returncode:
            raise CommandError("the repository has no commits yet")
        return found.stdout.decode().strip()

    def older_paths(self, revisions: Iterable[str]) -> list[str]:
        """The paths that the file had before it was moved, the newest first, as git recognises moves.

        :param revisions: The commits to look at, with all before them.
        """
        starts = "".join(f"{revision}\n" for revision in revisions)
        found = [self.path]
        for path in found:
            # Only where a path is new can something have been moved to it, and only there git has to compare files.
            commits = self._run("rev-list", "--stdin", input=f"{starts}--\n{path}\n")
            adding = [commit for commit, _ in self._changes(commits, "--diff-filter=A", "--", path)]
            for _, (_kind, *paths) in self._changes(dict.fromkeys(adding), "-M", "-l1000", "--diff-filter=R"):
                if paths[-1] == path and paths[0] not in found:
                    found.append(paths[0])
        return found[1:]

    def _changes(self, commits: Iterable[str], *arguments: str) -> Iterator[tuple[str, list[str]]]:
        """What *commits* changed: the commit, and the kind of the change and the paths."""
        starts = "".join(f"{commit}\n" for commit in commits)
        options = ("--stdin", "-r", "-m", "--root", "--name-status", "-z")
        words = iter(os.fsdecode(self._output("diff-tree", *options, *arguments, input=starts)).split("\0"))
        commit = ""
        for word in words:
            if _COMMIT.fullmatch(word):
                commit = word
            elif word:
                # A move has an older path and a newer one.
                yield commit, [word, *(next(words) for _ in range(2 if word[0] in "RC" else 1))]

    def find(self, names: Sequence[str]) -> list[GitObject | None]:
        """The objects of these names, such as ``COMMIT:PATH``; ``None`` where there is none.

        :raises CommandError: if the repository knows of one and does not have it.
        """
        lines = self._run("cat-file", "--batch-check", input="".join(f"{name}\n" for name in names))
        found = [_object(line) for line in lines]
        nothing = [name for name, each in zip(names, found, strict=True) if each is None]
        if nothing and self._is_partial():
            for name in nothing[:_MOST_LOOKED_AT]:
                commit, _, path = name.partition(":")
                if path and self._run("ls-tree", commit, "--", path):
                    raise CommandError(_PARTIAL)
        return found

    def _is_partial(self) -> bool:
        """Whether it is a clone that may fetch contents when they are asked for."""
        settings = r"^(extensions\.partialclone|remote\..*\.(promisor|partialclonefilter))$"
        return not self._done("config", "--get-regexp", settings).returncode

    def contents(self) -> GitContents:
        """What reads contents, as long as it is open."""
        return GitContents(start_git(self._git, self._top, "cat-file", "--batch"))

    def _run(self, *arguments: str, input: str = "") -> list[str]:
        return os.fsdecode(self._output(*arguments, input=input)).split("\n")[:-1]

    def _done(self, *arguments: str, input: str = "") -> CompletedProcess[bytes]:
        return run_git(self._git, self._top, *arguments, input=os.fsencode(input), by_folder=True)

    def _output(self, *arguments: str, input: str) -> bytes:
        done = self._done(*arguments, input=input)
        if done.returncode:
            if self._is_partial():
                raise CommandError(_PARTIAL)
            raise CommandError(f"git {arguments[0]}: {reason_of(done)}")
        return done.stdout


class GitContents:
    """Reads the contents of objects, one after the other, in one process."""

    def __init__(self, process: Popen[bytes]) -> None:
        """Take the process, which ends with the context."""
        self._process = process

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.close()
        self._process.stdout.close()
        self._process.wait()

    def read(self, id: str) -> bytes:
        """The content of an object.

        :raises CommandError: if the repository does not have it.
        """
        source, sink = self._process.stdout, self._process.stdin
        assert source is not None
        assert sink is not None
        try:
            sink.write(f"{id}\n".encode())
            sink.flush()
        except BrokenPipeError as error:
            raise CommandError("git ended before it had answered") from error
        found = _object(source.readline().decode().removesuffix("\n"))
        if found is None:
            raise CommandError(f"the repository is damaged: it has no {id}")
        content = source.read(found.size)
        source.read(1)
        if len(content) < found.size:
            raise CommandError("git ended before it had answered")
        return content


def _object(line: str) -> GitObject | None:
    """The object that git tells of in a line."""
    words = line.split(" ")
    if len(words) != 3 or not words[2].isdigit():
        return None
    return GitObject(words[0], words[1], int(words[2]))
