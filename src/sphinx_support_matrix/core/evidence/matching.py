"""Which features a test is for, by its name."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sphinx_support_matrix.core.evidence.results_model import CaseResult
    from sphinx_support_matrix.core.matrix.model import Feature

_WILD = re.compile(r"[*?]")
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")
_ID = "id-"


class FeatureMatcher:
    """Finds the features whose patterns a test matches.

    There can be a million tests and thousands of patterns. A pattern is looked at only for a test whose name begins like
    it.
    """

    def __init__(self, features: Iterable[Feature]) -> None:
        """Take the patterns of *features*."""
        self._order: dict[str, int] = {}
        self._whole: defaultdict[str, set[str]] = defaultdict(set)
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        self._wild: defaultdict[str, list[tuple[re.Pattern[str], str]]] = defaultdict(list)
        for feature in features:
            self._order[feature.name] = len(self._order)
            for pattern in (*feature.tests, *feature.test_ids):
                self._add(pattern, feature.name)
        self._lengths = sorted({len(beginning) for beginning in self._wild})

    def features(self, case: CaseResult) -> list[str]:
        """The names of the features that *case* is for by its name, in the order of the matrix."""
        found: set[str] = set()
        for name in (case.full_name, case.name_in_file):
            if name is not None:
                found |= self._whole.get(name, set())
                found.update(self._matching(name))
        for identity in ids_in(case.name):
            found |= self._ids.get(identity, set())
        return sorted(found, key=self._order.__getitem__)

    def _add(self, pattern: str, feature: str) -> None:
        wild = _WILD.search(pattern)
        if wild is None:
            self._whole[pattern].add(feature)
            self._ids[_bare(pattern)].add(feature)
        else:
            self._wild[pattern[: wild.start()]].append((_compiled(pattern), feature))

    def _matching(self, name: str) -> Iterator[str]:
        for length in self._lengths:
            for pattern, feature in self._wild.get(name[:length], ()):
                if pattern.match(name):
                    yield feature


def ids_in(name: str) -> list[str]:
    """The ids in the brackets of a test's *name*, as Tempest writes them: ``test_pause[id-UUID,smoke]``."""
    if _ID not in name:
        return []
    items = [item.strip() for brackets in _BRACKETS.findall(name) for item in brackets.split(",")]
    return [_bare(item) for item in items if item.startswith(_ID)]


def _bare(identity: str) -> str:
    return identity.removeprefix(_ID).lower()


def _compiled(pattern: str) -> re.Pattern[str]:
    """*pattern*, in which ``*`` stands for any characters, and ``?`` for one.

    What comes after a ``*`` is taken where it is found first, which is right for all but the last part; so no name, however
    long, takes more than one walk through it for each part.
    """
    first, *parts = (
        "".join("." if character == "?" else re.escape(character) for character in part)
        for part in pattern.split("*")
    )
    if not parts:
        return re.compile(rf"{first}\Z", re.DOTALL)
    middle = "".join(f"(?>.*?{part})" for part in parts[:-1])
    return re.compile(rf"{first}{middle}.*{parts[-1]}\Z", re.DOTALL)
