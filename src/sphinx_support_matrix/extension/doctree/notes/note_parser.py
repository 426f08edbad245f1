"""Parse notes: reStructuredText from an INI file, inside a document of any kind."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import states
from docutils.statemachine import StringList

from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.extension.doctree.nodes import matrix_note, matrix_plain_note
from sphinx_support_matrix.extension.doctree.notes.plain_notes import is_plain, paragraphs
from sphinx_support_matrix.extension.reporting import report_problems

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.matrix.model import Note

# Schemes that run what follows them; docutils makes links of them.
_ACTIVE_SCHEME = re.compile(r"\s*(javascript|vbscript|data):", re.IGNORECASE)


class NoteParser:
    """Parses the notes of a document, and reports what is wrong at the INI file's own lines.

    The parser is always the one of reStructuredText: in a Markdown document, the document's own
    would read the notes as Markdown. Roles, substitutions and link targets are those of the document.
    """

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._document = document
        self._env = env
        self._inliner = _prepared_inliner(document)
        # Making a machine takes longer than parsing a note. A note within a note needs another one.
        self._idle: list[states.RSTStateMachine] = []

    def parse(self, note: Note, column: int | None = None) -> matrix_note | matrix_plain_note:
        """Parse *note*; most are one paragraph of plain text, for which one node is enough.

        :param column: The driver that the note is about, or ``None``.
        """
        found = paragraphs(note)
        if found is not None and len(found) == 1 and is_plain(found[0][1], self._document.settings):
            (number, text), *_ = found
            plain = matrix_plain_note(text, text, column=column)
            plain.source, plain.line = note.path, number
            return plain
        container = matrix_note(column=column)
        container.source, container.line = note.path, note.numbers[0]
        container += self.blocks(note)
        return container

    def blocks(self, note: Note) -> list[nodes.Node]:
        """The paragraphs, lists and other blocks of *note*."""
        lines = StringList(list(note.lines), items=[(path, number - 1) for path, number in note.places])
        machine = self._idle.pop() if self._idle else _new_machine()
        document = self._document
        before = len(document.children)
        with _reading(document, machine):
            machine.run(lines, document, match_titles=False, inliner=self._inliner)
        self._idle.append(machine)
        parsed = nodes.Element("", *document.children[before:])
        del document[before:]
        _disarm(parsed, note, self._env)
        return parsed.children


def _new_machine() -> states.RSTStateMachine:
    return states.RSTStateMachine(state_classes=states.state_classes, initial_state="Body")


def _prepared_inliner(document: nodes.document) -> states.Inliner:
    """A parser of inline markup whose patterns are made now, and not for each text again."""
    inliner = states.Inliner()
    inliner.init_customizations(document.settings)
    inliner.init_customizations = lambda settings: None  # type: ignore[method-assign] # noqa: ARG005
    return inliner


@contextmanager
def _reading(document: nodes.document, machine: states.RSTStateMachine) -> Iterator[None]:
    """Let *machine* say where messages come from, and take no raw HTML from the note."""
    reporter = document.reporter
    settings = document.settings
    current = (document.current_source, document.current_line)
    locate = getattr(reporter, "get_source_and_line", None)
    raw_enabled = settings.raw_enabled
    reporter.get_source_and_line = machine.get_source_and_line
    settings.raw_enabled = False
    try:
        yield
    finally:
        document.current_source, document.current_line = current
        settings.raw_enabled = raw_enabled
        if locate is None:
            del reporter.get_source_and_line
        else:
            reporter.get_source_and_line = locate


def _disarm(container: nodes.Element, note: Note, env: BuildEnvironment) -> None:
    """Take the target from links that would run script in the reader's browser."""
    for node in list(container.findall(nodes.Element)):
        target = node.get("refuri", "")
        if not _ACTIVE_SCHEME.match(target):
            continue
        scheme = target.strip().partition(":")[0]
        location = Location(path=note.path, line=_line_of(target, note))
        message = f"a link in a note cannot be '{scheme}:'; expected another kind of link"
        report_problems([Problem(code=Code.BAD_LINK, message=message, location=location)], env)
        if isinstance(node, nodes.reference):
            node.replace_self(nodes.inline("", "", *node.children))
        else:
            node["refuri"] = ""


def _line_of(text: str, note: Note) -> int:
    """The line that holds *text*; the first one of the note if *text* is spread over lines."""
    lines = zip(note.lines, note.numbers, strict=True)
    return next((number for line, number in lines if text in line), note.numbers[0])
