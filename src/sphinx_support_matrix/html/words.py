"""Our own words on a page, each in one place, in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import NOT_APPLICABLE, NOT_RECORDED
from sphinx_support_matrix.core.matrix.status_meaning import GROUP, ONE_OF, WHERE, StatusWords
from sphinx_support_matrix.html.control_words import control_words
from sphinx_support_matrix.html.dates import english_date

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

    from sphinx_support_matrix.core.matrix.driver_word import DriverWord
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.requirements import Total
    from sphinx_support_matrix.html.context import Table
    from sphinx_support_matrix.html.standing_words import StandingWords
    from sphinx_support_matrix.html.trend import ReleaseCounts


NOTE_MARK = "*"
"""What stands in a cell of the summary that has notes in the details."""


def _english_plural(one: str, many: str, number: int) -> str:
    return one if number == 1 else many


class Words:
    """The words of one language."""

    def __init__(
        self,
        translate: Callable[[str], str] = str,
        translate_plural: Callable[[str, str, int], str] = _english_plural,
        driver: DriverWord | None = None,
        show_date: Callable[[date], str] | None = None,
    ) -> None:
        """Take the words of a language.

        :param translate: Gives the translation of an English text; English without it.
        :param translate_plural: The same for a text with a number, of which there are two in English.
        :param driver: What the project calls its drivers; our own word without it.
        :param show_date: How people write a date; as in English without it.
        """
        _ = self._translate = translate
        self._translate_plural = translate_plural
        self._show_date = show_date
        self._standings: StandingWords | None = None
        self._called: dict[DriverWord | None, Words] = {driver: self}
        names = driver.names if driver else {}
        self.labels = {
            "matrix": _("Support matrix"),
            "summary": _("Summary"),
            "details": _("Details"),
            "feature": _("Feature"),
            "status": _("Status"),
            "maturity": _("Maturity"),
            "api": _("API alias"),
            "api_link": _("API documentation"),
            "admin_link": _("Administrator documentation"),
            "tests": _("Tempest tests"),
            "commands": _("CLI commands"),
            "notes": _("Notes"),
            "drivers": _("%(Driver)s support") % names if names else _("Driver support"),
            "legend": _("Legend"),
            "documentation": _("Documentation"),
            "all": _("all"),
            "supported": _("Supported"),
            "required": _("required"),
            "release": _("release"),
            "failing": _("failing:"),
            "driver": names["Driver"] if names else _("Driver"),
            "noted": _("with notes"),
            "cut": _("Columns that do not fit on the paper are in the details."),
            "lost": _("Columns that do not fit on the paper are missing here."),
            "download": _("Download as JSON"),
            "comparison": _("Comparison"),
            "different": _("Different"),
            "same": _("The same"),
            "no_difference": _("These %(drivers)s have the same level in every feature.") % names
            if names
            else _("These drivers have the same level in every feature."),
            "feature_list": _("Features"),
            "gone": _("not there"),
            "numbers": _("Numbers by release"),
            "release_column": _("Release"),
            "complete": _("complete"),
            "partial": _("partial"),
            "missing": _("missing"),
            "removed_parts": _("No longer there"),
            "driver_list": names["Drivers"] if names else _("Drivers"),
        }
        """Headings and labels, by the names that templates use."""
        self._meanings = {}
        if names:
            self._meanings = {
                NOT_APPLICABLE.meaning: _("The feature makes no sense for this %(driver)s.") % names,
                NOT_RECORDED.meaning: _("The file says nothing about this %(driver)s.") % names,
            }
        self.controls = control_words(_, names)
        """The words of the script, by the names that it uses."""
        self._statuses = {
            "mandatory": _("mandatory"),
            "optional": _("optional"),
            "choice": _("choice"),
            "condition": _("condition"),
            "mature": _("mature"),
            "immature": _("immature"),
        }

    def called(self, driver: DriverWord | None) -> Words:
        """The same words for a matrix whose drivers are called *driver*; as they are without a word of its own."""
        if driver is None:
            return self
        if driver not in self._called:
            self._called[driver] = Words(self._translate, self._translate_plural, driver, self._show_date)
        return self._called[driver]

    def status_word(self, status: str) -> str:
        """The word that people read for the kind of a status; anything else stays as it is."""
        return self._statuses.get(status, status)

    @property
    def statuses(self) -> StatusWords:
        """The words that whole statuses are told in."""
        _ = self._translate
        return StatusWords(
            one_of=_(ONE_OF),
            where=_(WHERE),
            group=_(GROUP),
            between=_(", "),
            required=self.labels["required"],
            kind=self.status_word,
            level=self.level_title,
        )

    @property
    def standings(self) -> StandingWords:
        """The words for how claims stand by their evidence."""
        if self._standings is None:
            # Most pages show no evidence, and do not wait for the module.
            from sphinx_support_matrix.html.standing_words import StandingWords

            self._standings = StandingWords(self._translate, self._translate_plural, self._show_date)
        return self._standings

    def unmet(self, count: int) -> str:
        """How many requirements a driver does not meet."""
        ngettext = self._translate_plural
        return ngettext("%d requirement open", "%d requirements open", count) % count

    def total_text(self, total: Total) -> str:
        """How many requirements of one kind a driver meets; a dash where there are none."""
        return self.count_of(total.met, total.due) if total.due else "\N{EN DASH}"

    def count_of(self, count: int, every: int) -> str:
        """How many there are of some: 8 of 10."""
        _ = self._translate
        return _("%(met)d of %(due)d") % {"met": count, "due": every}

    def counts(self, levels: Mapping[str, Level], numbers: Mapping[str, int]) -> str:
        """How many there are of each level: 16 complete, 8 missing. They come in the order of *levels*."""
        _ = self._translate
        each = [
            _("%(count)d %(level)s") % {"count": numbers[name], "level": self.level_title(level)}
            for name, level in levels.items()
            if numbers.get(name)
        ]
        return _(", ").join(each)

    def shared_status(self, status: str, *, is_status: bool) -> str:
        """The status, or else the maturity, that all features have."""
        _ = self._translate
        text = _("Status of every feature: %s.") if is_status else _("Maturity of every feature: %s.")
        return text % self.status_word(status)

    def since(self, release: str) -> str:
        """That a level has been there since a release."""
        _ = self._translate
        return _("since %s") % release

    def last_in(self, release: str) -> str:
        """The last release that had something."""
        _ = self._translate
        return _("last in %s") % release

    def beginning(self, drivers: int, features: int) -> str:
        """What the first release of a history brought."""
        _, ngettext = self._translate, self._translate_plural
        parts = (
            ngettext("%d driver", "%d drivers", drivers) % drivers,
            ngettext("%d feature", "%d features", features) % features,
        )
        return _(", ").join(parts)

    def trend(self, first: ReleaseCounts, last: ReleaseCounts) -> str:
        """How many cells have each level, in the first release and in the last one."""
        _ = self._translate
        parts = [
            _("%(level)s from %(before)d to %(after)d")
            % {"level": self.labels[name], "before": getattr(first, name), "after": getattr(last, name)}
            for name in ("complete", "partial", "missing")
        ]
        text = _("From %(first)s to %(last)s: %(counts)s.")
        return text % {"first": first.release, "last": last.release, "counts": _(", ").join(parts)}

    def show_date(self, day: date) -> str:
        """*day* as people write it."""
        return (self._show_date or english_date)(day)

    def heading_of(self, part: str, matrix: str) -> str:
        """The heading of a part of *matrix*, where a page shows several."""
        _ = self._translate
        return _("%(part)s: %(matrix)s") % {"part": part, "matrix": matrix}

    def level_title(self, level: Level) -> str:
        """The word that people read for *level*; a title that a project gives stays as it is."""
        return self._translate(level.title) if level.title_location is None else level.title

    def level_meaning(self, level: Level) -> str:
        """The sentence that explains *level* in the legend."""
        _ = self._translate
        if level.meaning:
            if level.meaning_location is not None:
                return level.meaning
            return self._meanings.get(level.meaning) or _(level.meaning)
        return self.counts_as_sentence(level)

    def counts_as_sentence(self, level: Level) -> str:
        """What *level* counts as, as a sentence."""
        _ = self._translate
        return _("Counts as %s.") % self.level_title(level.basis)

    def counts_as(self, level: Level) -> str | None:
        """What stands beside *level* if it has a title of its own: the level that it counts as."""
        _ = self._translate
        return _("counts as %s") % self.level_title(level.basis) if level.has_own_title else None

    def level_in_full(self, level: Level, *marks: str) -> str:
        """The word for *level*, and in parentheses what it counts as and *marks*."""
        every = [each for each in (self.counts_as(level), *marks) if each]
        return self.level_title(level) + (f" ({', '.join(every)})" if every else "")

    def level_in_legend(self, level: Level) -> str:
        """The word for *level* in a legend, where its meaning may say what it counts as."""
        return self.level_in_full(level) if level.meaning else self.level_title(level)

    def marks(self, table: Table) -> list[tuple[str, str]]:
        """The marks that cells of *table* have beside their levels, and what each means."""
        _ = self._translate
        found = []
        if table.noted:
            found.append((NOTE_MARK, _("There are notes in the details.")))
        if table.released:
            found.append((self.labels["release"], _("The first release with this level.")))
        if any(table.unmet):
            found.append((self.labels["required"], _("An open requirement: required, and not supported.")))
        return found


def _marked(_: Callable[[str], str]) -> tuple[str, ...]:
    """What the catalogs hold beside the calls above; the texts themselves belong to the levels."""
    return (
        _("complete"),
        _("partial"),
        _("missing"),
        _("unknown"),
        _("not-applicable"),
        _("not recorded"),
        _("Fully implemented, and expected to work at all times."),
        _("Implemented, with limits that the notes explain."),
        _("Not implemented."),
        _("Nobody has reported whether it works."),
        _("The feature makes no sense for this driver."),
        _("The file says nothing about this driver."),
        _("At least one of %(features)s is required."),
        _("At least one feature of the group %(group)s is required."),
        _("Required where %(feature)s is %(level)s."),
    )
