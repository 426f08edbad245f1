"""What people write into the cells of their tables, and the levels and releases that it means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import (
    BUILTIN_LEVELS,
    COMPLETE,
    LEVEL_ALIASES,
    MISSING,
    NOT_APPLICABLE,
    PARTIAL,
    UNKNOWN,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_YES, _SOME, _NO, _WHO, _NEVER = (
    level.name for level in (COMPLETE, PARTIAL, MISSING, UNKNOWN, NOT_APPLICABLE)
)

_SYMBOLS = {
    _YES: "✅ ✔ ✓ ☑ 🗸 🗹 √ 🟢 👍 🆗 💚 ● :white_check_mark: :heavy_check_mark: :ballot_box_with_check: :green_circle: "
    ":+1: :thumbsup: :ok:",
    _SOME: "⚠ 🚧 🟡 🟠 ◐ ◑ 🔶 🔸 △ ☂ :warning: :construction: :yellow_circle: :orange_circle:",
    _NO: "❌ ✘ ✗ ✖ ✕ ❎ 🚫 ⛔ 🔴 👎 ☒ ☐ ⬜ 🗙 × :x: :heavy_multiplication_x: :no_entry: :no_entry_sign: :red_circle: "
    ":-1: :thumbsdown: :negative_squared_cross_mark:",
    _WHO: "❓ ❔ :question: :grey_question:",
}
# What the word adds to its level is worth a note.
_TELLING = {
    _YES: "native|built-in|builtin|stable|ga|always|default",
    _SOME: "limited|limited support|experimental|beta|alpha|preview|deprecated|some|in part|with limitations|read-only|"
    "read only|unstable|wip|work in progress|:construction_worker:",
    _NO: "planned|plan|roadmap|on the roadmap|todo|to do|coming soon|soon|future|in progress|not yet|⏳|🔜|📅|🗓|"
    ":soon:|:hourglass:|:calendar:|dropped|removed",
    _WHO: "tbd|tba|untested|not tested|maybe",
}
_SILENT_WORDS = {
    _YES: "yes|y|yep|full|full support|fully|fully supported|supported|complete|completed|done|ok|available|true|works|"
    "implemented|check|check-circle|tick|+",
    _SOME: "partial|partially|partial support|partially supported|partly|~",
    _NO: "no|n|nope|none|missing|false|never|unsupported|not supported|not implemented|unavailable|not available|"
    "unimplemented|incomplete|cross|times|times-circle|xmark|close",
    _WHO: "unknown|?|??|???|? unknown",
    _NEVER: "– not-applicable|n/a|n.a.|na|not applicable|not-applicable|irrelevant",
}
_DASHES = frozenset({"-", "--", "---", "–", "—", "−", "➖", ":heavy_minus_sign:"})
_CROSS_OR_CHECK = "x"

_SYMBOL_LEVELS = {symbol: level for level, symbols in _SYMBOLS.items() for symbol in symbols.split()}
_WORD_LEVELS = {word: level for level, words in _SILENT_WORDS.items() for word in words.split("|")}
_TELLING_LEVELS = {word: level for level, words in _TELLING.items() for word in words.split("|")}
_SYMBOL = re.compile(
    f"(?:{'|'.join(map(re.escape, sorted(_SYMBOL_LEVELS, key=len, reverse=True)))})[\ufe0e\ufe0f]?",
    re.IGNORECASE,
)
_NUMBER = r"(?P<number>\d+(?:\.\d+)*(?:\.x)?(?:[-.]?(?:alpha|beta|rc|a|b|dev|post)[-.]?\d*)?)"
_BEFORE = r"(?P<before>(?:(?:since|from|as of|starting with|≥|>=|⩾)\s*)?(?:v(?:ersion|er\.?)?\s*(?=\d))?)"
_AFTER = r"(?P<after>\s*\+|\s*(?:and|or) (?:later|newer|above|up|higher)|\s*onwards?)?"
_RELEASE = re.compile(rf"{_BEFORE}{_NUMBER}{_AFTER}", re.IGNORECASE)
_CLAIM = re.compile(rf"({'|'.join([*BUILTIN_LEVELS, *LEVEL_ALIASES])})\s*:\s*(\S[^()\s]*)", re.IGNORECASE)
# What can follow a word that says the level, and is no part of a longer sentence.
_END_OF_WORD = re.compile(
    r"\s*?(?=[(\[:,;–—≥⩾*†\n]|>=)|\s+(?=-\s|v?\d|since\b|from\b|with\b|via\b|but\b|only\b)", re.IGNORECASE
)
_MOST_WORDS = 30
_AROUND = " \t\r\n\xa0"
_LEADING = " \t\r\n\xa0,;:–—-/"


@dataclass(frozen=True, kw_only=True, slots=True)
class Reading:
    """What the text of a cell was read as."""

    level: str
    """The name of the level."""

    release: str | None = None
    """The release, if the text has one."""

    kept: tuple[tuple[int, int], ...] = ()
    """The parts of the text that say more, as the numbers of their first character and the one behind their last."""

    why: str = ""
    """How it was decided, where that is not obvious; for people."""

    is_understood: bool = True
    """Whether the text says a level; otherwise all of it is kept."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Vocabulary:
    """What marks mean in one table: some depend on what others are there."""

    asked: Mapping[str, str] = field(default_factory=dict)
    """The levels that somebody asked for, by whole texts without regard to case."""

    cross: str = COMPLETE.name
    """What a letter x means."""

    dash: str = MISSING.name
    """What a dash means."""

    def read(self, text: str) -> Reading:
        """What *text* means."""
        stripped = text.strip()
        word = folded(stripped)
        if (asked := self.asked.get(word)) is not None:
            kept = whole(text) if any(map(str.isalnum, stripped)) else ()
            return Reading(level=asked, kept=kept, why="as --map says")
        if not stripped:
            return Reading(level=UNKNOWN.name, why="nothing is there")
        if word in _DASHES:
            why = "" if self.dash == MISSING.name else "other cells say what is missing"
            return Reading(level=self.dash, why=why)
        if word == _CROSS_OR_CHECK:
            why = "" if self.cross == COMPLETE.name else "other cells have another mark for complete"
            return Reading(level=self.cross, why=why)
        return (
            _of_word(word, text)
            or _of_claim(text)
            or _of_symbols(text)
            or self._of_first_word(text)
            or _of_release(text)
            or Reading(level=UNKNOWN.name, kept=whole(text), why="not understood", is_understood=False)
        )

    def _of_first_word(self, text: str) -> Reading | None:
        start = len(text) - len(text.lstrip())
        for match in list(_END_OF_WORD.finditer(text, start))[:_MOST_WORDS]:
            word = folded(text[start : match.start()])
            # What is asked for empty cells is not for those that begin with a sign.
            asked = self.asked.get(word) if word else None
            level = asked or _WORD_LEVELS.get(word) or _TELLING_LEVELS.get(word)
            if level is None and word == _CROSS_OR_CHECK:
                level = self.cross
            if level is not None:
                told = ((start, match.start()),) if word in _TELLING_LEVELS or asked else ()
                return _with_rest(level, text, match.end(), told, why="by its first word")
        return None


