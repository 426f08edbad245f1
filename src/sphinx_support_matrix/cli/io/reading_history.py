"""Read the history of a file from its git repository."""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.git_repository import GitRepository
from sphinx_support_matrix.core.history.history_model import HistoryOptions, Release
from sphinx_support_matrix.core.history.perhaps_renamed import perhaps_renamed
from sphinx_support_matrix.core.history.tracking import Tracker
from sphinx_support_matrix.core.history.version_order import choose_tags, in_version_order
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.severity import Severity
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_support_matrix.cli.io.git_repository import GitContents, GitObject
    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem

# What says that a file is no matrix at all.
_UNREADABLE = frozenset({Code.EMPTY_FILE, Code.NOT_A_MATRIX, Code.NO_DRIVERS, Code.NO_FEATURES})
_NO_DAY = "1970-01-01"
_SHORT = 10
_LARGEST = 32_000_000
_MOST_KEPT = 8_000_000
_COMMITTER = re.compile(rb"^committer .*> (-?[0-9]+) ([+-])([0-9]{2})([0-9]{2})$", re.MULTILINE)


@dataclass(frozen=True, kw_only=True, slots=True)
class FoundHistory:
    """A history, and what to say about how it was read."""

    history: History
    """The history."""

    problems: list[Problem]
    """Why files of releases could not be read."""

    remarks: list[str]
    """What was left out, and what is lost."""

    nothing: str | None
    """Why there is nothing in the history; ``None`` if there is."""


def read_history(
    path: str, now: Matrix, *, tags: Sequence[str] | None, options: HistoryOptions
) -> FoundHistory:
    """The history of the file at *path*.

    :param now: What the file holds now.
    :param tags: The patterns of the tags that are releases; ``None`` for each commit.
    :raises CommandError: if there is no history to read.
    """
    repository = GitRepository(path)
    if repository.is_shallow:
        raise CommandError(
            f"the repository of '{path}' is a shallow clone, which does not have its whole history; "
            "get the rest with 'git fetch --unshallow --tags'"
        )
    return _Reading(repository, tags, options).found(now)


