"""Our own words in the language of the documentation."""

from __future__ import annotations

from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation, get_translator

from sphinx_support_matrix.html.dates import english_date
from sphinx_support_matrix.html.words import Words

if TYPE_CHECKING:
    from datetime import date
    from gettext import NullTranslations

    from sphinx_support_matrix.core.matrix.driver_word import DriverWord
    from sphinx_support_matrix.html.context import Table

CATALOG = "sphinx_support_matrix"
LOCALE = Path(__file__).parent.parent / "locale"
_ = get_translation(CATALOG)
# Like the translators of Sphinx, one for the build that runs: what asks for words often knows no environment.
_drivers: list[DriverWord | None] = [None]
_languages = ["en"]


def call_drivers(word: DriverWord | None) -> None:
    """Remember what the project that is built now calls its drivers; ``None`` for our own word."""
    _drivers[0] = word


def speak(language: str) -> None:
    """Remember the language of the build that runs, in which dates are written."""
    _languages[0] = language


def words() -> Words:
    """The words in the language of the build that runs."""
    return _words(get_translator(CATALOG), _drivers[0], _languages[0])


def words_of(table: Table) -> Words:
    """The words for a table, whose drivers can have a word of their own."""
    return words().called(table.driver_word)


@lru_cache(maxsize=4)
def _words(translator: NullTranslations, driver: DriverWord | None, language: str) -> Words:
    """The words of one catalog: each feature of a large matrix asks for them."""
    return Words(translator.gettext, translator.ngettext, driver, partial(_shown, language))


def _shown(language: str, day: date) -> str:
    """*day* as it is written in *language*; as in English in one of which nobody knows."""
    # Only pages that show evidence or a history wait for the modules.
    from babel import Locale, UnknownLocaleError
    from babel.dates import format_date

    try:
        locale = Locale.parse(language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        return english_date(day)
    return english_date(day) if locale.language == "en" else format_date(day, locale=locale)
