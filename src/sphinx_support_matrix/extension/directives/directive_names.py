"""The names of the directives, of which other extensions use two as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils.parsers.rst import directives
from sphinx.util import logging

from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.directives.compare_directive import SupportMatrixCompareDirective
from sphinx_support_matrix.extension.directives.diff_directive import SupportMatrixDiffDirective
from sphinx_support_matrix.extension.directives.driver_directive import SupportMatrixDriverDirective
from sphinx_support_matrix.extension.directives.history_directive import SupportMatrixHistoryDirective
from sphinx_support_matrix.extension.directives.matrix_directive import SupportMatrixDirective
from sphinx_support_matrix.extension.reporting import WARNING_TYPE

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

NAME = "support_matrix"
# The name that nova uses for its feature matrices.
OTHER_NAME = "feature_matrix"

logger = logging.getLogger(__name__)


def add_directives(app: Sphinx) -> None:
    """Register the directives with *app*.

    The names that others use too are taken later: only then have all extensions been set up, in whatever order
    they stand, and Sphinx has not forked any process to read documents yet.
    """
    app.add_directive("support_matrix_driver", SupportMatrixDriverDirective)
    app.add_directive("support_matrix_compare", SupportMatrixCompareDirective)
    app.add_directive("support_matrix_diff", SupportMatrixDiffDirective)
    app.add_directive("support_matrix_history", SupportMatrixHistoryDirective)
    # After other extensions that do as this one does.
    app.connect("config-inited", take_names, priority=900)


def take_names(app: Sphinx, _config: Config) -> None:
    """Take the names that are free, and the name of this extension in any case."""
    if _directive(OTHER_NAME) is None:
        app.add_directive(OTHER_NAME, SupportMatrixDirective)
    other = _directive(NAME)
    # A project may have put a directive of its own in place, which is made of ours.
    if isinstance(other, type) and issubclass(other, SupportMatrixDirective):
        return
    if other is not None:
        logger.warning(
            "%s",
            f"extensions: '{other.__module__}' has a directive '{NAME}' too, which is not used; remove that extension",
            type=WARNING_TYPE,
            subtype=Code.BAD_CONFIGURATION.value,
        )
    app.add_directive(NAME, SupportMatrixDirective, override=True)


def _directive(name: str) -> Any:
    """What another extension has registered as *name*, or ``None``.

    docutils itself has no directive of these names, and Sphinx asks its table in the same way.
    """
    return directives._directives.get(name)  # type: ignore[attr-defined]  # noqa: SLF001 - there is no other way
