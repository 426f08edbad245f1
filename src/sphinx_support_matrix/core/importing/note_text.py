"""The pieces of a cell as reStructuredText that means nothing but what they say."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.importing.foreign_table import Piece
from sphinx_support_matrix.core.ini.characters import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from sphinx_support_matrix.core.importing.foreign_table import ForeignCell

# A word of letters and underscores in the middle is no reference; everything else that begins or ends markup is
# escaped.
_SPECIAL = re.compile(r"[\\*`|]|_(?![A-Za-z0-9])|(?<![A-Za-z0-9])_|(?<=:):")
# What docutils would make a link of, and the page refuse. The length spares a look at the rest of long words.
_OTHER_SCHEME = re.compile(
    r"(?<![A-Za-z0-9+.-])((?!https?:|mailto:)[A-Za-z][A-Za-z0-9+.-]{0,40}):(?=[^\s:\\])", re.IGNORECASE
)
_CAN_FOLLOW = frozenset(".,:;!?)")
_BEGINNINGS = frozenset("-+*|>#;:=./_•‣⁃")
_LIST_ITEM = re.compile(r"\(?(?:[0-9]+|[A-Za-z]|[ivxlcdmIVXLCDM]+|#)[.)](?:\s|$)")
_PLAIN_URL = re.compile(r"https?://[A-Za-z0-9](?:[A-Za-z0-9/._~%=+-]*[A-Za-z0-9/])?")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_LINK_SCHEMES = ("http", "https", "mailto")
_IN_URL = {" ": "%20", "<": "%3C", ">": "%3E", "`": "%60", "\\": "%5C", '"': "%22", "*": "%2A", "|": "%7C"}


def note_of(pieces: Iterable[Piece], footnotes: Mapping[str, ForeignCell]) -> list[str]:
    """The paragraphs that *pieces* and the footnotes that they refer to make, each on one line."""
    pieces = list(pieces)
    paragraphs = [paragraph([piece for piece in pieces if not piece.footnote])]
    for piece in dict.fromkeys(piece for piece in pieces if piece.footnote):
        known = footnotes.get(piece.footnote)
        # A footnote that nobody wrote is still a mark that somebody did.
        paragraphs.append(paragraph(_shown(known.pieces) if known else [Piece(text=piece.text)]))
    return [each for each in dict.fromkeys(paragraphs) if each]


def paragraph(pieces: Iterable[Piece]) -> str:
    """One paragraph of *pieces*, on one line."""
    text = ""
    after_markup = False
    for part, is_markup, after_space in _parts(_joined(pieces)):
        if after_space and text and not text.endswith(" "):
            text += " "
        if text and not text.endswith(" ") and (is_markup or (after_markup and part[0] not in _CAN_FOLLOW)):
            # Markup has to stand apart from what is around it; this is no space for readers.
            text += "\\ "
        text += part
        after_markup = is_markup
    text = text.strip()
    if _begins_a_block(text):
        text = f"\\{text}" if not text[0].isalnum() else f"\\ {text}"
    return text


def escaped(text: str) -> str:
    """*text* as it is to be read, with nothing in it that is markup."""
    return _OTHER_SCHEME.sub(r"\1\\:", _SPECIAL.sub(lambda match: f"\\{match[0]}", text))


def can_be_link(target: str) -> bool:
    """Whether a driver can have *target* as its link."""
    return _leads_somewhere(target) and not re.search(r"[\s\x00-\x20\x7f-\x9f]", target) and target[0] != "#"


def _leads_somewhere(target: str) -> bool:
    scheme = _SCHEME.match(target)
    good = scheme is None or scheme[1].lower() in _LINK_SCHEMES
    return bool(target) and good and printable(target) == target and "\ufffd" not in target


def _shown(pieces: Iterable[Piece]) -> list[Piece]:
    return [Piece(text=piece.text, link=piece.link, literal=piece.literal) for piece in pieces]


def _parts(pieces: Iterable[Piece]) -> Iterator[tuple[str, bool, bool]]:
    """Each piece as reStructuredText, whether that is markup, and whether a space is before it."""
    spaced = False
    for piece in pieces:
        text = " ".join(printable(piece.text).split())
        before = spaced or piece.text[:1].isspace()
        spaced = piece.text[-1:].isspace() if text or piece.link else (before or bool(piece.text))
        if piece.link:
            for number, (part, is_markup) in enumerate(_link(text, printable(piece.link).strip())):
                yield part, is_markup, before or bool(number)
        elif text and piece.literal:
            yield f"``{text}``", True, before
        elif text:
            yield escaped(text), False, before


def _joined(pieces: Iterable[Piece]) -> list[Piece]:
    """*pieces* with those together that have no markup: what is harmless in each may not be so in a row."""
    joined: list[Piece] = []
    for piece in pieces:
        literal = piece.literal and _can_be_literal(" ".join(printable(piece.text).split()))
        if joined and not (literal or piece.link or joined[-1].literal or joined[-1].link):
            joined[-1] = Piece(text=joined[-1].text + piece.text)
        else:
            joined.append(Piece(text=piece.text, link=piece.link, literal=literal))
    return joined


def _can_be_literal(text: str) -> bool:
    return bool(text) and not (text[0] in "`\\" or text[-1] in "`\\" or "``" in text)


def _link(text: str, target: str) -> Iterator[tuple[str, bool]]:
    if target[:1] == "#" or not _leads_somewhere(target):
        # It leads nowhere from the page.
        if text:
            yield escaped(text), False
        if target:
            yield f"({escaped(target)})", False
        return
    target = "".join(_IN_URL.get(each, "%20" if each.isspace() else each) for each in target)
    if text in {"", target} and _PLAIN_URL.fullmatch(target):
        yield target, True
        return
    # An underscore at the end would make a name of the address.
    address = f"{target[:-1]}\\_" if target.endswith("_") else target
    label = escaped(text or target).replace("<", "\\<")
    yield f"`{label} <{address}>`__", True


def _begins_a_block(text: str) -> bool:
    """Whether the beginning of *text* would make it a list, a heading, a comment of the file or the like."""
    if not text:
        return False
    if _LIST_ITEM.match(text):
        return True
    if text[0] in "\\`":
        return False
    return text[0] in _BEGINNINGS or (text[0].isascii() and not any(map(str.isalnum, text)))
