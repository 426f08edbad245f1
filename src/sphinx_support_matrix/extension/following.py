"""Read or write a document again when something outside of it has changed that it was made of."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.references.domain import domain_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.application import Sphinx
    from sphinx.builders import Builder
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.extension.references.domain import SupportDomain
    from sphinx_support_matrix.extension.references.finder import Finder


def digest_of(data: bytes) -> str:
    """What tells one content of a file from another."""
    return sha256(data).hexdigest()


def on_env_get_outdated(
    _app: Sphinx, env: BuildEnvironment, _added: set[str], _changed: set[str], _removed: set[str]
) -> list[str]:
    """The documents that were made of another content of a file.

    Sphinx compares times, and misses a file that comes back with the time that it had before.
    """
    now: dict[str, str] = {}
    outdated: list[str] = []
    for docname, files in domain_of(env).data["files"].items():
        for file, digest in files.items():
            if file not in now:
                now[file] = digest_of_file(Path(env.srcdir, file))
            if now[file] != digest:
                outdated.append(docname)
                break
    return outdated


def on_env_updated(_app: Sphinx, env: BuildEnvironment) -> list[str]:
    """The documents that would be written differently now, although they have not been read again.

    A badge in a page says the level that a matrix in another page has; the file of the matrix may change
    without that page being read again. A template can come or go without any page being read again.
    """
    domain = domain_of(env)
    finder = domain.finder()
    before: dict[str, Any] = domain.data["meant"]
    docnames = {*domain.views, *domain.pages, *domain.comparisons, *domain.references}
    now = {docname: _meaning(docname, domain, finder) for docname in sorted(docnames)}
    domain.data["meant"] = now
    outdated = {docname for docname, places in now.items() if docname in before and before[docname] != places}
    if _looks_changed(builder_of(env), domain):
        outdated |= domain.documents
    return sorted(outdated & env.found_docs)


def _looks_changed(builder: Builder, domain: SupportDomain) -> bool:
    """Whether the project's templates differ from those that the output was last written with."""
    if builder.format != "html":
        return False
    texts = sha256()
    for path in _templates(builder):
        texts.update(f"{path.name} {digest_of(path.read_bytes())}\n".encode())
    looks: dict[str, str] = domain.data["looks"]
    before, now = looks.get(str(builder.outdir)), texts.hexdigest()
    looks[str(builder.outdir)] = now
    return before is not None and before != now


def _templates(builder: Builder) -> Iterator[Path]:
    """The templates that a project has instead of ours, those that count first."""
    for folder in builder.config.templates_path:
        yield from sorted(Path(builder.confdir, folder, "support-matrix").glob("*.html"))


def digest_of_file(path: Path) -> str:
    """What tells one content of the file *path* from another; empty where there is none."""
    try:
        return digest_of(path.read_bytes())
    except OSError:
        return ""


def _meaning(docname: str, domain: SupportDomain, finder: Finder) -> list[Any]:
    """Everything outside *docname* that decides how it is written."""
    places: list[Any] = []
    for role, target in sorted(domain.references.get(docname, ())):
        places.append((role, target, finder.find(role, target)))
    compared = [(each.path, each.keys) for each in domain.comparisons.get(docname, ())]
    if finder.pages:
        shown = [*((view.path, tuple(view.drivers)) for view in domain.views.get(docname, ())), *compared]
        places += [[finder.page(path, key) for key in keys] for path, keys in shown]
    # A page of changes names drivers wherever they are shown.
    places += [[finder.driver(path, key) for key in keys] for path, keys in compared]
    # A name can depend on what other documents offer.
    places += [file for (name, _), (file, _text) in domain.downloads().items() if name == docname]
    paths = {*(page.path for page in domain.pages.get(docname, ())), *(path for path, _keys in compared)}
    places += [
        (view.docname, {name: (at.anchor, at.title) for name, at in view.features.items()})
        for view in finder.views
        if view.path in paths
    ]
    return places
