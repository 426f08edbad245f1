"""What a note may use: the directives and roles, and which of their options."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.problems.suggest import did_you_mean, nearest
from sphinx_support_matrix.extension.configuration import NOTE_DIRECTIVES, NOTE_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from docutils.parsers.rst import Directive

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
