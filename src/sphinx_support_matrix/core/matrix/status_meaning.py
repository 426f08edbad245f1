"""What the status of a feature means to people: a word, or a sentence that names other features."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.matrix.model import StatusKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Feature, Matrix, Status

ONE_OF = "At least one of %(features)s is required."
GROUP = "At least one feature of the group %(group)s is required."
WHERE = "Required where %(feature)s is %(level)s."


def choice_groups(matrix: Matrix) -> dict[str, list[Feature]]:
    """The features of each choice group, in the order of the file."""
    groups: dict[str, list[Feature]] = {}
    for feature in matrix.features:
        if feature.status.kind is StatusKind.CHOICE and feature.status.argument:
            groups.setdefault(feature.status.argument, []).append(feature)
    return groups


class NamedFeature(NamedTuple):
    """A feature that a sentence names."""

    name: str
    """Its section name."""

    title: str
    """The name that people read."""

    refid: str | None = None
    """The id of its details; ``None`` if there is nothing to link to."""


class SentencePart(NamedTuple):
    """A part of a sentence: the title of a feature, or what stands between titles."""

    text: str
    feature: NamedFeature | None = None


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusMeaning:
    """What a status means in its matrix."""

    status: Status
    """The status."""

    features: tuple[NamedFeature, ...] = ()
    """The members of the choice group, or the feature that the condition is about."""

    level: Level | None = None
    """The level that this feature has to have."""

    @property
    def names_others(self) -> bool:
        """Whether only a sentence about other features says what the status means."""
        return len(self.features) > 1 or self.level is not None


class StatusMeanings:
    """Finds what statuses mean in one matrix."""

    def __init__(
        self,
        matrix: Matrix,
        *,
        titles: Mapping[str, str] | None = None,
        levels: Mapping[str, Level] | None = None,
        ids: Mapping[str, str] | None = None,
    ) -> None:
        """Take all features of a matrix, also those that are not shown.

        :param titles: Titles to use instead of those in the file, by section name.
        :param levels: Levels to use instead of those in the file, by name.
        :param ids: The ids of features with details on the page, by section name.
        """
        self._titles = {feature.name: feature.title.text for feature in matrix.features} | dict(titles or {})
        self._levels = {**matrix.levels, **(levels or {})}
        self._ids = ids or {}
        self._groups = choice_groups(matrix)
        # Most features have one of a few statuses, and what they mean is kept with each.
        self._alone: dict[Status, StatusMeaning] = {}

    def of(self, feature: Feature) -> StatusMeaning:
        """What the status of *feature* means. The feature itself is named without a link."""
        status, condition = feature.status, feature.status.condition
        if status.kind is StatusKind.CHOICE:
            members = self._groups.get(status.argument or "", [])
            return StatusMeaning(status=status, features=self._named((m.name for m in members), feature))
        if condition is not None and condition.feature in self._titles:
            return StatusMeaning(
                status=status,
                features=self._named([condition.feature], feature),
                level=self._levels[condition.level],
            )
        return self._alone.setdefault(status, StatusMeaning(status=status))

    def _named(self, names: Iterable[str], own: Feature) -> tuple[NamedFeature, ...]:
        return tuple(
            NamedFeature(name, self._titles[name], None if name == own.name else self._ids.get(name))
            for name in names
        )


@dataclass(frozen=True, kw_only=True, slots=True)
class StatusWords:
    """The words that statuses are told in."""

    one_of: str = ONE_OF
    """The sentence about a choice group, with a place for ``features``."""

    where: str = WHERE
    """The sentence about a condition, with places for ``feature`` and ``level``."""

    group: str = GROUP
    """The sentence about a choice group of which only the name is known, with a place for ``group``."""

    between: str = ", "
    """What stands between the members of a choice group."""

    required: str = "required"
    """What a choice group of one feature says."""

    kind: Callable[[str], str] = str
    """The word for the kind of a status."""

    level: Callable[[Level], str] = lambda level: level.title
    """What a level is called."""


ENGLISH_STATUSES = StatusWords()


def told(
    meaning: StatusMeaning, words: StatusWords = ENGLISH_STATUSES, *, stop: str = ""
) -> tuple[SentencePart, ...]:
    """*meaning* as a word, or as a sentence with the titles of features in it.

    :param stop: What stands after a word; sentences have a full stop of their own.
    """
    status, features = meaning.status, meaning.features
    if meaning.level is not None:
        return _filled(words.where, features, words, level=words.level(meaning.level))
    if len(features) > 1:
        return _filled(words.one_of, features, words)
    if features:
        return (SentencePart(words.required + stop),)
    # A condition that cannot be read is a problem, and shown as it was written.
    argument = "" if status.argument is None else f"({status.argument})"
    return (SentencePart(words.kind(status.kind.value) + argument + stop),)


def told_in_text(meaning: StatusMeaning) -> str:
    """*meaning* in English, as text."""
    return "".join(piece.text for piece in told(meaning))


def told_of_name(text: str, words: StatusWords = ENGLISH_STATUSES) -> str:
    """A status that is written like *text* in a file, where nothing but names is known, in running text."""
    kind, _, rest = text.partition("(")
    argument = rest.removesuffix(")")
    feature, is_condition, level = argument.partition("==")
    if kind == StatusKind.CHOICE.value and argument:
        said = words.group % {"group": argument}
    elif kind == StatusKind.CONDITION.value and is_condition:
        said = words.where % {"feature": feature, "level": level}
    else:
        return words.kind(kind) + text[len(kind) :]
    return said[0].lower() + said[1:].rstrip(".\N{IDEOGRAPHIC FULL STOP}")


def _filled(
    template: str, features: tuple[NamedFeature, ...], words: StatusWords, **texts: str
) -> tuple[SentencePart, ...]:
    """*template* with *features* in the place for them."""
    before, _, after = (template % {"features": "\0", "feature": "\0", **texts}).partition("\0")
    pieces = [SentencePart(before)] if before else []
    for number, feature in enumerate(features):
        pieces += [SentencePart(words.between)] if number else []
        pieces.append(SentencePart(feature.title, feature))
    return (*pieces, SentencePart(after)) if after else tuple(pieces)
