"""Our own words, each in one place, in the language of the documentation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx.locale import get_translation

from sphinx_support_matrix.core.levels import BUILTIN_LEVELS, NOT_RECORDED

if TYPE_CHECKING:
    from sphinx_support_matrix.core.levels import Level

CATALOG = "sphinx_support_matrix"
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
    }


def level_title(level: Level) -> str:
    """The word that people read for *level*; a title that a project gives stays as it is."""
    if level == NOT_RECORDED or level == BUILTIN_LEVELS.get(level.name):
        return _(level.title)
    return level.title


def level_meaning(level: Level) -> str:
    """The sentence that explains *level* in the legend."""
    if level.meaning:
        return _(level.meaning)
    return _("Counts as %s.") % level_title(BUILTIN_LEVELS[level.counts_as])