def vocabulary(texts: Iterable[str], asked: Mapping[str, str]) -> Vocabulary:
    """What marks mean in a table whose cells have these *texts*.

    A letter x is complete, unless there is another mark for it; a dash is missing, unless there is another.
    """
    usual = Vocabulary(asked=asked)
    marks = {folded(text) for text in texts}
    readings = [usual.read(text) for text in marks if text not in _DASHES and text != _CROSS_OR_CHECK]
    levels = {reading.level for reading in readings if reading.is_understood and not reading.release}
    return Vocabulary(
        asked=asked,
        cross=MISSING.name if COMPLETE.name in levels else COMPLETE.name,
        dash=NOT_APPLICABLE.name if MISSING.name in levels else MISSING.name,
    )


def folded(text: str) -> str:
    """*text* as it is looked up: on one line, without regard to case or to how a symbol is drawn."""
    return " ".join(text.replace("\ufe0f", "").replace("\ufe0e", "").casefold().split())


def whole(text: str) -> tuple[tuple[int, int], ...]:
    """All of *text*, as a part of it."""
    return ((0, len(text)),) if text.strip() else ()


def _of_word(word: str, text: str) -> Reading | None:
    if word in _WORD_LEVELS:
        return Reading(level=_WORD_LEVELS[word])
    if word in _TELLING_LEVELS:
        return Reading(level=_TELLING_LEVELS[word], kept=whole(text))
    return None


