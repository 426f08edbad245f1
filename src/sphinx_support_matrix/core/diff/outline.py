"""A diff as headings and lists, which the outputs for people only have to write down."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum


class Sign(Enum):
    """What happened, in a character."""

    MORE = "+"
    """Something was added, or goes further."""

    LESS = "-"
    """Something was removed, or goes less far."""

    OTHER = "~"
    """Something changed."""


class Style(Enum):
    """How a piece of text is shown."""

    PLAIN = "plain"
    STRONG = "strong"
    CODE = "code"


@dataclass(frozen=True, kw_only=True, slots=True)
class Span:
    """A piece of text."""

    text: str
    """Printable text on one line."""

    style: Style = Style.PLAIN
    """How it is shown."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Item:
    """An entry of a list."""

    sign: Sign | None
    """What happened; ``None`` for an entry that only stands above others."""

    spans: tuple[Span, ...]
    """The sentence."""

    items: tuple[Item, ...] = ()
    """The entries below it."""


@dataclass(frozen=True, kw_only=True, slots=True)
class OutlinePart:
    """A heading and the list below it."""

    heading: str
    """The heading."""

    items: tuple[Item, ...]
    """The list; never empty."""
