"""The draft of a matrix as the text of an INI file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.groups import GROUP_SECTION
from sphinx_support_matrix.core.dialects.table import TODAYS
from sphinx_support_matrix.core.editing.adding import option_lines
from sphinx_support_matrix.core.importing.draft import DraftFeature
from sphinx_support_matrix.core.ini.characters import on_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sphinx_support_matrix.core.importing.draft import Draft, DraftDriver, DraftGroup

_HEAD = """\
# Made from {sources} by 'support-matrix import'.
#
# What to do next: look at what is 'unknown', say in a note what works where it is 'partial', and give a feature
# that every driver must have 'status = mandatory'. Then: support-matrix check FILE
"""
_SEPARATOR = " = "


def ini_text(draft: Draft, sources: Sequence[str]) -> str:
    """The text of a file that says what *draft* does, as ``support-matrix format`` would write it.

    :param sources: What the draft is made from, for a comment.
    """
    lines = _HEAD.format(sources=", ".join(on_one_line(source) for source in sources)).splitlines()
    for driver in draft.drivers:
        lines += ["", *_driver(driver)]
    for section in draft.sections:
        lines.append("")
        lines += _feature(section, draft.drivers) if isinstance(section, DraftFeature) else _group(section)
    return "".join(f"{line}\n" for line in lines)


def _driver(driver: DraftDriver) -> Iterator[str]:
    yield from (f"# {comment}".rstrip() for comment in driver.comments)
    yield f"[{TODAYS.driver}{driver.key}]"
    yield from option_lines("title", [driver.title], _SEPARATOR)
    if driver.link:
        yield from option_lines("link", [driver.link], _SEPARATOR)


def _group(group: DraftGroup) -> Iterator[str]:
    yield f"[{GROUP_SECTION}{group.name}]"
    yield from option_lines("title", [group.title], _SEPARATOR)
    yield from _notes("notes", group.notes)


def _feature(feature: DraftFeature, drivers: Iterable[DraftDriver]) -> Iterator[str]:
    yield f"[{feature.name}]"
    yield from option_lines("title", [feature.title], _SEPARATOR)
    if feature.status:
        yield from option_lines("status", [feature.status], _SEPARATOR)
    yield from _notes("notes", feature.notes)
    for driver, cell in zip(drivers, feature.cells, strict=True):
        yield from option_lines(f"{TODAYS.level}{driver.key}", [cell.claim], _SEPARATOR)
        yield from _notes(f"{TODAYS.note}{driver.key}", cell.notes)


def _notes(key: str, paragraphs: Sequence[str]) -> Iterator[str]:
    lines: list[str] = []
    for paragraph in paragraphs:
        lines += ["", paragraph] if lines else [paragraph]
    if lines:
        yield from option_lines(key, lines, _SEPARATOR)
