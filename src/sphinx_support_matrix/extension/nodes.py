"""The nodes of a matrix: one for each row, with the cells as data.

A node has children only for text that somebody wrote. Everything else is in these attributes, so
that a matrix of 25,000 cells is some hundreds of nodes, not some hundreds of thousands.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

if TYPE_CHECKING:
    from sphinx_support_matrix.core.levels import Level
    from sphinx_support_matrix.core.promises import Total


@dataclass(frozen=True, kw_only=True, slots=True)
class Column:
    """A driver, as a page shows it."""

    key: str
    """The name that the file uses."""

    title: str
    """The name that people read."""

    link: str | None
    """Where to read about the driver."""

    suffix: str
    """What makes the id of a cell from the id of its feature."""

    anchor: str
    """The id of the driver's heading in the summary."""

    internal: bool = False
    """Whether the link leads to a page of this documentation."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Cells:
    """The cells of a feature, side by side with the columns."""

    levels: tuple[str, ...]
    """The name of each cell's level."""

    releases: dict[int, str] = field(default_factory=dict)
    """The release of the cells that have one, by column."""

    noted: frozenset[int] = frozenset()
    """The columns whose cells have notes."""

    broken: frozenset[int] = frozenset()
    """The columns whose drivers do not support what they have to, where the page is to say so."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Facts:
    """What the details of a feature say beside its title, its notes and its cells."""

    status: str | None
    """The status as it is written in a file; ``None`` where the file gives a maturity instead."""

    maturity: str | None
    """How mature the feature is."""

    api: str | None
    """The name of the API extension."""

    commands: tuple[str, ...]
    """Commands that use the feature."""

    api_link: str | None
    """Where the API is documented."""

    admin_link: str | None
    """Where the feature is documented for administrators."""

    test_ids: tuple[str, ...]
    """Identifiers of the Tempest tests that validate the feature."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Required:
    """Where a conditional feature is required."""

    feature: str
    """The section name of the feature that the condition is about."""

    title: str
    """Its title."""

    refid: str | None
    """The id of its details; ``None`` if they are not shown."""

    level: Level
    """The level that it has to have."""


@dataclass(frozen=True, kw_only=True, slots=True)
class Table:
    """What all rows and details of a matrix share."""

    columns: tuple[Column, ...]
    """The drivers, in the order in which they are shown."""

    levels: dict[str, Level]
    """Every level that occurs, by name, in the order of the legend."""

    with_status: bool
    """Whether the second column holds statuses; otherwise it holds maturities."""

    features: int
    """How many rows there are."""

    broken: tuple[int, ...] = ()
    """How many promises each driver breaks, where the page is to say so."""

    totals: tuple[tuple[Total, ...], ...] = ()
    """How many promises of each kind each driver keeps, where the page is to say so."""


class support_matrix(nodes.General, nodes.Element):  # noqa: N801 - doctree elements are lower case
    """All that one directive makes, until it is put in its place in the document.

    Attributes: ``path`` (the file, from the source folder), ``matrix`` (the name of the matrix in
    references), ``driver`` (the key of the driver that it is all about and the id, or ``None``) and
    ``toc_depth`` (how many levels of its sections are in the table of contents, or ``None`` for all).
    """


class matrix_driver(nodes.Part, nodes.TextElement):  # noqa: N801
    """The title of a driver. Attribute: ``key``."""


class matrix_level(nodes.Part, nodes.TextElement):  # noqa: N801
    """A text of a level that a file defines. Attributes: ``level`` and ``part`` (``title`` or ``meaning``)."""


class matrix_names(nodes.Invisible, nodes.Element):  # noqa: N801
    """The titles of drivers and levels, for translation and for search; the tables show them."""

    content_model: ClassVar = (((matrix_driver, matrix_level), "*"),)


class matrix_row(nodes.Part, nodes.TextElement):  # noqa: N801
    """A feature in the summary.

    Its text is the feature's title. Attributes: ``feature`` (its section name), ``refid`` (the
    feature's details, if they are shown), ``status`` (a word) and ``cells`` (:class:`Cells`);
    ``ids`` where there are no details.
    """


class matrix_group(nodes.Part, nodes.TextElement):  # noqa: N801
    """The heading of a group in the summary; the rows of the group follow it. Its text is the title."""


class matrix_caption(nodes.Part, nodes.TextElement):  # noqa: N801
    """The caption of the summary."""


class matrix_summary(nodes.General, nodes.Element):  # noqa: N801
    """The summary table.

    Attributes: ``table`` (:class:`Table`) and ``linked`` (whether cells link to details).
    """

    content_model: ClassVar = ((matrix_caption, "?"), ((matrix_row, matrix_group), "*"))


class matrix_note(nodes.Part, nodes.Element):  # noqa: N801
    """A note. Attribute: ``column``, the driver it is about, or ``None`` for the feature itself."""

    content_model: ClassVar = ((nodes.Body, "*"),)


class matrix_plain_note(nodes.Part, nodes.TextElement):  # noqa: N801
    """A note that is one paragraph of plain text; URLs in it become links when it is written.

    Attribute: ``column``, as for :class:`matrix_note`.
    """


class matrix_plain_notes(nodes.Part, nodes.TextElement):  # noqa: N801
    """The plain notes of a feature together: each is one text, with a line break at its end.

    Attributes: ``columns`` (of each, as for :class:`matrix_note`) and ``places`` (path and line of each).
    """


class matrix_feature(nodes.General, nodes.Element):  # noqa: N801
    """The details of a feature, under its heading.

    Attributes: ``feature`` (its section name), ``anchor`` (its id), ``facts`` (:class:`Facts`),
    ``required`` (:class:`Required`, or ``None``), ``cells`` (:class:`Cells`) and ``table``
    (:class:`Table`).
    """

    content_model: ClassVar = (((matrix_note, matrix_plain_note, matrix_plain_notes), "*"),)


class matrix_legend(nodes.General, nodes.Element):  # noqa: N801
    """What the levels mean. Attribute: ``table`` (:class:`Table`)."""


class matrix_download(nodes.General, nodes.Element):  # noqa: N801
    """A link to the data of the matrix. Attribute: ``file``, a path from the folder of the output."""


class matrix_entry(nodes.General, nodes.TextElement):  # noqa: N801
    """A feature on the page of a driver.

    Its text is the feature's title. Attributes: ``path`` (the file, from the source folder),
    ``feature`` (its section name), ``argument`` (of its status, or ``None``) and ``release`` (or
    ``None``).
    """


class matrix_badge(nodes.Inline, nodes.TextElement):  # noqa: N801
    """The level of a feature in a driver, in running text. Attributes: ``level`` and ``release``."""
