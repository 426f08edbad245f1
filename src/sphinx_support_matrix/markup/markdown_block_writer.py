"""The blocks of a docutils document as Markdown, as GitHub reads it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.core.export.markdown_text import at_beginning, code, escape, indented
from sphinx_support_matrix.markup.markdown_inline_writer import destination, inline, is_allowed

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LANGUAGE = re.compile(r"[A-Za-z0-9_+#.-]+")
_BULLETS = (nodes.bullet_list, nodes.definition_list, nodes.field_list, nodes.option_list)


def blocks(children: Sequence[nodes.Node]) -> str:
    """*children*, with blank lines between them."""
    written: list[str] = []
    # Two lists side by side would be one, unless they have different bullets.
    other = False
    last = ""
    for child in children:
        kind = _list_kind(child)
        other = not other if kind and kind == last else False
        text = "\n\n".join(part for part in _block(child, other=other) if part)
        if text:
            last = kind
            written.append(text)
    return "\n\n".join(written)


def _list_kind(node: nodes.Node) -> str:
    if isinstance(node, nodes.enumerated_list):
        return "numbers"
    return "bullets" if isinstance(node, _BULLETS) else ""


def paragraph(children: Sequence[nodes.Node]) -> str:
    """*children* as a paragraph of one line."""
    return at_beginning(inline(children))


def fence(text: str, language: str = "") -> str:
    """*text* as a block of code."""
    marks = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    info = language if _LANGUAGE.fullmatch(language) else ""
    return f"{marks}{info}\n{text}\n{marks}"


def quote(markdown: str) -> str:
    """*markdown* as a quotation."""
    return "\n".join(f"> {line}".rstrip() for line in markdown.split("\n"))


def _block(node: nodes.Node, *, other: bool) -> Iterator[str]:  # noqa: C901, PLR0912 - one case a kind of node
    bullet = "*" if other else "-"
    match node:
        case nodes.comment() | nodes.substitution_definition() | nodes.pending():
            return
        case nodes.system_message():
            # docutils quotes what it does not understand.
            yield from (
                fence(each.astext()) for each in node.children if isinstance(each, nodes.literal_block)
            )
        case nodes.target():
            yield _unused_target(node)
        case nodes.literal_block() | nodes.doctest_block() | nodes.math_block() | nodes.raw():
            yield fence(node.astext(), node.get("language") or "")
        case nodes.bullet_list():
            yield _items((blocks(item.children) for item in node.children), bullet)
        case nodes.enumerated_list():
            yield _numbered(node, ")" if other else ".")
        case nodes.definition_list() | nodes.field_list() | nodes.option_list():
            yield _items(map(_entry, node.children), bullet)
        case nodes.table():
            yield from _table(node)
        case nodes.line_block():
            yield "\\\n".join(_lines(node, 0))
        case nodes.attribution():
            yield f"— {inline(node.children)}"
        case nodes.footnote() | nodes.citation():
            label, *rest = node.children
            space = " " if rest and isinstance(rest[0], nodes.paragraph) else "\n\n"
            yield f"{escape(f'[{label.astext()}]')}{space}{blocks(rest)}".rstrip()
        case nodes.block_quote():
            yield quote(blocks(node.children))
        case nodes.Admonition():
            yield quote(_titled(node))
        case nodes.topic() | nodes.sidebar():
            yield quote(blocks(node.children))
        case nodes.title() | nodes.subtitle() | nodes.rubric():
            text = node.astext().strip()
            yield f"**{escape(text)}**" if text else ""
        case nodes.transition():
            yield "---"
        case nodes.image() | nodes.reference() | nodes.literal() | nodes.inline():
            yield paragraph([node])
        case nodes.TextElement():
            yield paragraph(node.children)
        case nodes.Text():
            yield paragraph([node])
        case nodes.Element():
            yield blocks(node.children)


def _titled(node: nodes.Node) -> str:
    """An admonition with its title, which a specific one has in its name."""
    assert isinstance(node, nodes.Element)
    if isinstance(node, nodes.admonition):
        return blocks(node.children)
    return f"**{node.tagname.capitalize()}**\n\n{blocks(node.children)}"


def _unused_target(node: nodes.target) -> str:
    """An address that nothing leads to would be lost with the target."""
    uri = node.get("refuri")
    if not uri or getattr(node, "referenced", False):
        return ""
    text = escape(", ".join(node["names"]) or uri)
    return f"[{text}]({destination(uri)})" if is_allowed(uri) else f"{text}: {escape(uri)}"


def _items(items: Iterator[str], bullet: str) -> str:
    return "\n".join(_item(bullet, text) for text in items)


def _item(bullet: str, text: str) -> str:
    # A block that cannot stand in the line of the bullet begins in the next one.
    return f"{bullet} {indented(text, ' ' * (len(bullet) + 1))[len(bullet) + 1 :]}".rstrip()


def _numbered(node: nodes.enumerated_list, after: str) -> str:
    first = int(node.get("start", 1))
    return "\n".join(
        _item(f"{first + number}{after}", blocks(item.children)) for number, item in enumerate(node.children)
    )


def _entry(item: nodes.Node) -> str:
    """A term, a field or an option, and what is said about it."""
    if not isinstance(item, nodes.Element):
        return ""
    heads = [
        child
        for child in item.children
        if isinstance(child, (nodes.term, nodes.classifier, nodes.field_name, nodes.option_group))
    ]
    texts = map(_head, heads)
    rest = [child for child in item.children if child not in heads]
    head = at_beginning(" ".join(texts)) + ("" if isinstance(item, nodes.definition_list_item) else ":")
    return f"{head}\n\n{blocks(rest)}".rstrip()


def _head(node: nodes.Element) -> str:
    if isinstance(node, nodes.classifier):
        return f"({inline(node.children)})"
    if isinstance(node, nodes.option_group):
        return ", ".join(code(_option(option)) for option in node.findall(nodes.option))
    return inline(node.children)


def _option(option: nodes.option) -> str:
    # The text of an argument has what stands before it.
    return "".join(part.astext() for part in option.children)


def _lines(node: nodes.Element, depth: int) -> Iterator[str]:
    for child in node.children:
        if isinstance(child, nodes.line_block):
            yield from _lines(child, depth + 1)
        else:
            text = paragraph(child.children)
            yield "&nbsp;" * (4 * depth) + text if text else "&nbsp;"


def _table(node: nodes.table) -> Iterator[str]:
    for title in node.findall(nodes.title):
        yield f"**{escape(title.astext())}**"
    for group in node.findall(nodes.tgroup):
        width = int(group["cols"])
        heads = [_row(row, width) for head in group.findall(nodes.thead) for row in head.children]
        rows = [_row(row, width) for body in group.findall(nodes.tbody) for row in body.children]
        # There is one line of headings in Markdown, and always one.
        lines = [heads[0] if heads else [""] * width, ["---"] * width, *heads[1:], *rows]
        yield "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _row(row: nodes.Node, width: int) -> list[str]:
    cells: list[str] = []
    for entry in row.children:
        cells.append(_cell(entry))
        cells += [""] * int(entry.get("morecols", 0))  # type: ignore[attr-defined]
    # A cell that reaches down from above is not in this row.
    return [*cells, *[""] * (width - len(cells))][:width]


def _cell(entry: nodes.Node) -> str:
    """A cell on one line: paragraphs with their markup, anything else as its text."""
    parts = [
        inline(child.children) if isinstance(child, nodes.paragraph) else escape(child.astext())
        for child in entry.children
        if child.astext().strip() or isinstance(child, nodes.paragraph)
    ]
    # In code, too, a bar would end the cell.
    return re.sub(r"(?<!\\)\|", r"\\|", " ".join(parts))
