"""Parse notes from an INI file, inside a document of any kind."""

from __future__ import annotations

from contextlib import contextmanager
from functools import partial
from itertools import count, groupby
from typing import TYPE_CHECKING

from docutils import nodes
from docutils.parsers.rst import states
from docutils.statemachine import StringList
from sphinx.util.docutils import LoggingReporter

from sphinx_support_matrix.core.matrix.model import Markup
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.configuration import markup_of
from sphinx_support_matrix.extension.doctree.nodes import matrix_note
from sphinx_support_matrix.extension.doctree.notes.allowed_markup import IMAGES, is_named
from sphinx_support_matrix.extension.doctree.notes.local_names import note_names
from sphinx_support_matrix.extension.doctree.notes.note_content import DEEPEST, clean, is_too_deep
from sphinx_support_matrix.extension.doctree.notes.note_dispatcher import NoteDispatcher
from sphinx_support_matrix.extension.doctree.notes.plain_notes import (
    PlainText,
    is_plain,
    paragraphs,
    plain_node,
)
from sphinx_support_matrix.extension.doctree.notes.refusing import Refusals
from sphinx_support_matrix.extension.markdown_reader import can_read_markdown, read_markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.matrix.model import Note
    from sphinx_support_matrix.extension.doctree.nodes import matrix_plain_note

_FILES = ("include", "literalinclude")
# What is in Markdown has this attribute, and so has what is in it.
MARKDOWN = "in_markdown"


class _Inclusions(list[object]):
    """The files that are being included. A comment can say that one of them ends, even where there is none."""

    def pop(self, *_index: object) -> object:
        """Let the last one end, if there is one."""
        return super().pop() if self else None


