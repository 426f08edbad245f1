"""The table that a file of comma- or tab-separated values is."""

from __future__ import annotations

import csv
from io import StringIO

from sphinx_support_matrix.core.importing.foreign_table import (
    ForeignRow,
    ForeignTable,
    ForeignTableError,
    plain,
)

# Spreadsheets separate cells as their language does: by semicolons where the comma is in numbers.
_DELIMITERS = ",;\t"
_LONGEST = 10_000_000


def csv_tables(text: str) -> list[ForeignTable]:
    """The table of *text*, whose cells are separated as in its first line.

    :raises ForeignTableError: if it cannot be read.
    """
    first = next((line for line in text.splitlines() if line.strip()), "")
    return _tables(text, max(_DELIMITERS, key=first.count))


def tsv_tables(text: str) -> list[ForeignTable]:
    """The table of *text*, whose cells are separated by tabs.

    :raises ForeignTableError: if it cannot be read.
    """
    return _tables(text, "\t")


def _tables(text: str, delimiter: str) -> list[ForeignTable]:
    limit = csv.field_size_limit(_LONGEST)
    reader = csv.reader(StringIO(text, newline=""), delimiter=delimiter)
    rows: list[ForeignRow] = []
    line = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                rows.append(ForeignRow(line=line, cells=tuple(map(plain, cells))))
            line = reader.line_num + 1
    except csv.Error as error:
        raise ForeignTableError(f"line {reader.line_num} is not CSV: {error}") from error
    finally:
        csv.field_size_limit(limit)
    return [ForeignTable(line=rows[0].line, rows=tuple(rows))] if rows else []
