"""What a project calls its drivers: backends, engines, platforms, providers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Settings


@dataclass(frozen=True, kw_only=True, slots=True)
class DriverWord:
    """The word that readers see in place of *driver*."""

    one: str
    """The word for one of them, such as ``backend``."""
    many: str
    """The word for several of them, such as ``backends``."""

    @property
    def names(self) -> dict[str, str]:
        """The word in each form that a sentence or a heading can ask for, by the names of the forms.

        Only the first letter changes at the start of a text, so that those of *cloud API* stay as they are.
        """
        return {
            "driver": self.one,
            "drivers": self.many,
            "Driver": _upper(self.one),
            "Drivers": _upper(self.many),
        }


def own_word(settings: Settings) -> DriverWord | None:
    """What a file calls its drivers, if it says so."""
    if settings.driver_word is None or settings.drivers_word is None:
        return None
    return DriverWord(one=settings.driver_word.text, many=settings.drivers_word.text)


def driver_word(text: str) -> DriverWord:
    """Read a word and its plural, with a semicolon between them: ``backend; backends``.

    :raises ValueError: If *text* is anything else.
    """
    words = [" ".join(word.split()) for word in text.split(";")]
    if len(words) != 2 or not all(words):
        expected = "expected a word and its plural, such as 'backend; backends'"
        raise ValueError(f"{expected}, not '{text}'")
    return DriverWord(one=words[0], many=words[1])


def _upper(word: str) -> str:
    return word[:1].upper() + word[1:]
