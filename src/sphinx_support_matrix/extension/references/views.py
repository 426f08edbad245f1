"""What a build remembers of the matrices that its documents show."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sphinx_support_matrix.core.matrix.levels import Level
    from sphinx_support_matrix.html.context import Cells


@dataclass(frozen=True, kw_only=True, slots=True)
class FeaturePlace:
    """Where a document shows a feature."""

    anchor: str
    """The feature's id in the document."""

    title: str
    """The name that people read, in the language of the documentation."""

    cells: Cells
    """The feature's cells, side by side with the drivers of the view."""

    text: str
    """Every word of the feature's notes once, in lower case and in order, for search."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DriverPlace:
    """Where a document shows a driver."""

    anchor: str
    """The id of the driver's heading, or of the view where drivers have no headings."""

    title: str
    """The name that people read, in the language of the documentation."""

    suffix: str
    """What makes the id of a cell from the id of its feature."""


@dataclass(frozen=True, kw_only=True, slots=True)
class View:
    """One matrix in one document: a file, or the part of it that a directive shows."""

    docname: str
    """The document."""

    path: str
    """The file, as a path from the source folder: the identity of the matrix."""

    name: str
    """The name of the matrix in references: the directive's ``:name:``, or else the file's stem."""

    anchor: str
    """The id of the first part of the view."""

    title: str
    """What a reference to the matrix says: its title, or else its caption, or else the name."""

    sections: tuple[str, ...]
    """The ids of all sections of the view, other than those of features."""

    details: bool
    """Whether the view shows the details of features."""

    features: dict[str, FeaturePlace]
    """The features of the view, by section name."""

    drivers: dict[str, DriverPlace]
    """The drivers of the view, by key, in the order of the columns."""

    levels: dict[str, Level]
    """Every level that occurs, by name."""


@dataclass(frozen=True, kw_only=True, slots=True)
class DriverPage:
    """Everything about one driver in one document."""

    docname: str
    """The document."""

    path: str
    """The file, as a path from the source folder."""

    name: str
    """The name of the matrix in references."""

    key: str
    """The driver's name in the file."""

    title: str
    """The name that people read, in the language of the documentation."""

    anchor: str
    """The id of the first part."""

    sections: tuple[str, ...]
    """The ids of the sections."""


class DriverComparison(NamedTuple):
    """Drivers that a document compares, or tells the history of."""

    path: str
    """The file, as a path from the source folder."""

    keys: tuple[str, ...]
    """The names of the drivers in the file."""

    sections: tuple[str, ...] = ()
    """The ids of the sections of releases."""


def named_downloads(data: Mapping[str, Sequence[str]]) -> dict[tuple[str, int], tuple[str, str]]:
    """The file and the text of each matrix whose data are offered, by document and number.

    The first matrix of a document has the name of the page. No two have the same name, not even where capital and
    small letters are the same; so the others' names can depend on other documents.

    :param data: The texts of each document.
    """
    texts = {docname: data[docname] for docname in sorted(data)}
    taken = {f"{docname}.json".casefold() for docname in texts}
    named: dict[tuple[str, int], tuple[str, str]] = {}
    for docname, found in texts.items():
        for number, text in enumerate(found):
            file = f"{docname}.json"
            if number:
                names = (f"{docname}-{each}.json" for each in count(number + 1))
                file = next(name for name in names if name.casefold() not in taken)
                taken.add(file.casefold())
            named[docname, number] = (file, text)
    return named
