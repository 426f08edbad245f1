"""``support-matrix export``: a matrix as JSON, CSV, Markdown, HTML or reStructuredText."""

from __future__ import annotations

import re
import shlex
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import add_files, all_or_default
from sphinx_support_matrix.cli.io.files import STANDARD, write_text
from sphinx_support_matrix.cli.io.findings_beside import add_findings, findings_beside
from sphinx_support_matrix.cli.io.matrices import keep, load_all
from sphinx_support_matrix.cli.io.part_of_matrix import add_part, part_of
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.core.export.as_csv import to_csv
from sphinx_support_matrix.core.export.as_json import to_json
from sphinx_support_matrix.core.export.as_markdown import to_markdown
from sphinx_support_matrix.core.export.as_rst import to_rst
from sphinx_support_matrix.core.findings import NOTHING
from sphinx_support_matrix.core.ini.characters import control_character
from sphinx_support_matrix.core.matrix.orientation import Rows
from sphinx_support_matrix.core.matrix.select import without_notes
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    import argparse

    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.model import Matrix, Note

EXAMPLES = """\
  support-matrix export --format json
  support-matrix export --format csv --driver-titles --output matrix.csv
  support-matrix export --format html --page-title 'Storage drivers' --output matrix.html
  support-matrix export --format markdown --into README.md
  support-matrix export --format markdown --into README.md --check
  support-matrix export --format markdown --drivers 'lvm,ceph' --features 'storage.*' --no-notes
  support-matrix export support-matrix.ini out-of-tree.ini --format markdown
"""
FORMATS = ("json", "csv", "markdown", "html", "rst")
PAGE_TITLE = "Support matrix"
_OF_HTML = ("jinja2", "markupsafe")
_NO_MATRIX = frozenset({Code.EMPTY_FILE, Code.NOT_A_MATRIX})
_MARKED = ("markdown", "rst")
_WITH_FINDINGS = ("json", "html")
# Where the formats that take it are text, white space ends an address, and a fragment is to come.
_BASE = re.compile(r"(?:https?:(?=//.)|(?![A-Za-z][A-Za-z0-9+.-]*:))[^\s#]+", re.IGNORECASE)


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser, more="; several files are merged")
    parser.add_argument("--format", choices=FORMATS, required=True, help="the format to write")
    parser.add_argument(
        "--output",
        metavar="OUT",
        help=f"the file to write, or {STANDARD} for standard output (default: {STANDARD})",
    )
    parser.add_argument(
        "--into", metavar="OUT", help="markdown, rst: write what stands between two markers of this file"
    )
    parser.add_argument("--marker", metavar="NAME", help="the name in the markers, if they have one")
    parser.add_argument(
        "--check", action="store_true", help="with --into: write no file, and exit with 1 if one would change"
    )
    add_part(parser)
    parser.add_argument("--no-notes", action="store_true", help="leave out the notes")
    parser.add_argument(
        "--base-url",
        metavar="URL",
        help="markdown, rst: the page that shows the matrix, for links to features and levels",
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
        "--page-title",
        metavar="TEXT",
        help=f"html: the title of the page (default: that of the file, or '{PAGE_TITLE}')",
    )
    add_findings(parser, f"{', '.join(_WITH_FINDINGS)}: ")


def run(arguments: argparse.Namespace) -> int:
    """Write what the files hold in another format, with whatever is wrong with them on standard error."""
    _check_options(arguments)
    files = all_or_default(arguments.files)
    output = arguments.output or STANDARD
    keep(files, arguments.into or output)
    matrix, problems = load_all(files)
    report(problems, color=arguments.color)
    for problem in problems:
        if problem.code in _NO_MATRIX:
            raise CommandError(f"'{problem.location.path}' is no support matrix")
    if not matrix.drivers:
        raise CommandError(f"'{matrix.path}' is no support matrix: it declares no driver")
    matrix = part_of(matrix, arguments)
    if not matrix.drivers:
        raise CommandError("--driver leaves no driver to write")
    findings = findings_beside(matrix, files, arguments) if arguments.format in _WITH_FINDINGS else NOTHING
    text = _text(without_notes(matrix) if arguments.no_notes else matrix, findings, arguments)
    if arguments.into is None:
        write_text(output, text)
        return Exit.OK
    # Only who keeps a part of a file current waits for what changes files.
    from sphinx_support_matrix.cli.io.marked_files import put_between
    from sphinx_support_matrix.core.editing.between_markers import MarkedFormat, Markers

    markers = Markers(format=MarkedFormat[arguments.format.upper()], name=arguments.marker or "")
    return put_between(
        arguments.into, markers, text, check=_to_run(arguments.words) if arguments.check else None
    )


