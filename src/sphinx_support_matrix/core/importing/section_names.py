"""Names of sections, and keys of drivers, from titles."""

from __future__ import annotations

import re
from unicodedata import normalize

from sphinx_support_matrix.core.matrix.names import anchor

_LATIN = str.maketrans(
    {
        **dict(zip("абвгдезийклмнопрстуфыэ", "abvgdeziyklmnoprstufye", strict=True)),
        **dict(zip("αβγδεζηικλμνοπρστυφω", "abgdeziiklmnoprstyfo", strict=True)),
        "ё": "e",
        "ж": "zh",
        "х": "kh",
        "ц": "ts",
        "ч": "ch",
        "ш": "sh",
        "щ": "shch",
        "ъ": "",
        "ь": "",
        "ю": "yu",
        "я": "ya",
        "і": "i",
        "ї": "yi",
        "є": "ye",
        "ґ": "g",
        "θ": "th",
        "ξ": "x",
        "χ": "ch",
        "ψ": "ps",
        "ς": "s",
        "ß": "ss",
        "æ": "ae",
        "ø": "o",
        "œ": "oe",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "+": " plus ",
        "#": " sharp ",
        "&": " and ",
        "@": " at ",
        "%": " percent ",
    }
)
_APOSTROPHES = re.compile("['’`]")
_LONGEST = 60
# Sections that mean something else, alone or in front of a dot.
_RESERVED = frozenset(
    {"default", "driver", "group", "level", "matrix", "meta", "operation", "target", "targets"}
)


def slug(title: str) -> str:
    """*title* in small ASCII letters, digits and hyphens; empty if most of it cannot be written so."""
    # Letters that are one with their accents have letters of their own in the table, and others have not.
    composed = normalize("NFKC", title).casefold().translate(_LATIN)
    folded = normalize("NFKD", composed).translate(_LATIN)
    letters = sum(map(str.isalnum, normalize("NFKD", folded)))
    ascii_text = normalize("NFKD", folded).encode("ascii", "ignore").decode()
    if sum(map(str.isalnum, ascii_text)) * 2 < letters:
        return ""
    words = re.findall("[a-z0-9]+", _APOSTROPHES.sub("", ascii_text))
    name = ""
    for word in words:
        if name and len(name) + len(word) >= _LONGEST:
            break
        name = f"{name}-{word[:_LONGEST]}" if name else word[:_LONGEST]
    return name


class UniqueNames:
    """Names of one kind: no two of them are the same, or have the same anchor."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.taken: dict[str, int] = {}
        self.count = 0

    def name(self, title: str, prefix: str = "") -> str:
        """A new name for what is called *title*, behind *prefix*."""
        self.count += 1
        wanted = slug(title)
        if not wanted:
            wanted = f"{self.kind}-{self.count}"
        elif not prefix and wanted in _RESERVED:
            wanted = f"{wanted}-{self.kind}"
        return self.take(prefix + wanted)

    def take(self, wanted: str) -> str:
        """*wanted*, with a number if there is such a name already."""
        name, number = wanted, self.taken.get(anchor(wanted), 1)
        while anchor(name) in self.taken:
            number += 1
            name = f"{wanted}-{number}"
        self.taken[anchor(wanted)] = number
        self.taken.setdefault(anchor(name), 1)
        return name
