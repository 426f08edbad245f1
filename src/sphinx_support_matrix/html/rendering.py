"""The parts of a page, rendered by templates: a project's own before ours."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from sphinx_support_matrix.html.cell_writer import CellWriter
from sphinx_support_matrix.html.context import TEST_SEARCH, level_context
from sphinx_support_matrix.html.summary_writer import SummaryWriter

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path
    from types import CodeType

    from jinja2.bccache import Bucket

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.html.context import Cells, Facts, NoteContext, Required, Table
    from sphinx_support_matrix.html.headings import FeatureGroup, Head
    from sphinx_support_matrix.html.words import Words

PACKAGE = "sphinx_support_matrix"
_FOLDER = "html/templates"
_PAGE = "support-matrix"


class _CompiledTemplates(BytecodeCache):
    """Keeps what templates compile to for as long as the process lives.

    A process that makes several builds, as those of tests and of languages do, compiles each text once: half
    of the time of a small page. What counts is the text, so a template that has changed is compiled again.
    """

    def __init__(self) -> None:
        self._codes: dict[tuple[str, str], CodeType] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give *bucket* what its text compiled to, if it has been compiled."""
        bucket.code = self._codes.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what the text of *bucket* compiled to."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code


# The languages that are written in Arabic, Hebrew, Thaana or Syriac letters, where no script is said.
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)


def is_right_to_left(language: str) -> bool:
    """Whether *language*, such as ``ar_EG``, is written from right to left."""
    first, *rest = language.lower().replace("-", "_").split("_")
    return first in _RIGHT_TO_LEFT and "latn" not in rest


_COMPILED = _CompiledTemplates()


class Renderer:
    """Renders the parts of pages in one language, with the templates as they are now."""

    def __init__(self, words: Words, folders: Iterable[Path] = (), language: str = "en") -> None:
        """Find the templates.

        :param folders: Where the project has templates of its own, in ``support-matrix/``.
        :param language: The language of the page, which says in which direction its tables go.
        """
        self.words = words
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(list(folders)), PackageLoader(PACKAGE, _FOLDER)]),
            auto_reload=False,
            autoescape=True,
            bytecode_cache=_COMPILED,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
        )
        self._environment.globals["direction"] = "rtl" if is_right_to_left(language) else None
        self._latest: tuple[Table, CellWriter] | None = None

    def summary(
        self,
        table: Table,
        heads: Sequence[Head],
        groups: Sequence[FeatureGroup],
        *,
        linked: bool,
        label: str | None = None,
        caption: str | None = None,
        classes: Sequence[str] = (),
    ) -> str:
        """The summary table.

        :param linked: Whether the details are on the page, so that titles and cells link to them.
        :param label: What the table is called where no caption says it; "Support matrix" without one.
        """
        writer = SummaryWriter(table, heads, groups, self._cells(table), self.words, linked=linked)
        return self.render(
            f"{_PAGE}/summary.html",
            label=caption or label or self.words.labels["matrix"],
            caption=caption,
            classes=list(classes),
            linked=linked,
            **writer.context(),
        )

    def legend(self, levels: Iterable[Level], *, noted: bool, classes: Sequence[str] = ()) -> str:
        """What *levels* mean.

        :param noted: Whether some cells have the mark of notes, which is explained then.
        """
        contexts = [level_context(level, self.words) for level in levels]
        return self.render(f"{_PAGE}/legend.html", levels=contexts, noted=noted, classes=list(classes))

    def feature(  # noqa: PLR0917 - as row
        self,
        table: Table,
        identifier: str,
        facts: Facts,
        required: Required | None,
        cells: Cells,
        notes: Mapping[int | None, NoteContext],
    ) -> str:
        """The details of a feature, without its heading.

        :param notes: The notes of each column that has some, and of the feature itself.
        """
        return self.render(
            f"{_PAGE}/feature.html",
            facts=facts,
            status=None if facts.status is None else self.words.status_text(facts.status),
            required=self._required(required),
            notes=notes.get(None),
            implementations=self._cells(table).details(identifier, cells, notes),
            test_search=TEST_SEARCH,
        )

    def badge(self, level: Level, text: str, release: str | None) -> str:
        """A level in running text."""
        context = level_context(level, self.words)
        return self.render(f"{_PAGE}/badge.html", level=context, text=text, release=release).rstrip("\n")

    def render(self, template: str, **context: Any) -> str:
        """The result of *template*, which also gets our own words."""
        return self._environment.get_template(template).render(words=self.words.labels, **context)

    def macros(self, template: str) -> Any:
        """The macros of *template*."""
        return self._environment.get_template(template).make_module({"words": self.words.labels})

    def _cells(self, table: Table) -> CellWriter:
        """What writes the cells of *table*; every feature asks for the same."""
        if self._latest is None or self._latest[0] is not table:
            self._latest = (table, CellWriter(self.macros(f"{_PAGE}/cell.html"), table, self.words))
        return self._latest[1]

    def _required(self, required: Required | None) -> dict[str, str | None] | None:
        """Where a feature is required, as the template sees it."""
        if required is None:
            return None
        before, after = self.words.required_where(required.level)
        return {"before": before, "title": required.title, "id": required.refid, "after": after}
