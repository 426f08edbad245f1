"""The ``support`` domain: what a build remembers about matrices from one document to the next."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docutils import nodes
from sphinx.domains import Domain, ObjType
from sphinx.util import logging
from sphinx.util.nodes import make_refnode

from sphinx_support_matrix.core.matrix.names import inventory_name
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.doctree.nodes import matrix_badge
from sphinx_support_matrix.extension.references.finder import Finder, ambiguity
from sphinx_support_matrix.extension.references.inventory_rows import COLUMNS, ROW, rows_of
from sphinx_support_matrix.extension.references.roles import SupportRole, used_references
from sphinx_support_matrix.extension.references.views import named_downloads
from sphinx_support_matrix.extension.reporting import WARNING_TYPE
from sphinx_support_matrix.extension.translation import _, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from docutils.nodes import Element
    from sphinx.addnodes import pending_xref
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.extension.references.finder import Found
    from sphinx_support_matrix.extension.references.views import DriverComparison, DriverPage, View

logger = logging.getLogger(__name__)

# Whether search finds an object by its name. Qualified names repeat the plain ones.
_SEARCHED = 1
_NOT_SEARCHED = -1
# What reading a document brings: its views, its pages of drivers, the drivers that it compares, what it refers to, the
# data that it offers, the digests of the files that it was made of, the styles that it needs, and its feeds. What all that meant
# when it was last written stays until it is written again.
_OF_DOCUMENTS = ("views", "pages", "comparisons", "references", "downloads", "files", "styles", "feeds")


class SupportDomain(Domain):
    """Knows the matrices, features, drivers and implementations of a project, and where they are shown."""

    name = "support"
    label = "Support matrix"
    data_version = 10
    object_types: ClassVar[dict[str, ObjType]] = {
        "matrix": ObjType(_("support matrix"), "matrix"),
        "feature": ObjType(_("feature"), "feature"),
        "driver": ObjType(_("driver"), "driver"),
        "implementation": ObjType(_("implementation"), "level"),
        # Nobody is shown these, but a theme looks every type up.
        COLUMNS: ObjType(COLUMNS),
        ROW: ObjType(ROW),
    }
    roles: ClassVar[dict[str, Any]] = {
        "matrix": SupportRole(warn_dangling=True, innernodeclass=nodes.inline),
        "feature": SupportRole(warn_dangling=True, innernodeclass=nodes.inline),
        "driver": SupportRole(warn_dangling=True, innernodeclass=nodes.inline),
        "level": SupportRole(warn_dangling=True, innernodeclass=nodes.inline),
    }
    # For each output: the digest of the templates that it was written with.
    initial_data: ClassVar[dict[str, Any]] = {name: {} for name in (*_OF_DOCUMENTS, "meant", "looks")}

    def setup(self) -> None:
        """Begin without new ids; a builder that puts all documents on one page makes some."""
        super().setup()
        self.renamed: dict[str, dict[str, str]] = {}
        self._forget_answers()

    def _forget_answers(self) -> None:
        """Forget what was made of the data, because the data change."""
        self._finder: Finder | None = None
        self._objects: list[tuple[str, str, str, str, str, int]] | None = None
        self._downloads: dict[tuple[str, int], tuple[str, str]] | None = None
        self._documents: set[str] | None = None

    @property
    def views(self) -> dict[str, list[View]]:
        """The views of each document."""
        return cast("dict[str, list[View]]", self.data["views"])

    @property
    def pages(self) -> dict[str, list[DriverPage]]:
        """The drivers that each document tells everything about."""
        return cast("dict[str, list[DriverPage]]", self.data["pages"])

    @property
    def comparisons(self) -> dict[str, list[DriverComparison]]:
        """What each document compares, or tells the history of."""
        return cast("dict[str, list[DriverComparison]]", self.data["comparisons"])

    @property
    def references(self) -> dict[str, set[tuple[str, str]]]:
        """The roles and targets that each document uses."""
        return cast("dict[str, set[tuple[str, str]]]", self.data["references"])

    @property
    def documents(self) -> set[str]:
        """The names of the documents that need our styles: those with levels of any kind."""
        # Sphinx asks about each page.
        if self._documents is None:
            badges = filter(self._has_levels, self.references)
            self._documents = {*self.views, *self.pages, *self.comparisons, *badges}
        return self._documents

    def note_view(self, view: View) -> None:
        """Remember a view."""
        self._forget_answers()
        self.views.setdefault(view.docname, []).append(view)

    def note_page(self, page: DriverPage) -> None:
        """Remember a driver's page."""
        self._forget_answers()
        self.pages.setdefault(page.docname, []).append(page)

    def note_comparison(self, docname: str, comparison: DriverComparison) -> None:
        """Remember that *docname* compares drivers, or tells their history."""
        self._forget_answers()
        self.comparisons.setdefault(docname, []).append(comparison)

    @property
    def feeds(self) -> dict[str, list[Any]]:
        """The feeds of each document, by the directives that ask for them."""
        return cast("dict[str, list[Any]]", self.data["feeds"])

    def note_style(self, docname: str, name: str) -> None:
        """Remember that *docname* needs the style sheet *name* besides that of every matrix."""
        self.data["styles"].setdefault(docname, {})[name] = True

    def styles(self, docname: str | None) -> list[str]:
        """The style sheets that *docname*, or for ``None`` any document, needs besides that of every matrix."""
        found: dict[str, dict[str, bool]] = self.data["styles"]
        # What a level in running text says may come from any document.
        whole = docname is None or self._has_levels(docname)
        return sorted({name for each in found for name in found[each] if whole or each == docname})

    def _has_levels(self, docname: str) -> bool:
        """Whether *docname* has levels in running text."""
        return any(role == "level" for role, _target in self.references.get(docname, ()))

    def process_doc(self, env: BuildEnvironment, docname: str, document: nodes.document) -> None:  # noqa: ARG002
        """Remember what *docname* refers to."""
        self._documents = None
        if used := used_references(env):
            self.references[docname] = set(used)

    def note_file(self, docname: str, file: str, digest: str) -> None:
        """Remember which content of *file*, a path from the source folder, *docname* was made of."""
        self.data["files"].setdefault(docname, {})[file] = digest

    def note_download(self, docname: str, text: str) -> int:
        """Remember the data of a matrix of *docname*.

        :returns: Its number among those of the document, from 0.
        """
        self._forget_answers()
        texts: list[str] = self.data["downloads"].setdefault(docname, [])
        texts.append(text)
        return len(texts) - 1

    def downloads(self) -> dict[tuple[str, int], tuple[str, str]]:
        """The file and the data of each matrix that is offered, by document and number."""
        if self._downloads is None:
            self._downloads = named_downloads(self.data["downloads"])
        return self._downloads

    def clear_doc(self, docname: str) -> None:
        """Forget *docname*, which is about to be read again or has gone."""
        self._forget_answers()
        # What it meant stays until the new answers have been compared with it.
        for part in _OF_DOCUMENTS:
            self.data[part].pop(docname, None)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        self._forget_answers()
        for part in _OF_DOCUMENTS:
            for docname in docnames & otherdata[part].keys():
                self.data[part][docname] = otherdata[part][docname]

    def all_views(self) -> list[View]:
        """The views of all documents, in an order that does not depend on who read them first."""
        return [view for docname in sorted(self.views) for view in self.views[docname]]

    def finder(self) -> Finder:
        """Everything that is shown, to ask questions about."""
        if self._finder is None:
            pages = (page for docname in sorted(self.pages) for page in self.pages[docname])
            self._finder = Finder(self.all_views(), pages)
        return self._finder

    def resolve_xref(  # noqa: PLR0917 - Sphinx decides
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        typ: str,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> nodes.reference | None:
        """Make the reference, and warn where *target* can mean several things."""
        found = self.finder().find(typ, target)
        if not found:
            return None
        if len(found) > 1:
            logger.warning(
                "%s",
                ambiguity(target, found),
                type=WARNING_TYPE,
                subtype=Code.AMBIGUOUS_REFERENCE.value,
                location=node,
            )
        return _reference(found[0], fromdocname, builder, node, contnode)

    def resolve_any_xref(  # noqa: PLR0917 - Sphinx decides
        self,
        env: BuildEnvironment,  # noqa: ARG002
        fromdocname: str,
        builder: Builder,
        target: str,
        node: pending_xref,
        contnode: Element,
    ) -> list[tuple[str, nodes.reference]]:
        """Make a reference for each thing that *target* can mean."""
        finder = self.finder()
        return [
            (f"{self.name}:{role}", _reference(found, fromdocname, builder, node, contnode))
            for role in self.roles
            for found in finder.find(role, target)
        ]

    def get_objects(self) -> Iterable[tuple[str, str, str, str, str, int]]:
        """Every name plain, for the first that has it, and again with its matrix in front; and the rows of cells."""
        # Sphinx asks for the search, again for the inventory, and sorts the answer each time.
        if self._objects is None:
            # Of 25,000 implementations, which is no unusual number, most have the same few levels.
            rows = rows_of(self.finder().views, cache(words().level_in_full))
            self._objects = sorted(
                (inventory_name(each[0]), *each[1:]) for each in chain(self._parts(), rows)
            )
        return self._objects

    def _parts(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        finder = self.finder()
        for role in ("matrix", "feature", "driver"):
            plain: set[str] = set()
            for found in finder.everything(role):
                if found.name not in plain:
                    plain.add(found.name)
                    yield found.name, found.text, role, found.docname, found.anchor, _SEARCHED
                if role != "matrix":
                    yield found.qualified, found.text, role, found.docname, found.anchor, _NOT_SEARCHED


def domain_of(env: BuildEnvironment) -> SupportDomain:
    """What *env* remembers about matrices."""
    domain = env.domains[SupportDomain.name]
    assert isinstance(domain, SupportDomain)
    return domain


def _reference(
    found: Found, fromdocname: str, builder: Builder, node: pending_xref, contnode: Element
) -> nodes.reference:
    content: nodes.Node = contnode
    if found.level is not None:
        text = contnode.astext() if node.get("refexplicit") else words().level_title(found.level)
        content = matrix_badge(
            "",
            text,
            level=found.level,
            release=found.release,
            since=found.since,
            standing=found.standing,
        )
    elif not node.get("refexplicit"):
        content = nodes.inline("", found.text, classes=contnode["classes"])
    return make_refnode(builder, fromdocname, found.docname, found.anchor, content, found.hint)
