"""Refuse what a note may not use: report it at its line, and show it as it was written."""

from __future__ import annotations

from textwrap import dedent
from typing import TYPE_CHECKING, Any

from docutils import nodes
from docutils.parsers.rst import Directive, states
from docutils.parsers.rst.directives.images import Image

from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.extension.doctree.notes.allowed_markup import (
    why_not_image,
    why_not_options,
    why_not_role,
)
from sphinx_support_matrix.extension.reporting import report_problems

if TYPE_CHECKING:
    from collections.abc import Callable
    from os import PathLike

    from docutils.parsers.rst.states import Inliner
    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.matrix.model import Note


class Refusals:
    """What is refused in one note."""

    def __init__(self, note: Note, env: BuildEnvironment) -> None:
        self.note = note
        self.env = env
        self._seen: dict[tuple[str, int], int] = {}

    def report(
        self,
        message: str,
        line: int | None,
        *,
        path: str | PathLike[str] | None = None,
        code: Code | None = None,
    ) -> None:
        """Report *message* at *line* of the file, or at the beginning of the note."""
        location = Location(path=str(path or self.note.path), line=line or self.note.numbers[0])
        report_problems(
            [Problem(code=code or Code.NOTE_NOT_ALLOWED, message=message, location=location)], self.env
        )

    def line_of(self, text: str, first: int | None = None) -> int:
        """The line that holds *text*, from the line *first* on; the next one each time that it is asked.

        Inline markup knows no more than the first line of its paragraph.
        """
        start = self.note.numbers[0] if first is None else first
        begin = text.strip().partition("\n")[0]
        places = [
            number
            for line, number in zip(self.note.lines, self.note.numbers, strict=True)
            if number >= start
            for _ in range(line.count(begin))
        ]
        seen = self._seen.get((text, start), 0)
        self._seen[text, start] = seen + 1
        return places[min(seen, len(places) - 1)] if places else start

    def construct(self, first: int) -> str:
        """The text of the block that begins at the line *first*: the line and what is indented below it."""
        lines = [
            line for line, number in zip(self.note.lines, self.note.numbers, strict=True) if number >= first
        ]
        if not lines:
            return ""
        indent = _indent(lines[0])
        end = next(
            (index for index, line in enumerate(lines) if index and line.strip() and _indent(line) <= indent),
            len(lines),
        )
        return dedent("\n".join(lines[:end])).rstrip()

    def all_as_text(self) -> nodes.literal_block:
        """The whole note as it was written."""
        return literal("\n".join(self.note.lines), self.note.path, self.note.numbers[0])

    def directive(self, message: str) -> type[Directive]:
        """A directive that says *message* and shows itself as it was written."""
        report = self.report

        class RefusedDirective(Directive):
            has_content = True

            def run(self) -> list[nodes.Node]:
                return _refuse(self, message, report)

        return RefusedDirective

    def guarded(self, allowed: type[Directive]) -> type[Directive]:
        """*allowed*, unless it is used with an option or an image that a note may not use."""
        report, env = self.report, self.env

        class GuardedDirective(allowed):  # type: ignore[valid-type, misc] # it is another class each time
            def run(self) -> list[nodes.Node]:
                message = why_not_options(self)
                # Its size is read from the file at once if an option asks for it.
                if message is None and isinstance(self, Image):
                    message = why_not_image(self.arguments[0], env)
                return _refuse(self, message, report) if message else _kept(self, super().run())

        return GuardedDirective

    def role(self, name: str) -> Callable[..., Any]:
        """A role that reports itself and shows itself as it was written."""

        def refused_role(
            _name: str,
            rawtext: str,
            _text: str,
            lineno: int,
            inliner: Inliner,
            options: object = None,  # noqa: ARG001 - docutils calls it so
            content: object = None,  # noqa: ARG001 - as above
        ) -> tuple[list[nodes.Node], list[nodes.system_message]]:
            path, line = inliner.reporter.get_source_and_line(lineno)
            if path == self.note.path:
                line = self.line_of(rawtext, line)
            self.report(why_not_role(name), line, path=path)
            return [nodes.literal(rawtext, rawtext)], []

        return refused_role


def literal(text: str, path: str | None, line: int | None) -> nodes.literal_block:
    """*text* as it was written, without a guess at its language."""
    block = nodes.literal_block(text, text, language="none")
    block.source, block.line = path, line
    return block


def _refuse(directive: Directive, message: str, report: Callable[..., None]) -> list[nodes.Node]:
    text = directive.block_text.rstrip()
    if isinstance(directive.state, states.SubstitutionDef):
        # The definition is refused as a whole.
        return [nodes.literal(text, text)]
    path, line = directive.state_machine.get_source_and_line(directive.lineno)
    report(message, line, path=path)
    return [literal(text, path, line)]


def _kept(directive: Directive, made: list[nodes.Node]) -> list[nodes.Node]:
    """What *directive* has made, with its text if all that it made is messages, which no page shows."""
    if all(isinstance(each, nodes.system_message) for each in made):
        text = directive.block_text.rstrip()
        return [*made, literal(text, *directive.state_machine.get_source_and_line(directive.lineno))]
    return made


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
