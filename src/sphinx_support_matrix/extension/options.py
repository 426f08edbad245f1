"""The options of the directive: every one declared once, checked together, and never fatal."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeVar

from docutils.parsers.rst import directives

from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.matrix.select import Order, Patterns
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_Choice = TypeVar("_Choice", bound=Enum)
SECTIONS = ("summary", "details", "legend")
# The first versions of the directive, in nova, took the file as an option called like this. It is
# the last one everywhere, and is not offered.
_FIRST_NAME = "support-matrix"
OPTIONS = (
    "drivers",
    "features",
    "sort",
    "rows",
    "group",
    "only",
    "sections",
    "toc-depth",
    "name",
    "class",
    "title",
    "caption",
    "requirements",
    "download",
    "evidence",
    "history",
    "removed",
    _FIRST_NAME,
)
COMPARE_OPTIONS = ("file", "features", "only", "caption", "name", "class", "evidence", "history", _FIRST_NAME)
DRIVER_OPTIONS = ("file", "toc-depth", "name", "class", "evidence", "history", _FIRST_NAME)
HISTORY_OPTIONS = (
    "releases",
    "picture",
    "feed",
    "drivers",
    "features",
    "history",
    "toc-depth",
    "name",
    "class",
    _FIRST_NAME,
)
DIFFERENCES = "differences"
_NUMBERED = {"toc-depth": "levels", "releases": "releases"}
_YES = ("", "yes", "true", "on")
_NO = ("no", "false", "off")


class AnyOption(dict[str, Any]):
    """An option specification that accepts everything, so that the directive can judge it itself.

    docutils drops the whole directive for one wrong option, and does not say which are right.
    """

    def __bool__(self) -> bool:
        """Tell parsers that there are options to look for."""
        return True

    def __missing__(self, name: str) -> Callable[[str | None], str]:
        """The converter of any option: its text, or an empty text."""
        return _text

    def __contains__(self, name: object) -> bool:
        """Every option is allowed at first."""
        return True

    def get(self, name: str, _default: Any = None) -> Any:
        """As if every option were there."""
        return self[name]


def _text(value: str | None) -> str:
    return value or ""


@dataclass(frozen=True, kw_only=True, slots=True)
class Beside:
    """Which file beside the matrix a directive asks for."""

    file: str | None = None
    """A file, relative to the document; without one, that of the file's own name."""

    use: bool | None = None
    """Whether to use one; ``None`` for what the project wants."""

    def wanted(self, *, default: bool) -> bool:
        """Whether there is something to look for, in a project that wants it by *default*."""
        return self.file is not None or (default if self.use is None else self.use)


@dataclass(frozen=True, kw_only=True, slots=True)
class Options:
    """What a directive asks for: resolved values, never syntax."""

    drivers: Patterns = field(default_factory=Patterns)
    """The drivers to show."""

    features: Patterns = field(default_factory=Patterns)
    """The features to show."""

    only_differences: bool = False
    """Whether to show only the features in which the drivers that are shown differ."""

    order: Order = Order.TITLE
    """The order of the driver columns."""

    rows: Rows | None = None
    """What is a row of the summary; ``None`` for what the project wants."""

    group: bool | None = None
    """Whether to show groups; ``None`` shows them where the file declares some."""

    sections: frozenset[str] = frozenset(SECTIONS)
    """The parts of the page to make."""

    name: str | None = None
    """A name that references can use."""

    classes: tuple[str, ...] = ()
    """Class names for the parts of the matrix."""

    title: str | None = None
    """What people call the matrix, where it has to be told from others."""

    caption: str | None = None
    """The caption of the summary table."""

    requirements: bool = False
    """Whether to say where drivers do not meet requirements, and how many each of them meets."""

    download: bool = False
    """Whether to write the data beside the page, and link them."""

    file: str | None = None
    """The file, where it is given as an option."""

    toc_depth: int | None = None
    """How many levels of our sections the table of contents shows; ``None`` for all."""

    evidence: Beside = field(default_factory=Beside)
    """The results of tests that claims are held against."""

    history: Beside = field(default_factory=Beside)
    """What the matrix was in earlier releases."""

    removed: bool = False
    """Whether to show the drivers and the features that are gone."""

    releases: int | None = None
    """How many releases to show; ``None`` for all."""

    feed: bool = False
    """Whether to write the changes as feeds."""

    picture: bool = True
    """Whether to show how the numbers of levels went from release to release."""


