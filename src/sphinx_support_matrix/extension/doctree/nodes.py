"""The nodes of a matrix: one for each row, with the cells as data.

A node has children only for text that somebody wrote. Everything else is in these attributes, so
that a matrix of 25,000 cells is some hundreds of nodes, not some hundreds of thousands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, TypeVar, cast

from docutils import nodes

if TYPE_CHECKING:
    from collections.abc import Iterator

_Node = TypeVar("_Node", bound=nodes.Node)


class support_matrix(nodes.General, nodes.Element):  # noqa: N801 - doctree elements are lower case
    """All that one directive makes, until it is put in its place in the document.

    Attributes: ``path`` (the file, from the source folder), ``matrix`` (the name of the matrix in
    references), ``driver`` (the key of the driver that it is all about and the id, or ``None``) and
    ``unfinished`` (what the finished parts are made of, or ``None`` where there is nothing to show); once
    it is finished, ``title`` (what people call it) and ``named`` (whether its index entries say so). Where the
    last part is what the directive holds itself, ``noted`` is there.
    """


class matrix_driver(nodes.Part, nodes.TextElement):  # noqa: N801
    """The title of a driver. Attribute: ``key``."""


class matrix_level(nodes.Part, nodes.TextElement):  # noqa: N801
    """A text of a level that a file defines. Attributes: ``level`` and ``part`` (``title`` or ``meaning``)."""


class matrix_word(nodes.Part, nodes.TextElement):  # noqa: N801
    """What a file or the project calls one driver, or several. Attribute: ``many`` (whether several)."""


class matrix_other(nodes.Part, nodes.TextElement):  # noqa: N801
    """The title of a feature that is not shown, but named by the status of one that is. Attribute: ``feature``."""


class matrix_title(nodes.Part, nodes.TextElement):  # noqa: N801
    """What people call the matrix. Attribute: ``asked`` (whether the directive says so, and not the file)."""


class matrix_names(nodes.Invisible, nodes.Element):  # noqa: N801
    """The titles of the matrix, of drivers, of levels and of features that are only named, for translation and for search.

    Tables and headings show them.
    """

    content_model: ClassVar = (
        (matrix_title, "?"),
        ((matrix_driver, matrix_level, matrix_word, matrix_other), "*"),
    )


class matrix_row(nodes.Part, nodes.TextElement):  # noqa: N801
    """A feature in the summary.

    Its text is the feature's title. Attributes: ``feature`` (its section name), ``refid`` (the
    feature's details, if they are shown), ``status`` (a word) and ``cells``
    (:class:`~sphinx_support_matrix.html.context.Cells`);
    ``ids`` where there are no details.
    """


class matrix_group(nodes.Part, nodes.TextElement):  # noqa: N801
    """The heading of a group in the summary; the rows of the group follow it. Its text is the title."""


class matrix_caption(nodes.Part, nodes.TextElement):  # noqa: N801
    """The caption of the summary."""


class matrix_summary(nodes.General, nodes.Element):  # noqa: N801
    """The summary table.

    Attributes: ``table`` (:class:`~sphinx_support_matrix.html.context.Table`), ``path`` (the file, from the
    source folder), ``linked`` (whether cells link to details), ``label`` (what tells it from the
    other tables of the document, if there are some), ``past`` (what its cells were in earlier releases:
    :class:`~sphinx_support_matrix.html.history_view.HistoryView`, where there is a history) and, once it is written, ``heads`` (of
    :class:`~sphinx_support_matrix.html.context.Head`).
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
    """The plain notes of a feature together in one text, with blank lines between them.

    Attributes: ``columns`` (of each, as for :class:`matrix_note`) and ``places`` (path and line of each).
    """


class matrix_feature(nodes.General, nodes.Element):  # noqa: N801
    """The details of a feature, under its heading.

    Attributes: ``feature`` (its section name), ``anchor`` (its id), and ``facts``, ``cells`` and
    ``table``, of the classes in :mod:`sphinx_support_matrix.html.context`, and ``status``
    (:class:`~sphinx_support_matrix.core.matrix.status_meaning.StatusMeaning`, or ``None``).
    """

    content_model: ClassVar = (((matrix_note, matrix_plain_note, matrix_plain_notes), "*"),)


