"""``[matrix]``: what a file says about itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.dialects.features import driver_of
from sphinx_support_matrix.core.dialects.table import PREFIXES, CellPart
from sphinx_support_matrix.core.matrix.driver_word import driver_word
from sphinx_support_matrix.core.matrix.model import Markup, Settings, Title
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from sphinx_support_matrix.core.dialects.reading import Context, Declared
    from sphinx_support_matrix.core.ini.document import Option, Section

SETTINGS_SECTION = "matrix"
_WORD = "driver-word"
_OPTIONS = ("title", "markup", _WORD, "releases")
_MARKUPS = {"markdown": Markup.MARKDOWN, "myst": Markup.MARKDOWN, "md": Markup.MARKDOWN} | dict.fromkeys(
    ("restructuredtext", "rst", "rest"), Markup.RST
)


def holds_settings(section: Section, declared: Declared) -> bool:
    """Whether *section* is the one for the settings of the file, and no feature that is called so.

    A feature has a level, of a driver that is declared or of another one.
    """
    return section.name == SETTINGS_SECTION and not any(
        _is_cell(option, declared) for option in section.options
    )


def _is_cell(option: Option, declared: Declared) -> bool:
    found = driver_of(option, declared)
    if found is not None:
        return found[1] is CellPart.LEVEL
    return option.key.lower().startswith(tuple(filter(None, PREFIXES[CellPart.LEVEL])))


def read_settings(section: Section, context: Context) -> Settings:
    """What *section* says."""
    options, others = context.known_options(section, _OPTIONS)
    for option in others:
        context.unknown_option(option, section, "the settings of a file", _OPTIONS)
    title = options.get("title")
    driver_word, drivers_word = _words(options.get(_WORD), context)
    return Settings(
        title=context.title(title, section, "") if title is not None and title.value else None,
        markup=_markup(options.get("markup"), context),
        driver_word=driver_word,
        drivers_word=drivers_word,
        releases=_releases(options.get("releases"), context),
    )


def _markup(option: Option | None, context: Context) -> Markup | None:
    if option is None or not option.value:
        return None
    text = option.value.text
    found = _MARKUPS.get(text.lower())
    if found is None:
        names = [markup.value for markup in Markup]
        context.problem(
            Code.BAD_SETTING,
            f"'markup' must be {listing(names)}, not '{text}'{context.did_you_mean(text, 'markup', _MARKUPS)}",
            option.location,
        )
    return found


def _releases(option: Option | None, context: Context) -> tuple[tuple[str, str], ...]:
    """What the file calls releases, and their tags: ``queens 17.0.0; rocky 18.0.0``."""
    if option is None or not option.value:
        return ()
    found: dict[str, str] = {}
    for piece in option.value.text.split(";"):
        *name, tag = piece.split() or [""]
        if not tag:
            # As after the last semicolon, there is nothing.
            continue
        wrong = ""
        if not name:
            wrong = f"expected a name and a tag, such as 'queens 17.0.0', not '{tag}'"
        elif found.setdefault(" ".join(name), tag) != tag:
            wrong = (
                f"'{' '.join(name)}' is two releases, '{found[' '.join(name)]}' and '{tag}'; the first counts"
            )
        if wrong:
            context.problem(Code.BAD_SETTING, f"'releases': {wrong}", option.location)
    return tuple(found.items())


def _words(option: Option | None, context: Context) -> tuple[Title, Title] | tuple[None, None]:
    """The words for one driver and for several: ``backend; backends``."""
    if option is None or not option.value:
        return None, None
    try:
        word = driver_word(option.value.text)
    except ValueError as error:
        context.problem(Code.BAD_SETTING, f"'{_WORD}': {error}", option.location)
        return None, None
    location = replace(option.location, line=option.value.numbers[0])
    return Title(text=word.one, location=location), Title(text=word.many, location=location)
