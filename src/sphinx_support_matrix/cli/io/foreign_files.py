"""Read the tables of a file in any format that people have tables in."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes, shown
from sphinx_support_matrix.core.importing.foreign_table import ForeignTableError
from sphinx_support_matrix.core.ini.reader import decode
from sphinx_support_matrix.core.problems.suggest import listing

if TYPE_CHECKING:
    from sphinx_support_matrix.core.importing.foreign_table import ForeignTable

FORMATS = ("markdown", "rst", "html", "csv", "tsv", "xlsx")
_SUFFIXES = {
    ".md": "markdown",
    ".markdown": "markdown",
    ".mdx": "markdown",
    ".rst": "rst",
    ".rest": "rst",
    ".txt": "rst",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
}
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


def format_of(path: str, asked: str | None) -> str:
    """The format of a file.

    :param asked: The format that somebody said it has.
    :raises CommandError: if nobody has, and its name does not say it.
    """
    if asked is not None:
        return asked
    if path == STANDARD:
        raise CommandError("say with --from what the format of standard input is")
    found = _SUFFIXES.get(PurePath(path).suffix.lower())
    if found is None:
        raise CommandError(
            f"the name of '{path}' does not say its format; say it with --from: {listing(FORMATS)}"
        )
    return found


def read_tables(path: str, format: str) -> tuple[str, list[ForeignTable]]:
    """The text of a file, empty for a workbook, and its tables.

    :raises CommandError: if it cannot be read.
    """
    data = read_bytes(path)
    # Each reader is loaded where it is needed; docutils alone takes longer than all of the others.
    if format == "xlsx":
        from sphinx_support_matrix.cli.io.workbooks import workbook_tables

        return "", workbook_tables(data, shown(path))
    text = _decoded(data, shown(path))
    try:
        return text, _tables(text, format)
    except ForeignTableError as error:
        raise CommandError(f"'{shown(path)}': {error}") from error


def _tables(text: str, format: str) -> list[ForeignTable]:
    match format:
        case "markdown":
            from sphinx_support_matrix.core.importing.markdown_tables import markdown_tables

            return markdown_tables(text)
        case "rst":
            from sphinx_support_matrix.markup.rst_tables import rst_tables

            return rst_tables(text)
        case "html":
            from sphinx_support_matrix.core.importing.html_tables import html_tables

            return html_tables(text)
        case "tsv":
            from sphinx_support_matrix.core.importing.delimited import tsv_tables

            return tsv_tables(text)
        case _:
            from sphinx_support_matrix.core.importing.delimited import csv_tables

            return csv_tables(text)


def _decoded(data: bytes, path: str) -> str:
    if data.startswith(_UTF_16) or b"\x00" in data:
        raise CommandError(
            f"'{path}' is no text in UTF-8 (it may be UTF-16, or no text at all); save it as UTF-8"
        )
    text, problems = decode(data, path)
    if problems:
        raise CommandError(f"{problems[0].location}: {problems[0].message}")
    return text
