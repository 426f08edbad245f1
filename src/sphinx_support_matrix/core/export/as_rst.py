"""A matrix as reStructuredText that docutils reads without extensions: a table, and definition lists.

Text from a file is shown as it is: whatever could mean something in reStructuredText is escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.export.addresses import address
from sphinx_support_matrix.core.export.content import (
    level_meaning,
    level_text,
    level_title,
    note_blocks,
    plain,
    published,
    shown_blocks,
    status_or_maturity,
    statuses_of,
)
from sphinx_support_matrix.core.matrix.arrange import used_levels
from sphinx_support_matrix.core.matrix.driver_word import own_word

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix, Note
    from sphinx_support_matrix.core.matrix.status_meaning import StatusMeanings

# A colon would make a link of any scheme, script included; those of the web may be links.
_ANYWHERE = re.compile(r"[\\*`|_<>]|(?<!\bhttp)(?<!\bhttps):|:(?!//)", re.IGNORECASE)
# What can mean something at the beginning of a line: punctuation, a bullet, or the number of a list's item.
_BEGINNING = re.compile("[!-/:-@[-`{-~\u2022\u2023\u2043]|(?:[0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+)[.)](?:\\s|$)")


def to_rst(matrix: Matrix, *, base_url: str | None = None) -> str:
    """*matrix* as a table, a list of the levels, and a definition of each feature.

    :param base_url: Where the matrix is published; in the table, titles of features, and levels, become links to it.
    """
    parts = [*_table(matrix, base_url), *_legend(matrix), *_details(matrix)]
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """*text* on one line, so that reStructuredText shows just that."""
    text = plain(text)
    escaped = _ANYWHERE.sub(r"\\\g<0>", text)
    # An escaped space is nothing. A line of nothing but backslashes would be a transition.
    if text.startswith("\\"):
        return f"\\ {escaped}"
    return f"\\{escaped}" if _BEGINNING.match(text) and not _ANYWHERE.match(text) else escaped


def _table(matrix: Matrix, base_url: str | None) -> Iterator[str]:
    # A table of nothing but headings is an error.
    if not matrix.features:
        return
    statuses = statuses_of(matrix)
    second = "Maturity" if statuses is None else "Status"
    lines = [".. list-table::", "   :header-rows: 1", "   :stub-columns: 1", ""]
    lines += _row(["Feature", second, *map(_driver, matrix.drivers)])
    for block in shown_blocks(matrix):
        if block.group is not None:
            lines += _row([_strong(block.group.title.text)] + [""] * (len(matrix.drivers) + 1))
        for feature in block.features:
            beside = status_or_maturity(feature, statuses)
            cells = [
                _linked(level_text(cell), published(base_url, feature, driver))
                for driver, cell in zip(matrix.drivers, feature.implementations, strict=True)
            ]
            title = _linked(feature.title.text, published(base_url, feature))
            lines += _row([title, escape(beside) if beside else "", *cells])
    yield "\n".join(lines)


def _row(cells: Iterable[str]) -> Iterator[str]:
    mark = "*"
    for cell in cells:
        yield f"   {mark} - {cell}".rstrip()
        mark = " "


def _driver(driver: Driver) -> str:
    return _linked(driver.title.text, driver.link)


def _linked(text: str, link: str | None) -> str:
    if not link:
        return escape(text)
    target = address(link).replace("_", r"\_")
    return f"`{escape(text)} <{target}>`__"


def _strong(text: str) -> str:
    return f"**{escape(text)}**"


def _legend(matrix: Matrix) -> Iterator[str]:
    items = [
        f"- {escape(f'{level.symbol} {level_title(level) if level.meaning else level.title}')}: {escape(level_meaning(level, own_word(matrix.settings)))}"
        for level in used_levels(matrix).values()
    ]
    if items:
        yield "\n".join(items)


def _details(matrix: Matrix) -> Iterator[str]:
    statuses = statuses_of(matrix)
    for block in shown_blocks(matrix):
        if block.group is not None:
            yield f".. rubric:: {escape(block.group.title.text)}"
            if block.group.notes is not None:
                yield from _blocks(block.group.notes, "")
        for feature in block.features:
            definition = "\n\n".join(_definition(feature, matrix, statuses))
            yield f"{_strong(feature.title.text)}\n{definition}"


def _definition(feature: Feature, matrix: Matrix, statuses: StatusMeanings | None) -> Iterator[str]:
    for label, text in _facts(feature, statuses):
        yield f"   {label}: {text}"
    if feature.notes is not None:
        yield from _blocks(feature.notes, "   ")
    items: list[str] = []
    for driver, cell in zip(matrix.drivers, feature.implementations, strict=True):
        notes = [] if cell.notes is None else _blocks(cell.notes, "     ")
        first = f"   - {_strong(driver.title.text)}: {escape(_told(cell))}"
        items.append("\n\n".join([first, *notes]))
    # An item of several paragraphs has to stand apart from the next one.
    noted = any(cell.notes for cell in feature.implementations)
    yield ("\n\n" if noted else "\n").join(items)


def _told(cell: Implementation) -> str:
    """The level of *cell*, and who has verified it."""
    text = level_text(cell)
    return text if cell.verified is None else f"{text}; verified {cell.verified.date}: {cell.verified.who}"


def _facts(feature: Feature, statuses: StatusMeanings | None) -> Iterator[tuple[str, str]]:
    if statuses is not None:
        yield "Status", escape(status_or_maturity(feature, statuses))
    if feature.maturity:
        yield "Maturity", escape(feature.maturity)
    if feature.api:
        yield "API alias", escape(feature.api)
    for label, link in (
        ("API documentation", feature.api_link),
        ("Administrator documentation", feature.admin_link),
    ):
        if link:
            yield label, escape(link)
    for label, texts in (
        ("CLI commands", feature.commands),
        ("Tempest tests", feature.test_ids),
        ("Tests", feature.tests),
    ):
        if texts:
            yield label, "; ".join(map(escape, texts))


def _blocks(note: Note, indentation: str) -> Iterator[str]:
    """The blocks of *note*: a paragraph for prose, and a line block where line breaks matter."""
    for block in note_blocks(note):
        if len(block) == 1:
            yield indentation + escape(block[0])
            continue
        yield "\n".join(f"{indentation}| {_spaces(line)}{escape(line)}" for line in block)


def _spaces(line: str) -> str:
    return line[: len(line) - len(line.lstrip())]
