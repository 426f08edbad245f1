"""The picture of a history as a node, and what stands for it where no picture can be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.addnodes import tabular_col_spec

from sphinx_support_matrix.extension.doctree.nodes import matrix_trend
from sphinx_support_matrix.extension.doctree.standard_nodes import lines, row, table
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.select import Patterns
    from sphinx_support_matrix.html.trend import ReleaseCounts

STYLES = "history.css"
_LEVELS = ("complete", "partial", "missing")
# Colours of the bars in LaTeX: red, green and blue.
_COLOURS = {"complete": "47,143,82", "partial": "201,138,27", "missing": "216,219,224"}
_LINE = 90
"""How many characters of a table go into a line of a LaTeX page."""
_BAR = 30
"""As many of them as the longest bar is long at least."""
_SPACE = 3
"""And as many as a column has around its text."""


def trend_node(
    history: History,
    drivers: Patterns,
    features: Patterns,
    env: BuildEnvironment,
    *,
    small: bool = False,
    classes: Sequence[str] = (),
) -> list[nodes.Element]:
    """The picture of *history*; nothing if it has one release only, or nothing of what is asked for.

    :param drivers: The drivers that count.
    :param features: The features that count.
    """
    # Few pages have a history, and none else has to wait for the module.
    from sphinx_support_matrix.html.trend import counts_of

    counts = counts_of(history, drivers, features)
    while counts and not any(counts[0][1:]):
        # The driver is not there yet.
        counts = counts[1:]
    if len(counts) < 2:
        return []
    domain_of(env).note_style(env.docname, STYLES)
    return [matrix_trend(counts=counts, small=small, classes=list(classes))]


def trend_table(node: matrix_trend, *, latex: bool) -> Iterator[nodes.Node]:
    """The numbers as a table; in LaTeX, each line has a bar, which is drawn of rules."""
    counts: Sequence[ReleaseCounts] = node["counts"]
    labels = words().labels
    titles = [labels["release_column"], *(labels[name] for name in _LEVELS)]
    widths = [max(len(titles[0]), *(len(each.release) for each in counts)), *map(len, titles[1:])]
    most = max(1, *(sum(each[1:]) for each in counts))
    body = []
    for each in reversed(counts):
        cells = [nodes.paragraph("", text) for text in (each.release, *map(str, each[1:]))]
        body.append(row([*cells, *([_bar(each, most)] if latex else [])]))
    heads = [nodes.paragraph("", title) for title in titles]
    if latex:
        heads.append(nodes.paragraph())
        # No column of numbers is wider than its words, and one of names takes no more than what the bars leave.
        numbers = [_SPACE + width for width in widths[1:]]
        names = min(_SPACE + widths[0], _LINE - _BAR - sum(numbers))
        widths = [names, *numbers, _LINE - names - sum(numbers)]
        yield tabular_col_spec(spec="".join(rf"\X{{{width}}}{{{_LINE}}}" for width in widths))
    yield table(widths, [row(heads)], body, classes=node["classes"])


def trend_list(node: matrix_trend) -> nodes.bullet_list:
    """The numbers as a list, where there can be no table."""
    counts: Sequence[ReleaseCounts] = node["counts"]
    labels = words().labels
    return lines(
        [
            nodes.Text(
                f"{each.release}: " + ", ".join(f"{getattr(each, name)} {labels[name]}" for name in _LEVELS)
            )
        ]
        for each in reversed(counts)
    )


def _bar(counts: ReleaseCounts, most: int) -> nodes.paragraph:
    return nodes.paragraph("", "", nodes.raw("", "".join(_rules(counts, most)), format="latex"))


def _rules(counts: ReleaseCounts, most: int) -> Iterator[str]:
    for name in _LEVELS:
        if count := getattr(counts, name):
            length = count / most
            yield rf"\textcolor[RGB]{{{_COLOURS[name]}}}{{\rule{{{length:.3f}\linewidth}}{{1.2ex}}}}"
