"""A matrix with the titles that a page shows."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.doctree.standard_nodes import message_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.model import Matrix, Settings, Title
    from sphinx_support_matrix.extension.doctree.nodes import support_matrix


def translated(matrix: Matrix, container: support_matrix) -> Matrix:
    """*matrix* with the titles that the nodes of *container* have now. Its notes stay as they were written."""
    texts = {node.rawsource: node.astext() for node in container.findall(nodes.TextElement) if node.rawsource}
    return replace(
        matrix,
        drivers=tuple(replace(each, title=_title(each.title, texts)) for each in matrix.drivers),
        features=tuple(replace(each, title=_title(each.title, texts)) for each in matrix.features),
        groups=tuple(replace(each, title=_title(each.title, texts)) for each in matrix.groups),
        settings=_settings(matrix.settings, texts),
        levels={name: _level(level, texts) for name, level in matrix.levels.items()},
    )


def _settings(settings: Settings, texts: Mapping[str, str]) -> Settings:
    def optional(title: Title | None) -> Title | None:
        return None if title is None else _title(title, texts)

    return replace(
        settings,
        title=optional(settings.title),
        driver_word=optional(settings.driver_word),
        drivers_word=optional(settings.drivers_word),
    )


def _title(title: Title, texts: Mapping[str, str]) -> Title:
    return replace(title, text=_text(title.text, texts))


def _level(level: Level, texts: Mapping[str, str]) -> Level:
    return replace(level, title=_text(level.title, texts), meaning=_text(level.meaning, texts))


def _text(text: str, texts: Mapping[str, str]) -> str:
    return texts.get(message_of(text), text)
