"""Random repositories, against a reading that takes each release as it was committed."""

from __future__ import annotations

import os
import random
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.cli.io.reading_history import read_history
from sphinx_support_matrix.core import load
from sphinx_support_matrix.core.history.history_model import HistoryOptions
from sphinx_support_matrix.core.history.states import as_of

from .repositories import Repository

PATHS = ("m.ini", "docs/m.ini", "docs/a b/matrix.ini")
FEATURES = ("x", "y", "storage.z")
DRIVERS = ("a", "b.c", "d")
LEVELS = ("complete", "partial", "missing", "unknown")
SUPPORTED = ("complete", "partial")


@pytest.fixture(autouse=True)
def settings(monkeypatch):
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")


class Story:
    """What happens in a repository, step by step, and what a person who watched would remember."""

    def __init__(self, chance: random.Random, folder: Path) -> None:
        self.chance = chance
        self.repository = Repository(folder)
        self.path = chance.choice(PATHS)
        self.drivers = chance.sample(DRIVERS, chance.randrange(1, 4))
        self.features = chance.sample(FEATURES, chance.randrange(1, 4))
        self.levels = {(f, d): chance.choice(LEVELS) for f in FEATURES for d in DRIVERS}
        self.dialect = "driver."
        self.prefix = ""
        self.line_end = "\n"
        self.there = True
        self.broken = False
        self.released: list[tuple[str, dict[tuple[str, str], str] | None]] = []

    def text(self) -> str:
        # Much that stays, so that a file is known again after any one change.
        lines = [f"# {number} is a line that stays as it is" for number in range(99)]
        if self.dialect == "driver-impl-":
            lines += ["[targets]", *(f"driver-impl-{key} = {key}" for key in self.drivers)]
        else:
            lines += [line for key in self.drivers for line in (f"[driver.{key}]", f"title = {key}")]
        for name in self.features:
            lines += [f"[{self.prefix}{name}]", f"title = {name}"]
            lines += [f"{self.dialect}{key} = {self.levels[name, key]}" for key in self.drivers]
        return "".join(f"{line}{self.line_end}" for line in lines)

    def files(self) -> dict[str, str | bytes | None]:
        return {self.path: "[broken" if self.broken else self.text()} if self.there else {}

    def cells(self) -> dict[tuple[str, str], str] | None:
        if self.broken or not self.there:
            return None
        return {(f, d): self.levels[f, d] for f in self.features for d in self.drivers}

    def step(self) -> None:
        before = self.path
        steps = (self.change_levels, self.change_names, self.rewrite, self.move, self.break_off)
        self.chance.choices(steps, weights=(3, 2, 2, 2, 2))[0]()
        removed = {path: None for path in {before} if path != self.path or not self.there}
        self.repository.commit({**removed, **self.files(), "other.txt": str(self.chance.random())})

    def change_levels(self) -> None:
        for _ in range(self.chance.randrange(1, 3)):
            cell = self.chance.choice(FEATURES), self.chance.choice(DRIVERS)
            self.levels[cell] = self.chance.choice(LEVELS)

    def change_names(self) -> None:
        known, every = self.chance.choice(((self.drivers, DRIVERS), (self.features, FEATURES)))
        name = self.chance.choice(every)
        if name not in known:
            known.insert(self.chance.randrange(len(known) + 1), name)
        elif len(known) > 1:
            known.remove(name)

    def rewrite(self) -> None:
        self.dialect = self.chance.choice(("driver.", "driver-impl-"))
        self.prefix = self.chance.choice(("operation.", ""))
        self.line_end = self.chance.choice(("\n", "\r\n"))

    def move(self) -> None:
        if self.there and not self.broken:
            self.path = self.chance.choice(PATHS)

    def break_off(self) -> None:
        if self.chance.random() < 0.5:
            self.there = not self.there
        else:
            self.broken = not self.broken

    def release(self) -> None:
        name = f"{len(self.released) + 8}.0"
        self.repository.tag(f"v{name}", annotated=self.chance.random() < 0.5)
        self.released.append((f"v{name}", self.cells()))


def run(released, cell, fits) -> str | None:
    first = None
    for name, cells in reversed(released):
        if cells is None:
            continue
        if not fits(cells.get(cell)):
            break
        first = name
    return first


@given(st.integers(0, 10**9))
def test_a_repository_is_read_as_it_was_written(seed):
    with TemporaryDirectory() as folder:
        story = Story(random.Random(seed), Path(folder))
        story.repository.commit(story.files())
        for _ in range(story.chance.randrange(3, 15)):
            if story.chance.random() < 0.5:
                story.release()
            story.step()
        story.there, story.broken = True, False
        story.repository.commit(story.files())
        story.release()
        top = story.repository.make()
        path = top / story.path
        now = load(path)[0]
        found = read_history(str(path), now, tags=["v*"], options=HistoryOptions(paths=PATHS))
        assert_told(found.history, story)


def assert_told(history, story):
    released = story.released
    while released[0][1] is None:
        released.pop(0)
    assert [each.name for each in history.releases] == [name for name, _ in released]
    assert [each.readable for each in history.releases] == [cells is not None for _, cells in released]
    cells = story.cells()
    assert len(history.cells) == len(cells)
    for each in history.cells:
        cell = each.feature.removeprefix("operation."), each.driver
        level = cells[cell]
        assert each.level == level
        assert each.since == run(released, cell, lambda was, level=level: was == level)
        supported = run(released, cell, lambda was: was in SUPPORTED) if level in SUPPORTED else None
        assert each.supported_since == supported
    last = None
    for name, was in released:
        last = was or last
        state = as_of(history, name)
        assert {(f.removeprefix("operation."), d): level for (f, d), level in state.cells.items()} == last


@pytest.mark.parametrize("seed", range(10))
def test_git_follows_moves_by_itself(seed):
    """The same without naming paths, where every move is a commit of its own."""
    with TemporaryDirectory() as folder:
        story = Story(random.Random(seed), Path(folder))
        story.repository.commit(story.files())
        for number in range(6):
            story.release()
            story.levels["x", "a"] = LEVELS[number % 3]
            before = story.path
            if number % 2:
                story.path = PATHS[number // 2]
            removed = {before: None} if before != story.path else {}
            story.repository.commit({**removed, **story.files()})
        story.release()
        top = story.repository.make()
        path = top / story.path
        found = read_history(str(path), load(path)[0], tags=["*"], options=HistoryOptions())
        assert found.remarks == []
        assert_told(found.history, story)
