"""Replace matrices by standard nodes when they are written: the one step that every format but HTML needs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.doctree.nodes import (
    matrix_badge,
    matrix_comparison,
    matrix_download,
    matrix_feature,
    matrix_legend,
    matrix_names,
    matrix_rest,
    matrix_summary,
    matrix_symbol,
    matrix_tally,
    matrix_trend,
)
from sphinx_support_matrix.extension.doctree.standard_nodes import put_in_place_of
from sphinx_support_matrix.extension.findings.trend_nodes import trend_list, trend_table
from sphinx_support_matrix.extension.output.portable.comparison import compared_drivers
from sphinx_support_matrix.extension.output.portable.details import feature_details
from sphinx_support_matrix.extension.output.portable.driver_rows import (
    driver_lists,
    driver_summary,
    driver_widths,
)
from sphinx_support_matrix.extension.output.portable.latex import latex_legend, latex_summary
from sphinx_support_matrix.extension.output.portable.summary import (
    feature_widths,
    fits,
    legend_list,
    summary_lists,
    summary_table,
)
from sphinx_support_matrix.extension.translation import words

if TYPE_CHECKING:
    from collections.abc import Iterable

# How many characters a table may be wide, for formats with lines of a fixed width. A man page is
# indented by 7 characters in a terminal of 80.
_WIDTHS = {"text": 80, "man": 70, "texinfo": 72}
# How many rows a table may have in text: Sphinx's writer looks at all of them again for each cell.
_MOST_ROWS = 1000
# How many drivers the details of a feature list on lines of their own; paper is dearer.
_FEW = 16
_FEW_ON_PAPER = 6


class ExpandMatrices(SphinxPostTransform):
    """Replace the nodes of matrices by standard ones."""

    # After the references in notes have been resolved (10) and only-nodes decided (50).
    default_priority = 200

    def is_supported(self) -> bool:
        """HTML is rendered from the nodes themselves, and so are messages for translation."""
        return builder_of(self.env).format != "html" and builder_of(self.env).name != "gettext"

    def run(self, **_kwargs: Any) -> None:
        """Do it for the whole document."""
        for names in list(self.document.findall(matrix_names)):
            names.parent.remove(names)
        for download in list(self.document.findall(matrix_download)):
            download.parent.remove(download)
        for badge in list(self.document.findall(matrix_badge)):
            badge.replace_self(_badge(badge))
        for summary in list(self.document.findall(matrix_summary)):
            summary.replace_self(list(self.summary(summary)))
        for comparison in list(self.document.findall(matrix_comparison)):
            width = 0 if _is_in_table(comparison) else _WIDTHS.get(builder_of(self.env).format)
            put_in_place_of(comparison, *compared_drivers(comparison, width))
        self.expand_driver_pages()
        for legend in list(self.document.findall(matrix_legend)):
            make = latex_legend if builder_of(self.env).format == "latex" else legend_list
            legend.replace_self(make(legend["table"]))
        for feature in list(self.document.findall(matrix_feature)):
            few = _FEW_ON_PAPER if builder_of(self.env).format == "latex" else _FEW
            feature.replace_self(list(feature_details(feature, few)))

    def expand_driver_pages(self) -> None:
        """Say in words what symbols and bars show, and fold nothing."""
        for symbol in list(self.document.findall(matrix_symbol)):
            symbol.parent.remove(symbol)
        for tally in list(self.document.findall(matrix_tally)):
            text = words().counts(tally["levels"], tally["numbers"])
            put_in_place_of(tally, nodes.paragraph("", text))
        latex = builder_of(self.env).format == "latex"
        for trend in list(self.document.findall(matrix_trend)):
            in_table = _is_in_table(trend)
            put_in_place_of(trend, *([trend_list(trend)] if in_table else trend_table(trend, latex=latex)))
        for rest in list(self.document.findall(matrix_rest)):
            put_in_place_of(rest, *rest.children)

    def summary(self, summary: matrix_summary) -> Iterable[nodes.Node]:
        """The summary as this format can show it."""
        by_driver = summary["table"].rows is Rows.DRIVERS
        form = builder_of(self.env).format
        # No writer but that of HTML can put a table into a table.
        if not _is_in_table(summary):
            if form == "latex":
                return latex_summary(summary)
            widths = (driver_widths if by_driver else feature_widths)(summary)
            rows = len(summary["table"].columns) if by_driver else len(summary.children)
            too_long = form == "text" and rows > _MOST_ROWS
            if not too_long and (form not in _WIDTHS or fits(widths, _WIDTHS[form])):
                return [driver_summary(summary) if by_driver else summary_table(summary)]
        return driver_lists(summary) if by_driver else summary_lists(summary)


def _is_in_table(node: nodes.Node) -> bool:
    """Whether *node* is in a cell of a table that somebody wrote around it."""
    parent = node.parent
    while parent is not None and not isinstance(parent, nodes.entry):
        parent = parent.parent
    return parent is not None


def _badge(badge: matrix_badge) -> nodes.inline:
    since = badge["release"] or badge["since"]
    marks = [words().counts_as(badge["level"]), since and words().since(since)]
    if badge["standing"] is not None:
        marks.append(words().standings.in_short(badge["standing"]))
    shown = ", ".join(each for each in marks if each)
    return nodes.inline("", badge.astext() + (f" ({shown})" if shown else ""))
