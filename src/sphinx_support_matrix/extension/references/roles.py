"""``:support:feature:`` and the other roles: references into matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx.roles import XRefRole

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.environment import BuildEnvironment

_USED = "support_matrix_references"


class SupportRole(XRefRole):
    """A reference to a part of a matrix; the domain finds it when everything has been read."""

    def process_link(
        self,
        env: BuildEnvironment,
        refnode: Element,
        has_explicit_title: bool,  # noqa: FBT001 - Sphinx decides
        title: str,
        target: str,
    ) -> tuple[str, str]:
        """Note what this document refers to, so that it is written again when that changes."""
        target = " ".join(target.split())
        used_references(env).add((refnode["reftype"], target))
        return super().process_link(env, refnode, has_explicit_title, title, target)


def used_references(env: BuildEnvironment) -> set[tuple[str, str]]:
    """The roles and the targets that the document uses which is being read."""
    return cast("set[tuple[str, str]]", env.temp_data.setdefault(_USED, set()))
