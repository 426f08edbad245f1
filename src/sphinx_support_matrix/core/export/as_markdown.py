"""A matrix as Markdown, as GitHub reads it: a table, what the levels mean, and the notes.

Text from a file is shown as it is: whatever could mean something in Markdown is escaped.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.export.addresses import split_links
from sphinx_support_matrix.core.export.content import (
    level_meaning,
    level_text,
    level_title,
    note_blocks,
    published,
    shown_blocks,
    status_or_maturity,
    statuses_of,
)
from sphinx_support_matrix.core.export.markdown_text import (
    at_beginning,
    escape,
    escape_middle,
    indented,
    link,
    strong,
)
from sphinx_support_matrix.core.matrix.arrange import used_levels
from sphinx_support_matrix.core.matrix.driver_word import own_word
from sphinx_support_matrix.core.matrix.model import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix, Note

_NOTED = r"\*"


def to_markdown(
    matrix: Matrix, *, notes_text: Callable[[Note], str] | None = None, base_url: str | None = None
) -> str:
    """*matrix* as a table with symbols and words, a list of the levels, and a list of the notes.

    :param notes_text: What makes Markdown of a note; otherwise a note is shown as it was written.
    :param base_url: Where the matrix is published; titles of features, and levels, become links to it.
    """
    legend = [
        f"- {escape(f'{level.symbol} {level_title(level) if level.meaning else level.title}')}: {escape(level_meaning(level, own_word(matrix.settings)))}"
        for level in used_levels(matrix).values()
    ]
    if any(cell.notes for feature in matrix.features for cell in feature.implementations):
        legend.append(f"- {_NOTED}: There are notes below.")
    parts = ["\n".join(_table(matrix, base_url)), "\n".join(legend)]
    notes = list(_notes(matrix, notes_text or as_written))
    if notes:
        parts += ["**Notes**", *notes]
    return "\n\n".join(part for part in parts if part) + "\n"


def _table(matrix: Matrix, base_url: str | None) -> Iterator[str]:
    statuses = statuses_of(matrix)
    second = "Maturity" if statuses is None else "Status"
    yield _row(["Feature", second, *map(_driver, matrix.drivers)])
    yield _row(["---"] * (len(matrix.drivers) + 2))
    for block in shown_blocks(matrix):
        if block.group is not None:
            yield _row([strong(block.group.title.text)] + [""] * (len(matrix.drivers) + 1))
        for feature in block.features:
            beside = status_or_maturity(feature, statuses)
            urls = [published(base_url, feature, driver) for driver in matrix.drivers]
            cells = map(_cell, feature.implementations, urls)
            title = _linked(feature.title.text, published(base_url, feature))
            yield _row([title, escape(beside) if beside else "", *cells])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _driver(driver: Driver) -> str:
    return _linked(driver.title.text, driver.link)


def _linked(text: str, target: str | None) -> str:
    return link(text, target) if target else escape(text)


def _cell(implementation: Implementation, url: str | None) -> str:
    text = _linked(level_text(implementation), url)
    return f"{text} {_NOTED}" if implementation.notes else text


def _notes(matrix: Matrix, text: Callable[[Note], str]) -> Iterator[str]:
    """The notes of groups and features, each as an item of a list."""
    for block in shown_blocks(matrix):
        if block.group is not None and block.group.notes is not None:
            yield "\n\n".join(
                [f"- {strong(block.group.title.text)}", indented(text(block.group.notes), "  ")]
            )
        for feature in block.features:
            parts = list(_feature_notes(feature, matrix, text))
            if parts:
                yield "\n\n".join([f"- {strong(feature.title.text)}", *parts])


def _feature_notes(feature: Feature, matrix: Matrix, text: Callable[[Note], str]) -> Iterator[str]:
    if feature.notes is not None:
        yield indented(text(feature.notes), "  ")
    for driver, cell in zip(matrix.drivers, feature.implementations, strict=True):
        if cell.notes is not None:
            yield f"  - {strong(driver.title.text)}: {escape(level_text(cell))}"
            yield indented(text(cell.notes), "    ")


def as_written(note: Note) -> str:
    """*note* with all that it was written with, such as the asterisks of reStructuredText.

    One that is Markdown already is what it is.
    """
    if note.markup is Markup.MARKDOWN:
        return "\n".join(note.lines)
    return "\n\n".join("\\\n".join(map(_line, block)) for block in note_blocks(note))


def _line(line: str) -> str:
    """A line of a note, with its indentation, which Markdown would drop, and with links."""
    text = line.lstrip()
    spaces = "&nbsp;" * (len(line) - len(text))
    parts = [link(part, part) if linked else escape_middle(part) for part, linked in split_links(text)]
    return spaces + at_beginning("".join(parts))
