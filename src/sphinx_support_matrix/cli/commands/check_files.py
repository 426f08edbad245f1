"""``support-matrix check``: all problems of files, and all requirements that are not met."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import add_files, all_or_default
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes, shown, write_text
from sphinx_support_matrix.cli.io.history_beside import history_problems
from sphinx_support_matrix.cli.io.problem_lines import one_line, summary, with_caret
from sphinx_support_matrix.cli.io.terminal import in_color
from sphinx_support_matrix.core.ini.reader import decode
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.matrix.merge import merge
from sphinx_support_matrix.core.problems.problem import Code, Severity
from sphinx_support_matrix.core.rules import check
from sphinx_support_matrix.core.rules.choose import choose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem

EXAMPLES = """\
  support-matrix check
  support-matrix check --select 'choice-*,mandatory-unsupported'
  support-matrix check --format github docs/*.ini
  support-matrix check --merge support-matrix.ini out-of-tree.ini
  git show HEAD:support-matrix.ini | support-matrix check -
"""
FORMATS = ("text", "github", "sarif", "json")
_WORSE = list(Severity)


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_files(parser)
    parser.add_argument(
        "--merge", action="store_true", help="apply the rules to the files together, not to each"
    )
    parser.add_argument("--format", choices=FORMATS, default="text", help="how to write (default: text)")
    parser.add_argument(
        "--select", metavar="CODES", action="append", help="report these only: codes or patterns, with commas"
    )
    parser.add_argument("--ignore", metavar="CODES", action="append", help="do not report these")
    parser.add_argument("--hints", action="store_true", help="report what could be better, too")
    parser.add_argument(
        "--fail-on",
        choices=[severity.value for severity in Severity],
        default=Severity.ERROR.value,
        help="the least severity that makes the exit code 1 (default: error)",
    )
    parser.add_argument(
        "--caret",
        action=argparse.BooleanOptionalAction,
        help="show the line of each problem, with a caret (default: in a terminal)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Report what is wrong with the files."""
    wanted, told = _wanted(arguments)
    sources = {path: read_bytes(path) for path in dict.fromkeys(all_or_default(arguments.files))}
    found = _problems(sources, merged=arguments.merge)
    problems = [problem for problem in found if problem.code in wanted]
    if arguments.format == "text":
        _write(problems, sources, arguments)
        hints = sum(problem.code in told for problem in found)
        more = f" ({hints} hint{'' if hints == 1 else 's'} not shown; see --hints)" if hints else ""
        print(f"{summary(problems)}{more}", file=sys.stderr)
    else:
        # Only who asks for these formats waits for the modules that they need.
        from sphinx_support_matrix.cli.io.reporters import REPORTERS

        write_text(STANDARD, REPORTERS[arguments.format](problems))
    least = _WORSE.index(Severity(arguments.fail_on))
    failing = any(_WORSE.index(problem.code.severity) <= least for problem in problems)
    return Exit.FOUND if failing else Exit.OK


def _wanted(arguments: argparse.Namespace) -> tuple[Collection[Code], Collection[Code]]:
    """The codes to report, and those that are only counted."""
    selected = _codes(arguments.select) if arguments.select else frozenset(Code)
    selected -= _codes(arguments.ignore or ())
    hints = frozenset(code for code in selected if code.severity is Severity.HINT)
    # Whoever names a hint, or lets hints fail, wants to see it.
    if arguments.hints or arguments.select or arguments.fail_on == Severity.HINT.value:
        return selected, frozenset()
    return selected - hints, hints


def _codes(texts: Iterable[str]) -> frozenset[Code]:
    words = [word for text in texts for word in re.split(r"[\s,]+", text) if word]
    codes, wrong = choose(words, list(Code))
    if wrong:
        raise CommandError("; ".join(wrong))
    return codes


def _problems(sources: dict[str, bytes], *, merged: bool) -> list[Problem]:
    """Everything that is wrong: file by file and line by line, or for *merged* files together."""
    loaded = [_loaded(path, source) for path, source in sources.items()]
    problems: list[Problem] = []
    for matrix, wrong in loaded:
        problems += wrong if merged else sorted([*wrong, *check(matrix)], key=lambda each: each.location)
    if merged:
        together, disagreements = merge([matrix for matrix, _ in loaded])
        problems += [*disagreements, *check(together)]
        problems.sort(key=lambda problem: problem.location)
    return problems


def _loaded(path: str, source: bytes) -> tuple[Matrix, list[Problem]]:
    """The matrix in a file, and what is wrong with the file and with that of its history."""
    matrix, problems = loads(source, shown(path))
    return matrix, [*problems, *history_problems(path, matrix)]


def _write(problems: list[Problem], sources: dict[str, bytes], arguments: argparse.Namespace) -> None:
    color = in_color(sys.stdout, arguments.color)
    caret = sys.stdout.isatty() if arguments.caret is None else arguments.caret
    lines: dict[str, list[str]] = {}
    if caret:
        for path, source in sources.items():
            lines[shown(path)] = re.split(r"\r\n|\r|\n", decode(source, path)[0])
    for problem in problems:
        if caret:
            print(with_caret(problem, lines.get(problem.location.path, ()), color=color))
        else:
            print(one_line(problem, color=color))