class _Reading:
    """The reading of one history."""

    def __init__(
        self, repository: GitRepository, tags: Sequence[str] | None, options: HistoryOptions
    ) -> None:
        self.repository = repository
        self.patterns = tags
        self.options = options
        self.paths = [repository.path, *options.paths]
        self.problems: list[Problem] = []
        self.remarks: list[str] = []
        self.kept: OrderedDict[str, tuple[Matrix | None, int]] = OrderedDict()
        self.flawed: list[str] = []

    def found(self, now: Matrix) -> FoundHistory:
        tracker = Tracker(
            path=self.repository.path,
            tags=None if self.patterns is None else " ".join(self.patterns),
            options=self.options,
        )
        without: list[str] = []
        with self.repository.contents() as contents:
            named = self.commits() if self.patterns is None else self.tagged(contents)
            for name, commit, path, found in self.files(named):
                if path is None:
                    without.append(name)
                matrix = None if found is None else self.matrix(name, path, found, contents)
                release = Release(
                    name=name,
                    date=_day(contents.read(commit)),
                    commit=commit,
                    path=path,
                    readable=matrix is not None,
                )
                tracker.add(release, matrix)
        history = tracker.history(now)
        nothing = None
        if history.releases:
            self.remark(without, history)
            self.remarks += [
                f"--renamed: no release has a driver or a feature '{name}'"
                for name in tracker.unknown_names()
            ]
            self.remarks += [
                f"{each.release or 'now'}: '{each.old}' went, and '{each.new}' came with its title; "
                f"if they are the same, say --renamed {each.old}={each.new}"
                for each in perhaps_renamed(history)
            ]
        else:
            nothing = self.nothing(without)
        return FoundHistory(history=history, problems=self.problems, remarks=self.remarks, nothing=nothing)

    def tagged(self, contents: GitContents) -> list[tuple[str, str]]:
        """The tags that are releases, from the oldest, with their commits."""
        assert self.patterns is not None
        tags = list(self.repository.tags())
        if not tags:
            raise CommandError("the repository has no tags; fetch them with 'git fetch --tags'")
        chosen, left = choose_tags(tags, self.patterns, every_tag=self.options.every_tag)
        if left:
            self.remarks.append(f"not releases by their names, and left out: {_some(left)} (see --every-tag)")
        if not chosen:
            patterns = listing([f"'{pattern}'" for pattern in self.patterns])
            near = did_you_mean(self.patterns[0], tags) or f"; the repository has {_some(tags)}"
            raise CommandError(f"no tag that is a release matches {patterns}{near}")
        found = self.repository.find([f"refs/tags/{name}^{{commit}}" for name in chosen])
        commits = {name: each.id for name, each in zip(chosen, found, strict=True) if each is not None}
        if len(commits) < len(chosen):
            others = [name for name in chosen if name not in commits]
            self.remarks.append(f"tags of something else than commits, and left out: {_some(others)}")
        dated = [(name, _day(contents.read(commit))) for name, commit in commits.items()]
        self.paths += [
            path for path in self.repository.older_paths(commits.values()) if path not in self.paths
        ]
        return [(name, commits[name]) for name in in_version_order(dated)]

    def commits(self) -> list[tuple[str, str]]:
        """The commits that changed the file, from the oldest, by the beginnings of their names."""
        self.paths += [
            path for path in self.repository.older_paths([self.repository.head()]) if path not in self.paths
        ]
        commits = self.repository.commits(self.paths)
        length = _SHORT
        while len({commit[:length] for commit in commits}) < len(commits):
            length += 1
        return [(commit[:length], commit) for commit in commits]

    def files(
        self, named: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[str, str, str | None, GitObject | None]]:
        """Each release with its commit, and the path and the file that it has."""
        objects = iter(
            self.repository.find([f"{commit}:{path}" for _, commit in named for path in self.paths])
        )
        for name, commit in named:
            found = {path: next(objects) for path in self.paths}
            path, blob = next(
                ((path, each) for path, each in found.items() if each is not None and each.kind == "blob"),
                (None, None),
            )
            yield name, commit, path, blob

    def matrix(self, name: str, path: str | None, blob: GitObject, contents: GitContents) -> Matrix | None:
        """What a file of a release holds; ``None`` if that is no matrix. The same content is read once."""
        if blob.id not in self.kept:
            if blob.size > _LARGEST:
                self.remarks.append(f"{name}: '{path}' has {blob.size:,} bytes, and is not read")
                return None
            self.kept[blob.id] = self.loaded(name, path or "", contents.read(blob.id)), blob.size
            # Files come back to what they were a few releases ago, and hardly ever later.
            while len(self.kept) > 1 and sum(size for _, size in self.kept.values()) > _MOST_KEPT:
                self.kept.popitem(last=False)
        return self.kept[blob.id][0]

    def loaded(self, name: str, path: str, content: bytes) -> Matrix | None:
        matrix, problems = loads(content, path)
        where = f"{name}:{path}"
        if not matrix.drivers or not matrix.features:
            telling = [problem for problem in problems if problem.code in _UNREADABLE] or problems[:1]
            self.problems += [
                replace(problem, location=replace(problem.location, path=where)) for problem in telling
            ]
            return None
        if any(problem.code.severity is Severity.ERROR for problem in problems):
            self.flawed.append(where)
        return matrix

    def nothing(self, without: Sequence[str]) -> str:
        """Why there is no history."""
        if self.problems:
            return "no release has a file that can be read"
        what = "no commit" if self.patterns is None else f"none of the releases {_some(without)}"
        return f"{what} has a file '{self.repository.path}'; if it had another path, name that with --path"

    def remark(self, without: Sequence[str], history: History) -> None:
        """Say which releases have no file, and whether something could not be read."""
        begun = {release.name for release in history.releases}
        before = [name for name in without if name not in begun]
        if before:
            self.remarks.append(
                f"without the file, before '{history.releases[0].name}': {_some(before)} (see --path)"
            )
        if self.flawed:
            more = len(self.flawed) - 1
            others = f" and {more} file{'' if more == 1 else 's'} before it have" if more else " has"
            self.remarks.append(
                f"'{self.flawed[-1]}'{others} errors; what cannot be read there is not recorded"
            )


def _day(commit: bytes) -> str:
    """The day of a commit, where it was made."""
    header = commit.partition(b"\n\n")[0]
    match = _COMMITTER.search(header)
    if match is None:
        return _NO_DAY
    offset = timedelta(hours=int(match[3]), minutes=int(match[4]))
    try:
        zone = timezone(-offset if match[2] == b"-" else offset)
        return datetime.fromtimestamp(int(match[1]), zone).date().isoformat()
    except (ValueError, OverflowError, OSError):
        return _NO_DAY


def _some(names: Sequence[str]) -> str:
    """Some of *names*, the last ones, and how many there are more."""
    shown = [f"'{name}'" for name in names[-3:]]
    return listing([*shown, f"{len(names) - 3} more"] if len(names) > 3 else shown, last="and")
