"""Write a document again when what it refers to has changed elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sphinx_support_matrix.extension.references.domain import domain_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.extension.references.domain import SupportDomain
    from sphinx_support_matrix.extension.references.finder import Finder


def on_env_updated(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents whose references, headings or entries mean something else than when they were written.

    A badge in a page says the level that a matrix in another page has; the INI file of the matrix
    may change without that page being read again.
    """
    domain = domain_of(env)
    finder = domain.finder()
    before: dict[str, Any] = domain.data["meant"]
    docnames = {*domain.views, *domain.pages, *domain.references}
    now = {docname: _meaning(docname, domain, finder) for docname in sorted(docnames)}
    domain.data["meant"] = now
    return [docname for docname, places in now.items() if docname in before and before[docname] != places]


def _meaning(docname: str, domain: SupportDomain, finder: Finder) -> list[Any]:
    """Everything outside *docname* that decides how it is written."""
    places: list[Any] = []
    for role, target in sorted(domain.references.get(docname, ())):
        places.append((role, target, finder.find(role, target)))
    if finder.pages:
        places += [
            [finder.page(view.path, key) for key in view.drivers] for view in domain.views.get(docname, ())
        ]
    # A name can depend on what other documents offer.
    places += [file for (name, _), (file, _text) in domain.downloads().items() if name == docname]
    paths = {page.path for page in domain.pages.get(docname, ())}
    places += [
        (view.docname, {name: at.anchor for name, at in view.features.items()})
        for view in finder.views
        if view.path in paths
    ]
    return places
