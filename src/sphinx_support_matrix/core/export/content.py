"""What the formats for people have in common: what they show, in which words."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.arrange import arrange, has_statuses
from sphinx_support_matrix.core.matrix.status_meaning import StatusMeanings, told_in_text

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.arrange import Block
    from sphinx_support_matrix.core.matrix.driver_word import DriverWord
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix, Note

# What begins an item of a list in reStructuredText, and the white space after it.
_ITEM = re.compile(r"\s*(?:[-+*\u2022]|(?:[0-9]+|#|[A-Za-z])[.)])\s+")
_NEVER = -1


def plain(text: str) -> str:
    """*text* on one line, and never blank: a title may be the name of a section, which can be anything."""
    return " ".join(text.split()) or "(untitled)"


def status_or_maturity(feature: Feature, statuses: StatusMeanings | None) -> str:
    """What stands beside *feature*: its status in words, or its maturity in a matrix without statuses."""
    return feature.maturity or "" if statuses is None else told_in_text(statuses.of(feature))


def statuses_of(matrix: Matrix) -> StatusMeanings | None:
    """What statuses mean in *matrix*; ``None`` if it says how mature features are instead."""
    return StatusMeanings(matrix) if has_statuses(matrix) else None


def level_title(level: Level) -> str:
    """The word for *level*, with what it counts as if it has a title of its own."""
    return f"{level.title} (counts as {level.basis.title})" if level.has_own_title else level.title


def published(base_url: str | None, feature: Feature, driver: Driver | None = None) -> str | None:
    """The address of *feature*, or of its cell for *driver*, on the page at *base_url*."""
    if base_url is None:
        return None
    return f"{base_url}#{feature.anchor}{driver.anchor if driver is not None else ''}"


def shown_blocks(matrix: Matrix) -> tuple[Block, ...]:
    """The features of *matrix*, under the titles of groups where the file declares groups."""
    return arrange(matrix, grouped=bool(matrix.groups))


def level_text(implementation: Implementation) -> str:
    """A cell in words: symbol, level and release, such as ``✔ complete (2026.1)``."""
    level, release = implementation.level, implementation.release
    text = f"{level.symbol} {level.title}"
    return plain(f"{text} ({release})" if release else text)


def level_meaning(level: Level, driver: DriverWord | None = None) -> str:
    """The sentence that explains *level* in a legend.

    :param driver: What drivers are called, where that is not our own word.
    """
    meaning = level.meaning or f"Counts as {level.basis.title}."
    if driver is not None and level.meaning_location is None:
        meaning = meaning.replace("driver", driver.one)
    return plain(meaning)


def note_blocks(note: Note) -> list[list[str]]:
    """The blocks of *note* as lines of text, for formats that do not render reStructuredText.

    Prose is one line, however it was wrapped, and so is an item of a list. Lines that are indented
    for another reason, such as those of a literal block, stay as they are.
    """
    blocks: list[list[str]] = []
    for filled, group in groupby(note.lines, key=lambda line: bool(line.strip())):
        if not filled:
            continue
        block: list[list[str]] = []
        margin = _NEVER
        for line in group:
            indentation = len(line) - len(line.lstrip())
            text = " ".join(line.split())
            item = _ITEM.match(line)
            if block and item is None and indentation == margin:
                block[-1].append(text)
                continue
            block.append([" " * indentation + text])
            if item is not None:
                margin = item.end()
            elif indentation:
                margin = _NEVER
            else:
                margin = 0
        blocks.append([" ".join(words) for words in block])
    return blocks
