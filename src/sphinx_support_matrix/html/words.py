"""Our own words on a page, each in one place, in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.core.matrix.requirements import Total


class Words:
    """The words of one language."""

    def __init__(self, translate: Callable[[str], str] = str) -> None:
        """Take the words of a language.

        :param translate: Gives the translation of an English text; English without it.
        """
        _ = self._translate = translate
        self.labels = {
            "matrix": _("Support matrix"),
            "summary": _("Summary"),
            "details": _("Details"),
            "feature": _("Feature"),
            "status": _("Status"),
            "maturity": _("Maturity"),
            "api": _("API Alias"),
            "api_link": _("API documentation"),
            "admin_link": _("Administrator documentation"),
            "tests": _("Tempest tests"),
            "commands": _("CLI commands"),
            "notes": _("Notes"),
            "drivers": _("Driver Support"),
            "legend": _("Legend"),
            "documentation": _("Documentation"),
            "level": _("Level"),
            "all": _("all"),
            "supported": _("Supported"),
            "required": _("required"),
            "driver": _("Driver"),
            "noted": _("with notes"),
            "download": _("Download as JSON"),
        }
        """Headings and labels, by the names that templates use."""
        self.controls = _controls(_)
        """The words of the script, by the names that it uses."""
        self._statuses = {
            "mandatory": _("mandatory"),
            "optional": _("optional"),
            "choice": _("choice"),
            "condition": _("condition"),
            "mature": _("mature"),
            "immature": _("immature"),
        }

    def status_word(self, status: str) -> str:
        """The word that people read for the kind of a status; anything else stays as it is."""
        return self._statuses.get(status, status)

    def status_text(self, status: str) -> str:
        """A whole status, such as ``choice(console)``: its kind is a word, its argument a name."""
        kind, parenthesis, argument = status.partition("(")
        return self.status_word(kind) + parenthesis + argument

    def required_where(self, level: Level) -> tuple[str, str]:
        """What stands before and after the feature in: Required where FEATURE is LEVEL."""
        _ = self._translate
        names = {"feature": "\0", "level": self.level_title(level)}
        text = _("Required where %(feature)s is %(level)s.") % names
        before, _zero, after = text.partition("\0")
        return before, after

    def unmet(self, count: int) -> str:
        """How many requirements a driver does not meet."""
        _ = self._translate
        return _("Unmet requirements: %d") % count

    def total_text(self, total: Total) -> str:
        """How many requirements of one kind a driver meets."""
        return self.count_of(total.met, total.due)

    def count_of(self, count: int, every: int) -> str:
        """How many there are of some: 8 of 10."""
        _ = self._translate
        return _("%(met)d of %(due)d") % {"met": count, "due": every}

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
            return _(level.meaning) if level.meaning_location is None else level.meaning
        return _("Counts as %s.") % self.level_title(level.basis)


def _controls(_: Callable[[str], str]) -> dict[str, str]:
    """What the controls of a page say. The script fills in what is in parentheses."""
    return {
        "feature": _("Feature"),
        "driver": _("Driver"),
        "tools": _("Filters and tools"),
        "find": _("Find features and drivers"),
        "find_short": _("Find\N{HORIZONTAL ELLIPSIS}"),
        "any_status": _("Any status"),
        "any_maturity": _("Any maturity"),
        "any_level": _("Any level"),
        "drivers": _("Drivers"),
        "swap": _("Swap"),
        "swap_rows": _("Swap rows and columns"),
        "compare": _("Compare\N{HORIZONTAL ELLIPSIS}"),
        "copy": _("Copy\N{HORIZONTAL ELLIPSIS}"),
        "filters": _("Filters"),
        "of": _("%(shown)s of %(all)s"),
        "state": _("%(drivers)s drivers \N{MIDDLE DOT} %(features)s features"),
        "need": _("Needed: %(feature)s"),
        "needed": _("Needed: show the drivers that have it"),
        "needs": _("needs"),
        "finds": _("find"),
        "compares": _("compare"),
        "sorted": _("sorted by"),
        "at_partial": _("at least partial"),
        "at_complete": _("complete"),
        "at_missing": _("known, even if missing"),
        "remove": _("Remove this filter"),
        "all_features": _("All features, not only the differences"),
        "nothing": _("No driver has everything that is needed."),
        "without": _(
            "Without \N{LEFT DOUBLE QUOTATION MARK}%(feature)s\N{RIGHT DOUBLE QUOTATION MARK}: %(number)s"
        ),
        "unknown": _("Unknown in the address, and ignored: %(names)s"),
        "find_drivers": _("Find drivers"),
        "compare_some": _("Compare two to six drivers"),
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
    )
