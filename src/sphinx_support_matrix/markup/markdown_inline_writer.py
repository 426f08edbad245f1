"""The running text of a docutils document as Markdown, as GitHub reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from unicodedata import category

from docutils import nodes

from sphinx_support_matrix.core.export.addresses import address
from sphinx_support_matrix.core.export.markdown_text import code, escape_middle

if TYPE_CHECKING:
    from collections.abc import Sequence

_SPACE = re.compile(r"\s+")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# A browser takes them out of an address before it looks at the scheme.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")
_SCHEMES = ("http", "https", "mailto")


def inline(children: Sequence[nodes.Node]) -> str:
    """*children* on one line."""
    written: list[str] = []
    # Two runs of asterisks side by side would be one.
    in_emphasis = False
    for index, child in enumerate(children):
        before = children[index - 1].astext()[-1:] if index else ""
        after = children[index + 1].astext()[:1] if index + 1 < len(children) else ""
        mark = _mark(child)
        text = _node(child)
        inner = child.astext()
        fits = _fits(before, inner[:1]) and _fits(after, inner[-1:]) and text.strip() == text
        if mark and text and fits and not in_emphasis:
            written.append(f"{mark}{text}{mark}")
            in_emphasis = True
        elif text:
            written.append(text)
            in_emphasis = False
    return _SPACE.sub(" ", "".join(written)).strip()


def _mark(node: nodes.Node) -> str:
    if isinstance(node, nodes.strong):
        return "**"
    return "*" if isinstance(node, (nodes.emphasis, nodes.title_reference)) else ""


def _fits(outside: str, inside: str) -> bool:
    """Whether an asterisk between the two characters begins or ends emphasis."""
    return inside.isalnum() or not outside or outside.isspace() or category(outside)[0] in "PS"


def _node(node: nodes.Node) -> str:  # noqa: PLR0911 - one case a kind of node
    match node:
        case nodes.Text():
            return escape_middle(_SPACE.sub(" ", node.astext()))
        case nodes.literal() | nodes.math():
            text = _SPACE.sub(" ", node.astext()).strip()
            return code(text) if text else ""
        case nodes.reference():
            return _reference(node)
        case nodes.image():
            return image(node)
        case nodes.footnote_reference() | nodes.citation_reference():
            return escape_middle(f"[{node.astext()}]")
        case nodes.target() | nodes.comment() | nodes.system_message() | nodes.substitution_definition():
            return inline(node.children) if isinstance(node, nodes.target) else ""
        case nodes.Element():
            return "".join(map(_node, node.children))
    return ""


def is_allowed(uri: str) -> bool:
    """Whether a browser may follow *uri*."""
    scheme = _SCHEME.match(_IGNORED.sub("", uri))
    return scheme is None or scheme[1].lower() in _SCHEMES


def _reference(node: nodes.reference) -> str:
    text = inline(node.children)
    uri = node.get("refuri")
    if uri is None:
        return text
    if not is_allowed(uri):
        return text if node.astext() == uri else f"{text} ({escape_middle(_SPACE.sub(' ', uri))})"
    return f"[{text}]({destination(uri)})"


def destination(uri: str) -> str:
    """*uri* as the destination of a link."""
    return address(uri).replace("&", r"\&")


def image(node: nodes.image) -> str:
    """An image, or its text where its address is none for pages."""
    uri = node["uri"]
    text = escape_middle(_SPACE.sub(" ", node.get("alt") or uri))
    return f"![{text}]({destination(uri)})" if is_allowed(uri) else text
