"""Our own words in the language of the documentation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation, get_translator

from sphinx_support_matrix.html.words import Words

if TYPE_CHECKING:
    from gettext import NullTranslations

    from sphinx_support_matrix.core.matrix.driver_word import DriverWord
    from sphinx_support_matrix.html.context import Table

CATALOG = "sphinx_support_matrix"
LOCALE = Path(__file__).parent.parent / "locale"
_ = get_translation(CATALOG)
# Like the translators of Sphinx, one for the build that runs: what asks for words often knows no environment.
_drivers: list[DriverWord | None] = [None]


def call_drivers(word: DriverWord | None) -> None:
    """Remember what the project that is built now calls its drivers; ``None`` for our own word."""
    _drivers[0] = word


def words() -> Words:
    """The words in the language of the build that runs."""
    return _words(get_translator(CATALOG), _drivers[0])


def words_of(table: Table) -> Words:
    """The words for a table, whose drivers can have a word of their own."""
    return words().called(table.driver_word)


@lru_cache(maxsize=4)
def _words(translator: NullTranslations, driver: DriverWord | None) -> Words:
    """The words of one catalog: each feature of a large matrix asks for them."""
    return Words(translator.gettext, translator.ngettext, driver)
