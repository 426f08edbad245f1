"""``[group.NAME]``: a title for the features whose section names begin with NAME."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.matrix.model import Group
from sphinx_support_matrix.core.matrix.names import in_group
from sphinx_support_matrix.core.problems.problem import Code

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sphinx_support_matrix.core.dialects.reading import Context
    from sphinx_support_matrix.core.ini.document import Section

GROUP_SECTION = "group."


def read_groups(sections: Iterable[Section], features: Collection[str], context: Context) -> Iterator[Group]:
    """The groups that *sections* declare."""
    ordered = sorted(features)
    return (_group(section, ordered, context) for section in sections)


def _group(section: Section, features: Sequence[str], context: Context) -> Group:
    known = ("title", "notes")
    options, others = context.known_options(section, known)
    for option in others:
        context.unknown_option(option, section, "a group", known)
    name = section.name.removeprefix(GROUP_SECTION)
    if not _has_members(name, features):
        prefixes = (feature.rpartition(".")[0] or feature for feature in features)
        hint = context.did_you_mean(name, "group", prefixes)
        context.problem(
            Code.EMPTY_GROUP,
            f"no feature's section name begins with '{name}.'{hint}",
            section.location,
        )
    return Group(
        name=name,
        title=context.title(options.get("title"), section, name),
        notes=context.note(options.get("notes")),
        location=section.location,
    )


def _has_members(group: str, features: Sequence[str]) -> bool:
    """Whether one of *features*, which are sorted, is in *group*."""
    nearby = (bisect_left(features, group), bisect_left(features, f"{group}."))
    return any(in_group(feature, group) for index in nearby for feature in features[index : index + 1])
