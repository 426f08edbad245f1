"""A history in Markdown, for release notes and other pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.diff_markdown import diff_to_markdown
from sphinx_support_matrix.core.export.content import plain
from sphinx_support_matrix.core.export.markdown_text import code, escape, escape_middle, strong
from sphinx_support_matrix.core.history.history_text import NO_CHANGES
from sphinx_support_matrix.core.history.release_diffs import telling_diffs
from sphinx_support_matrix.core.history.since_words import UNREADABLE, SinceWords, beginning, dated
from sphinx_support_matrix.core.history.states import as_of

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

    from sphinx_support_matrix.core.history.history_model import Gone, History
    from sphinx_support_matrix.core.history.release_diffs import ReleaseDiff


def changes_to_markdown(history: History, wanted: Container[str | None] | None = None) -> str:
    """What the releases changed, the newest first, each under a heading.

    Of one release, there is no heading: whoever writes its notes has one.

    :param wanted: As for :func:`~sphinx_support_matrix.core.history.release_diffs.telling_diffs`.
    """
    found = telling_diffs(history, wanted)
    if wanted is not None and len(found) == 1:
        return _changes(found[0])
    return (
        "\n".join(f"## {escape_middle(plain(dated(each.release)))}\n\n{_changes(each)}" for each in found)
        or NO_CHANGES
    )


def since_to_markdown(history: History) -> str:
    """Since when each cell is what it is, as a table, and what is gone, as lists."""
    return "\n".join("".join(f"{line}\n" for line in block) for block in _blocks(history) if block)


def _changes(each: ReleaseDiff) -> str:
    if each.diff is not None:
        return diff_to_markdown(each.diff)
    if each.release is not None and not each.release.readable:
        return f"{UNREADABLE}\n"
    return f"{beginning(each.drivers, each.features)}\n"


def _blocks(history: History) -> Iterator[list[str]]:
    state, words = as_of(history), SinceWords(history)
    drivers = list(dict.fromkeys(cell.driver for cell in history.cells))
    cells: dict[str, list[str]] = {}
    for cell in history.cells:
        cells.setdefault(cell.feature, []).append(escape(words.cell(cell)))
    if cells:
        head = ["Feature", *(escape(state.drivers[driver]) for driver in drivers)]
        rows = [[escape(state.features[name].title), *texts] for name, texts in cells.items()]
        yield [f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows)]
    yield from _gone("Removed drivers", history.removed_drivers, words)
    yield from _gone("Removed features", history.removed_features, words)


def _gone(heading: str, things: Iterable[Gone], words: SinceWords) -> Iterator[list[str]]:
    lines = [
        f"- {strong(thing.title)}{'' if thing.title == thing.name else f' ({code(thing.name)})'}: {escape(words.gone(thing))}"
        for thing in things
    ]
    if lines:
        yield [f"**{heading}**"]
        yield lines
