"""The properties of an object in JSON, each of the kind that is expected."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.ini.characters import FORBIDDEN

if TYPE_CHECKING:
    from collections.abc import Collection
    from typing import TypeGuard


class Fields:
    """The properties of one object.

    Every method raises :exc:`ValueError`, with the place, for a property of another kind.
    """

    def __init__(
        self, value: object, where: str, names: Collection[str], optional: Collection[str] = ()
    ) -> None:
        """Take the properties of *value*.

        :param where: The place of *value*, such as ``features[2].status``.
        :param names: The properties that it must have.
        :param optional: The properties that it can have.
        :raises ValueError: if it is no object, or has other properties.
        """
        self._where = where
        if not isinstance(value, dict):
            # For whoever reads JSON, it is the text that is wrong.
            raise ValueError(f"{where}: expected an object")  # noqa: TRY004
        self._values: dict[str, object] = value
        for name in names:
            if name not in value:
                raise ValueError(f"{self.at(name)}: expected a value, and there is none")
        for name in value:
            if name not in names and name not in optional:
                raise ValueError(f"{self.at(name)}: there is no such property")

    def at(self, name: str) -> str:
        """The place of a property."""
        return f"{self._where}.{name}" if self._where else name

    def wrong(self, name: str, expected: str) -> ValueError:
        """The error that a property is not what was *expected*."""
        return ValueError(f"{self.at(name)}: expected {expected}")

    def has(self, name: str) -> bool:
        """Whether an optional property is there."""
        return name in self._values

    def value(self, name: str) -> object:
        """A property of any kind."""
        return self._values[name]

    def text(self, name: str, default: str | None = None) -> str:
        """A text."""
        value = self._values.get(name, default)
        if not isinstance(value, str):
            raise self.wrong(name, "a text")
        return self._printable(name, value)

    def path(self, default: str | None = None) -> str:
        """The path of a file, which can hold anything."""
        value = self._values.get("path", default)
        if not isinstance(value, str):
            raise self.wrong("path", "a text")
        return value

    def text_or_none(self, name: str) -> str | None:
        """A text, or ``None`` for null."""
        return None if self._values[name] is None else self.text(name)

    def number(self, name: str, default: int | None = None) -> int:
        """A whole number."""
        value = self._values.get(name, default)
        if not _is_number(value):
            raise self.wrong(name, "a number")
        return value

    def flag(self, name: str) -> bool:
        """True or false."""
        value = self._values[name]
        if not isinstance(value, bool):
            raise self.wrong(name, "true or false")
        return value

    def items(self, name: str) -> list[tuple[object, str]]:
        """The items of a list, with their places."""
        value = self._values[name]
        if not isinstance(value, list):
            raise self.wrong(name, "a list")
        return [(item, f"{self.at(name)}[{index}]") for index, item in enumerate(value)]

    def texts(self, name: str) -> tuple[str, ...]:
        """The items of a list of texts."""
        items = [item for item, _ in self.items(name)]
        found = tuple(item for item in items if isinstance(item, str))
        if len(found) != len(items):
            raise self.wrong(name, "texts")
        return tuple(self._printable(name, item) for item in found)

    def names(self, name: str) -> dict[str, str]:
        """An object whose properties are names of texts."""
        value = self._values[name]
        if not isinstance(value, dict) or not all(isinstance(text, str) for text in value.values()):
            raise self.wrong(name, "an object of texts")
        return {self._printable(name, each): self._printable(name, text) for each, text in value.items()}

    def numbers(self, name: str) -> tuple[int, ...]:
        """The items of a list of whole numbers."""
        items = [item for item, _ in self.items(name)]
        found = tuple(item for item in items if _is_number(item))
        if len(found) != len(items):
            raise self.wrong(name, "numbers")
        return found

    def _printable(self, name: str, value: str) -> str:
        if FORBIDDEN.search(value):
            raise self.wrong(name, "a text without control characters")
        return value


def _is_number(value: object) -> TypeGuard[int]:
    """Whether *value* is a whole number; in Python, true and false are such, too."""
    return isinstance(value, int) and not isinstance(value, bool)
