"""Nodes that several steps make in the same way."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from sphinx_support_matrix.core.matrix.model import Title
    from sphinx_support_matrix.core.matrix.status_meaning import NamedFeature, SentencePart

_Node = TypeVar("_Node", bound=nodes.TextElement)
# What begins or ends inline markup, or escapes it.
_MARKUP = re.compile(r"([\\*`|]|_(?!\w))")


def link_or_text(text: str, link: str | None, *, internal: bool = False) -> nodes.Node:
    """*text*, as a reference if there is a link."""
    if not link:
        return nodes.Text(text)
    return nodes.reference("", text, refuri=link, internal=internal)


def sentence(
    pieces: Iterable[SentencePart], link: Callable[[NamedFeature], str | None] | None = None
) -> list[nodes.Node]:
    """*pieces* as text in which the titles of features stand out.

    :param link: Finds the address of a feature; without it, links lead to ids on the page.
    """
    content: list[nodes.Node] = []
    for text, feature in pieces:
        if feature is None:
            content.append(nodes.Text(text))
            continue
        title: nodes.Node = nodes.Text(text)
        if link is not None:
            title = link_or_text(text, link(feature), internal=True)
        elif feature.refid is not None:
            title = nodes.reference("", text, refid=feature.refid, internal=True)
        content.append(nodes.emphasis("", "", title))
    return content


def target(identifier: str) -> nodes.target:
    """A place that references can lead to. Most writers ignore the ids of other elements."""
    return nodes.target("", "", ids=[identifier])


def put_in_place_of(node: nodes.Element, *others: nodes.Node) -> None:
    """Replace *node* by *others*. What docutils has for that gives them the ids and names of *node*, too."""
    parent = node.parent
    assert parent is not None
    index = parent.index(node)
    parent[index : index + 1] = others


def labelled(label: str, *content: nodes.Node) -> nodes.paragraph:
    """A paragraph that begins with a label."""
    paragraph = nodes.paragraph("", "", nodes.strong("", f"{label}:"))
    if content:
        paragraph += [nodes.Text(" "), *content]
    return paragraph


def bullets(items: Iterable[Sequence[nodes.Node]]) -> nodes.bullet_list:
    """A list of items, each of block elements."""
    return nodes.bullet_list("", *(nodes.list_item("", *item) for item in items), bullet="*")


def lines(items: Iterable[Sequence[nodes.Node]]) -> nodes.bullet_list:
    """A list of items, each a single paragraph."""
    return bullets([nodes.paragraph("", "", *item)] for item in items)


def row(paragraphs: Iterable[nodes.Element]) -> nodes.row:
    """A table row with one paragraph an entry."""
    return nodes.row("", *(nodes.entry("", paragraph) for paragraph in paragraphs))


def table(
    widths: Sequence[int],
    heads: Sequence[nodes.row],
    body: Sequence[nodes.row],
    *,
    classes: Sequence[str] = (),
) -> nodes.table:
    """A table with rows that are its head; *widths* are in characters."""
    group = nodes.tgroup("", *(nodes.colspec(colwidth=width) for width in widths), cols=len(widths))
    group += [nodes.thead("", *heads), nodes.tbody("", *body)]
    return nodes.table("", group, classes=list(classes))


def titled(node: _Node, title: Title) -> _Node:
    """Give *node* the text and the place of *title*, which translation needs.

    A title is plain text; a message in a catalog is reStructuredText.
    """
    node.append(nodes.Text(title.text))
    node.rawsource = message_of(title.text)
    node.source, node.line = title.location.path, title.location.line
    return node


def message_of(text: str) -> str:
    """The message for translators that a title *text* becomes."""
    return _MARKUP.sub(r"\\\1", text)
