"""``support-matrix export``: a matrix as JSON, CSV, Markdown, HTML or reStructuredText."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.files import STANDARD, write_text
from sphinx_support_matrix.cli.io.matrices import add_files, keep, load_all
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.core.export.as_csv import to_csv
from sphinx_support_matrix.core.export.as_json import to_json
from sphinx_support_matrix.core.export.as_markdown import to_markdown
from sphinx_support_matrix.core.export.as_rst import to_rst
from sphinx_support_matrix.core.ini.characters import control_character
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    import argparse

    from sphinx_support_matrix.core.matrix.model import Matrix

EXAMPLES = """\
  support-matrix export support-matrix.ini --format json
  support-matrix export support-matrix.ini --format csv --driver-titles --output matrix.csv
  support-matrix export support-matrix.ini --format html --page-title 'Storage drivers' --output matrix.html
  support-matrix export support-matrix.ini out-of-tree.ini --format markdown
"""
FORMATS = ("json", "csv", "markdown", "html", "rst")
PAGE_TITLE = "Support matrix"
_NO_MATRIX = frozenset({Code.EMPTY_FILE, Code.NOT_A_MATRIX})


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser)
    parser.add_argument("--format", choices=FORMATS, required=True, help="the format to write")
    parser.add_argument(
        "--output",
        metavar="OUT",
        default=STANDARD,
        help=f"the file to write, or {STANDARD} for standard output (default: {STANDARD})",
    )
    parser.add_argument(
        "--driver-titles", action="store_true", help="csv: write the titles of drivers as a second line"
    )
    parser.add_argument(
        "--rows",
        choices=[each.value for each in Rows],
        help="html: what is a row of the summary (default: auto, drivers where there are many)",
    )
    parser.add_argument(
        "--page-title", metavar="TEXT", help=f"html: the title of the page (default: {PAGE_TITLE})"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write what the files hold in another format, with whatever is wrong with them on standard error."""
    if arguments.driver_titles and arguments.format != "csv":
        raise CommandError("--driver-titles goes with --format csv only")
    if arguments.page_title is not None and arguments.format != "html":
        raise CommandError("--page-title goes with --format html only")
    if arguments.rows is not None and arguments.format != "html":
        raise CommandError("--rows goes with --format html only")
    if arguments.page_title is not None and (wrong := control_character(arguments.page_title)):
        raise CommandError(f"--page-title: {wrong}")
    keep(arguments.files, arguments.output)
    matrix, problems = load_all(arguments.files)
    report(problems)
    for problem in problems:
        if problem.code in _NO_MATRIX:
            raise CommandError(f"'{problem.location.path}' is no support matrix")
    if not matrix.drivers:
        raise CommandError(f"'{matrix.path}' is no support matrix: it declares no driver")
    write_text(arguments.output, _text(matrix, arguments))
    return Exit.OK


def _text(matrix: Matrix, arguments: argparse.Namespace) -> str:
    match arguments.format:
        case "json":
            return to_json(matrix)
        case "csv":
            return to_csv(matrix, titles=arguments.driver_titles)
        case "markdown":
            return to_markdown(matrix)
        case "rst":
            return to_rst(matrix)
        case _:
            # Only who asks for HTML waits for Jinja2.
            from sphinx_support_matrix.html.standalone import to_html

            rows = Rows(arguments.rows or Rows.AUTO)
            return to_html(matrix, title=arguments.page_title or PAGE_TITLE, rows=rows)
