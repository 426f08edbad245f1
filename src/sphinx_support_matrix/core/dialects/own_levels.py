"""``[level.NAME]``: levels of a project's own, and other titles for the built-in ones."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, RESERVED_LEVELS, UNKNOWN, Level
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.dialects.reading import Context
    from sphinx_support_matrix.core.ini.document import Section

LEVEL_SECTION = "level."
_OPTIONS = ("title", "symbol", "counts-as", "notes")


def read_levels(sections: Iterable[Section], context: Context) -> dict[str, Level]:
    """The levels that a file can use: the built-in ones and those that *sections* define."""
    levels = dict(BUILTIN_LEVELS)
    for section in sections:
        level = _level(section, context)
        if level is not None:
            levels[level.name] = level
    return levels


def _level(section: Section, context: Context) -> Level | None:
    name = section.name.removeprefix(LEVEL_SECTION).strip()
    if not name or ":" in name or name.lower() in RESERVED_LEVELS:
        context.problem(
            Code.BAD_LEVEL_SECTION,
            f"'{name}' cannot be the name of a level; expected a word without a colon, "
            f"other than {listing(map(repr, RESERVED_LEVELS))}",
            section.location,
        )
        return None
    options, others = context.known_options(section, _OPTIONS)
    for option in others:
        context.unknown_option(option, section, "a level", _OPTIONS)
    texts = {key: option.value.text for key, option in options.items() if option.value}
    title_location = options["title"].location if "title" in texts else None
    meaning_location = options["notes"].location if "notes" in texts else None
    if name in BUILTIN_LEVELS:
        if "counts-as" in texts:
            context.problem(
                Code.BAD_LEVEL_SECTION,
                f"the built-in level '{name}' counts as itself; remove 'counts-as'",
                options["counts-as"].location,
            )
        builtin = BUILTIN_LEVELS[name]
        return replace(
            builtin,
            title=texts.get("title", builtin.title),
            symbol=texts.get("symbol", builtin.symbol),
            meaning=texts.get("notes", builtin.meaning),
            location=section.location,
            title_location=title_location,
            meaning_location=meaning_location,
        )
    counts_as = texts.get("counts-as", "")
    if counts_as not in BUILTIN_LEVELS:
        found = f"not '{counts_as}'" if counts_as else "and it is not given"
        hint = context.did_you_mean(counts_as, "built-in level", BUILTIN_LEVELS)
        context.problem(
            Code.BAD_LEVEL_SECTION,
            f"'counts-as' in '[{section.name}]' must be {listing(BUILTIN_LEVELS)}, {found}; "
            f"'{UNKNOWN.name}' is assumed{hint}",
            options["counts-as"].location if "counts-as" in options else section.location,
        )
        counts_as = UNKNOWN.name
    title = texts.get("title") or context.title(None, section, name).text
    return Level(
        name=name,
        title=title,
        symbol=texts.get("symbol", title[:1]),
        counts_as=counts_as,
        meaning=texts.get("notes", ""),
        location=section.location,
        title_location=title_location or section.location,
        meaning_location=meaning_location,
    )