class NoteParser:
    """Parses the notes of a document, and reports what is wrong at the INI file's own lines.

    What notes are written in is for their file and the project to say, and not for the document. Each note is a document of its own, so that nothing that it does reaches the
    page. Roles, substitutions and link targets of the page are there for references, which are resolved later.
    """

    def __init__(self, document: nodes.document, env: BuildEnvironment) -> None:
        self._page = document
        self._settings = document.settings
        self._source = document["source"]
        self._env = env
        self._markup = markup_of(env.config)
        self._reporter = LoggingReporter.from_reporter(document.reporter)
        self._inliner = _prepared_inliner(document)
        self._dispatcher = NoteDispatcher(env, document.settings)
        more = self._dispatcher.more_directives
        self._indexed = is_named(["index"], (*more, *self._dispatcher.more_roles))
        self._any_image = is_named(IMAGES, more)
        self._any_file = is_named(_FILES, more)
        self._raw = is_named(["raw"], (*more, *self._dispatcher.more_roles))
        # Making a machine takes longer than parsing a note.
        self._machine = states.RSTStateMachine(state_classes=states.state_classes, initial_state="Body")

    def parse(self, note: Note, column: int | None = None) -> matrix_note | matrix_plain_note:
        """Parse *note*; most are one paragraph of plain text, for which one node is enough.

        :param column: The driver that the note is about, or ``None``.
        """
        plain = self.plain(note, column)
        if plain is not None:
            return plain_node(plain)
        container = matrix_note(column=column)
        container.source, container.line = note.path, note.numbers[0]
        container += self.blocks(note)
        return container

    def plain(self, note: Note, column: int | None = None) -> PlainText | None:
        """*note*, if it is one paragraph of plain text; as :meth:`parse`."""
        found = None if self.is_markdown(note) else paragraphs(note)
        if found is not None and len(found) == 1 and is_plain(found[0][1], self._settings):
            (number, text), *_ = found
            return PlainText(column, text, (note.path, number))
        return None

    def is_markdown(self, note: Note) -> bool:
        """Whether *note* is in Markdown: by what its file says, or else the project."""
        return (note.markup or self._markup) is Markup.MARKDOWN

    def blocks(self, note: Note) -> list[nodes.Node]:
        """The paragraphs, lists and other blocks of *note*."""
        if self.is_markdown(note):
            return self._markdown_blocks(note)
        lines = StringList(list(note.lines), items=[(path, number - 1) for path, number in note.places])
        refusals = Refusals(note, self._env)
        self._dispatcher.refusals = refusals
        document = nodes.document(self._settings, self._reporter, source=self._source)
        document.include_log = _Inclusions()  # type: ignore[assignment]
        self._reporter.get_source_and_line = self._machine.get_source_and_line
        try:
            with self._reading():
                self._machine.run(lines, document, match_titles=False, inliner=self._inliner)
            too_deep = is_too_deep(document)
        except RecursionError:
            self._machine = states.RSTStateMachine(state_classes=states.state_classes, initial_state="Body")
            too_deep = True
        if too_deep:
            return _too_deep(refusals)
        return self._cleaned(document, refusals)

    def _markdown_blocks(self, note: Note) -> list[nodes.Node]:
        """The blocks of a *note* in Markdown; its paragraphs as plain text where nothing can read it."""
        refusals = Refusals(note, self._env)
        if not can_read_markdown():
            message = "notes are in Markdown, which myst-parser reads; install it: pip install myst-parser"
            refusals.report(message, 1, code=Code.NO_MARKDOWN)
            return _plain_blocks(note)
        self._dispatcher.refusals = refusals
        document = nodes.document(self._settings, self._reporter, source=note.path)
        self._reporter.get_source_and_line = partial(_place_in, note.path)
        try:
            with self._reading():
                read_markdown(note.lines, note.numbers, document)
            too_deep = is_too_deep(document)
        except RecursionError:
            too_deep = True
        if too_deep:
            return _too_deep(refusals)
        blocks = self._cleaned(document, refusals)
        for block in blocks:
            if isinstance(block, nodes.Element):
                # Translations of it are in Markdown, too.
                block[MARKDOWN] = True
        return blocks

    def _cleaned(self, document: nodes.document, refusals: Refusals) -> list[nodes.Node]:
        """What a note may use of what it was read to."""
        clean(document, refusals, indexed=self._indexed, images=self._any_image)
        note_names(document, self._env)
        # What the project adds can leave something to be done later. Only the page has transforms.
        for pending in list(document.findall(nodes.pending)) if document.transformer.transforms else ():
            self._page.note_pending(pending)
        return document.children

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """Let the parser find what a note may use, take no raw HTML and no other file, and count nothing."""
        settings, env = self._settings, self._env
        raw_enabled, files_enabled = settings.raw_enabled, settings.file_insertion_enabled
        settings.raw_enabled = raw_enabled and self._raw
        settings.file_insertion_enabled = files_enabled and self._any_file
        if not self._indexed:
            # Places in the general index are numbered; the later ones of the page keep their numbers.
            numbers = count()
            env.new_serialno = lambda category="": next(numbers)  # type: ignore[method-assign] # noqa: ARG005
        try:
            with self._dispatcher:
                yield
        finally:
            settings.raw_enabled, settings.file_insertion_enabled = raw_enabled, files_enabled
            if not self._indexed:
                del env.new_serialno


def _place_in(path: str, line: int | None = None) -> tuple[str, int | None]:
    """The place of a *line* of a text whose lines have the numbers of the file already."""
    return path, line


def _too_deep(refusals: Refusals) -> list[nodes.Node]:
    refusals.report(f"a note cannot be nested more than {DEEPEST} levels deep", refusals.note.numbers[0])
    return [refusals.all_as_text()]


def _plain_blocks(note: Note) -> list[nodes.Node]:
    """The paragraphs of *note*, whatever is in them."""
    blocks: list[nodes.Node] = []
    for filled, numbered in groupby(
        zip(note.lines, note.numbers, strict=True), key=lambda each: bool(each[0])
    ):
        if filled:
            lines = list(numbered)
            text = "\n".join(line for line, _number in lines)
            paragraph = nodes.paragraph(text, text)
            paragraph.source, paragraph.line = note.path, lines[0][1]
            blocks.append(paragraph)
    return blocks


def _prepared_inliner(document: nodes.document) -> states.Inliner:
    """A parser of inline markup whose patterns are made now, and not for each text again."""
    inliner = states.Inliner()
    inliner.init_customizations(document.settings)
    inliner.init_customizations = lambda settings: None  # type: ignore[method-assign] # noqa: ARG005
    return inliner
