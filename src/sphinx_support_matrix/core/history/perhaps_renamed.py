"""Find drivers and features that were perhaps renamed, which only a person can say."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx_support_matrix.core.history.history_model import History


class PerhapsRenamed(NamedTuple):
    """A name that went when another one came with the same title."""

    old: str
    """The key or the section name that went."""

    new: str
    """The one that came."""

    release: str | None
    """The release in which that was; ``None`` for the file as it is now."""


def perhaps_renamed(history: History) -> list[PerhapsRenamed]:
    """The drivers and the features of *history* that were perhaps renamed, from the oldest release."""
    drivers: dict[str, str] = {}
    features: dict[str, str] = {}
    found: list[PerhapsRenamed] = []
    for change in history.changes:
        titles = {name: None if state is None else state.title for name, state in change.features.items()}
        for known, changed in ((drivers, change.drivers), (features, titles)):
            found += [PerhapsRenamed(old, new, change.release) for old, new in _same(known, changed)]
            for name, title in changed.items():
                if title is None:
                    known.pop(name, None)
                else:
                    known[name] = title
    return found


def _same(before: Mapping[str, str], changed: Mapping[str, str | None]) -> Iterator[tuple[str, str]]:
    """The names that went and came with one title, which no others of them have."""
    gone = {
        name: before[name].casefold() for name, title in changed.items() if title is None and name in before
    }
    new = {
        name: title.casefold() for name, title in changed.items() if title is not None and name not in before
    }
    once = [
        {title for title, count in Counter(names.values()).items() if count == 1} for names in (gone, new)
    ]
    by_title = {title: name for name, title in new.items()}
    for name, title in gone.items():
        if title in once[0] & once[1]:
            yield name, by_title[title]
