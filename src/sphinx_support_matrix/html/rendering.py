"""The parts of a page, rendered by templates: a project's own before ours."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import ChoiceLoader, Environment, FileSystemLoader, PackageLoader, StrictUndefined

from sphinx_support_matrix.core.matrix.status_meaning import told
from sphinx_support_matrix.html.cell_writer import CellWriter
from sphinx_support_matrix.html.compiled_templates import CompiledTemplates
from sphinx_support_matrix.html.context import TEST_SEARCH
from sphinx_support_matrix.html.headings import is_large
from sphinx_support_matrix.html.summary_writer import SummaryWriter, tally_of
from sphinx_support_matrix.html.template_values import ComparedContext, cell_context, level_context
from sphinx_support_matrix.html.words import NOTE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.status_meaning import StatusMeaning
    from sphinx_support_matrix.html.context import Cells, Facts, Table
    from sphinx_support_matrix.html.headings import FeatureGroup, Head
    from sphinx_support_matrix.html.history_view import HistoryView
    from sphinx_support_matrix.html.template_values import NoteContext
    from sphinx_support_matrix.html.trend import ReleaseCounts
    from sphinx_support_matrix.html.words import Words

PACKAGE = "sphinx_support_matrix"
_FOLDER = "html/templates"
_PAGE = "support-matrix"


# The languages that are written in Arabic, Hebrew, Thaana or Syriac letters, where no script is said.
_RIGHT_TO_LEFT = frozenset(
    {"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ks", "ps", "sd", "syr", "ug", "ur", "yi"}
)


def is_right_to_left(language: str) -> bool:
    """Whether *language*, such as ``ar_EG``, is written from right to left."""
    first, *rest = language.lower().replace("-", "_").split("_")
    return first in _RIGHT_TO_LEFT and "latn" not in rest


# What decides what templates compile to, besides their texts.
_OPTIONS: dict[str, Any] = {
    "undefined": StrictUndefined,
    "trim_blocks": True,
    "lstrip_blocks": True,
    "keep_trailing_newline": True,
}
_COMPILED = CompiledTemplates(Path(__file__).parent / "templates", repr(_OPTIONS))


class Renderer:
    """Renders the parts of pages in one language, with the templates as they are now."""

    def __init__(
        self, words: Words, folders: Iterable[Path] = (), language: str = "en", *, bars: bool = True
    ) -> None:
        """Find the templates.

        :param folders: Where the project has templates of its own, in ``support-matrix/``.
        :param language: The language of the page, which says in which direction its tables go.
        :param bars: Whether bars are drawn. A book would have to declare each page that has a drawing.
        """
        self.words = words
        self._environment = Environment(
            loader=ChoiceLoader([FileSystemLoader(list(folders)), PackageLoader(PACKAGE, _FOLDER)]),
            auto_reload=False,
            autoescape=True,
            bytecode_cache=_COMPILED,
            **_OPTIONS,
        )
        self._environment.globals["direction"] = "rtl" if is_right_to_left(language) else None
        self._environment.globals["bars"] = bars
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
        past: HistoryView | None = None,
    ) -> str:
        """The summary table.

        :param linked: Whether the details are on the page, so that titles and cells link to them.
        :param label: What the table is called where no caption says it; "Support matrix" without one.
        :param past: What its cells were in earlier releases, for the script.
        """
        words = self.words.called(table.driver_word)
        writer = SummaryWriter(table, heads, groups, self._cells(table), words, linked=linked)
        return self.render(
            f"{_PAGE}/summary.html",
            words,
            label=caption or label or self.words.labels["matrix"],
            caption=caption,
            classes=list(classes),
            linked=linked,
            past="" if past is None else self._past(past, table),
            **writer.context(),
        )

    def _past(self, past: HistoryView, table: Table) -> str:
        return self.render(
            f"{_PAGE}/history.html",
            releases=past.releases,
            levels=[
                {"key": name, "level": level_context(table.levels.get(name, level), self.words)}
                for name, level in past.levels.items()
            ],
            undo=past.undo,
        )

    def legend(self, table: Table, classes: Sequence[str] = ()) -> str:
        """What the levels and the marks of *table* mean."""
        words = self.words.called(table.driver_word)
        return self.render(
            f"{_PAGE}/legend.html",
            words,
            levels=[
                level_context(level, words)._replace(title=words.level_in_legend(level))
                for level in table.levels.values()
            ],
            note_mark=NOTE_MARK,
            marks=[{"mark": mark, "meaning": meaning} for mark, meaning in self.words.marks(table)],
            standings=self.words.standings.legend(table.standings) if table.standings else (),
            classes=list(classes),
        )

    def feature(  # noqa: PLR0917 - as row
        self,
        table: Table,
        identifier: str,
        title: str,
        facts: Facts,
        status: StatusMeaning | None,
        cells: Cells,
        notes: Mapping[int | None, NoteContext],
    ) -> str:
        """The details of a feature, without its heading.

        :param notes: The notes of each column that has some, and of the feature itself.
        """
        return self.render(
            f"{_PAGE}/feature.html",
            self.words.called(table.driver_word),
            title=title,
            facts=facts,
            status=None if status is None else told(status, self.words.statuses, stop="."),
            notes=notes.get(None),
            lines=self._cells(table).details(identifier, cells, notes),
            test_search=TEST_SEARCH,
        )

    def compared(
        self, table: Table, title: str, cells: Cells, notes: Mapping[int | None, NoteContext]
    ) -> ComparedContext:
        """A feature in a comparison.

        :param title: HTML.
        :param notes: The notes of each column that has some.
        """
        contexts = (
            cell_context(
                table,
                column,
                cells,
                self.words,
                level=level_context(table.levels[name], self.words),
                noted=column in notes,
                notes=notes.get(column),
            )
            for column, name in enumerate(cells.levels)
        )
        return ComparedContext(title=title, cells=tuple(contexts))

    def comparison(
        self,
        heads: Sequence[Head],
        different: Sequence[ComparedContext],
        same: Sequence[ComparedContext],
        *,
        caption: str | None = None,
        classes: Sequence[str] = (),
    ) -> str:
        """Drivers side by side: the features in which they differ, and then those in which they do not."""
        return self.render(
            f"{_PAGE}/comparison.html",
            caption=caption,
            classes=list(classes),
            columns=heads,
            blocks=[
                {"title": f"{self.words.labels[name]} ({len(rows)})", "rows": rows}
                for name, rows in (("different", different), ("same", same))
                if rows
            ],
        )

    def tally(
        self, levels: Mapping[str, Level], numbers: Mapping[str, int], classes: Sequence[str] = ()
    ) -> str:
        """How many features a driver has at each of *levels*, as a bar and in words."""
        every = [level for name, level in levels.items() for _ in range(numbers.get(name, 0))]
        return self.render(
            f"{_PAGE}/tally.html",
            tally=tally_of(every, self.words),
            counts=self.words.counts(levels, numbers),
            classes=list(classes),
        )

    def trend(
        self, counts: Sequence[ReleaseCounts], *, is_small: bool = False, classes: Sequence[str] = ()
    ) -> str:
        """How the numbers of levels went from release to release.

        :param is_small: Whether there is little room.
        """
        # Few pages have a history, and none else has to wait for the module.
        from sphinx_support_matrix.html.trend import trend_context

        trend = trend_context(counts, self.words)
        return self.render(f"{_PAGE}/trend.html", trend=trend, is_small=is_small, classes=list(classes))

    def symbol(self, level: Level) -> str:
        """The symbol of a level, for the eye alone."""
        return self.render(f"{_PAGE}/symbol.html", level=level_context(level, self.words)).rstrip("\n")

    def badge(
        self, level: Level, text: str, release: str | None, standing: CellStanding | None = None
    ) -> str:
        """A level in running text."""
        return self.render(
            f"{_PAGE}/badge.html",
            level=level_context(level, self.words),
            text=text,
            release=release,
            standing=self.words.standings.context(standing) if standing else None,
        ).rstrip("\n")

    def render(self, template: str, words: Words | None = None, **context: Any) -> str:
        """The result of *template*, which also gets our own words.

        :param words: Those for one table, where its drivers have a word of their own.
        """
        return self._environment.get_template(template).render(words=(words or self.words).labels, **context)

    def macros(self, template: str, **values: object) -> Any:
        """The macros of *template*, which know *values*."""
        return self._environment.get_template(template).make_module({"words": self.words.labels, **values})

    def _cells(self, table: Table) -> CellWriter:
        """What writes the cells of *table*; every feature asks for the same."""
        if self._latest is None or self._latest[0] is not table:
            self._latest = (
                table,
                CellWriter(self.macros(f"{_PAGE}/cell.html", large=is_large(table)), table, self.words),
            )
        return self._latest[1]
