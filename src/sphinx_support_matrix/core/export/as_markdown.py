"""A matrix as Markdown, as GitHub reads it: a table, what the levels mean, and the notes.

Text from a file is shown as it is: whatever could mean something in Markdown is escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.export.addresses import address, split_links
from sphinx_support_matrix.core.export.content import (
    level_meaning,
    level_text,
    level_title,
    note_blocks,
    plain,
    shown_blocks,
    status_or_maturity,
    statuses_of,
)
from sphinx_support_matrix.core.matrix.arrange import used_levels
from sphinx_support_matrix.core.matrix.model import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix, Note

# What can mean something anywhere in a line. The last two would begin an address.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What can mean something at the beginning of one, after the number of a list's item or without.
_BEGINNING = re.compile(r"^([0-9]*)(?=[-+#=:.)])")
_NOTED = r"\*"


def to_markdown(matrix: Matrix) -> str:
    """*matrix* as a table with symbols and words, a list of the levels, and a list of the notes."""
    legend = [
        f"- {escape(f'{level.symbol} {level_title(level) if level.meaning else level.title}')}: {escape(level_meaning(level))}"
        for level in used_levels(matrix).values()
    ]
    if any(cell.notes for feature in matrix.features for cell in feature.implementations):
        legend.append(f"- {_NOTED}: There are notes below.")
    parts = ["\n".join(_table(matrix)), "\n".join(legend)]
    notes = list(_notes(matrix))
    if notes:
        parts += ["**Notes**", *notes]
    return "\n\n".join(part for part in parts if part) + "\n"


def escape(text: str) -> str:
    """*text* on one line, so that Markdown shows just that, and makes no links of addresses."""
    escaped = _ANYWHERE.sub(r"\\\g<0>", plain(text))
    return _BEGINNING.sub(r"\1\\", escaped)


def _table(matrix: Matrix) -> Iterator[str]:
    statuses = statuses_of(matrix)
    second = "Maturity" if statuses is None else "Status"
    yield _row(["Feature", second, *map(_driver, matrix.drivers)])
    yield _row(["---"] * (len(matrix.drivers) + 2))
    for block in shown_blocks(matrix):
        if block.group is not None:
            yield _row([_strong(block.group.title.text)] + [""] * (len(matrix.drivers) + 1))
        for feature in block.features:
            beside = status_or_maturity(feature, statuses)
            cells = map(_cell, feature.implementations)
            yield _row([escape(feature.title.text), escape(beside) if beside else "", *cells])


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _driver(driver: Driver) -> str:
    return _link(driver.title.text, driver.link) if driver.link else escape(driver.title.text)


def _cell(implementation: Implementation) -> str:
    text = escape(level_text(implementation))
    return f"{text} {_NOTED}" if implementation.notes else text


def _strong(text: str) -> str:
    return f"**{escape(text)}**"


def _link(text: str, target: str) -> str:
    destination = address(target).replace("&", r"\&")
    return f"[{escape(text)}]({destination})"


def _notes(matrix: Matrix) -> Iterator[str]:
    """The notes of groups and features, each as an item of a list."""
    for block in shown_blocks(matrix):
        if block.group is not None and block.group.notes is not None:
            yield "\n\n".join([f"- {_strong(block.group.title.text)}", *_blocks(block.group.notes, "  ")])
        for feature in block.features:
            parts = list(_feature_notes(feature, matrix))
            if parts:
                yield "\n\n".join([f"- {_strong(feature.title.text)}", *parts])


def _feature_notes(feature: Feature, matrix: Matrix) -> Iterator[str]:
    if feature.notes is not None:
        yield from _blocks(feature.notes, "  ")
    for driver, cell in zip(matrix.drivers, feature.implementations, strict=True):
        if cell.notes is not None:
            yield f"  - {_strong(driver.title.text)}: {escape(level_text(cell))}"
            yield from _blocks(cell.notes, "    ")


def _blocks(note: Note, indentation: str) -> Iterator[str]:
    if note.markup is Markup.MARKDOWN:
        yield "\n".join(f"{indentation}{line}" if line else "" for line in note.lines)
        return
    for block in note_blocks(note):
        yield indentation + f"\\\n{indentation}".join(map(_line, block))


def _line(line: str) -> str:
    """A line of a note, with its indentation, which Markdown would drop, and with links."""
    text = line.lstrip()
    spaces = "&nbsp;" * (len(line) - len(text))
    parts = [_link(part, part) if linked else _middle(part) for part, linked in split_links(text)]
    return spaces + _BEGINNING.sub(r"\1\\", "".join(parts))


def _middle(text: str) -> str:
    """A part of a line, whose white space matters."""
    return _ANYWHERE.sub(r"\\\g<0>", text)
