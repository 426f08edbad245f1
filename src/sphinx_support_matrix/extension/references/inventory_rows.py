"""The cells of a matrix in an inventory, a row in a line, and how another project finds a cell there.

A name for each of 25,000 cells, in its plain form and with its matrix, took a fifth of the time of a build and of each
build after it, and every project that refers to one of them would read them all. So an inventory has, for each view of a
matrix, one entry with its columns, and one for each row::

    0 support:columns -1 page.html# {"matrix": "NAME", "drivers": {"KEY": "SUFFIX"}, "levels": ["complete", "missing"]}
    0::FEATURE support:row -1 page.html#ANCHOR 010

Views are numbered in the order in which references look for a cell. A row has a sign for the level of each driver,
``0`` for the first, or ``-`` where an earlier view shows the cell. An inventory that is read gets the entry of a cell, ``support:implementation``, when something refers
to it, and ``sphinx.ext.intersphinx`` does the rest.
"""

from __future__ import annotations

import json
from string import ascii_letters, digits
from typing import TYPE_CHECKING, Any

from sphinx.addnodes import pending_xref
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_support_matrix.core.matrix.names import DRIVER_SEPARATOR, MATRIX_SEPARATOR, inventory_name

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.extension.references.views import View

COLUMNS = "columns"
"""The type of an entry with the columns of a view."""
ROW = "row"
"""The type of an entry with the levels of a feature."""
_DOMAIN = "support"
_CELL = f"{_DOMAIN}:implementation"
_SHOWN_BEFORE = "-"
# One for each level. Numbers with spaces between them would take five times as long to compress.
_SIGNS = digits + ascii_letters + "".join(map(chr, range(0x4E00, 0x9FA6)))


def rows_of(
    views: Iterable[View], text_of: Callable[[Level], str]
) -> Iterator[tuple[str, str, str, str, str, int]]:
    """The entries of the cells of *views*, as a domain gives its objects.

    :param text_of: What a reference to a level says.
    """
    seen: dict[str, dict[str, set[str]]] = {}
    for number, view in enumerate(views):
        levels = list(view.levels)
        columns = {
            "matrix": view.name,
            "drivers": {key: driver.suffix for key, driver in view.drivers.items()},
            "levels": [text_of(view.levels[name]) for name in levels],
        }
        yield str(number), json.dumps(columns), COLUMNS, view.docname, "", -1
        signs = dict(zip(levels, _SIGNS, strict=False))
        earlier = seen.setdefault(view.path, {})
        for name, feature in view.features.items():
            row = [signs[level] for level in feature.cells.levels]
            shown = earlier.setdefault(name, set())
            if shown:
                row = [
                    _SHOWN_BEFORE if key in shown else sign
                    for key, sign in zip(view.drivers, row, strict=True)
                ]
            shown.update(view.drivers)
            yield f"{number}{MATRIX_SEPARATOR}{name}", "".join(row), ROW, view.docname, feature.anchor, -1


class AddCells(SphinxPostTransform):
    """Gives the inventories of other projects the cells that a document refers to, before they are asked."""

    # That of what resolves ``:external:`` roles is 9, and that of what resolves all others 10.
    default_priority = 8

    def run(self, **_kwargs: Any) -> None:
        """Go through what the document refers to: some builders have made one document of all."""
        inventories: Mapping[str, Any] = getattr(self.env, "intersphinx_named_inventory", {})
        if any(f"{_DOMAIN}:{COLUMNS}" in inventory for inventory in inventories.values()):
            for node in self.document.findall(pending_xref):
                if node.get("reftype") in {"level", "any"}:
                    add_cell(self.env, node["reftarget"])


def add_cell(env: BuildEnvironment, target: str) -> None:
    """Give each inventory of another project that has the rows of *target* an entry for that cell.

    :param target: A name such as ``operation.attach-volume@libvirt``, with or without a matrix in front; before it may stand
        the name of an inventory and a colon.
    """
    inventories: Mapping[str, Any] = getattr(env, "intersphinx_named_inventory", None) or {}
    for name, inventory in inventories.items():
        wanted = target.removeprefix(f"{name}:")
        try:
            item = _find(inventory, wanted)
        except (ValueError, LookupError, TypeError):
            # Somebody else's entries of the same types.
            item = None
        if item is not None:
            inventory.setdefault(_CELL, {})[wanted] = item
            env.intersphinx_inventory.setdefault(_CELL, {})[wanted] = item  # type: ignore[attr-defined]


def _find(inventory: Mapping[str, Mapping[str, Any]], target: str) -> Any:
    """The entry of the cell *target*, made of those of its row and its columns; ``None`` if there is no such cell."""
    tables = inventory.get(f"{_DOMAIN}:{COLUMNS}", {})
    rows = inventory.get(f"{_DOMAIN}:{ROW}", {})
    matrix, _separator, name = target.rpartition(MATRIX_SEPARATOR)
    feature, separator, driver = name.rpartition(DRIVER_SEPARATOR)
    if not separator:
        return None
    for number in sorted(tables, key=int):
        row_name = f"{number}{MATRIX_SEPARATOR}{feature}"
        row = rows.get(row_name) or rows.get(inventory_name(row_name))
        columns = row and json.loads(_parts(tables[number])[3])
        if not columns or driver not in columns["drivers"] or matrix not in {"", columns["matrix"]}:
            continue
        sign = _parts(row)[3][list(columns["drivers"]).index(driver)]
        if sign != _SHOWN_BEFORE:
            return _like(row, columns["drivers"][driver], columns["levels"][_SIGNS.index(sign)])
    return None


def _parts(item: Any) -> tuple[str, str, str, str]:
    """The project, its version, the address and the text of an entry, which is a tuple before Sphinx 8.2."""
    if isinstance(item, tuple):
        return item
    return item.project_name, item.project_version, item.uri, item.display_name


def _like(row: Any, suffix: str, text: str) -> Any:
    project, version, uri, _text = _parts(row)
    if isinstance(row, tuple):
        return project, version, uri + suffix, text
    return type(row)(project_name=project, project_version=version, uri=uri + suffix, display_name=text)
