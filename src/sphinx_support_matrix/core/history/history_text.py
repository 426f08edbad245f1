"""A history for the terminal."""

from __future__ import annotations

from textwrap import indent
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.diff_text import diff_to_text
from sphinx_support_matrix.core.history.release_diffs import telling_diffs
from sphinx_support_matrix.core.history.since_words import UNREADABLE, SinceWords, beginning, dated
from sphinx_support_matrix.core.history.states import as_of
from sphinx_support_matrix.core.ini.characters import on_one_line

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sphinx_support_matrix.core.history.history_model import Gone, History
    from sphinx_support_matrix.core.history.release_diffs import ReleaseDiff

NO_CHANGES = "No release changed anything.\n"


def changes_to_text(history: History, wanted: Container[str | None] | None = None) -> str:
    """What the releases changed, the newest first.

    :param wanted: As for :func:`~sphinx_support_matrix.core.history.release_diffs.telling_diffs`.
    """
    told = [
        f"{dated(each.release)}\n{indent(_changes(each), '  ')}" for each in telling_diffs(history, wanted)
    ]
    return "\n".join(told) or NO_CHANGES


def since_to_text(history: History) -> str:
    """Since when each cell is what it is, and what is gone."""
    return "\n".join("".join(f"{line}\n" for line in block) for block in _blocks(history) if block)


def _changes(each: ReleaseDiff) -> str:
    if each.diff is not None:
        return diff_to_text(each.diff)
    if each.release is not None and not each.release.readable:
        return f"{UNREADABLE}\n"
    return f"{beginning(each.drivers, each.features)}\n"


def _blocks(history: History) -> Iterator[list[str]]:
    state, words = as_of(history), SinceWords(history)
    cells: dict[str, list[str]] = {}
    for cell in history.cells:
        cells.setdefault(cell.feature, []).append(
            f"  {on_one_line(state.drivers[cell.driver])}: {words.cell(cell)}"
        )
    for name, lines in cells.items():
        yield [_named(state.features[name].title, name), *lines]
    yield _gone("Removed drivers", history.removed_drivers, words)
    yield _gone("Removed features", history.removed_features, words)


def _gone(heading: str, things: Iterable[Gone], words: SinceWords) -> list[str]:
    lines = [f"  {_named(thing.title, thing.name)}: {words.gone(thing)}" for thing in things]
    return [heading, *lines] if lines else []


def _named(title: str, name: str) -> str:
    return on_one_line(title if title == name else f"{title} ({name})")
