"""Pieces of Markdown that show a text as it is: whatever could mean something is escaped."""

from __future__ import annotations

import re

from sphinx_support_matrix.core.export.addresses import address
from sphinx_support_matrix.core.export.content import plain

# What can mean something anywhere in a line. The last two would begin an address.
_ANYWHERE = re.compile(r"[\\`*_\[\]<>|~&$]|:(?=//)|(?<=www)\.", re.IGNORECASE)
# What can mean something at the beginning of one, after the number of a list's item or without.
_BEGINNING = re.compile(r"^([0-9]*)(?=[-+#=:.)])")


def escape(text: str) -> str:
    """*text* on one line, so that Markdown shows just that, and makes no links of addresses."""
    return at_beginning(escape_middle(plain(text)))


def escape_middle(text: str) -> str:
    """A part of a line, whose white space matters."""
    return _ANYWHERE.sub(r"\\\g<0>", text)


def at_beginning(markdown: str) -> str:
    """*markdown*, whose text is escaped, so that it can begin a line."""
    return _BEGINNING.sub(r"\1\\", markdown)


def indented(markdown: str, margin: str) -> str:
    """*markdown* below an item of a list."""
    # Markdown knows fewer line ends than Python.
    return "\n".join(f"{margin}{line}" if line else "" for line in markdown.split("\n"))


def strong(text: str) -> str:
    """*text* in bold."""
    return f"**{escape(text)}**"


def link(text: str, target: str) -> str:
    """*text* as a link."""
    destination = address(target).replace("&", r"\&")
    return f"[{escape(text)}]({destination})"


def code(text: str) -> str:
    """*text* between more backticks than it has in a row."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text[0] in "` " or text[-1] in "` " else ""
    return f"{fence}{space}{text}{space}{fence}"
