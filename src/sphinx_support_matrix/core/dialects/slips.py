"""Slips of the pen that can be read, but not as they were meant."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.table import DIALECTS, PREFIXES, CellPart
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from sphinx_support_matrix.core.dialects.reading import Context, Declared
    from sphinx_support_matrix.core.ini.document import Option, Section

_KINDS = ("driver", "target", "group", "level")
_SIMILAR = 0.75
_SEPARATOR = re.compile(r"[.:\s_/-]+")
_OPTION_LINE = re.compile(r"(?P<key>[^\s=:][^=:]*?)\s*(?P<delimiter>[=:])\s*(?P<value>.*)")
_HEADER_LINE = re.compile(r"\[[^\[\]]+\]")
# In notes, which may hold anything, a header has to look like those that people write.
_TYPICAL_HEADER = re.compile(r"\[(?:targets|[\w-]+\.[\w.-]+)\]")
_NOTES = "notes"
_OPTIONS = frozenset(
    {
        "title",
        "link",
        "label",
        "status",
        "notes",
        "cli",
        "api",
        "maturity",
        "api_doc_link",
        "admin_doc_link",
        "tempest_test_uuids",
        "tests",
        "symbol",
        "counts-as",
    }
)
_LEVEL_WORDS = tuple(filter(None, PREFIXES[CellPart.LEVEL]))
_NOTE_WORDS = PREFIXES[CellPart.NOTE]
_VERIFIED_WORDS = PREFIXES[CellPart.VERIFICATION]


def kind_meant(name: str) -> str:
    """The end of a message about the section *name*, where it is nearly one that declares something."""
    head, *rest = _SEPARATOR.split(name.strip(), maxsplit=1)
    if not rest or not rest[0]:
        return ""
    ratios = [(SequenceMatcher(None, head.casefold(), kind).ratio(), kind) for kind in _KINDS]
    ratio, kind = max(ratios)
    return f"; did you mean '[{kind}.{rest[0]}]'?" if ratio >= _SIMILAR else ""


def report_indented(section: Section, declared: Declared, context: Context) -> None:
    """Report the lines of *section* that continue a value and look like an option or like a header.

    A note may show such lines in a literal block. A command may go on in any line.
    """
    for option in section.options:
        numbers = option.value.numbers
        if not numbers or numbers[-1] == option.location.line:
            continue
        lines = zip(option.value.lines, numbers, strict=True)
        for line, number in _outside_literals(lines) if _is_note(option) else lines:
            what = _looks_like(line.strip(), declared, in_note=_is_note(option))
            if what and number != option.location.line:
                context.problem(
                    Code.INDENTED_OPTION,
                    f"'{line.strip()}' continues '{option.key}', but looks like {what}; unindent it",
                    Location(path=option.location.path, line=number),
                )


def _is_note(option: Option) -> bool:
    return option.key.lower() == _NOTES or option.key.lower().startswith(_NOTE_WORDS)


def _outside_literals(lines: Iterator[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """The lines of a note that are in no literal block, directive or comment."""
    block: int | None = None
    first = True
    for line, number in lines:
        indentation = len(line) - len(line.lstrip())
        if line and (block is None or indentation <= block):
            block = None
            yield line, number
            if line.endswith("::") or line.lstrip().startswith(".. ") or line.lstrip() == "..":
                # What follows the first line has lost its indentation, if all of it had the same.
                block = -1 if first else indentation
        first = False


def _looks_like(line: str, declared: Declared, *, in_note: bool) -> str | None:
    """What a continuation line looks like."""
    if (_TYPICAL_HEADER if in_note else _HEADER_LINE).fullmatch(line):
        return "a section"
    match = _OPTION_LINE.fullmatch(line)
    if match is None:
        return None
    key, value, equals = match["key"].lower(), match["value"], match["delimiter"] == "="
    if key.startswith((*_NOTE_WORDS, *_VERIFIED_WORDS)):
        return "an option"
    if key.startswith(_LEVEL_WORDS):
        return "an option" if not in_note or _is_level(value, declared) else None
    if declared.driver(match["key"]) is not None:
        return "an option" if _is_level(value, declared) and (equals or not in_note) else None
    return "an option" if key in _OPTIONS and (equals or not in_note) else None


def _is_level(value: str, declared: Declared) -> bool:
    return declared.level(value.partition(":")[0].strip()) is not None


def option_meant(key: str, prefix: str, drivers: Collection[str]) -> str | None:
    """The option that ``PREFIX + KEY`` was meant to be: ``driver.KEY-notes`` is ``driver-notes.KEY``."""
    match = re.fullmatch(r"(.+)[-_.](?:(notes?)|verified)", key, re.IGNORECASE)
    if match is None or match[1] not in drivers:
        return None
    dialect = next(dialect for dialect in DIALECTS if dialect.level == prefix)
    return f"{dialect.note if match[2] else dialect.verified}{match[1]}"
