"""Which drivers and features of different releases are the same."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.names import find_name, short

if TYPE_CHECKING:
    from collections.abc import Container, Iterable

    from sphinx_support_matrix.core.matrix.model import Matrix


class Identities:
    """Knows drivers and features again from release to release.

    A driver is the same where its key is. A feature is the same where its section name is, or else where nothing but
    a leading ``operation.`` differs, as in a diff. Anything else that was renamed has to be named by hand.
    """

    def __init__(self, renamed: Iterable[tuple[str, str]] = ()) -> None:
        """Begin before the first release.

        :param renamed: Older and newer names of what is the same.
        """
        self._renamed = dict(renamed)
        self._seen: set[str] = set()
        self._tokens: dict[str, str] = {}
        self._by_short: dict[str, set[str]] = {}

    def drivers(self, matrix: Matrix) -> dict[str, str]:
        """What to call each driver of *matrix*, by its key."""
        keys = {driver.key for driver in matrix.drivers}
        self._seen |= keys
        return {key: self._newer(key, keys) for key in keys}

    def features(self, matrix: Matrix) -> dict[str, str]:
        """What stands for each feature of *matrix*, by its section name.

        It is no name: only the last release knows which name is the last one. See :meth:`names`.
        """
        written = {feature.name for feature in matrix.features}
        self._seen |= {each for name in written for each in (name, short(name))}
        labels = {name: self._newer(name, written) for name in (each.name for each in matrix.features)}
        taken = set(labels.values())
        return {name: self._token(label, taken) for name, label in labels.items()}

    def names(self) -> dict[str, str]:
        """The last name of each feature that there ever was, by what stands for it."""
        return {token: name for name, token in self._tokens.items()}

    def unknown(self) -> list[str]:
        """The names that were said to be older or newer ones, and that no release has."""
        names = dict.fromkeys(name for pair in self._renamed.items() for name in pair)
        return [name for name in names if name not in self._seen]

    def _newer(self, name: str, others: Container[str]) -> str:
        """The newest name of what is called *name*, unless the same release has that, too."""
        seen = {name}
        found = name
        while True:
            newer = self._renamed.get(found, self._renamed.get(short(found)))
            if newer is None or newer in seen or find_name(newer, others) is not None:
                return found
            seen.add(newer)
            found = newer

    def _token(self, name: str, taken: set[str]) -> str:
        """What stands for the feature *name* of a release that has the features *taken*."""
        if name not in self._tokens:
            bare = short(name)
            older = [each for each in self._by_short.get(bare, ()) if each not in taken]
            # A name can be written in two ways only, so there is one at most.
            token = self._tokens.pop(older[0]) if older else f"\0{len(self._tokens)}"
            self._by_short.setdefault(bare, set()).difference_update(older)
            self._by_short[bare].add(name)
            self._tokens[name] = token
        return self._tokens[name]
