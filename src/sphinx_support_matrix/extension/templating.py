"""The Jinja2 templates of a build: the project's own before ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from sphinx_support_matrix.extension.cells import CellWriter
from sphinx_support_matrix.extension.words import labels

if TYPE_CHECKING:
    from sphinx.builders import Builder

    from sphinx_support_matrix.extension.nodes import Table

PACKAGE = "sphinx_support_matrix"
FOLDER = "support-matrix"


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
        self._latest: tuple[Table, CellWriter] | None = None

    def render(self, template: str, **context: Any) -> str:
        """The result of *template*, which also gets our own words."""
        return self._environment.get_template(f"{FOLDER}/{template}").render(words=labels(), **context)

    def cells(self, table: Table) -> CellWriter:
        """What writes the cells of *table*; every feature asks for the same."""
        if self._latest is None or self._latest[0] is not table:
            macros = self._environment.get_template(f"{FOLDER}/cell.html").make_module({"words": labels()})
            self._latest = (table, CellWriter(macros, table))
        return self._latest[1]


_TEMPLATES: WeakKeyDictionary[Builder, Templates] = WeakKeyDictionary()


def templates_of(builder: Builder) -> Templates:
    """The templates of the build that *builder* does."""
    templates = _TEMPLATES.get(builder)
    if templates is None:
        templates = _TEMPLATES[builder] = Templates(builder)
    return templates
