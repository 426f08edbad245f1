"""The ``support`` domain: what a build remembers about matrices from one document to the next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from sphinx.domains import Domain

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet


class SupportDomain(Domain):
    """Knows which documents show a matrix, so that only their pages load our styles."""

    name = "support"
    label = "Support matrix"
    data_version = 1
    initial_data: ClassVar[dict[str, Any]] = {"documents": set()}

    @property
    def documents(self) -> set[str]:
        """The names of the documents that show a matrix."""
        documents: set[str] = self.data["documents"]
        return documents

    def note_document(self, docname: str) -> None:
        """Remember that *docname* shows a matrix."""
        self.documents.add(docname)

    def clear_doc(self, docname: str) -> None:
        """Forget *docname*, which is about to be read again or has gone."""
        self.documents.discard(docname)

    def merge_domaindata(self, docnames: AbstractSet[str], otherdata: dict[str, Any]) -> None:
        """Take over what another process has read."""
        self.documents.update(otherdata["documents"] & docnames)
