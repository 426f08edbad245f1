"""The names that a note gives to places and addresses: they are its own.

A reference in a note leads to what the note itself names so, and otherwise to what the page names so. Nothing
on the page leads into a note by name. An id of a note is on the page as it was written, unless the page has
it already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from docutils import nodes
from docutils.transforms.references import PropagateTargets
from sphinx.transforms import SphinxTransform

from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.extension.doctree.document_ids import id_pool
from sphinx_support_matrix.extension.doctree.notes.allowed_markup import unlink
from sphinx_support_matrix.extension.doctree.standard_nodes import put_in_place_of
from sphinx_support_matrix.extension.reporting import report_problems

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.html.ids import IdPool

_NAMED = "support_matrix_note_names"
_REFERENCES = ("refuri", "refid", "refname")


def note_names(document: nodes.document, env: BuildEnvironment) -> None:
    """Remember the names and the references of a note, which is alone in *document*."""
    if not (document.ids or document.refnames or any(map(_is_anonymous, _elements(document.children)))):
        return
    # A target gives its names to what follows it, which is in the note as long as the note is alone.
    PropagateTargets(document).apply()
    for target in list(document.findall(nodes.target)):
        if not isinstance(target.parent, nodes.TextElement) and not any(map(target.hasattr, _REFERENCES)):
            # Later, it would give them to what follows the note. In a text, it keeps them.
            paragraph = nodes.paragraph()
            put_in_place_of(target, paragraph)
            paragraph += target
    noted = cast("list[list[nodes.Node]]", env.temp_data.setdefault(_NAMED, []))
    noted.append(list(document.children))


class ResolveNoteNames(SphinxTransform):
    """Let references in notes lead to what the same note names, and the others to the page."""

    # After Locale (20), which compares the references of a text with those of its translation. All ids that
    # the page was written with are known by now.
    default_priority = 99

    def apply(self, **_kwargs: Any) -> None:
        """Do it for every note of the document that has names or references."""
        noted = cast("list[list[nodes.Node]]", self.env.temp_data.get(_NAMED, []))
        pool = id_pool(self.document, self.env) if noted else None
        while noted:
            assert pool is not None
            elements = list(_elements(noted.pop(0)))
            self.resolve_anonymous(elements)
            targets = {name: each for each in elements for name in each["names"]}
            for each in elements:
                if isinstance(each, nodes.reference) and "refname" in each:
                    self.resolve(each, targets)
            self.settle(elements, pool)

    def resolve_anonymous(self, elements: list[nodes.Element]) -> None:
        """Lead each reference that says only "the next one" to the next target."""
        anonymous = [each for each in elements if _is_anonymous(each)]
        targets = iter([each for each in anonymous if isinstance(each, nodes.target)])
        for each in anonymous:
            if isinstance(each, nodes.reference):
                del each["anonymous"]
                target = next(targets, None)
                if target is not None:
                    _lead(each, target)
                    continue
                message = f"'{each.astext()}' refers to an anonymous target that its note does not have"
                location = Location(path=_source(each), line=_line(each))
                report_problems([Problem(code=Code.BAD_LINK, message=message, location=location)], self.env)
                unlink(each)

    def resolve(self, reference: nodes.reference, targets: Mapping[str, nodes.Element]) -> None:
        """Lead *reference* to the target of its name in the note, or else let the page look for it."""
        seen = set()
        while (name := reference.get("refname")) in targets and name not in seen:
            seen.add(name)
            _lead(reference, targets[name])
        if name is not None:
            self.document.note_refname(reference)

    def settle(self, elements: list[nodes.Element], pool: IdPool) -> None:
        """Give *elements* ids of the page, and no names on it."""
        renamed: dict[str, str] = {}
        for each in elements:
            each["names"] = []
            if isinstance(each, nodes.target) and ("refuri" in each or "refname" in each):
                # It has said what it is there for, and is not a place.
                assert each.parent is not None
                each.parent.remove(each)
                continue
            for identifier in each["ids"]:
                renamed[identifier] = pool.take(identifier, identifier, separator="-")
            each["ids"] = [renamed[identifier] for identifier in each["ids"]]
            for identifier in each["ids"]:
                self.document.ids.setdefault(identifier, each)
        for each in elements:
            if "refid" in each:
                each["refid"] = renamed.get(each["refid"], each["refid"])


def _lead(reference: nodes.reference, target: nodes.Element) -> None:
    """Let *reference* lead where *target* leads, or to *target*."""
    reference.attributes.pop("refname", None)
    for attribute in _REFERENCES:
        if attribute in target:
            reference[attribute] = target[attribute]
            break
    else:
        reference["refid"] = target["ids"][0]
    reference.resolved = "refname" not in reference
    if reference.get("refuri") == "":
        # A note may not lead there, and the reader has nowhere to go.
        unlink(reference)


def _elements(blocks: list[nodes.Node]) -> Iterator[nodes.Element]:
    for block in blocks:
        yield from block.findall(nodes.Element)


def _is_anonymous(element: nodes.Element) -> bool:
    return bool(element.get("anonymous"))


def _source(node: nodes.Node | None) -> str:
    while node is not None and node.source is None:
        node = node.parent
    return str(node.source) if node is not None else ""


def _line(node: nodes.Node | None) -> int:
    while node is not None and node.line is None:
        node = node.parent
    return node.line or 1 if node is not None else 1
