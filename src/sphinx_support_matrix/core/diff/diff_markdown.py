"""A diff in Markdown, for release notes: lists under bold words, which fit below any heading."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.diff_words import ENGLISH
from sphinx_support_matrix.core.diff.outline import Style
from sphinx_support_matrix.core.diff.sentences import outline
from sphinx_support_matrix.core.export.markdown_text import code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.diff.diff_model import Diff
    from sphinx_support_matrix.core.diff.outline import Item, Span

# What CommonMark, its tables and strikethrough, and dollar signs for formulas take for markup.
_MARKUP = re.compile(r"([\\`*_\[\]<>&|~$#])")


def diff_to_markdown(diff: Diff) -> str:
    """*diff* as CommonMark."""
    parts = outline(diff, signs=False)
    if not parts:
        return f"{ENGLISH.nothing}\n"
    return "\n".join(f"**{part.heading}**\n\n{_list(part.items, '')}" for part in parts)


def _list(items: Iterable[Item], indentation: str) -> str:
    return "".join(
        f"{indentation}- {''.join(map(_span, item.spans))}\n{_list(item.items, indentation + '  ')}"
        for item in items
    )


def _span(span: Span) -> str:
    if span.style is Style.CODE:
        return code(span.text)
    escaped = _MARKUP.sub(r"\\\1", span.text)
    return f"**{escaped}**" if escaped and span.style is Style.STRONG else escaped
