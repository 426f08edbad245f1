"""Addresses in the text and in the links of a file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Iterator

# Punctuation at the end belongs to the sentence, and not to the address.
_URL = re.compile(r"(https?://[^\s<>\"`|\\^{}]*[^\s<>\"`|\\^{}.,;:!?'*_()\[\]])", re.IGNORECASE)
_SAFE = "%/:?#[]@!&'+,;=~-._"


def address(link: str) -> str:
    """*link* with every character percent-encoded that ends an address in some format."""
    return quote(link, safe=_SAFE, errors="replace")


def split_links(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of *text*, each with whether it is an address."""
    for index, part in enumerate(_URL.split(text)):
        if part:
            yield part, index % 2 == 1
