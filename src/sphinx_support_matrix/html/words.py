"""Our own words on a page, each in one place, in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.levels import NOT_APPLICABLE, NOT_RECORDED
from sphinx_support_matrix.core.matrix.status_meaning import GROUP, ONE_OF, WHERE, StatusWords

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_support_matrix.core.matrix.driver_word import DriverWord
    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.requirements import Total
    from sphinx_support_matrix.html.context import Table


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
    ) -> None:
        """Take the words of a language.

        :param translate: Gives the translation of an English text; English without it.
        :param translate_plural: The same for a text with a number, of which there are two in English.
        :param driver: What the project calls its drivers; our own word without it.
        """
        _ = self._translate = translate
        self._translate_plural = translate_plural
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
            "level": _("Level"),
            "all": _("all"),
            "supported": _("Supported"),
            "required": _("required"),
            "release": _("release"),
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
            "driver_list": names["Drivers"] if names else _("Drivers"),
        }
        """Headings and labels, by the names that templates use."""
        self._meanings = {}
        if names:
            self._meanings = {
                NOT_APPLICABLE.meaning: _("The feature makes no sense for this %(driver)s.") % names,
                NOT_RECORDED.meaning: _("The file says nothing about this %(driver)s.") % names,
            }
        self.controls = _controls(_, names)
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
            self._called[driver] = Words(self._translate, self._translate_plural, driver)
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


def _controls(_: Callable[[str], str], names: Mapping[str, str]) -> dict[str, str]:
    """What the controls of a page say. The script fills in what is in parentheses.

    :param names: What drivers are called, where the project has a word of its own.
    """
    return {
        "feature": _("Feature"),
        "driver": names["Driver"] if names else _("Driver"),
        "driver_list": names["drivers"] if names else _("drivers"),
        "tools": _("Filters and tools"),
        "find": _("Find in the matrix"),
        "find_short": _("Find\N{HORIZONTAL ELLIPSIS}"),
        "any_status": _("Any status"),
        "any_maturity": _("Any maturity"),
        "any_level": _("Any level"),
        "drivers": names["Drivers"] if names else _("Drivers"),
        "swap": _("Swap"),
        "swap_rows": _("Swap rows and columns"),
        "compare": _("Compare\N{HORIZONTAL ELLIPSIS}"),
        "copy": _("Copy\N{HORIZONTAL ELLIPSIS}"),
        "filters": _("Filters"),
        "of": _("%(shown)s of %(all)s"),
        "state": _("%(number)s %(drivers)s \N{MIDDLE DOT} %(features)s features"),
        "need": _("Needed: %(feature)s"),
        "needed": _("Needed: show only what has it"),
        "needs": _("needs"),
        "finds": _("find"),
        "compares": _("compare"),
        "sorted": _("sorted by"),
        "at_partial": _("at least partial"),
        "at_complete": _("complete"),
        "at_missing": _("known, even if missing"),
        "remove": _("Remove this filter"),
        "all_features": _("All features, not only the differences"),
        "nothing": _("Nothing has everything that is needed."),
        "without": _(
            "Without \N{LEFT DOUBLE QUOTATION MARK}%(feature)s\N{RIGHT DOUBLE QUOTATION MARK}: %(number)s"
        ),
        "unknown": _("Unknown in the address, and ignored: %(names)s"),
        "find_drivers": _("Find"),
        "compare_some": _("Compare two to six"),
        "all": _("All"),
        "none": _("None"),
        "close": _("Close"),
        "copy_view": _("Copy this view"),
        "link": _("Link"),
        "copied": _("Copied."),
        "refused": _(
            "The browser refused to copy. The text is selected: copy it with the keyboard or the menu."
        ),
        "copied_text": _("Text to copy"),
        "permalink": _("Link to this line"),
        "noted": _("with notes"),
        "sort": _("Sort by %(what)s"),
        "keys": _("Keyboard"),
        "keys_list": "\n".join(
            (
                _("Arrows, Home, End, Page Up, Page Down: move from cell to cell"),
                _("Enter: open a cell or a link"),
                _("Space: mark a feature as needed, in its heading"),
                _("S: sort by the column"),
                _("Shift + S: sort by the row"),
                _("/: find"),
                _("Escape: close what is open"),
                _("?: show this list, from inside the matrix"),
            )
        ),
    }


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