def _of_claim(text: str) -> Reading | None:
    """``LEVEL:RELEASE``, as in a file of ours."""
    match = _CLAIM.fullmatch(text.strip())
    if match is None:
        return None
    name = match[1].lower()
    return Reading(level=LEVEL_ALIASES.get(name, name), release=match[2])


def _of_symbols(text: str) -> Reading | None:
    """A symbol, with what is beside it; symbols that contradict each other say nothing."""
    found = list(_SYMBOL.finditer(text))
    levels = {_SYMBOL_LEVELS[match[0].rstrip("\ufe0e\ufe0f").lower()] for match in found}
    if not levels:
        return None
    if len(levels) > 1:
        return Reading(
            level=UNKNOWN.name, kept=whole(text), why="its marks contradict each other", is_understood=False
        )
    (level,) = levels
    first = found[0]
    before = text[: first.start()]
    if before.strip():
        kept = ((0, first.start()), *_rest(text, first.end()))
        release = _release(before)
        if release and len(kept) == 1:
            return Reading(level=level, release=release)
        return Reading(level=level, kept=kept)
    return _with_rest(level, text, first.end(), (), why="")


def _of_release(text: str) -> Reading | None:
    """A release alone, or in front of words that can say more of the level: ``2.1+ (beta)``."""
    stripped = text.strip()
    if release := _release(stripped):
        return Reading(level=COMPLETE.name, release=release, why="a release")
    start = len(text) - len(text.lstrip())
    match = _RELEASE.match(text, start)
    if match is None or not _is_release(match) or text[match.end() :].lstrip()[:1] not in {"(", ",", ";"}:
        return None
    rest = _rest(text, match.end())
    word = folded(text[match.end() :].strip(" (),;"))
    level = _TELLING_LEVELS.get(word) or _WORD_LEVELS.get(word) or COMPLETE.name
    return Reading(
        level=level, release=match["number"], kept=() if word in _WORD_LEVELS else rest, why="a release"
    )


def _with_rest(level: str, text: str, start: int, told: tuple[tuple[int, int], ...], *, why: str) -> Reading:
    """The reading of a mark with what follows it: a release, the same level in a word, or a note."""
    rest = text[start:].strip(_AROUND)
    inner = rest[1:-1].strip() if rest.startswith("(") and rest.endswith(")") else rest.lstrip(_LEADING)
    if release := _release(inner):
        return Reading(level=level, release=release, kept=told, why=why)
    if _WORD_LEVELS.get(folded(inner)) == level:
        return Reading(level=level, kept=told, why=why)
    return Reading(level=level, kept=(*told, *_rest(text, start)), why=why)


def _rest(text: str, start: int) -> tuple[tuple[int, int], ...]:
    """What is left of *text*, without what only separates it from the mark, and without its parentheses."""
    stop = len(text.rstrip(_AROUND))
    start += len(text[start:stop]) - len(text[start:stop].lstrip(_LEADING))
    part = text[start:stop]
    if part.startswith("(") and part.endswith(")") and part.count("(") == 1 == part.count(")"):
        start, stop = start + 1, stop - 1
    return ((start, stop),) if text[start:stop].strip() else ()


def _release(text: str) -> str | None:
    """The release that *text* is, if it is one."""
    stripped = text.strip(_AROUND)
    if stripped.startswith("(") and stripped.endswith(")"):
        stripped = stripped[1:-1].strip()
    match = _RELEASE.fullmatch(stripped)
    return match["number"] if match is not None and _is_release(match) else None


def _is_release(match: re.Match[str]) -> bool:
    """Whether it is not just a number, which can count anything."""
    return bool(match["before"].strip() or (match["after"] or "").strip() or "." in match["number"])
