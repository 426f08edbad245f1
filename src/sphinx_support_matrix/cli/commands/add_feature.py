"""``support-matrix add-feature``: one more row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.default_file import add_file
from sphinx_support_matrix.cli.io.edited_files import add, add_levels, add_output, pair
from sphinx_support_matrix.core.editing import add_feature

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  support-matrix add-feature volume.clone --title 'Clone a volume'
  support-matrix add-feature volume.clone --title 'Clone a volume' \\
      --status optional --level local=complete --level network=partial:2.0 --after volume.resize
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_file(parser)
    parser.add_argument("name", metavar="NAME", help="the name of the section, such as volume.attach")
    parser.add_argument("--title", required=True, help="the name that people read")
    parser.add_argument("--status", help="what the project requires, such as mandatory")
    add_levels(parser, "DRIVER=LEVEL[:RELEASE]", "the level of a driver (default: unknown)")
    parser.add_argument("--notes", metavar="TEXT", default="", help="what the feature is")
    parser.add_argument("--after", metavar="NAME", help="the feature to put it below (default: the last one)")
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Add the feature."""
    levels: list[tuple[str, str]] = []
    for word in arguments.levels:
        found = pair(word)
        if found is None:
            raise CommandError(f"expected --level DRIVER=LEVEL[:RELEASE], not '{word}'")
        levels.append(found)
    return add(
        arguments,
        add_feature,
        "name",
        f"feature '{arguments.name}'",
        title=arguments.title,
        status=arguments.status,
        levels=levels,
        notes=arguments.notes,
        after=arguments.after,
    )
