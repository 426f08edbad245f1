"""Which tags are releases, and their order: as people count, whatever their dates are."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# A number, or a word. Everything else only separates.
_PART = re.compile(r"[0-9]+|[^\W\d_]+")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_WILD = re.compile(r"[*?\[]")
# Words for what comes before a release, in their order.
_BEFORE = {
    word: place
    for place, words in enumerate(
        (
            ("dev", "nightly", "snapshot"),
            ("a", "alpha"),
            ("b", "beta", "m", "milestone"),
            ("c", "pre", "preview", "rc"),
        )
    )
    for word in words
}
_DIGITS = frozenset("0123456789")
# What the end of a branch is marked with: extended maintenance, end of life and the like.
_AFTER = frozenset({"em", "eol", "eom", "unmaintained"})
# Of what can come next in a name: a word for what comes before the release, nothing, another word, a number.
_PRE, _END, _WORD, _NUMBER = range(4)
_Key = tuple[tuple[int, int, str], ...]


def version_key(name: str) -> tuple[_Key, _Key, str]:
    """What the release *name* is sorted by.

    Numbers go by their size, and what comes before a release stands before it: 9.0, 10.0rc1, 10.0, 10.0.1. Words in
    front of the first number, as in ``v1.2`` and ``rel-1_3``, decide only between equal numbers. A zero at the end
    says nothing: 10.0.0.0rc1 comes before 10.0.0.
    """
    parts = _parts(name)
    start = next((place for place, part in enumerate(parts) if part[0] == _NUMBER), len(parts))
    return (*_without_zeros(parts[start:]), (_END, 0, "")), tuple(parts[:start]), name


def has_number(name: str) -> bool:
    """Whether there is any number in *name*."""
    return any(kind == _NUMBER for kind, _length, _text in _parts(name))


def is_before_release(name: str) -> bool:
    """Whether *name* is that of a release candidate or of another version before a release, such as ``2.0.0b1``."""
    return any(kind == _PRE for kind, _length, _text in _parts(name))


def is_release(name: str) -> bool:
    """Whether *name* is that of a release, and not of a version before one or of the end of a branch."""
    words = _PART.findall(name.casefold())
    return not is_before_release(name) and not (words and words[-1] in _AFTER)


def choose_tags(
    names: Iterable[str], patterns: Sequence[str], *, every_tag: bool = False
) -> tuple[list[str], list[str]]:
    """The tags that are releases, from the oldest, and those that match and are none by their names.

    A tag that a pattern without wild cards names is one whatever its name is. Names without any number are none
    where others have one.

    :param patterns: Patterns as those of a shell; ``*`` stands for a ``/``, too.
    :param every_tag: Whether every tag that matches is a release.
    """
    matching = [name for name in names if any(fnmatchcase(name, pattern) for pattern in patterns)]
    named = {pattern for pattern in patterns if not _WILD.search(pattern)}
    numbers = any(has_number(name) for name in matching)
    chosen: list[str] = []
    left: list[str] = []
    for name in sorted(matching, key=version_key):
        is_one = every_tag or name in named or (is_release(name) and (has_number(name) or not numbers))
        (chosen if is_one else left).append(name)
    return chosen, left


def in_version_order(dated: Iterable[tuple[str, str]]) -> list[str]:
    """Names of releases in their order, of which each has its day.

    A project that went from years to other numbers, or the other way round, counts in each by itself: 2015.1 comes
    before 11.0 if years came first. Where only some have numbers, one without stands after the last one that is not
    younger.
    """
    releases = sorted(dated, key=lambda release: version_key(release[0]))
    with_number = [release for release in releases if has_number(release[0])]
    years = [release for release in with_number if _is_year(release[0])]
    others = [release for release in with_number if not _is_year(release[0])]
    # One of them is empty, as a rule.
    counts = sorted(filter(None, (others, years)), key=lambda group: min(day for _name, day in group))
    numbered = [release for group in counts for release in group]
    if not numbered:
        return [name for name, _day in releases]
    found = [name for name, _day in numbered]
    for name, day in sorted(releases, key=lambda release: (release[1], release[0])):
        if not has_number(name):
            before = [other for other, its_day in numbered if its_day <= day]
            place = found.index(before[-1]) + 1 if before else 0
            # Those of the same place are in the order of their days already.
            while place < len(found) and not has_number(found[place]):
                place += 1
            found.insert(place, name)
    return found


def _is_year(name: str) -> bool:
    """Whether the first number of *name* is a year."""
    number = next(text for kind, _length, text in _parts(name) if kind == _NUMBER)
    return _YEAR.fullmatch(number) is not None


def _parts(name: str) -> list[tuple[int, int, str]]:
    parts: list[tuple[int, int, str]] = []
    counted = False
    found = _PART.findall(name)
    for part, following in zip(found, [*found[1:], ""], strict=True):
        if part[0] in _DIGITS:
            counted = True
            number = part.lstrip("0")
            parts.append((_NUMBER, len(number), number))
            continue
        word = part.casefold()
        # A letter alone is that of a later release: 1.1.1a comes after 1.1.1, and 1.1.1a1 before it.
        if counted and word in _BEFORE and (len(word) > 1 or following[:1] in _DIGITS):
            parts.append((_PRE, _BEFORE[word], ""))
        else:
            parts.append((_WORD, 0, word))
    return parts


def _without_zeros(parts: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """*parts* without zeros before a version before a release, or at the end."""
    found: list[tuple[int, int, str]] = []
    for part in parts:
        if part[0] == _PRE:
            _drop_zeros(found)
        found.append(part)
    if not any(part[0] == _PRE for part in parts):
        _drop_zeros(found)
    return found


def _drop_zeros(parts: list[tuple[int, int, str]]) -> None:
    while len(parts) > 1 and parts[-1] == (_NUMBER, 0, ""):
        parts.pop()
