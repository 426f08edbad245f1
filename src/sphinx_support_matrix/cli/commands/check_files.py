"""``support-matrix check``: all problems of files, and all requirements that are not met."""

from __future__ import annotations

import argparse
import re
import sys
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import add_files, all_or_default
from sphinx_support_matrix.cli.io.evidence_beside import (
    add_evidence_file,
    add_max_age,
    day,
    find_evidence,
)
from sphinx_support_matrix.cli.io.files import STANDARD, read_bytes, shown, write_text
from sphinx_support_matrix.cli.io.history_beside import history_problems
from sphinx_support_matrix.cli.io.problem_lines import one_line, summary, with_caret
from sphinx_support_matrix.cli.io.terminal import in_color
from sphinx_support_matrix.core.evidence.evidence_rules import Required, check_evidence
from sphinx_support_matrix.core.ini.reader import decode
from sphinx_support_matrix.core.loading import loads
from sphinx_support_matrix.core.matrix.merge import merge
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.severity import Severity
from sphinx_support_matrix.core.rules import check
from sphinx_support_matrix.core.rules.choose import choose

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.location import Location
    from sphinx_support_matrix.core.problems.problem import Problem

EXAMPLES = """\
  support-matrix check
  support-matrix check --select 'choice-*,mandatory-unsupported'
  support-matrix check --format github docs/*.ini
  support-matrix check --merge support-matrix.ini out-of-tree.ini
  support-matrix check --max-age 180d --require mandatory
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
    evidence = parser.add_mutually_exclusive_group()
    add_evidence_file(evidence)
    evidence.add_argument("--no-evidence", action="store_true", help="do not look at any evidence")
    add_max_age(parser)
    parser.add_argument(
        "--require",
        choices=[each.value for each in Required],
        help="what has to be proven: what drivers support of mandatory features, all that they support, "
        "or every cell",
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
    wanted, with_hints = _wanted(arguments)
    sources = {path: read_bytes(path) for path in dict.fromkeys(all_or_default(arguments.files))}
    _check_evidence_options(sources, arguments)
    found = [problem for problem in _problems(sources, arguments) if problem.code in wanted]
    problems = [problem for problem in found if with_hints or problem.severity is not Severity.HINT]
    if arguments.format == "text":
        _write(problems, sources, arguments)
        hints = len(found) - len(problems)
        more = f" ({hints} hint{'' if hints == 1 else 's'} not shown; see --hints)" if hints else ""
        print(f"{summary(problems)}{more}", file=sys.stderr)
    else:
        # Only who asks for these formats waits for the modules that they need.
        from sphinx_support_matrix.cli.io.reporters import REPORTERS

        write_text(STANDARD, REPORTERS[arguments.format](problems))
    least = _WORSE.index(Severity(arguments.fail_on))
    failing = any(_WORSE.index(problem.severity) <= least for problem in problems)
    return Exit.FOUND if failing else Exit.OK


def _wanted(arguments: argparse.Namespace) -> tuple[Collection[Code], bool]:
    """The codes to report, and whether to report hints, which are only counted otherwise."""
    selected = _codes(arguments.select) if arguments.select else frozenset(Code)
    selected -= _codes(arguments.ignore or ())
    # Whoever names a hint, or lets hints fail, wants to see it.
    return selected, bool(arguments.hints or arguments.select or arguments.fail_on == Severity.HINT.value)


def _codes(texts: Iterable[str]) -> frozenset[Code]:
    words = [word for text in texts for word in re.split(r"[\s,]+", text) if word]
    codes, wrong = choose(words, list(Code))
    if wrong:
        raise CommandError("; ".join(wrong))
    return codes


def _check_evidence_options(sources: Collection[str], arguments: argparse.Namespace) -> None:
    """Refuse options that exclude each other.

    :raises CommandError: if some do.
    """
    if arguments.evidence_file is not None and len(sources) > 1 and not arguments.merge:
        raise CommandError("--evidence-file is for one matrix: name one file, or several with --merge")
    if arguments.no_evidence and (arguments.max_age is not None or arguments.require is not None):
        raise CommandError("--no-evidence leaves nothing for --max-age and --require")


def _problems(sources: dict[str, bytes], arguments: argparse.Namespace) -> list[Problem]:
    """Everything that is wrong: file by file and line by line, or for merged files together.

    The files of evidence join the *sources*.
    """
    paths = list(sources)
    loaded = [_loaded(path, source) for path, source in sources.items()]
    if arguments.merge:
        matrix, disagreements = merge([matrix for matrix, _ in loaded])
        wrong = [*(problem for _, problems in loaded for problem in problems), *disagreements]
        return _judged(matrix, wrong, paths, sources, arguments)
    return [
        problem
        for path, (matrix, wrong) in zip(paths, loaded, strict=True)
        for problem in _judged(matrix, wrong, [path], sources, arguments)
    ]


def _judged(
    matrix: Matrix,
    wrong: Iterable[Problem],
    paths: Sequence[str],
    sources: dict[str, bytes],
    arguments: argparse.Namespace,
) -> list[Problem]:
    """What is *wrong* with the files of *matrix*, what the rules find, and then what is wrong with the evidence."""
    problems = [*wrong, *check(matrix)]
    beside: list[Problem] = []
    if not arguments.no_evidence:
        found = find_evidence(paths, arguments.evidence_file)
        if found is not None:
            sources |= found.sources
            beside += found.problems
        for problem in check_evidence(
            matrix,
            None if found is None else found.evidence,
            max_age=arguments.max_age,
            today=day(),
            require=None if arguments.require is None else Required(arguments.require),
        ):
            of_evidence = problem.code is Code.EVIDENCE_UNKNOWN_NAME
            (beside if of_evidence else problems).append(problem)
    return [*sorted(problems, key=_place), *sorted(beside, key=_place)]


def _place(problem: Problem) -> Location:
    return problem.location


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
