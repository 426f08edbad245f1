"""What search needs to lead to a feature: which words are in which feature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.search import SearchLanguage

    from sphinx_support_matrix.extension.references.views import View


def search_index(views: Iterable[View], language: SearchLanguage) -> str:
    """A script that defines the index of the features that *views* show in detail.

    Words are split, filtered and stemmed by *language*, as those of Sphinx's own index are, because
    the search page does the same to what is searched for.
    """
    pages: dict[str, int] = {}
    features: list[tuple[int, str, str]] = []
    terms: dict[str, list[int]] = {}
    stems: dict[str, str] = {}
    for view in views:
        if not view.details:
            continue
        page = pages.setdefault(view.docname, len(pages))
        for name, feature in view.features.items():
            number = len(features)
            features.append((page, feature.anchor, feature.title))
            for word in dict.fromkeys(language.split(f"{feature.title} {name} {feature.text}".lower())):
                stem = stems.get(word)
                if stem is None:
                    stem = stems[word] = _term(word, language)
                if stem and (numbers := terms.setdefault(stem, []))[-1:] != [number]:
                    numbers.append(number)
    index = {"pages": list(pages), "features": features, "terms": dict(sorted(terms.items()))}
    text = json.dumps(index, ensure_ascii=False, separators=(",", ":"))
    return f"window.supportMatrixIndex = {text};\n"


def _term(word: str, language: SearchLanguage) -> str:
    # A number has no other stem, and notes are full of the numbers of bugs.
    stem = word if word.isdigit() else language.stem(word).lower()
    if language.word_filter(stem):
        return stem
    return word if language.word_filter(word) else ""
