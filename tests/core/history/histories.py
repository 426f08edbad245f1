"""Histories for tests, made of the texts of files."""

from __future__ import annotations

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.history.history_model import History, HistoryOptions, Release
from sphinx_support_matrix.core.history.tracking import Tracker

COMMIT = "0123456789abcdef0123456789abcdef01234567"


def release(name: str, *, readable: bool = True) -> Release:
    return Release(
        name=name, date="2026-05-01", commit=COMMIT, path="m.ini" if readable else None, readable=readable
    )


def history_of(
    *texts: str | None, now: str | None = None, renamed: tuple[tuple[str, str], ...] = ()
) -> History:
    """The history of a file that had these *texts* in the releases 1, 2 and so on; ``None`` for no file.

    :param now: The text of the file as it is; that of the last release by default.
    """
    tracker = Tracker(path="m.ini", tags="*", options=HistoryOptions(renamed=renamed))
    matrix = None
    for number, text in enumerate(texts, start=1):
        found = None if text is None else loads(text, "m.ini")[0]
        matrix = found or matrix
        tracker.add(release(str(number), readable=found is not None), found)
    assert matrix is not None
    return tracker.history(matrix if now is None else loads(now, "m.ini")[0])


def written(cells: dict[str, dict[str, str]], *, more: str = "") -> str:
    """A file with the levels of drivers in features."""
    drivers = dict.fromkeys(driver for levels in cells.values() for driver in levels)
    texts = [f"[driver.{key}]\ntitle = {key.upper()}\n" for key in drivers]
    for name, levels in cells.items():
        lines = "".join(f"driver.{key} = {level}\n" for key, level in levels.items())
        texts.append(f"[{name}]\ntitle = {name.upper()}\n{lines}")
    return more + "".join(texts)


def cell(level: str, *, feature: str = "f", driver: str = "k") -> str:
    """A file with one cell."""
    return written({feature: {driver: level}})


def since(history: History) -> dict[tuple[str, str], tuple[str, str | None, str | None]]:
    """The level of each cell, since when it has it, and since when it is supported."""
    return {
        (each.feature, each.driver): (each.level, each.since, each.supported_since) for each in history.cells
    }
