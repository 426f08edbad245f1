"""Name the nearest right name, for messages."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

EFFORT = 16_000_000
"""How much one :class:`Suggester` does, in characters looked at and pairs of characters compared: a second of work.
A hundred wrong names among two hundred right ones take less."""

_EFFORT_FOR_ONE = 400_000
_MOST_LISTED = 50
_CUTOFF = 0.6


class Suggester:
    """Names the nearest right names for the wrong names of one file.

    Each wrong name is looked for once, however often it is there. What there is to look at is limited: a file
    with thousands of different wrong names is another kind of mistake, and its messages do without hints then.
    """

    def __init__(self) -> None:
        self._left = EFFORT
        self._folded: dict[str, dict[str, str]] = {}
        self._known: dict[tuple[str, str], str | None] = {}

    def nearest(self, name: str, what: str, candidates: Iterable[str]) -> str | None:
        """The candidate that *name* was probably meant to be, ignoring case, or ``None``.

        A candidate that ends in *name*, such as ``libvirt-vz-vm`` for ``vz-vm``, is nearer than one that
        has similar letters.

        :param what: What is called so. The candidates for it are the same each time, and are read once.
        """
        folded = name.casefold()
        found = self._known.get((what, folded))
        if found is not None or self._left <= 0:
            return found
        if (what, folded) not in self._known:
            self._known[what, folded] = found = self._look(folded, self._candidates(what, candidates))
        return found

    def did_you_mean(self, name: str, what: str, candidates: Iterable[str]) -> str:
        """The end of a message, such as ``; did you mean 'notes'?``, or an empty string.

        The arguments are those of :meth:`nearest`.
        """
        match = self.nearest(name, what, candidates)
        return f"; did you mean '{match}'?" if match else ""

    def _candidates(self, what: str, candidates: Iterable[str]) -> dict[str, str]:
        """The *candidates* as they are written, by what they are without regard to case."""
        if what not in self._folded:
            by_folded = self._folded[what] = {}
            for candidate in candidates:
                by_folded.setdefault(candidate.casefold(), candidate)
        return self._folded[what]

    def _look(self, name: str, candidates: dict[str, str]) -> str | None:
        ends = ("-" + name, "." + name)
        longer = [candidate for candidate in candidates if name and candidate.endswith(ends)]
        if len(longer) == 1:
            self._left -= len(candidates)
            return candidates[longer[0]]
        match = self._similar(name, candidates)
        return None if match is None else candidates[match]

    def _similar(self, name: str, candidates: Iterable[str]) -> str | None:
        """The candidate with the most similar letters, as :func:`difflib.get_close_matches` finds it."""
        matcher: SequenceMatcher[str] = SequenceMatcher()
        matcher.set_seq2(name)
        # How similar a candidate can be at most is known sooner than how similar it is.
        promising: list[tuple[float, str]] = []
        for candidate in candidates:
            self._left -= 1
            matcher.set_seq1(candidate)
            if matcher.real_quick_ratio() >= _CUTOFF:
                self._left -= len(candidate) + len(name)
                most = matcher.quick_ratio()
                if most >= _CUTOFF:
                    promising.append((most, candidate))
        promising.sort(reverse=True)
        best = (_CUTOFF, "")
        left = min(self._left, _EFFORT_FOR_ONE)
        for most, candidate in promising:
            effort = len(candidate) * len(name)
            if most < best[0] or effort > left:
                break
            left -= effort
            self._left -= effort
            matcher.set_seq1(candidate)
            best = max(best, (matcher.ratio(), candidate))
        return best[1] or None


def nearest(name: str, candidates: Iterable[str]) -> str | None:
    """The candidate that *name* was probably meant to be; for one name of its own. See :class:`Suggester`."""
    return Suggester().nearest(name, "", candidates)


def did_you_mean(name: str, candidates: Iterable[str]) -> str:
    """The end of a message, such as ``; did you mean 'notes'?``, or an empty string; for one name of its own."""
    return Suggester().did_you_mean(name, "", candidates)


def listing(names: Iterable[str], *, last: str = "or") -> str:
    """Names for a sentence: ``a, b or c``; of very many, the first."""
    items = list(names)
    if len(items) > _MOST_LISTED:
        items[_MOST_LISTED:] = [f"{len(items) - _MOST_LISTED} others"]
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} {last} {items[-1]}"


def counted(number: int, noun: str) -> str:
    """A number of things, whose name makes its plural with an s: ``1 cell``, ``2 cells``."""
    return f"{number} {noun}{'' if number == 1 else 's'}"