def read_options(
    raw: Mapping[str, str], allowed: tuple[str, ...] = OPTIONS
) -> tuple[Options, list[tuple[Code, str]]]:
    """Read the options of a directive that takes those that are *allowed*.

    :returns: The options, with the default for each that is wrong, and what is wrong.
    """
    problems: list[tuple[Code, str]] = []

    def bad(message: str) -> None:
        problems.append((Code.BAD_OPTION, message))

    for name in raw:
        if name not in allowed:
            bad(f"unknown option ':{name}:'; expected {listing(allowed[:-1])}{did_you_mean(name, allowed)}")
    return (
        Options(
            drivers=Patterns.parse(raw.get("drivers", "")),
            features=Patterns.parse(raw.get("features", "")),
            only_differences=_only(raw.get("only"), bad),
            order=_one_of(Order, "sort", raw, bad) or Order.TITLE,
            rows=_one_of(Rows, "rows", raw, bad),
            group=_flag("group", raw, bad),
            sections=_sections(raw.get("sections"), bad),
            name=_line(raw.get("name")),
            classes=_classes(raw.get("class"), bad),
            title=_line(raw.get("title")),
            caption=_line(raw.get("caption")),
            requirements=_flag("requirements", raw, bad) or False,
            download=_flag("download", raw, bad) or False,
            file=_line(raw.get("file") if "file" in allowed else None) or _line(raw.get(_FIRST_NAME)),
            toc_depth=_number("toc-depth", raw, bad, least=0),
            evidence=_beside(raw.get("evidence")),
            history=_beside(raw.get("history")),
            removed=_flag("removed", raw, bad) or False,
            feed=_flag("feed", raw, bad) or False,
            picture=_flag("picture", raw, bad) is not False,
            releases=_number("releases", raw, bad, least=1),
        ),
        problems,
    )


def _line(text: str | None) -> str | None:
    return " ".join(text.split()) or None if text else None


def _only(text: str | None, bad: Callable[[str], None]) -> bool:
    if text is None:
        return False
    if text.strip().lower() != DIFFERENCES:
        bad(f"':only:' must be '{DIFFERENCES}', not '{text}'{did_you_mean(text, [DIFFERENCES])}")
        return False
    return True


def _beside(text: str | None) -> Beside:
    if text is None:
        return Beside()
    word = text.strip().lower()
    if word in (*_YES, *_NO):
        return Beside(use=word in _YES)
    return Beside(file=text.strip())


def _one_of(
    kind: type[_Choice], name: str, raw: Mapping[str, str], bad: Callable[[str], None]
) -> _Choice | None:
    text = raw.get(name)
    if text is None:
        return None
    values = [each.value for each in kind]
    if text.strip().lower() not in values:
        bad(f"':{name}:' must be {listing(values)}, not '{text}'{did_you_mean(text, values)}")
        return None
    return kind(text.strip().lower())


def _flag(name: str, raw: Mapping[str, str], bad: Callable[[str], None]) -> bool | None:
    text = raw.get(name)
    if text is None:
        return None
    word = text.strip().lower()
    if word not in (*_YES, *_NO):
        bad(f"':{name}:' must be empty, {listing((*_YES[1:], *_NO))}, not '{text}'")
        return None
    return word in _YES


def _sections(text: str | None, bad: Callable[[str], None]) -> frozenset[str]:
    if text is None:
        return frozenset(SECTIONS)
    words = [word for word in re.split(r"[\s,]+", text.lower()) if word]
    for word in words:
        if word not in SECTIONS:
            allowed = listing(SECTIONS, last="and")
            bad(f"':sections:' takes {allowed}, not '{word}'{did_you_mean(word, SECTIONS)}")
    found = frozenset(words) & frozenset(SECTIONS)
    if not words:
        bad(f"':sections:' is empty; expected some of {listing(SECTIONS)}")
    return found or frozenset(SECTIONS)


def _number(name: str, raw: Mapping[str, str], bad: Callable[[str], None], *, least: int) -> int | None:
    text = raw.get(name)
    if text is None:
        return None
    if not re.fullmatch(r"[0-9]{1,2}", text.strip(), re.ASCII) or int(text) < least:
        bad(f"':{name}:' must be a number of {_NUMBERED[name]}, {least} or more, not '{text}'")
        return None
    return int(text)


def _classes(text: str | None, bad: Callable[[str], None]) -> tuple[str, ...]:
    if text is None:
        return ()
    try:
        return tuple(directives.class_option(text))
    except ValueError:
        bad(f"':class:' must be class names, not '{text}'")
        return ()
