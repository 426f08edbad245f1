"""What every step of the reading of a dialect shares: the problems, and how options are taken."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import LEVEL_ALIASES
from sphinx_support_matrix.core.matrix.model import Note, Title
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.problems.suggest import Suggester, listing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from sphinx_support_matrix.core.dialects.table import CellPart
    from sphinx_support_matrix.core.ini.document import Option, Section
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Driver, Implementation, Markup
    from sphinx_support_matrix.core.problems.location import Location

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# A path can begin with anything; this is what the names of files do not look like.
_WEB_SITE = re.compile(
    r"(?:www\.|[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|io|dev|edu)(?:[/:?#]|$))[\w.]*", re.IGNORECASE | re.ASCII
)
_QUOTED = re.compile(r"\"[^\"]+\"|'[^']+'")
_LINK_SCHEMES = ("http", "https", "mailto")


@dataclass(slots=True)
class Context:
    """Collects problems while the sections of one file are read."""

    path: str
    problems: list[Problem] = field(default_factory=list)
    markup: Markup | None = None
    suggester: Suggester = field(default_factory=Suggester)

    def problem(self, code: Code, message: str, location: Location) -> None:
        """Record that something is wrong."""
        self.problems.append(Problem(code=code, message=message, location=location))

    def did_you_mean(self, name: str, what: str, candidates: Iterable[str]) -> str:
        """The end of a message with the nearest right name, if one is near.

        :param what: What is called so; see :class:`~sphinx_support_matrix.core.problems.suggest.Suggester`.
        """
        return self.suggester.did_you_mean(name, what, candidates)

    def note(self, option: Option | None) -> Note | None:
        """The note that *option* gives, if it gives one."""
        if option is None or not option.value:
            return None
        return Note(
            path=self.path, lines=option.value.lines, numbers=option.value.numbers, markup=self.markup
        )

    def title(self, option: Option | None, section: Section, name: str) -> Title:
        """The title that *option* gives; *name*, and a problem, if it gives none."""
        if option is None or not option.value:
            self.problem(
                Code.MISSING_TITLE,
                f"section '[{section.name}]' has no title; add 'title = ...'",
                section.location,
            )
            return Title(text=name, location=section.location)
        location = replace(option.location, line=option.value.numbers[0])
        text = option.value.text
        if _QUOTED.fullmatch(text):
            self.problem(
                Code.QUOTED_TITLE,
                f"the quotation marks of {text} are shown as a part of the title; remove them",
                location,
            )
        return Title(text=text, location=location)

    def link(self, option: Option | None) -> str | None:
        """The link that *option* gives: http, https, mailto or relative, and nothing else."""
        if option is None or not option.value:
            return None
        target = option.value.text
        if re.search(r"[\s\x00-\x20\x7f-\x9f]", target):
            self.problem(
                Code.BAD_LINK, f"expected one link, found white space in {target!r}", option.location
            )
            return None
        if "\ufffd" in target:
            message = f"a link cannot hold the replacement character, which is in {target!r}"
            self.problem(Code.BAD_LINK, message, option.location)
            return None
        if (match := _SCHEME.match(target)) and match[1].lower() not in _LINK_SCHEMES:
            self.problem(
                Code.BAD_LINK,
                f"a link cannot be '{match[1]}:'; expected http:, https:, mailto: or a relative target",
                option.location,
            )
            return None
        if _WEB_SITE.match(target):
            self.problem(
                Code.LINK_WITHOUT_SCHEME,
                f"the link '{target}' is a path from the page; did you mean 'https://{target}'?",
                option.location,
            )
        return target

    def known_options(self, section: Section, known: Iterable[str]) -> tuple[dict[str, Option], list[Option]]:
        """Split the options of *section* into the *known* ones, by name, and the others.

        The names of known options ignore case, as they did for the tools that came before.
        """
        names = frozenset(known)
        found: dict[str, Option] = {}
        others: list[Option] = []
        for option in section.options:
            name = option.key.lower()
            if name not in names:
                others.append(option)
            elif name in found:
                self.problem(
                    Code.DUPLICATE_OPTION,
                    f"option '{option.key}' is already given in '[{section.name}]', at line "
                    f"{found[name].location.line}; this second one is ignored",
                    option.location,
                )
            else:
                found[name] = option
        return found, others

    def unknown_option(self, option: Option, section: Section, what: str, candidates: Iterable[str]) -> None:
        """Record that *section* has no option like *option*.

        :param what: What the section is: sections that are the same have the same *candidates*.
        """
        hint = self.did_you_mean(option.key, f"option of {what}", candidates)
        self.problem(
            Code.UNKNOWN_OPTION,
            f"unknown option '{option.key}' in '[{section.name}]'{hint}",
            option.location,
        )


@dataclass(frozen=True, kw_only=True)
class Declared:
    """What the other sections of the file declare."""

    drivers: Mapping[str, Driver]
    levels: Mapping[str, Level]
    features: Collection[str]
    """The section names, in the order of the file."""
    bare: Mapping[str, Implementation]
    """For each level, the implementation that says no more; most cells of a file do not."""

    @cached_property
    def about_drivers(self) -> dict[str, tuple[str, CellPart] | None]:
        """What options that have been looked at say about which driver, by their keys: features have the same ones."""
        return {}

    @cached_property
    def cell_values(self) -> dict[str, tuple[Level, str | None]]:
        """The level and the release of the values that have been read without a problem."""
        return {}

    def driver(self, key: str) -> str | None:
        """The declared key that *key* means: the same, or the only one that differs in case."""
        return key if key in self.drivers else self._folded_drivers.get(key.lower())

    def level(self, name: str) -> Level | None:
        """The level that *name* stands for, ignoring case, or ``None``."""
        return self.levels.get(name) or find_folded(name, self._folded_levels)

    @cached_property
    def level_names(self) -> str:
        """The names of the levels, for a sentence."""
        return listing(self.levels)

    @cached_property
    def _folded_drivers(self) -> dict[str, str | None]:
        """The keys by what they are without regard to case; ``None`` for several that differ in nothing else."""
        folded: dict[str, str | None] = {}
        for key in self.drivers:
            lowered = key.lower()
            folded[lowered] = None if lowered in folded else key
        return folded

    @cached_property
    def _folded_levels(self) -> dict[str, Level]:
        return folded_levels(self.levels)


def folded_levels(levels: Mapping[str, Level]) -> dict[str, Level]:
    """*levels* by their names without regard to case; the first of those that differ in nothing else."""
    folded: dict[str, Level] = {}
    for level in levels.values():
        folded.setdefault(level.name.lower(), level)
    return folded


def find_folded(name: str, folded: Mapping[str, Level]) -> Level | None:
    """The level of *folded*, which :func:`folded_levels` made, that *name* stands for, or ``None``."""
    lowered = name.lower()
    return folded.get(LEVEL_ALIASES.get(lowered, lowered))
