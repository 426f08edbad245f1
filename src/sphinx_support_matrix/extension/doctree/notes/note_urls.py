"""Where a note may lead: the one place that judges what becomes a URL in any output."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.extension.doctree.standard_nodes import put_in_place_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

_SCHEMES = ("http", "https", "mailto")
# They run what follows them, so that even the text of such an address deserves a warning.
_ACTIVE_SCHEMES = ("javascript", "vbscript", "data")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
# A browser takes them out of an address before it looks at the scheme.
_IGNORED = re.compile(r"[\x00-\x20\x7f-\xa0\u2028\u2029\ufeff]")
# The attributes of nodes that a builder makes an address of, in Sphinx and in extensions.
_ATTRIBUTES = ("refuri", "uri", "href", "src", "url", "link", "link_url", "target")
# A table of contents leads to an address if what it names has one of these in front.
_ENTRIES = "entries"


def scheme_of(url: str) -> str | None:
    """The scheme of *url* as a browser sees it, if a note may not lead there."""
    match = _SCHEME.match(_IGNORED.sub("", url))
    return match[1] if match and match[1].lower() not in _SCHEMES else None


def is_active(scheme: str) -> bool:
    """Whether *scheme* runs what follows it."""
    return scheme.lower() in _ACTIVE_SCHEMES


def urls_of(node: nodes.Element) -> Iterator[tuple[str, str]]:
    """Each attribute of *node* that becomes an address, with the address."""
    for attribute in _ATTRIBUTES:
        value = node.attributes.get(attribute)
        if isinstance(value, str):
            yield attribute, value
    for entry in node.attributes.get(_ENTRIES, ()):
        if len(entry) == 2 and isinstance(entry[1], str):
            yield _ENTRIES, entry[1]


def without(node: nodes.Element, attribute: str, url: str) -> None:
    """Take *url* from *node*."""
    if attribute == _ENTRIES:
        node[_ENTRIES] = [entry for entry in node[_ENTRIES] if entry[1] != url]
    else:
        node[attribute] = ""


def unlink(reference: nodes.reference) -> None:
    """Leave of *reference* what it shows."""
    if isinstance(reference.parent, nodes.TextElement):
        put_in_place_of(reference, nodes.inline("", "", *reference.children))
    else:
        put_in_place_of(reference, *reference.children)


def why_not_image(uri: str, env: BuildEnvironment) -> str | None:
    """The message about an image that is not a file in the source folder, or ``None``."""
    plain = _IGNORED.sub("", uri)
    if _SCHEME.match(plain) or plain.startswith(("//", "\\")):
        return f"an image in a note is a file in the source folder, not '{uri}'"
    # A link of the file system can lead out of the folder, too.
    path = Path(env.relfn2path(uri)[1]).resolve()
    if not path.is_relative_to(Path(env.srcdir).resolve()):
        return f"an image in a note cannot be outside the source folder, where '{uri}' is"
    return None
