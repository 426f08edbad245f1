"""``.. support_matrix_diff::``, what changed between two files."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_support_matrix.core.loading import collection_paused
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import did_you_mean, listing
from sphinx_support_matrix.extension.directives.file_directive import FileDirective
from sphinx_support_matrix.extension.doctree.standard_nodes import bullets
from sphinx_support_matrix.extension.options import AnyOption, read_options

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sphinx_support_matrix.core.diff.outline import Item, Span
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.extension.options import Options

_OPTIONS = ("notes", "name", "class")
# By the values of an enumeration in a module that is loaded late.
_STYLES = {"strong": nodes.strong, "code": nodes.literal}


class SupportMatrixDiffDirective(FileDirective):
    """Show what changed from one file to another, as ordinary lists.

    The arguments are the old file and the new one, relative to the document. Both are files, and not
    revisions of one, because the same sources have to give the same pages.
    """

    required_arguments = 2
    final_argument_whitespace = True
    option_spec: ClassVar = AnyOption()

    def run(self) -> list[nodes.Node]:
        """Make the nodes. Whatever is wrong is logged."""
        options = self.checked_options()
        # What the rules say about the old file nobody can put right any more, and what they say about
        # the new one stands on the page that shows it.
        (old, _), (new, _) = (self.load_file(name, alone=False) for name in self.arguments)
        if old is None or new is None:
            return []
        with collection_paused():
            content = _content(old, new, notes="notes" in self.options)
        whole = nodes.compound("", *content, classes=["support-matrix-diff", *options.classes])
        self.set_source_info(whole)
        if options.name is None:
            return [whole]
        target = nodes.target("", "", names=[nodes.fully_normalize_name(options.name)])
        self.state.document.note_explicit_target(target)
        return [target, whole]

    def checked_options(self) -> Options:
        """The options that mean the same everywhere; what is wrong with any is reported."""
        for name in self.options:
            if name not in _OPTIONS:
                hint = did_you_mean(name, _OPTIONS)
                self.report(Code.BAD_OPTION, f"unknown option ':{name}:'; expected {listing(_OPTIONS)}{hint}")
        if value := self.options.get("notes"):
            self.report(Code.BAD_OPTION, f"':notes:' takes no value, not '{value}'")
        shared = {name: value for name, value in self.options.items() if name in {"name", "class"}}
        options, wrong = read_options(shared)
        self.report_all(wrong)
        return options


def _content(old: Matrix, new: Matrix, *, notes: bool) -> list[nodes.Node]:
    """Lists under bold words. They have no source, so that nobody is asked to translate our words."""
    # Only projects that use this directive wait for these modules.
    from sphinx_support_matrix.core.diff.compute import diff_matrices
    from sphinx_support_matrix.core.diff.sentences import outline
    from sphinx_support_matrix.extension.findings.translated_diff import diff_words

    told = diff_words()
    content: list[nodes.Node] = []
    for part in outline(diff_matrices(old, new, notes=notes), told, signs=False):
        content += [nodes.paragraph("", "", nodes.strong("", part.heading)), _list(part.items)]
    return content or [nodes.paragraph("", told.nothing)]


def _list(items: Iterable[Item]) -> nodes.bullet_list:
    return bullets(_entry(item) for item in items)


def _entry(item: Item) -> list[nodes.Node]:
    paragraph = nodes.paragraph("", "", *map(_span, item.spans))
    return [paragraph, _list(item.items)] if item.items else [paragraph]


def _span(span: Span) -> nodes.Node:
    make = _STYLES.get(span.style.value)
    return make("", span.text) if make else nodes.Text(span.text)
