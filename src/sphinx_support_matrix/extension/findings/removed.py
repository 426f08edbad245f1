"""The drivers and the features that are gone, with the last release that had each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.doctree.standard_nodes import lines
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.history.history_model import Gone, History
    from sphinx_support_matrix.core.matrix.select import Patterns


def removed_lists(history: History, drivers: Patterns, features: Patterns) -> Iterator[nodes.Element]:
    """A list of the drivers that are gone, and one of the features, under bold words.

    :param drivers: Which drivers to name.
    :param features: Which features to name.
    """
    labels = words().labels
    for label, gone, wanted in (
        (labels["driver_list"], history.removed_drivers, drivers),
        (labels["feature_list"], history.removed_features, features),
    ):
        named = [each for each in gone if wanted.keeps(each.name)]
        if named:
            yield nodes.paragraph("", "", nodes.strong("", f"{label}:"))
            yield lines(map(_line, named))


def _line(gone: Gone) -> list[nodes.Node]:
    name: list[nodes.Node] = [nodes.Text(gone.title)]
    if gone.name != gone.title:
        name += [nodes.Text(" ("), nodes.literal("", gone.name), nodes.Text(")")]
    # The name of a release has no quotation marks and dashes of prose.
    last = nodes.inline("", words().last_in(gone.last), support_smartquotes=False)
    return [*name, nodes.Text(": "), last]
