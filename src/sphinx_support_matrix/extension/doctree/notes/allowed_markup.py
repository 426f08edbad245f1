"""What a note may use: the directives and roles, which of their options, and what becomes a URL in any output."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes

from sphinx_support_matrix.core.problems.suggest import did_you_mean, nearest
from sphinx_support_matrix.extension.configuration import NOTE_DIRECTIVES, NOTE_ROLES
from sphinx_support_matrix.extension.doctree.standard_nodes import put_in_place_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from docutils.parsers.rst import Directive
    from sphinx.environment import BuildEnvironment

# Each makes nothing but nodes in its own place, out of its own text.
_ADMONITIONS = (
    "admonition",
    "attention",
    "caution",
    "danger",
    "error",
    "hint",
    "important",
    "note",
    "seealso",
    "tip",
    "warning",
)
_CODE = ("code", "code-block", "parsed-literal", "sourcecode")
_QUOTES = ("epigraph", "highlights", "line-block", "pull-quote")
_TABLES = ("csv-table", "list-table", "table")
IMAGES = ("figure", "image")
_VERSIONS = (
    "deprecated",
    "version-added",
    "version-changed",
    "version-deprecated",
    "version-removed",
    "versionadded",
    "versionchanged",
    "versionremoved",
)
DIRECTIVES = frozenset((*_ADMONITIONS, *_CODE, *_QUOTES, *_TABLES, *IMAGES, *_VERSIONS))

# Roles that make a reference are allowed by what they are, whatever their names.
ROLES = frozenset(
    (
        "",
        "abbr",
        "abbreviation",
        "c:expr",
        "c:texpr",
        "code",
        "command",
        "cpp:expr",
        "cpp:texpr",
        "cve",
        "cwe",
        "dfn",
        "emphasis",
        "file",
        "guilabel",
        "kbd",
        "literal",
        "mailheader",
        "makevar",
        "manpage",
        "menuselection",
        "mimetype",
        "newsgroup",
        "pep",
        "pep-reference",
        "program",
        "regexp",
        "rfc",
        "rfc-reference",
        "samp",
        "strong",
        "subscript",
        "superscript",
        "title-reference",
    )
)
# For the messages: what a name that is refused was probably meant to be.
_REFERENCES = ("any", "doc", "ref", "term", "support:feature", "support:driver", "support:level")
_INSTEAD = {
    "include": "code-block",
    "literalinclude": "code-block",
    "math": "code-block",
    "raw": "code-block",
    "rubric": "admonition",
    "sidebar": "admonition",
    "topic": "admonition",
    "container": "admonition",
}

# A theme can give any other class a place on the page that is not that of the note.
_CLASSES = frozenset((*_ADMONITIONS, "dropdown"))
_CLASS_OPTIONS = ("class", "figclass")
_FILE_OPTIONS = ("file", "url")
_NUMBER_OPTIONS = (
    "emphasize-lines",
    "figwidth",
    "header-rows",
    "height",
    "lineno-start",
    "number-lines",
    "scale",
    "stub-columns",
    "width",
    "widths",
)
# Some directives make as many objects as a number says.
_LARGE = re.compile(r"[0-9]{6}")

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


def is_named(names: Iterable[str], patterns: Iterable[str]) -> bool:
    """Whether one of *names* matches one of the *patterns* of the project."""
    patterns = tuple(patterns)
    return any(fnmatchcase(name, pattern) for name in names for pattern in patterns)


def why_not_directive(name: str) -> str:
    """The message about a directive that a note may not use."""
    instead = _INSTEAD.get(name) or nearest(name, sorted(DIRECTIVES))
    hint = f"; did you mean '{instead}'?" if instead else ""
    return f"a note cannot use the directive '{name}' unless '{NOTE_DIRECTIVES}' in conf.py names it{hint}"


def why_not_role(name: str) -> str:
    """The message about a role that a note may not use."""
    what = f"the role '{name}'" if name else "the default role"
    hint = did_you_mean(name, (*sorted(ROLES), *_REFERENCES))
    return f"a note cannot use {what} unless '{NOTE_ROLES}' in conf.py names it{hint}"


def why_not_options(directive: Directive) -> str | None:
    """The message about an option of a directive that a note may not use, or ``None``."""
    for option, value in directive.options.items():
        if option in _FILE_OPTIONS:
            wrong = f"':{option}:'"
        elif option in _CLASS_OPTIONS and not _CLASSES.issuperset(value):
            wrong = f"':{option}: {' '.join(value)}'"
        elif (option, value) == ("loading", "embed"):
            # It makes an image in SVG, which can hold scripts, a part of the page.
            wrong = f"':{option}: {value}'"
        elif option in _NUMBER_OPTIONS and _LARGE.search(str(value)):
            wrong = f"a number as large as in ':{option}:'"
        else:
            continue
        name = directive.name
        return f"a note cannot use {wrong} of '{name}' unless '{NOTE_DIRECTIVES}' in conf.py names '{name}'"
    return None


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
