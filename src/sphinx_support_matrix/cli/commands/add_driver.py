"""``support-matrix add-driver``: one more column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError
from sphinx_support_matrix.cli.io.default_file import add_file
from sphinx_support_matrix.cli.io.edited_files import add, add_levels, add_output, pair
from sphinx_support_matrix.core.editing import add_driver
from sphinx_support_matrix.core.matrix.levels import UNKNOWN

if TYPE_CHECKING:
    import argparse

EXAMPLES = """\
  support-matrix add-driver object --title 'Object storage'
  support-matrix add-driver object --title 'Object storage' \\
      --link https://example.org/object --level missing --level volume.attach=complete:3.0
"""


def configure(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    add_file(parser)
    parser.add_argument("key", metavar="KEY", help="the name that levels use")
    parser.add_argument("--title", required=True, help="the name that people read")
    parser.add_argument("--link", metavar="URL", help="where to read about the driver")
    add_levels(
        parser,
        "[FEATURE=]LEVEL[:RELEASE]",
        "the level in a feature, or in all features that have no other (default: unknown)",
    )
    add_output(parser)


def run(arguments: argparse.Namespace) -> int:
    """Add the driver."""
    levels: list[tuple[str, str]] = []
    others: list[str] = []
    for word in arguments.levels:
        found = pair(word)
        if found is None:
            others.append(word)
        else:
            levels.append(found)
    if len(others) > 1:
        raise CommandError(
            f"one level can be that of all other features, not both '{others[0]}' and '{others[1]}'"
        )
    return add(
        arguments,
        add_driver,
        "key",
        f"driver '{arguments.key}'",
        title=arguments.title,
        link=arguments.link,
        level=others[0] if others else UNKNOWN.name,
        levels=levels,
    )
