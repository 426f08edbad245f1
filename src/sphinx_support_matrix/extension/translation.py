"""Our own words in the language of the documentation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation, get_translator

from sphinx_support_matrix.html.words import Words

if TYPE_CHECKING:
    from gettext import NullTranslations

CATALOG = "sphinx_support_matrix"
LOCALE = Path(__file__).parent.parent / "locale"
_ = get_translation(CATALOG)


def words() -> Words:
    """The words in the language of the build that runs."""
    return _words(get_translator(CATALOG))


@lru_cache(maxsize=4)
def _words(translator: NullTranslations) -> Words:
    """The words of one catalog: each feature of a large matrix asks for them."""
    return Words(translator.gettext, translator.ngettext)
