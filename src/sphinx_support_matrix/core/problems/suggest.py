"""Name the nearest right name, for messages."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that *name* was probably meant to be, ignoring case, or ``None``.

    A candidate that ends in *name*, such as ``libvirt-vz-vm`` for ``vz-vm``, is nearer than one that
    has similar letters.
    """
    folded = name.casefold()
    by_folded: dict[str, str] = {}
    for candidate in candidates:
        by_folded.setdefault(candidate.casefold(), candidate)
    longer = [
        candidate for candidate in by_folded if folded and candidate.endswith(("-" + folded, "." + folded))
    ]
    if len(longer) == 1:
        return by_folded[longer[0]]
    matches = get_close_matches(folded, by_folded, n=1, cutoff=0.6)
    return by_folded[matches[0]] if matches else None


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """The end of a message, such as ``; did you mean 'notes'?``, or an empty string."""
    match = nearest(name, candidates)
    return f"; did you mean '{match}'?" if match else ""


def listing(names: Iterable[str], *, last: str = "or") -> str:
    """Names for a sentence: ``a, b or c``."""
    items = list(names)
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"
