"""``support-matrix evidence propose``: the change of a file that would make its levels agree with the evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.io.default_file import add_file, named_or_default
from sphinx_support_matrix.cli.io.edited_files import change, say, settle
from sphinx_support_matrix.cli.io.evidence_beside import add_evidence_file, add_max_age, day, some_evidence
from sphinx_support_matrix.cli.io.part_of_matrix import add_patterns, part_of
from sphinx_support_matrix.cli.io.problem_lines import report
from sphinx_support_matrix.core.evidence.evidence_rules import unknown_names
from sphinx_support_matrix.core.evidence.proposing import propose
from sphinx_support_matrix.core.loading import loads_ini
from sphinx_support_matrix.core.matrix.select import Order

if TYPE_CHECKING:
    import argparse

    from sphinx_support_matrix.core.editing import Edit

EXAMPLES = """\
  support-matrix evidence propose
  support-matrix evidence propose --driver lzma --max-age 180d
  support-matrix evidence propose --write
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_file(parser)
    add_evidence_file(parser)
    add_max_age(parser)
    add_patterns(parser)
    parser.set_defaults(sort=Order.FILE.value)
    parser.add_argument(
        "--write", dest="diff", action="store_false", help="change the file instead of showing how"
    )
    parser.set_defaults(check=False, output=None)


def run(arguments: argparse.Namespace) -> int:
    """Show what would change, or change it."""
    path = named_or_default(arguments.file)
    found = some_evidence([path], arguments.evidence_file)
    report(found.problems, color=arguments.color)

    def proposed(text: str, name: str) -> Edit:
        matrix, _ = loads_ini(text, name)
        report(unknown_names(matrix, found.evidence), color=arguments.color)
        part = part_of(matrix, arguments)
        features = {feature.name for feature in part.features}
        drivers = {driver.key for driver in part.drivers}
        return propose(
            text,
            name,
            found.evidence,
            wanted=lambda feature, driver: feature in features and driver in drivers,
            max_age=arguments.max_age,
            today=day(),
        )

    edit = change(path, proposed)
    say(edit.remarks)
    return settle(edit, path, arguments, done="changed", nothing="nothing to propose, so it stays as it is")
