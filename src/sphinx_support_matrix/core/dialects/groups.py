"""``[group.NAME]``: a title for the features whose section names begin with NAME."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.model import Group
from sphinx_support_matrix.core.matrix.names import in_group
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import did_you_mean

if TYPE_CHECKING:
    from collections.abc import Collection

    from sphinx_support_matrix.core.dialects.reading import Context
    from sphinx_support_matrix.core.ini.document import Section

GROUP_SECTION = "group."


def read_group(section: Section, features: Collection[str], context: Context) -> Group:
    """The group that *section* declares."""
    known = ("title", "notes")
    options, others = context.known_options(section, known)
    for option in others:
        context.unknown_option(option, section, known)
    name = section.name.removeprefix(GROUP_SECTION)
    if not any(in_group(feature, name) for feature in features):
        prefixes = {feature.rpartition(".")[0] or feature for feature in features}
        context.problem(
            Code.EMPTY_GROUP,
            f"no feature's section name begins with '{name}.'{did_you_mean(name, prefixes)}",
            section.location,
        )
    return Group(
        name=name,
        title=context.title(options.get("title"), section, name),
        notes=context.note(options.get("notes")),
        location=section.location,
    )
