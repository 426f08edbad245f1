"""``:support:feature:`` and the other roles: references into matrices."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from sphinx.roles import XRefRole
from sphinx.util import logging

from sphinx_support_matrix.core.names import DRIVER_SEPARATOR, MATRIX_SEPARATOR, OPERATION_PREFIX
from sphinx_support_matrix.core.problems import Code
from sphinx_support_matrix.core.suggest import did_you_mean
from sphinx_support_matrix.extension.report import WARNING_TYPE

if TYPE_CHECKING:
    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.extension.domain import SupportDomain

logger = logging.getLogger(__name__)


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
        """Tell the domain what this document refers to, so that it is written again when that changes."""
        domain = cast("SupportDomain", env.domains["support"])
        domain.note_reference(env.docname, refnode["reftype"], " ".join(target.split()))
        return super().process_link(env, refnode, has_explicit_title, title, " ".join(target.split()))


def on_warn_missing_reference(_app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say what is not there, and the nearest right name, instead of Sphinx's own warning."""
    if domain is None or domain.name != "support":
        return None
    support = cast("SupportDomain", domain)
    logger.warning(
        "%s",
        _explain(support, node["reftype"], node["reftarget"]),
        type=WARNING_TYPE,
        subtype=Code.UNKNOWN_REFERENCE.value,
        location=node,
    )
    return True


def _explain(domain: SupportDomain, role: str, target: str) -> str:
    matrix, separator, name = target.rpartition(MATRIX_SEPARATOR)
    finder = domain.finder()
    matrices = list(dict.fromkeys(found.matrix for found in finder.everything("feature")))
    if not matrices:
        return f"no document of this project shows a support matrix with '{target}'"
    if role == "matrix":
        separator, matrix = MATRIX_SEPARATOR, target
    if separator and matrix not in matrices:
        return f"no support matrix is called '{matrix}'{did_you_mean(matrix, matrices)}"
    where = f"the support matrix '{matrix}'" if separator else "any support matrix of this project"
    if role == "level":
        feature, at, driver = name.rpartition(DRIVER_SEPARATOR)
        if not at:
            return f"expected 'FEATURE@DRIVER', found '{target}'"
        qualified = matrix + separator
        if not finder.find("feature", qualified + feature):
            role, name = "feature", feature
        elif not finder.find("driver", qualified + driver):
            role, name = "driver", driver
        else:
            return f"'{feature}' and '{driver}' are not shown together in {where}"
    names = [found.name for found in finder.everything(role) if matrix in ("", found.matrix)]
    names += [name.removeprefix(OPERATION_PREFIX) for name in names]
    return f"there is no {role} '{name}' in {where}{did_you_mean(name, names)}"
