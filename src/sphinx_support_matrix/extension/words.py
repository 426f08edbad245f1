"""Our own words, each in one place, in the language of the documentation."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import get_translation, get_translator

from sphinx_support_matrix.core.levels import BUILTIN_LEVELS

if TYPE_CHECKING:
    from gettext import NullTranslations

    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.promises import Total

CATALOG = "sphinx_support_matrix"
LOCALE = Path(__file__).parent.parent / "locale"
_ = get_translation(CATALOG)


def heading(name: str) -> str:
    """The heading of a part of the page."""
    return {
        "summary": _("Summary"),
        "details": _("Details"),
        "legend": _("Legend"),
        "notes": _("Notes"),
    }[name]


def labels() -> dict[str, str]:
    """The labels of the summary and of a feature's details, by the names that templates use."""
    return _labels(get_translator(CATALOG))


@lru_cache(maxsize=4)
def _labels(_translator: NullTranslations) -> dict[str, str]:
    """The labels in one language: each feature of a large matrix asks for them."""
    return {
        "matrix": _("Support matrix"),
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
        "download": _("Download as JSON"),
    }


def status_word(status: str) -> str:
    """The word that people read for the kind of a status; anything else stays as it is."""
    return {
        "mandatory": _("mandatory"),
        "optional": _("optional"),
        "choice": _("choice"),
        "condition": _("condition"),
        "mature": _("mature"),
        "immature": _("immature"),
    }.get(status, status)


def status_text(status: str) -> str:
    """A whole status, such as ``choice(console)``: its kind is a word, its argument a name."""
    kind, parenthesis, argument = status.partition("(")
    return status_word(kind) + parenthesis + argument


def required_where(level: Level) -> tuple[str, str]:
    """What stands before and behind the feature in: Required where FEATURE is LEVEL."""
    text = _("Required where %(feature)s is %(level)s.") % {"feature": "\0", "level": level_title(level)}
    before, _zero, behind = text.partition("\0")
    return before, behind


def broken_promises(count: int) -> str:
    """How many promises a driver breaks."""
    return _("Broken promises: %d") % count


def total_text(total: Total) -> str:
    """How many promises of one kind a driver keeps."""
    return _("%(kept)d of %(due)d") % {"kept": total.kept, "due": total.due}


def level_title(level: Level) -> str:
    """The word that people read for *level*; a title that a project gives stays as it is."""
    return _(level.title) if level.title_location is None else level.title


def level_meaning(level: Level) -> str:
    """The sentence that explains *level* in the legend."""
    if level.meaning:
        return _(level.meaning) if level.meaning_location is None else level.meaning
    return _("Counts as %s.") % level_title(BUILTIN_LEVELS[level.counts_as])


# What the catalogs hold beside the calls above; the texts themselves belong to the levels.
def _marked() -> tuple[str, ...]:
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
