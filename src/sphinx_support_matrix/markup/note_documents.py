"""Read the reStructuredText of a note with docutils alone, whatever roles and directives it uses."""

from __future__ import annotations

import re
from contextlib import contextmanager
from functools import cache
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Directive, Parser, directives, roles, states
from docutils.readers.standalone import Reader
from docutils.utils import new_document

if TYPE_CHECKING:
    from collections.abc import Iterator

# What makes nodes out of its own text. Everything else is shown as it was written.
_DIRECTIVES = frozenset(
    (
        *(
            "admonition",
            "attention",
            "caution",
            "danger",
            "error",
            "hint",
            "important",
            "note",
            "tip",
            "warning",
        ),
        *(
            "epigraph",
            "figure",
            "highlights",
            "image",
            "line-block",
            "list-table",
            "parsed-literal",
            "pull-quote",
        ),
        *("replace", "rubric", "table", "topic", "unicode"),
    )
)
_CODE = frozenset(("code", "code-block", "sourcecode"))
_VERSIONS = {
    "deprecated": "Deprecated since version",
    "version-added": "Added in version",
    "version-changed": "Changed in version",
    "version-deprecated": "Deprecated since version",
    "version-removed": "Removed in version",
    "versionadded": "Added in version",
    "versionchanged": "Changed in version",
    "versionremoved": "Removed in version",
}
# Roles of docutils that make a node of their text alone. Another one may leave something to others.
_ROLES = frozenset(("code", "emphasis", "literal", "strong", "title-reference"))
_LITERAL_ROLES = frozenset(
    (
        "command",
        "envvar",
        "file",
        "kbd",
        "mailheader",
        "makevar",
        "mimetype",
        "option",
        "program",
        "regexp",
        "samp",
    )
)
_STRONG_ROLES = frozenset(("guilabel", "menuselection"))
_TITLED = re.compile(r"(?P<title>.+?)\s*(?<!\x00)<[^<>]*>", re.DOTALL)
_SETTINGS = {
    "doctitle_xform": False,
    "docinfo_xform": False,
    "sectsubtitle_xform": False,
    "file_insertion_enabled": False,
    "raw_enabled": False,
    # A line of any length is text.
    "line_length_limit": 1_000_000_000,
    "report_level": 5,
    "halt_level": 6,
    "smart_quotes": False,
    "warning_stream": False,
}


def note_document(text: str, path: str) -> nodes.document:
    """The document that *text* is. Nothing is printed, and what is wrong stands in it as it was written.

    :param path: The file that the text comes from.
    :raises RecursionError: if it is nested too deeply.
    """
    settings = _settings().copy()
    document = new_document(path, settings)
    with _own_names():
        Parser().parse(text, document)
    document.transformer.populate_from_components((Reader(),))
    document.transformer.apply_transforms()
    return document


@cache
def _settings() -> Any:
    # No file and no variable of the environment has a say in what a note is.
    settings = get_default_settings(Parser, Reader)
    for name, value in _SETTINGS.items():
        setattr(settings, name, value)
    return settings


@contextmanager
def _own_names() -> Iterator[None]:
    """Let docutils find what notes may use, in its own names for it."""
    find_directive, find_role = directives.directive, roles.role

    def directive(name: str, language: Any, document: nodes.document) -> tuple[type[Directive], list[Any]]:
        name = name.lower()
        if name in _DIRECTIVES:
            return find_directive(name, language, document)  # type: ignore[return-value]
        if name in _CODE:
            return _CodeOfNote, []
        if name in _VERSIONS:
            return _VersionOfNote, []
        return (_SeeAlsoOfNote if name == "seealso" else _AsWritten), []

    def role(name: str, language: Any, line: int, reporter: Any) -> tuple[Any, list[Any]]:
        # Without a name it is the default role, a title.
        name = name.lower() or "title-reference"
        if name in _ROLES:
            return find_role(name, language, line, reporter)
        return _text_role, []

    directives.directive, roles.role = directive, role  # type: ignore[assignment]
    try:
        yield
    finally:
        directives.directive, roles.role = find_directive, find_role


def _text_role(  # noqa: PLR0917 - docutils calls it so
    name: str,
    rawtext: str,
    text: str,
    lineno: int,  # noqa: ARG001 - docutils calls it so
    inliner: states.Inliner,  # noqa: ARG001 - as above
    options: object = None,  # noqa: ARG001 - as above
    content: object = None,  # noqa: ARG001 - as above
) -> tuple[list[nodes.Node], list[nodes.system_message]]:
    """A role that nobody knows here: its text, or the title of ``title <target>``."""
    last = name.lower().rpartition(":")[2]
    match = None if last in _LITERAL_ROLES | _STRONG_ROLES else _TITLED.fullmatch(text)
    shown = nodes.unescape(match["title"] if match else text)
    if last in _LITERAL_ROLES:
        return [nodes.literal(rawtext, shown)], []
    if last in _STRONG_ROLES:
        return [nodes.strong(rawtext, shown)], []
    return [nodes.inline(rawtext, shown.lstrip("~!") or shown)], []


class _AsWritten(Directive):
    """A directive that nobody knows here."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        text = self.block_text.rstrip()
        if isinstance(self.state, states.SubstitutionDef):
            return [nodes.literal(text, text)]
        return [nodes.literal_block(text, text)]


class _AnyOption(dict[str, Any]):
    """The options that a directive of Sphinx may have, which say how it looks there."""

    def __bool__(self) -> bool:
        """Tell docutils that there are options to look for."""
        return True

    def __missing__(self, name: str) -> Any:
        return directives.unchanged


class _CodeOfNote(Directive):
    """Code, in a language that may be named."""

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec = _AnyOption()
    has_content = True

    def run(self) -> list[nodes.Node]:
        text = "\n".join(self.content)
        block = nodes.literal_block(text, text, language=self.arguments[0] if self.arguments else "")
        caption = self.options.get("caption")
        return [nodes.paragraph("", caption), block] if caption else [block]


class _SeeAlsoOfNote(Directive):
    """An admonition of Sphinx."""

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    title = "See also"

    def run(self) -> list[nodes.Node]:
        node = nodes.admonition("", nodes.title("", self.title))
        for argument in self.arguments:
            inline, messages = self.state.inline_text(argument, self.lineno)
            node += [nodes.paragraph(argument, "", *inline), *messages]
        self.state.nested_parse(self.content, self.content_offset, node)
        return [node]


class _VersionOfNote(_SeeAlsoOfNote):
    """What Sphinx says of a version."""

    required_arguments = 1
    optional_arguments = 0

    def run(self) -> list[nodes.Node]:
        version, *rest = " ".join(self.arguments).split(None, 1)
        self.title = f"{_VERSIONS[self.name.lower()]} {version}"
        self.arguments = rest
        return super().run()
