"""The Jinja2 templates of a build: the project's own before ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import WeakKeyDictionary

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from sphinx_support_matrix.core.levels import BUILTIN_LEVELS
from sphinx_support_matrix.core.names import anchor
from sphinx_support_matrix.extension.words import labels, level_meaning, level_title

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_support_matrix.core.levels import Level

PACKAGE = "sphinx_support_matrix"
FOLDER = "support-matrix"


class LevelContext(NamedTuple):
    """A level, as templates see it."""

    name: str
    counts_as: str
    own: bool
    symbol: str
    title: str
    meaning: str


def level_context(level: Level) -> LevelContext:
    """What templates need to know of *level*."""
    return LevelContext(
        name=anchor(level.name).replace("_", "-").lower(),
        counts_as=level.counts_as,
        own=BUILTIN_LEVELS.get(level.name) != level,
        symbol=level.symbol,
        title=level_title(level),
        meaning=level_meaning(level),
    )


class Templates:
    """The templates, as they were when the build began."""

    def __init__(self, builder: Builder) -> None:
        folders = [Path(builder.confdir, folder) for folder in builder.config.templates_path]
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(folders), PackageLoader(PACKAGE)]),
            auto_reload=False,
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._attributes: dict[tuple[Level, bool], str] = {}

    def render(self, template: str, **context: Any) -> str:
        """The result of *template*, which also gets our own words."""
        return self._environment.get_template(f"{FOLDER}/{template}").render(words=labels(), **context)

    def attributes(self, level: Level, *, noted: bool) -> str:
        """The attributes of a cell, already escaped. A large matrix asks again and again."""
        key = (level, noted)
        if key not in self._attributes:
            macros: Any = self._environment.get_template(f"{FOLDER}/level.html").module
            self._attributes[key] = macros.attributes(level_context(level), noted)
        return self._attributes[key]


_TEMPLATES: WeakKeyDictionary[Builder, Templates] = WeakKeyDictionary()


def templates_of(builder: Builder) -> Templates:
    """The templates of the build that *builder* does."""
    templates = _TEMPLATES.get(builder)
    if templates is None:
        templates = _TEMPLATES[builder] = Templates(builder)
    return templates
