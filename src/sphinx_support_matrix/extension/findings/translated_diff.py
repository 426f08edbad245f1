"""The words that a diff is told in, in the language of the documentation."""

from __future__ import annotations

from functools import partial

from sphinx_support_matrix.core.diff.diff_model import Field
from sphinx_support_matrix.core.diff.diff_words import DiffWords
from sphinx_support_matrix.core.diff.direction import Direction
from sphinx_support_matrix.core.matrix.status_meaning import told_of_name
from sphinx_support_matrix.extension.translation import _, words


def diff_words() -> DiffWords:
    """All words, as they are in the language of the build that runs."""
    known = words().labels
    return DiffWords(
        nothing=_("No differences."),
        drivers=known["driver_list"],
        features=_("Features"),
        cells=_("Levels"),
        groups=_("Groups"),
        levels=_("Own levels"),
        new=_("new"),
        removed=_("removed"),
        none=_("none"),
        notes_added=_("notes added"),
        notes_removed=_("notes removed"),
        notes_changed=_("notes changed"),
        fields={
            Field.NAME: _("Name"),
            Field.TITLE: _("Title"),
            Field.LINK: _("Link"),
            Field.STATUS: known["status"],
            Field.MATURITY: known["maturity"],
            Field.COMMANDS: known["commands"],
            Field.API: known["api"],
            Field.API_LINK: known["api_link"],
            Field.ADMIN_LINK: known["admin_link"],
            Field.TEST_IDS: known["tests"],
            Field.TESTS: _("Tests"),
            Field.COUNTS_AS: _("Counts as"),
        },
        directions={
            Direction.IMPROVED: _("improved"),
            Direction.WORSE: _("worse"),
            Direction.NOW_KNOWN: _("now known"),
            Direction.NO_LONGER_KNOWN: _("no longer known"),
            Direction.NOW_APPLICABLE: _("now applicable"),
            Direction.NO_LONGER_APPLICABLE: _("no longer applicable"),
            Direction.NOW_RECORDED: _("now recorded"),
            Direction.NO_LONGER_RECORDED: _("no longer recorded"),
        },
        level=words().level_title,
        status=partial(told_of_name, words=words().statuses),
    )
