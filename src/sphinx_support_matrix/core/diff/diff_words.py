"""The words that a diff is told in, so that it can be told in other languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.diff.diff_model import Field
from sphinx_support_matrix.core.diff.direction import Direction
from sphinx_support_matrix.core.matrix.status_meaning import told_of_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from sphinx_support_matrix.core.matrix.levels import Level


@dataclass(frozen=True, kw_only=True, slots=True)
class DiffWords:
    """All words that are not from a matrix."""

    nothing: str
    """The sentence that stands where there are no differences."""

    drivers: str
    """The heading of what changed in drivers."""

    features: str
    """The heading of what changed in features."""

    cells: str
    """The heading of what changed in implementations."""

    groups: str
    """The heading of what changed in groups."""

    levels: str
    """The heading of what changed in a project's own levels."""

    new: str
    """What stands beside something that was added."""

    removed: str
    """What stands beside something that was removed."""

    none: str
    """What stands for a value that is not given."""

    notes_added: str
    """That there are notes now."""

    notes_removed: str
    """That there are no notes any more."""

    notes_changed: str
    """That notes say something else."""

    fields: Mapping[Field, str]
    """The name of each field but that of the notes."""

    directions: Mapping[Direction, str]
    """What a change of a level means; nothing for one that means nothing."""

    level: Callable[[Level], str]
    """What a level is called."""

    status: Callable[[str], str]
    """How a status is shown that is written like this in a file."""


ENGLISH = DiffWords(
    nothing="No differences.",
    drivers="Drivers",
    features="Features",
    cells="Levels",
    groups="Groups",
    levels="Own levels",
    new="new",
    removed="removed",
    none="none",
    notes_added="notes added",
    notes_removed="notes removed",
    notes_changed="notes changed",
    fields={
        Field.NAME: "name",
        Field.TITLE: "title",
        Field.LINK: "link",
        Field.STATUS: "status",
        Field.MATURITY: "maturity",
        Field.COMMANDS: "CLI commands",
        Field.API: "API alias",
        Field.API_LINK: "API documentation",
        Field.ADMIN_LINK: "administrator documentation",
        Field.TEST_IDS: "Tempest tests",
        Field.TESTS: "tests",
        Field.COUNTS_AS: "counts as",
    },
    directions={
        Direction.IMPROVED: "improved",
        Direction.WORSE: "worse",
        Direction.NOW_KNOWN: "now known",
        Direction.NO_LONGER_KNOWN: "no longer known",
        Direction.NOW_APPLICABLE: "now applicable",
        Direction.NO_LONGER_APPLICABLE: "no longer applicable",
        Direction.NOW_RECORDED: "now recorded",
        Direction.NO_LONGER_RECORDED: "no longer recorded",
    },
    level=lambda level: level.title,
    status=told_of_name,
)
"""The words of the command line."""
