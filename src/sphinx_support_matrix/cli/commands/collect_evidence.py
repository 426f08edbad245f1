"""``support-matrix evidence collect``: what test results say of a matrix, kept in a file beside it."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.default_file import DEFAULT_FILE, named_or_default
from sphinx_support_matrix.cli.io.edited_files import say
from sphinx_support_matrix.cli.io.files import STANDARD, shown, write_text
from sphinx_support_matrix.cli.io.matrices import keep, load_all
from sphinx_support_matrix.cli.io.problem_lines import report, summary
from sphinx_support_matrix.core.evidence.collecting import EvidenceCollector, RunFacts, to_utc
from sphinx_support_matrix.core.evidence.evidence_file import EvidenceFileError, update_file, updated
from sphinx_support_matrix.core.evidence.evidence_json import cell_order
from sphinx_support_matrix.core.ini.characters import on_one_line
from sphinx_support_matrix.core.matrix.names import evidence_path
from sphinx_support_matrix.core.problems.suggest import counted, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sphinx_support_matrix.core.evidence.evidence_file import UpdatedEvidence
    from sphinx_support_matrix.core.evidence.uniting import RunEvidence
    from sphinx_support_matrix.core.matrix.model import Matrix

EXAMPLES = """\
  support-matrix evidence collect results.xml
  support-matrix evidence collect results.xml --driver ceph --release 2026.2 --run https://ci.example.org/runs/17
  support-matrix evidence collect py312/*.xml --environment 'py312 linux' --run nightly-17
  support-matrix evidence collect tempest.xml --matrix doc/source/support-matrix.ini --driver libvirt-kvm \\
      --time 2026-11-20T04:00:00Z
"""
_CHUNK = 1 << 16


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "results",
        metavar="RESULTS",
        nargs="+",
        help=f"a file of test results in JUnit's XML, or {STANDARD} for standard input",
    )
    parser.add_argument("--matrix", metavar="FILE", help=f"the matrix (default: {DEFAULT_FILE})")
    parser.add_argument("--driver", metavar="KEY", help="the driver that all the results are about")
    parser.add_argument(
        "--driver-pattern",
        metavar="REGEX",
        type=_pattern,
        help="finds the driver in the name of a test: its group 'driver', or its first group",
    )
    parser.add_argument("--release", metavar="RELEASE", type=_word, help="the release that was tested")
    parser.add_argument(
        "--run",
        metavar="URL",
        # What runs the command is called 'run'.
        dest="run_of",
        type=_word,
        help="the run's address, or another name: what is collected under the same one is united",
    )
    parser.add_argument(
        "--environment",
        metavar="NAME",
        type=_word,
        help="what the tests ran in; the evidence of each environment is kept apart",
    )
    parser.add_argument(
        "--time",
        metavar="TIME",
        type=_time,
        help="when, such as 2026-11-20T04:00:00Z (default: what the results say)",
    )
    parser.add_argument(
        "--output",
        metavar="OUT",
        help=f"keep the evidence in this file instead of the one beside the matrix; {STANDARD} shows what would be there",
    )


def run(arguments: argparse.Namespace) -> int:
    """Read the results, and bring the file of evidence up to date."""
    path = named_or_default(arguments.matrix)
    if path == STANDARD and arguments.output in {None, STANDARD}:
        raise CommandError("a matrix from standard input has no file of evidence; name one with --output")
    output = evidence_path(path) if arguments.output is None else arguments.output
    keep([path, *arguments.results], output)
    matrix, problems = load_all([path])
    report(problems)
    _check_driver(matrix, arguments.driver)
    collector = EvidenceCollector(
        matrix,
        RunFacts(
            driver=arguments.driver,
            driver_pattern=arguments.driver_pattern,
            release=arguments.release,
            run=arguments.run_of,
            environment=arguments.environment,
            time=arguments.time,
        ),
    )
    for name in arguments.results:
        collector.add(_chunks(name), shown(name))
    if collector.problems:
        report(collector.problems)
        say([f"{summary(collector.problems)}; no evidence is written"])
        return Exit.FOUND
    _say_left_out(collector)
    found = collector.evidence()
    if not found.cells:
        say([f"{counted(collector.tests, 'test')} read, and no evidence found"])
        return Exit.NOTHING
    _say_timeless(found)
    result = _updated(
        evidence_path(path) if output == STANDARD else output, found, to_file=output != STANDARD
    )
    if result.later:
        say([f"{counted(result.later, 'cell')} with evidence of a later run, which stays"])
    if output == STANDARD:
        write_text(STANDARD, result.text)
        return Exit.OK
    cells = len({cell_order(cell) for cell in found.cells})
    done = f"evidence for {counted(cells, 'cell')} written" if result.is_changed else "is current"
    say([f"{shown(output)}: {done}"])
    return Exit.OK


def _updated(path: str, found: RunEvidence, *, to_file: bool) -> UpdatedEvidence:
    """What the file of evidence at *path* has to hold, and holds if that is asked for."""
    try:
        return update_file(path, found, write_text) if to_file else updated(path, found)
    except EvidenceFileError as error:
        report(error.problems)
        raise CommandError(str(error)) from error


def _chunks(path: str) -> Iterator[bytes]:
    """The content of a file of any size, in parts."""
    try:
        if path == STANDARD:
            yield from iter(lambda: sys.stdin.buffer.read(_CHUNK), b"")
            return
        with Path(path).open("rb") as file:
            yield from iter(lambda: file.read(_CHUNK), b"")
    except OSError as error:
        raise CommandError(f"cannot read '{shown(path)}': {error.strerror or error}") from error


def _check_driver(matrix: Matrix, key: str | None) -> None:
    keys = [driver.key for driver in matrix.drivers]
    if key is not None and key not in keys:
        raise CommandError(f"'{matrix.path}' has no driver '{key}'{did_you_mean(key, keys)}")


def _say_left_out(collector: EvidenceCollector) -> None:
    if collector.without_feature:
        say([f"{_tests_are(collector.without_feature)} for no feature of the matrix"])
    if collector.without_driver:
        tests = _tests_are(collector.without_driver)
        say([f"{tests} for a feature, but for no driver; say which with --driver or --driver-pattern"])


def _say_timeless(found: RunEvidence) -> None:
    number = sum(cell.time is None for cell in found.cells)
    if number:
        say([f"{counted(number, 'cell')} without a time, which the results do not say; give it with --time"])


def _tests_are(number: int) -> str:
    return f"{counted(number, 'test')} {'is' if number == 1 else 'are'}"


def _pattern(text: str) -> re.Pattern[str]:
    try:
        pattern = re.compile(text)
    except (re.error, OverflowError, RecursionError) as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no regular expression: {error}") from error
    if not pattern.groups:
        raise argparse.ArgumentTypeError(
            f"{text!r} has no group; put the part that is the driver in parentheses"
        )
    return pattern


def _word(text: str) -> str | None:
    return on_one_line(text).strip() or None


def _time(text: str) -> datetime:
    time = to_utc(text.strip())
    if time is None:
        raise argparse.ArgumentTypeError(f"expected a time such as 2026-11-20T04:00:00Z, not {text!r}")
    return time
