"""What the columns of a table are: titles, drivers, notes, statuses or groups."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.importing.cell_marks import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_support_matrix.core.importing.cell_marks import Vocabulary
    from sphinx_support_matrix.core.importing.foreign_table import ForeignCell, ForeignTable


class ColumnKind(Enum):
    """What a column holds."""

    TITLE = "title"
    DRIVER = "driver"
    NOTE = "note"
    STATUS = "status"
    GROUP = "group"


NOTE_HEADERS = frozenset(
    [
        "note",
        "notes",
        "comment",
        "comments",
        "remark",
        "remarks",
        "description",
        "descriptions",
        "detail",
        "details",
        "explanation",
    ]
)
_GROUP_HEADERS = frozenset({"area", "category", "group", "section", "topic"})
_STATUS_HEADERS = frozenset({"mandatory", "need", "required", "requirement", "status"})
_ABOUT_FEATURES = frozenset(
    {"since", "state", "status", "stability", "maturity", "priority", "version", *_STATUS_HEADERS}
)
_STATUSES = {
    "mandatory": "mandatory",
    "must": "mandatory",
    "required": "mandatory",
    "may": "optional",
    "optional": "optional",
    "mature": "mature",
    "immature": "immature",
}
_YES_OR_NO = {"yes": "mandatory", "no": "optional", "✅": "mandatory", "❌": "optional", "✓": "mandatory"}


def status_of(header: str, text: str) -> str:
    """The status that *text* means in a column with this *header*; empty if it means none."""
    word = folded(text)
    asked = _STATUSES.get(word, "")
    return asked or (_YES_OR_NO.get(word, "") if folded(header) in _STATUS_HEADERS - {"status"} else "")


def kinds_of_columns(table: ForeignTable, marks: Vocabulary) -> list[ColumnKind]:
    """What each column of *table* is, whose features are rows."""
    headers = [cell.text for cell in table.rows[0].cells]
    columns = list(zip(*(row.cells for row in table.body), strict=True))
    kinds = [ColumnKind.DRIVER] * len(headers)
    title = int(
        len(headers) > 2 and folded(headers[0]) in _GROUP_HEADERS and not _has_marks(columns[1], marks)
    )
    kinds[title] = ColumnKind.TITLE
    if title:
        kinds[0] = ColumnKind.GROUP
    rest = range(title + 1, len(headers))
    others = [each for each in rest if _kind(headers[each], columns[each], marks) is ColumnKind.DRIVER]
    if not others:
        # One column of notes beside the titles can only be what the table is about.
        others = [
            each
            for each in rest
            if folded(headers[each]) not in NOTE_HEADERS and _has_marks(columns[each], marks)
        ]
    for each in rest:
        if each not in others:
            kind = _kind(headers[each], columns[each], marks)
            kinds[each] = ColumnKind.NOTE if kind is ColumnKind.DRIVER else kind
    return kinds


def _kind(header: str, column: Sequence[ForeignCell], marks: Vocabulary) -> ColumnKind:
    texts = [cell.text for cell in column if not cell.is_empty]
    word = folded(header)
    if word in _STATUS_HEADERS and texts and all(status_of(header, text) for text in texts):
        return ColumnKind.STATUS
    if word in NOTE_HEADERS or word in _ABOUT_FEATURES:
        return ColumnKind.NOTE
    # A driver that nobody knows anything about is one all the same.
    return ColumnKind.DRIVER if not texts or _has_marks(column, marks) else ColumnKind.NOTE


def _has_marks(column: Sequence[ForeignCell], marks: Vocabulary) -> bool:
    return any(marks.read(cell.raw).is_understood for cell in column if not cell.is_empty)
