"""A diff for the terminal: a change in a line, after a sign."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.diff_words import ENGLISH
from sphinx_support_matrix.core.diff.sentences import outline

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.diff.diff_model import Diff
    from sphinx_support_matrix.core.diff.outline import Item


def diff_to_text(diff: Diff) -> str:
    """*diff* as lines: headings begin a line, ``+``, ``-`` or ``~`` begins a change after spaces."""
    parts = outline(diff, signs=True)
    if not parts:
        return f"{ENGLISH.nothing}\n"
    return "\n".join(f"{part.heading}\n{_lines(part.items, '  ')}" for part in parts)


def _lines(items: Iterable[Item], indentation: str) -> str:
    return "".join(_item(item, indentation) for item in items)


def _item(item: Item, indentation: str) -> str:
    sign = f"{item.sign.value} " if item.sign else ""
    sentence = "".join(span.text for span in item.spans)
    return f"{indentation}{sign}{sentence}\n{_lines(item.items, indentation + '  ')}"
