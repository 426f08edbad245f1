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
