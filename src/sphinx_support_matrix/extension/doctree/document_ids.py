"""The ids of matrices in a Sphinx document."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docutils import nodes

from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.html.ids import IdPool, TakenIds

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx.environment import BuildEnvironment

_TAKEN = "support_matrix_ids"


def id_pool(document: nodes.document, env: BuildEnvironment) -> IdPool:
    """The ids that are taken in *document*, by matrices and by anything else."""
    taken = cast("TakenIds", env.temp_data.setdefault(_TAKEN, TakenIds()))
    return IdPool(taken, document.ids.keys())


def section_id(name: str, prefix: str, pool: IdPool) -> str:
    """An id for a part of the page: *name* itself for the first matrix in a document."""
    short = prefix.lower().replace("_", "-")
    name = anchor(name).lower().replace("_", "-")
    return pool.take(name, f"{short}-{name}", separator="-")


def identified_section(identifier: str, classes: Iterable[str], document: nodes.document) -> nodes.section:
    """An empty section with an id, which headings later in *document* will not take."""
    section = nodes.section(ids=[identifier], classes=list(classes))
    document.ids.setdefault(identifier, section)
    return section
