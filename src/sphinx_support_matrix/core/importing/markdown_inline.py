"""The inline markup of Markdown, with the HTML that is in it, as pieces of a cell."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.importing.foreign_table import ForeignCell, Piece, footnote_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

# Each alternative looks at a limited part of the text, so that a long cell takes no longer than its length.
_TEXT = r"(?:[^\[\]\\]|\\.|!?\[[^\[\]]{0,400}\](?:\([^()\s]{0,2000}\))?){0,400}"
_TARGET = r"\(\s*(?:<(?P<{0}angle>[^<>]{{0,2000}})>|(?P<{0}bare>(?:[^()\s]|\([^()\s]{{0,400}}\)){{0,2000}}))(?:\s+[\"'(][^\"]{{0,400}}[\"')])?\s*\)"
_TOKEN = re.compile(
    r"\\(?P<escaped>[!-/:-@\[-`{-~])"
    r"|(?<!`)(?P<ticks>`{1,4})(?!`)(?P<code>.{1,2000}?)(?<!`)(?P=ticks)(?!`)"
    r"|\[\^(?P<footnote>[^\]\s]{1,100})\]"
    rf"|!\[(?P<alt>[^\[\]]{{0,400}})\](?:{_TARGET.format('image_')}|\[[^\[\]]{{0,400}}\])"
    rf"|\[(?P<label>{_TEXT})\](?:{_TARGET.format('link_')}|\[(?P<reference>[^\[\]]{{0,400}})\])?"
    r"|<(?P<auto>(?:https?|mailto):[^\s<>]{1,2000})>"
    r"|<sup\b[^<>]{0,200}>(?P<sup>.{1,400}?)</sup>"
    r"|<a\b[^<>]{0,2000}?href\s*=\s*[\"']?(?P<href>[^\"'\s<>]{1,2000})[^<>]{0,400}>(?P<anchored>.{0,2000}?)</a>"
    r"|<img\b(?P<img>[^<>]{0,2000})>"
    r"|(?P<line><br\s*/?>)"
    r"|(?P<tag></?[A-Za-z][^<>]{0,2000}>|<!--.{0,2000}?-->)",
    re.IGNORECASE | re.DOTALL,
)
# A pair of the same runs around text that does not begin or end with white space.
_EMPHASIS = re.compile(r"(?<![\w*_~])(\*{1,3}|_{1,3}|~~)(?=\S)([^*_~]*\S)(?<![*_~])\1(?![\w*_~])")
# What stands for a piece that is no bare text while emphasis is looked for.
_STAND_IN = "\uffff"
_STAND_INS = re.compile(_STAND_IN)
_ATTRIBUTE = re.compile(r"\b(alt|title|src)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)


def inline(text: str, links: Mapping[str, str] | None = None) -> ForeignCell:
    """The pieces of *text*.

    :param links: Where the labels of references lead to, in small letters.
    """
    found = _pieces(_STAND_INS.sub("\N{REPLACEMENT CHARACTER}", text), links or {})
    pieces = [piece for piece in found if piece.text or piece.link]
    joined: list[Piece] = []
    for piece in _without_emphasis(pieces):
        if joined and _is_bare(piece) and _is_bare(joined[-1]):
            joined[-1] = Piece(text=joined[-1].text + piece.text)
        else:
            joined.append(piece)
    return ForeignCell(pieces=tuple(joined))


def image_text(alt: str, source: str) -> str:
    """What an image says: its alternative text, or at least the name of its file."""
    return alt.strip() or source.partition("?")[0].rpartition("/")[2].partition(".")[0]


def _pieces(text: str, links: Mapping[str, str]) -> Iterator[Piece]:
    start = 0
    for match in _TOKEN.finditer(text):
        yield Piece(text=unescape(text[start : match.start()]))
        yield from _token(match, links)
        start = match.end()
    yield Piece(text=unescape(text[start:]))


def _token(match: re.Match[str], links: Mapping[str, str]) -> Iterator[Piece]:  # noqa: C901 (one for each kind)
    found = match.groupdict()
    if found["escaped"] is not None:
        # What is escaped stands for itself, and is no sign of emphasis.
        yield Piece(text=_STAND_IN + found["escaped"])
    elif found["code"] is not None:
        yield Piece(text=found["code"].strip() or found["code"], literal=True)
    elif found["footnote"] is not None:
        yield Piece(text=match[0], footnote=footnote_name(found["footnote"]))
    elif found["alt"] is not None:
        yield Piece(text=image_text(found["alt"], found["image_angle"] or found["image_bare"] or ""))
    elif found["label"] is not None:
        yield from _link(match, links)
    elif found["auto"] is not None:
        yield Piece(text=found["auto"], link=found["auto"])
    elif found["sup"] is not None:
        written = "".join(piece.text for piece in inline(found["sup"], links).pieces)
        yield Piece(text=written, footnote=footnote_name(written))
    elif found["href"] is not None:
        yield from _linked(found["anchored"], unescape(found["href"]), links)
    elif found["img"] is not None:
        given = {
            each[1].lower(): each[2] or each[3] or each[4] or "" for each in _ATTRIBUTE.finditer(found["img"])
        }
        yield Piece(text=image_text(given.get("alt", "") or given.get("title", ""), given.get("src", "")))
    elif found["line"] is not None:
        yield Piece(text="\n")


def _link(match: re.Match[str], links: Mapping[str, str]) -> Iterator[Piece]:
    label = match["label"]
    target = match["link_angle"] or match["link_bare"]
    if target is None:
        target = links.get((match["reference"] or label).strip().lower())
    if target is None:
        # Nothing but brackets.
        yield Piece(text="[")
        yield from _pieces(label, links)
        yield Piece(text=match[0][1 + len(label) :])
    else:
        yield from _linked(label, unescape(target), links)


def _linked(label: str, target: str, links: Mapping[str, str]) -> Iterator[Piece]:
    pieces = inline(label, links).pieces or (Piece(text=""),)
    for piece in pieces:
        yield piece if piece.footnote else replace(piece, link=target)


def _is_bare(piece: Piece) -> bool:
    return not (piece.link or piece.literal or piece.footnote)


def _without_emphasis(pieces: list[Piece]) -> Iterator[Piece]:
    """*pieces* without the signs of emphasis, which can be around several of them."""
    whole: list[str] = []
    fixed: list[Piece] = []
    for piece in pieces:
        if _is_bare(piece) and not piece.text.startswith(_STAND_IN):
            whole.append(piece.text)
        else:
            whole.append(_STAND_IN)
            fixed.append(replace(piece, text=piece.text.removeprefix(_STAND_IN)))
    text = "".join(whole)
    for _ in range(3):
        text = _EMPHASIS.sub(r"\2", text)
    first, *others = text.split(_STAND_IN)
    if first:
        yield Piece(text=first)
    for piece, after in zip(fixed, others, strict=True):
        yield piece
        if after:
            yield Piece(text=after)
