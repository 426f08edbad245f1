"""Say what a reference names that is not there, and the nearest right name."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from sphinx.util import logging

from sphinx_support_matrix.core.matrix.names import DRIVER_SEPARATOR, MATRIX_SEPARATOR, short
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.references.domain import SupportDomain
from sphinx_support_matrix.extension.reporting import WARNING_TYPE

if TYPE_CHECKING:
    from sphinx.addnodes import pending_xref
    from sphinx.application import Sphinx
    from sphinx.domains import Domain

    from sphinx_support_matrix.extension.references.finder import Finder

logger = logging.getLogger(__name__)


def on_warn_missing_reference(_app: Sphinx, domain: Domain | None, node: pending_xref) -> bool | None:
    """Say what is not there, and the nearest right name, instead of Sphinx's own warning."""
    if not isinstance(domain, SupportDomain):
        return None
    logger.warning(
        "%s",
        _explain(domain.finder(), node["reftype"], node["reftarget"]),
        type=WARNING_TYPE,
        subtype=Code.UNKNOWN_REFERENCE.value,
        location=node,
    )
    return True


def _explain(finder: Finder, role: str, target: str) -> str:
    matrix, separator, name = target.rpartition(MATRIX_SEPARATOR)
    matrices = finder.names("matrix")
    if not matrices:
        return f"no document of this project shows a support matrix with '{target}'"
    if role == "matrix":
        separator, matrix = MATRIX_SEPARATOR, target
    if separator and matrix not in matrices:
        hint = finder.suggester.did_you_mean(matrix, "matrix", matrices)
        return f"no support matrix is called '{matrix}'{hint}"
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
    names = finder.names(role, matrix)
    hint = finder.suggester.did_you_mean(name, f"{role} in {where}", chain(names, map(short, names)))
    return f"there is no {role} '{name}' in {where}{hint}"
