"""The tables of a Markdown file: those between pipes, and those in HTML."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.importing.foreign_table import (
    ForeignCell,
    ForeignRow,
    ForeignTable,
    footnote_name,
    with_footnotes,
)
from sphinx_support_matrix.core.importing.html_tables import html_tables
from sphinx_support_matrix.core.importing.markdown_inline import inline

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_HEADING = re.compile(r" {0,3}#{1,6}\s+(.*?)(?:\s+#+)?\s*")
_UNDERLINE = re.compile(r" {0,3}(?:=+|-{2,})\s*")
_FOOTNOTE = re.compile(r" {0,3}\[\^([^\]\s]+)\]:\s*(.*)")
_LINK = re.compile(r" {0,3}\[([^\]^][^\]]*)\]:\s*<?([^\s>]+)>?.*")
_QUOTE = re.compile(r"(?: {0,3}> ?)+")


def markdown_tables(text: str) -> list[ForeignTable]:
    """The tables of *text*, in the order of the file."""
    lines = _outside_code(re.split(r"\r\n|\r|\n", text))
    links = {
        match[1].strip().lower(): match[2] for line in lines if (match := _LINK.fullmatch(line)) is not None
    }
    footnotes = dict(_footnotes(lines, links))
    found = [*_pipe_tables(lines, links, footnotes), *_in_html(lines, footnotes)]
    return sorted(found, key=lambda table: table.line)


def _outside_code(lines: list[str]) -> list[str]:
    """*lines* without blocks of code, which are made blank, and without the signs of quotes."""
    kept: list[str] = []
    fence = ""
    for line in lines:
        bare = _QUOTE.sub("", line, count=1) if line.lstrip()[:1] == ">" else line
        match = _FENCE.match(bare)
        if fence:
            if match and match[1].startswith(fence) and not bare.strip(" `~"):
                fence = ""
            kept.append("")
        elif match:
            fence = match[1]
            kept.append("")
        else:
            kept.append(bare)
    return kept


def _footnotes(lines: Sequence[str], links: dict[str, str]) -> Iterator[tuple[str, ForeignCell]]:
    for number, line in enumerate(lines):
        match = _FOOTNOTE.fullmatch(line)
        if match is not None:
            text = [match[2]]
            for more in lines[number + 1 :]:
                if not more[:1].isspace() or not more.strip():
                    break
                text.append(more.strip())
            yield footnote_name(match[1]), inline(" ".join(text), links)


def _pipe_tables(
    lines: Sequence[str], links: dict[str, str], footnotes: dict[str, ForeignCell]
) -> Iterator[ForeignTable]:
    heading = ""
    number = 0
    while number < len(lines):
        line = lines[number]
        if (match := _HEADING.fullmatch(line)) is not None:
            heading = inline(match[1], links).text
        elif number and lines[number - 1].strip() and _UNDERLINE.fullmatch(line):
            heading = inline(lines[number - 1], links).text
        elif _begins_table(lines, number):
            stop = number + 2
            while stop < len(lines) and "|" in lines[stop] and lines[stop].strip():
                stop += 1
            rows = [
                ForeignRow(line=each + 1, cells=tuple(inline(cell, links) for cell in split_row(lines[each])))
                for each in (number, *range(number + 2, stop))
            ]
            table = ForeignTable(line=number + 1, rows=tuple(rows), heading=heading, footnotes=footnotes)
            yield with_footnotes(table, _below(lines, stop, links))
            number = stop - 1
        number += 1


def _begins_table(lines: Sequence[str], number: int) -> bool:
    rule = lines[number + 1] if number + 1 < len(lines) else ""
    if "|" not in lines[number] or "-" not in rule or not _RULE.fullmatch(rule):
        return False
    return "|" in rule and not _RULE.fullmatch(lines[number])


def split_row(line: str) -> list[str]:
    """The cells of a row: a pipe after a backslash is none that separates them, in code either."""
    cells = re.split(r"(?<!\\)\|", line.strip())
    if not cells[0].strip():
        del cells[0]
    if cells and not cells[-1].strip():
        del cells[-1]
    return [cell.strip().replace("\\|", "|") for cell in cells]


def _below(lines: Sequence[str], start: int, links: dict[str, str]) -> Iterator[ForeignCell]:
    """The lines below a table that can explain its marks: up to a heading or the next table."""
    for number in range(start, len(lines)):
        line = lines[number]
        if _HEADING.fullmatch(line) or _begins_table(lines, number):
            return
        if line.strip() and not _FOOTNOTE.fullmatch(line):
            yield inline(re.sub(r"^\s*[-+] ", "", line), links)


def _in_html(lines: Sequence[str], footnotes: dict[str, ForeignCell]) -> Iterator[ForeignTable]:
    heading = ""
    kept: list[str] = []
    for line in lines:
        match = _HEADING.fullmatch(line)
        # The reader of HTML knows headings as elements.
        kept.append(f"<h2>{match[1]}</h2>" if match else line)
    if any("<table" in line.lower() for line in kept):
        for table in html_tables("\n".join(kept), text_of=inline):
            heading = table.heading
            yield ForeignTable(
                line=table.line,
                rows=table.rows,
                headers=table.headers,
                heading=heading,
                footnotes={**footnotes, **table.footnotes},
            )
