"""All documents on one HTML page: ids that several of them use, and links between them.

Sphinx gives every document's parts the ids that they have on pages of their own. Two matrices with the
same features, which are fine on two pages, would have the same ids here, and links would all go to
the first. So the later ones get the name of their document in front.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_support_matrix.core.matrix.names import anchor
from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.doctree.nodes import matrix_comparison, matrix_summary
from sphinx_support_matrix.extension.references.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.extension.references.domain import SupportDomain
    from sphinx_support_matrix.extension.references.views import View

SINGLE_PAGE = "singlehtml"


class RenameIds(SphinxPostTransform):
    """Give the parts of matrices ids that no other part of the page has, and references too.

    All documents are one by now, and it is the first of the steps of a single page that every release of Sphinx
    tells of. Tables of contents are put together after it.
    """

    # When all references have been resolved (10) and all links made (150).
    default_priority = 300

    def is_supported(self) -> bool:
        """Only one builder puts documents on one page of HTML."""
        return builder_of(self.env).name == SINGLE_PAGE

    def run(self, **_kwargs: Any) -> None:
        """Do it for the whole page."""
        domain = domain_of(self.env)
        domain.renamed = _renamed(self.env, domain)
        _rename_contents(self.env, domain.renamed)
        for docname, node in _with_documents(self.document, self.env.docname):
            _rename(node, domain.renamed.get(docname, {}), domain)


def _rename_contents(env: BuildEnvironment, renamed_ids: dict[str, dict[str, str]]) -> None:
    """Put the ids into the tables of contents, which are collected document by document."""
    for docname, renamed in renamed_ids.items():
        for reference in env.tocs[docname].findall(nodes.reference):
            identifier = reference.get("anchorname", "").removeprefix("#")
            if identifier in renamed:
                reference["anchorname"] = f"#{renamed[identifier]}"


def _with_documents(node: nodes.Element, docname: str) -> Iterator[tuple[str, nodes.Element]]:
    """Every element below *node*, with the document that it comes from."""
    for child in node.children:
        if isinstance(child, nodes.Element):
            here = child["docname"] if isinstance(child, addnodes.start_of_file) else docname
            yield here, child
            yield from _with_documents(child, here)


def _rename(node: nodes.Element, renamed: dict[str, str], domain: SupportDomain) -> None:
    node["ids"] = [renamed.get(each, each) for each in node["ids"]]
    for name in ("refid", "anchor"):
        if name in node:
            node[name] = renamed.get(node[name], node[name])
    if isinstance(node, nodes.reference) and "refuri" in node:
        node["refuri"] = _address(node["refuri"], domain)
    if isinstance(node, (matrix_summary, matrix_comparison)):
        node["heads"] = tuple(
            head._replace(
                anchor=renamed.get(head.anchor, head.anchor),
                link=_address(head.link, domain) if head.link else None,
            )
            for head in node["heads"]
        )


def _address(uri: str, domain: SupportDomain) -> str:
    """*uri* as an address of a part of a matrix; ``#document-page#part`` would be nowhere."""
    docname, separator, identifier = uri.removeprefix("#document-").partition("#")
    places = [
        *domain.views.get(docname, ()),
        *domain.pages.get(docname, ()),
        *domain.comparisons.get(docname, ()),
    ]
    if not separator or not places:
        return uri
    return f"#{domain.renamed.get(docname, {}).get(identifier, identifier)}"


def _renamed(env: BuildEnvironment, domain: SupportDomain) -> dict[str, dict[str, str]]:
    """The new ids of each document, by the old ones."""
    used: set[str] = set()
    renamed: dict[str, dict[str, str]] = {}
    for docname in _in_order(env, env.config.root_doc, set()):
        together = [ids for view in domain.views.get(docname, ()) for ids in _ids(view)]
        together += [
            [each] for page in domain.pages.get(docname, ()) for each in (page.anchor, *page.sections)
        ]
        together += [[each] for told in domain.comparisons.get(docname, ()) for each in told.sections]
        for ids in together:
            if not used.isdisjoint(ids):
                renamed.setdefault(docname, {}).update({each: f"{anchor(docname)}_{each}" for each in ids})
        used.update(each for ids in together for each in ids)
    return renamed


def _ids(view: View) -> Iterator[list[str]]:
    """The ids of a view, together where they are made from one another."""
    yield from ([each] for each in view.sections)
    yield from ([driver.anchor] for driver in view.drivers.values())
    suffixes = [driver.suffix for driver in view.drivers.values()]
    for feature in view.features.values():
        yield [feature.anchor, *(feature.anchor + suffix for suffix in suffixes)]


def _in_order(env: BuildEnvironment, docname: str, seen: set[str]) -> Iterator[str]:
    """The documents in the order of the page."""
    if docname not in seen:
        seen.add(docname)
        yield docname
        for child in env.toctree_includes.get(docname, ()):
            yield from _in_order(env, child, seen)
