"""Changes for the terminal: one in a line, behind a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.changes.sentences import outline
from sphinx_support_matrix.core.changes.words import ENGLISH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.changes.model import Changes
    from sphinx_support_matrix.core.changes.outline import Item


def to_text(changes: Changes) -> str:
    """*changes* as lines: headings begin a line, ``+``, ``-`` or ``~`` begins a change behind spaces."""
    parts = outline(changes, signs=True)
    if not parts:
        return f"{ENGLISH.nothing}\n"
    return "\n".join(f"{part.heading}\n{_lines(part.items, '  ')}" for part in parts)


def _lines(items: Iterable[Item], indentation: str) -> str:
    return "".join(_item(item, indentation) for item in items)


def _item(item: Item, indentation: str) -> str:
    sign = f"{item.sign.value} " if item.sign else ""
    sentence = "".join(span.text for span in item.spans)
    return f"{indentation}{sign}{sentence}\n{_lines(item.items, indentation + '  ')}"