class matrix_legend(nodes.General, nodes.Element):  # noqa: N801
    """What the levels mean.

    Attribute: ``table``, as for :class:`matrix_summary`.
    """


class matrix_download(nodes.General, nodes.Element):  # noqa: N801
    """A link to the data of the matrix.

    Attributes: ``matrix``, until its titles are translated, and then ``docname`` and ``number`` (among those of the
    document).
    """


class matrix_entry(nodes.General, nodes.TextElement):  # noqa: N801
    """A feature on the page of a driver, or in a comparison.

    Its text is the feature's title. Attributes: ``path`` (the file, from the source folder),
    ``feature`` (its section name), ``status``
    (:class:`~sphinx_support_matrix.core.matrix.status_meaning.StatusMeaning`, or ``None``) and
    ``release`` (or ``None``). On the page of a driver also ``level``, ``kind`` (the word for the kind of the
    status, or ``None``), ``open`` (whether it is an open requirement), ``standing`` (how the claim stands by its
    evidence, or ``None``) and ``since`` (the first release of the level, as a history says, or ``None``).
    """


class matrix_name(nodes.Inline, nodes.TextElement):  # noqa: N801
    """The title of a feature or a driver, which becomes a link to where it is shown.

    Its text is the title, which may be that of an earlier release. Attributes: ``path`` (the file, from the source
    folder), ``kind`` (``feature`` or ``driver``) and ``key`` (the section name, or the driver's key).
    """


class matrix_symbol(nodes.Inline, nodes.Element):  # noqa: N801
    """The symbol of a level, where words also say the level. Attribute: ``level``."""


class matrix_tally(nodes.General, nodes.Element):  # noqa: N801
    """How many features a driver has at each level.

    Attributes: ``levels`` (by name, in the order of a legend) and ``numbers`` (by name).
    """


class matrix_trend(nodes.General, nodes.Element):  # noqa: N801
    """How the numbers of levels went from release to release.

    Attributes: ``counts`` (of :class:`~sphinx_support_matrix.html.trend.ReleaseCounts`, from the oldest release) and
    ``small`` (whether there is little room).
    """


class matrix_rest(nodes.General, nodes.Element):  # noqa: N801
    """What can be folded. Attributes: as for :class:`matrix_tally`, of what is in it."""


class matrix_compared(nodes.Part, nodes.Element):  # noqa: N801
    """A feature in a comparison, with its title and its notes.

    Attributes: ``cells`` and ``differs`` (whether the drivers have different levels).
    """

    content_model: ClassVar = (
        (matrix_entry, "."),
        ((matrix_note, matrix_plain_note, matrix_plain_notes), "*"),
    )


class matrix_comparison(nodes.General, nodes.Element):  # noqa: N801
    """Some drivers side by side.

    Attributes: ``path``, ``table`` and ``heads``, as for :class:`matrix_summary`.
    """

    content_model: ClassVar = ((matrix_caption, "?"), (matrix_compared, "*"))


class matrix_badge(nodes.Inline, nodes.TextElement):  # noqa: N801
    """The level of a feature in a driver, in running text.

    Attributes: ``level``, ``release``, ``since`` and ``standing``, as for :class:`matrix_entry`.
    """


class NodesByClass:
    """The nodes in an element, itself included, by their class, in the order of the document.

    One walk finds all classes; docutils walks once for each, and a large matrix has thousands of nodes.
    """

    def __init__(self, element: nodes.Element) -> None:
        self._found: dict[type[nodes.Node], list[nodes.Node]] = {}
        ahead: list[nodes.Node] = [element]
        while ahead:
            node = ahead.pop()
            self._found.setdefault(type(node), []).append(node)
            ahead.extend(reversed(node.children))

    def of(self, kind: type[_Node]) -> list[_Node]:
        """The nodes of just this class."""
        return cast("list[_Node]", self._found.get(kind, []))


def containers(element: nodes.Element) -> Iterator[support_matrix]:
    """What directives of ours have made in *element*, without a look at the nodes that it is made of."""
    for child in list(element.children):
        if isinstance(child, support_matrix):
            yield child
            # What a directive holds itself may be anything, and is the last of its parts.
            if "noted" in child:
                yield from containers(cast("nodes.Element", child[-1]))
        elif isinstance(child, nodes.Element):
            yield from containers(child)
