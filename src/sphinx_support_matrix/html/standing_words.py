"""What a page says of how claims stand by their evidence, in any language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from sphinx_support_matrix.core.evidence.standings import Standing
from sphinx_support_matrix.core.export.addresses import address
from sphinx_support_matrix.html.dates import english_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.html.table_standings import TableStandings


_WEB = re.compile(r"https?://[^\s/]", re.IGNORECASE)
# Where it is enough to say how many tests pass.
_AGREEING = frozenset({Standing.CONFIRMED, Standing.FOUND_COMPLETE})
# As many tests as are named.
_NAMED = 3


class StandingContext(NamedTuple):
    """How a claim stands, as templates see it."""

    name: str
    """The standing, such as ``confirmed``."""
    is_stale: bool
    word: str
    """What to say of it in few words."""
    text: str
    """The same with the tests, the release and the date."""
    run: str | None
    """The address of the run, or of who says so."""
    failing: tuple[str, ...]
    """The names of some tests that do not pass, where they contradict the level."""
    more: str | None
    """How many others there are."""


class StandingMeaning(NamedTuple):
    """A standing in the legend."""

    name: str
    title: str
    meaning: str


class StandingWords:
    """The words for standings in one language."""

    def __init__(
        self,
        translate: Callable[[str], str],
        translate_plural: Callable[[str, str, int], str],
        show_date: Callable[[date], str] | None = None,
    ) -> None:
        """Take the words of a language.

        :param show_date: How people write a date; as in English without it.
        """
        _ = self._translate = translate
        self._translate_plural = translate_plural
        self._show_date = show_date or english_date
        self._titles = {
            Standing.CONFIRMED: _("confirmed"),
            Standing.CONTRADICTED: _("contradicted"),
            Standing.UNDERSTATED: _("understated"),
            Standing.UNPROVEN: _("unproven"),
            Standing.FOUND_COMPLETE: _("found complete"),
            Standing.FOUND_PARTIAL: _("found partial"),
            Standing.FOUND_MISSING: _("found missing"),
        }
        self._meanings = {
            Standing.CONFIRMED: _("Test results agree with the level."),
            Standing.CONTRADICTED: _("Test results do not agree with the level."),
            Standing.UNDERSTATED: _("Tests pass although the level says missing."),
            Standing.UNPROVEN: _("There are no test results."),
            Standing.FOUND_COMPLETE: _("No level is recorded, and all tests pass."),
            Standing.FOUND_PARTIAL: _("No level is recorded, and some tests pass."),
            Standing.FOUND_MISSING: _("No level is recorded, and no test passes."),
        }
        self.stale = _("stale")
        """What to say beside a standing whose evidence is older than allowed."""
        self.stale_meaning = _("The evidence is older than it may be.")

    def title(self, standing: Standing) -> str:
        """The word that people read for *standing*."""
        return self._titles[standing]

    def meaning(self, standing: Standing) -> str:
        """The sentence that explains *standing*."""
        return self._meanings[standing]

    def names(self) -> dict[str, str]:
        """What each standing is called, by the name that templates use."""
        return {**{each.value: title for each, title in self._titles.items()}, "stale": self.stale}

    def claims(self, confirmed: int, every: int) -> str:
        """How many claims are confirmed: 38 of 41 claims confirmed."""
        ngettext = self._translate_plural
        text = ngettext(
            "%(confirmed)d of %(claims)d claim confirmed",
            "%(confirmed)d of %(claims)d claims confirmed",
            every,
        )
        return text % {"confirmed": confirmed, "claims": every}

    def in_short(self, cell: CellStanding) -> str:
        """How a cell stands, in few words: confirmed, stale."""
        title = self.title(cell.standing)
        return self._list([title, self.stale]) if cell.stale else title

    def in_full(self, cell: CellStanding) -> str:
        """How a cell stands, and by what: confirmed by 14 tests, 2026.2, 20 Nov 2026."""
        parts = [self._proof(cell)]
        if cell.latest is not None:
            parts += [cell.latest.release] if cell.latest.release else []
            parts += [cell.latest.environment] if len(cell.results) == 1 and cell.latest.environment else []
            parts += [self._show_date(cell.latest.time.date())] if cell.latest.time else []
        elif cell.verified is not None:
            parts.append(self._show_date(cell.verified.date))
        return self._list([*parts, self.stale] if cell.stale else parts)

    def context(self, cell: CellStanding) -> StandingContext:
        """How a cell stands, for templates."""
        _ = self._translate
        failing = cell.failing if cell.standing is Standing.CONTRADICTED else ()
        return StandingContext(
            name=cell.standing.value,
            is_stale=cell.stale,
            word=self.in_short(cell),
            text=self.in_full(cell),
            run=_address(cell),
            failing=failing[:_NAMED],
            more=_("%d more") % len(failing[_NAMED:]) if failing[_NAMED:] else None,
        )

    def legend(self, table: TableStandings) -> list[StandingMeaning]:
        """The standings that occur in a table, and what they mean."""
        found = [StandingMeaning(each.value, self.title(each), self.meaning(each)) for each in table.kinds]
        return [*found, StandingMeaning("stale", self.stale, self.stale_meaning)] if table.stale else found

    def _proof(self, cell: CellStanding) -> str:
        """How a cell stands, by what tests or by whom."""
        _, ngettext = self._translate, self._translate_plural
        title, every = self.title(cell.standing), cell.passed + cell.not_passed
        if every and not cell.not_passed and cell.standing in _AGREEING:
            return ngettext("%(standing)s by %(count)d test", "%(standing)s by %(count)d tests", every) % {
                "standing": title,
                "count": every,
            }
        if every:
            text = ngettext(
                "%(standing)s: %(passed)d of %(count)d test passes",
                "%(standing)s: %(passed)d of %(count)d tests pass",
                every,
            )
            return text % {"standing": title, "passed": cell.passed, "count": every}
        if cell.verified is not None:
            if _address(cell):
                return _("%(standing)s by hand") % {"standing": title}
            return _("%(standing)s by hand: %(who)s") % {"standing": title, "who": cell.verified.who}
        return title

    def _list(self, parts: Iterable[str]) -> str:
        _ = self._translate
        return _(", ").join(parts)


def _address(cell: CellStanding) -> str | None:
    """Where to read about the evidence of a cell, if that is on the web."""
    latest = cell.latest
    given = latest.run if latest is not None else cell.verified.who if cell.verified is not None else None
    return address(given) if given is not None and _WEB.match(given) else None