def _check_options(arguments: argparse.Namespace) -> None:
    """Refuse options that do not go together.

    :raises CommandError: if some do not.
    """
    for option, given, formats in (
        ("--driver-titles", arguments.driver_titles, ("csv",)),
        ("--page-title", arguments.page_title is not None, ("html",)),
        ("--rows", arguments.rows is not None, ("html",)),
        ("--into", arguments.into is not None, _MARKED),
        ("--base-url", arguments.base_url is not None, _MARKED),
        ("--evidence-file", arguments.evidence_file is not None, _WITH_FINDINGS),
        ("--max-age", arguments.max_age is not None, _WITH_FINDINGS),
    ):
        if given and arguments.format not in formats:
            allowed = " and ".join(f"--format {each}" for each in formats)
            raise CommandError(f"{option} goes with {allowed} only")
    if arguments.page_title is not None and (wrong := control_character(arguments.page_title)):
        raise CommandError(f"--page-title: {wrong}")
    if arguments.into is None:
        for option, given in (("--marker", arguments.marker is not None), ("--check", arguments.check)):
            if given:
                raise CommandError(f"{option} goes with --into only")
    else:
        _check_into(arguments)
    if arguments.base_url is not None and not _BASE.fullmatch(arguments.base_url):
        raise CommandError(
            f"--base-url: expected an address with http: or https:, or a relative one, without '#', "
            f"not '{arguments.base_url}'"
        )


def _check_into(arguments: argparse.Namespace) -> None:
    from sphinx_support_matrix.core.editing.between_markers import is_marker_name

    if arguments.output is not None:
        raise CommandError("--into says which file to write, so there is nothing for --output")
    if arguments.into == STANDARD:
        raise CommandError("--into takes a file, not standard output")
    if arguments.marker is not None and not is_marker_name(arguments.marker):
        raise CommandError(
            f"--marker: expected letters, digits, '.', '-' and '_', a letter or digit first, not '{arguments.marker}'"
        )


def _to_run(words: list[str]) -> str:
    """The command that makes the file current: this one without ``--check``."""
    return shlex.join(["support-matrix", "export", *(word for word in words if word != "--check")])


def _text(matrix: Matrix, findings: Findings, arguments: argparse.Namespace) -> str:
    match arguments.format:
        case "json":
            return to_json(matrix, more=findings.of_cell)
        case "csv":
            return to_csv(matrix, titles=arguments.driver_titles)
        case "markdown":
            return to_markdown(matrix, notes_text=_note_text, base_url=arguments.base_url)
        case "rst":
            return to_rst(matrix, base_url=arguments.base_url)
        case _:
            # Only who asks for HTML waits for Jinja2, or needs to have it.
            try:
                from sphinx_support_matrix.html.standalone import to_html
            except ModuleNotFoundError as error:
                if error.name not in _OF_HTML:
                    raise
                raise CommandError(
                    "--format html takes Jinja2; install it with 'pip install jinja2'"
                ) from error
            rows = Rows(arguments.rows or Rows.AUTO)
            title = arguments.page_title or _title(matrix)
            return to_html(matrix, title=title, rows=rows, findings=findings)


def _note_text(note: Note) -> str:
    # Only who exports notes waits for docutils, or needs to have it.
    try:
        from sphinx_support_matrix.markup.markdown_notes import note_to_markdown
    except ModuleNotFoundError as error:
        if error.name != "docutils":
            raise
        raise CommandError(
            "notes as Markdown take docutils; install it with 'pip install docutils', or use --no-notes"
        ) from error
    return note_to_markdown(note)


def _title(matrix: Matrix) -> str:
    """What the page of *matrix* is called."""
    return PAGE_TITLE if matrix.settings.title is None else matrix.settings.title.text
