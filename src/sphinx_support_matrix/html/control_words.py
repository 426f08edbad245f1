"""What the controls of a page say, in any language."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def control_words(_: Callable[[str], str], names: Mapping[str, str]) -> dict[str, str]:
    """What the controls of a page say. The script fills in what is in parentheses.

    :param names: What drivers are called, where the project has a word of its own.
    """
    return {
        "feature": _("Feature"),
        "driver": names["Driver"] if names else _("Driver"),
        "driver_list": names["drivers"] if names else _("drivers"),
        "tools": _("Filters and tools"),
        "find": _("Find in the matrix"),
        "find_short": _("Find\N{HORIZONTAL ELLIPSIS}"),
        "any_status": _("Any status"),
        "any_maturity": _("Any maturity"),
        "any_level": _("Any level"),
        "any_standing": _("Any evidence"),
        "as-of": _("As of"),
        "since": _("Changed since"),
        "stamp": _("These are the levels of %(release)s, not those of today."),
        "drivers": names["Drivers"] if names else _("Drivers"),
        "swap": _("Swap"),
        "swap_rows": _("Swap rows and columns"),
        "compare": _("Compare\N{HORIZONTAL ELLIPSIS}"),
        "copy": _("Copy\N{HORIZONTAL ELLIPSIS}"),
        "filters": _("Filters"),
        "of": _("%(shown)s of %(all)s"),
        "state": _("%(number)s %(drivers)s \N{MIDDLE DOT} %(features)s features"),
        "need": _("Needed: %(feature)s"),
        "needed": _("Needed: show only what has it"),
        "needs": _("needs"),
        "finds": _("find"),
        "compares": _("compare"),
        "sorted": _("sorted by"),
        "at_partial": _("at least partial"),
        "at_complete": _("complete"),
        "at_missing": _("known, even if missing"),
        "remove": _("Remove this filter"),
        "all_features": _("All features, not only the differences"),
        "nothing": _("Nothing has everything that is needed."),
        "without": _(
            "Without \N{LEFT DOUBLE QUOTATION MARK}%(feature)s\N{RIGHT DOUBLE QUOTATION MARK}: %(number)s"
        ),
        "unknown": _("Unknown in the address, and ignored: %(names)s"),
        "find_drivers": _("Find"),
        "compare_some": _("Compare two to six"),
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
