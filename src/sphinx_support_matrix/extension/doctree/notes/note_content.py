"""Look through what a note was parsed to, and take out what would reach the page around it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes

from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.doctree.notes.allowed_markup import (
    is_active,
    scheme_of,
    unlink,
    urls_of,
    why_not_image,
    without,
)
from sphinx_support_matrix.extension.doctree.notes.refusing import literal
from sphinx_support_matrix.extension.doctree.standard_nodes import put_in_place_of

if TYPE_CHECKING:
    from sphinx_support_matrix.extension.doctree.notes.refusing import Refusals

# A footnote takes a number of the page, a citation is there for the whole project, and a
# substitution for the page.
_BLOCKS: dict[type[nodes.Element], str] = {
    nodes.footnote: "a note cannot have footnotes of its own",
    nodes.citation: "a note cannot define a citation",
    nodes.substitution_definition: "a note cannot define a substitution; the document or 'rst_prolog' can",
}
# Lists of lists of lists: what is deeper than this cannot be read, and programs do not get to its end.
DEEPEST = 40


def clean(content: nodes.Element, refusals: Refusals, *, indexed: bool, images: bool) -> None:
    """Clean *content*, the blocks of a note.

    :param indexed: Whether the project lets notes make entries in the index.
    :param images: Whether the project lets notes show any image.
    """
    reported: set[str] = set()
    for node in list(content.findall(nodes.Element)):
        message = _BLOCKS.get(type(node))
        if message is not None:
            _refuse_block(node, message, refusals)
        elif isinstance(node, nodes.footnote_reference):
            message = f"a note cannot refer to footnotes of the page, as '{node.rawsource}' does"
            refusals.report(message, refusals.line_of(node.rawsource))
            put_in_place_of(node, nodes.literal(node.rawsource, node.rawsource))
        elif isinstance(node, nodes.system_message):
            _keep_text(node)
        elif isinstance(node, nodes.problematic):
            # The message that it would lead to is in the log.
            node["ids"] = []
            node.attributes.pop("refid", None)
        elif isinstance(node, addnodes.index):
            if not indexed:
                _remove_entries(node)
        elif isinstance(node, nodes.image) and not images:
            _check_image(node, refusals)
        else:
            _check_urls(node, refusals, reported)


def is_too_deep(node: nodes.Element) -> bool:
    """Whether *node* has elements in elements in elements, and so on."""
    level: list[nodes.Element] = [node]
    for _ in range(DEEPEST):
        level = [child for each in level for child in each.children if isinstance(child, nodes.Element)]
        if not level:
            return False
    return True


def _refuse_block(node: nodes.Element, message: str, refusals: Refusals) -> None:
    if node.parent is None:
        return
    path = node.source or refusals.note.path
    line = node.line or refusals.line_of(node.rawsource)
    refusals.report(message, line, path=path)
    text = refusals.construct(line) if path == refusals.note.path else node.rawsource
    put_in_place_of(node, literal(text or node.rawsource, path, line))


def _keep_text(message: nodes.system_message) -> None:
    """Leave the text that *message* is about on the page: Sphinx logs messages, and takes them out.

    The ids lead from a message to the text and back, and are not those of the page.
    """
    message["ids"] = []
    message["backrefs"] = []
    parent = message.parent
    assert parent is not None
    texts = [child for child in message.children if isinstance(child, nodes.literal_block)]
    for text in texts:
        message.remove(text)
        kept = literal(text.astext(), message.get("source"), message.get("line"))
        parent.insert(parent.index(message) + 1, kept)


def _remove_entries(index: addnodes.index) -> None:
    """Remove an entry of the page in the general index, and the place that it leads to."""
    parent = index.parent
    if parent is None:
        return
    places = {entry[2] for entry in index["entries"]}
    for each in list(parent.children):
        if isinstance(each, nodes.target) and not places.isdisjoint(each["ids"]):
            parent.remove(each)
    parent.remove(index)


def _check_image(image: nodes.image, refusals: Refusals) -> None:
    message = why_not_image(image["uri"], refusals.env)
    if message is None:
        return
    line = image.line or refusals.note.numbers[0]
    refusals.report(message, line, path=image.source)
    text = image.rawsource.rstrip() or image["uri"]
    inline = isinstance(image.parent, nodes.TextElement)
    put_in_place_of(image, nodes.literal(text, text) if inline else literal(text, image.source, line))


def _check_urls(node: nodes.Element, refusals: Refusals, reported: set[str]) -> None:
    """Take the addresses from *node* that a note may not lead to.

    :param reported: The addresses about which something has been said. The name that a link also is comes after it.
    """
    for attribute, url in list(urls_of(node)):
        scheme = scheme_of(url)
        if scheme is None:
            continue
        is_address = isinstance(node, nodes.reference) and node.rawsource == node.astext()
        # An address of any other kind in plain text reads as well without being a link.
        is_name = isinstance(node, nodes.target) and url in reported
        if not is_name and (not is_address or is_active(scheme)):
            reported.add(url)
            message = f"a link in a note cannot be '{scheme}:'; expected http:, https:, mailto: or a relative target"
            written = any(url in line for line in refusals.note.lines)
            line = refusals.line_of(url if written else node.rawsource)
            refusals.report(message, line, code=Code.BAD_LINK)
        if isinstance(node, nodes.reference):
            unlink(node)
            return
        without(node, attribute, url)
