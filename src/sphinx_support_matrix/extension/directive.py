"""``.. support_matrix::``, the directive."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_support_matrix.core.problems import Code
from sphinx_support_matrix.core.selection import select
from sphinx_support_matrix.core.suggest import did_you_mean
from sphinx_support_matrix.extension.build import make_builder, names_of
from sphinx_support_matrix.extension.download import download
from sphinx_support_matrix.extension.ids import id_prefix, identified_section, section_id, stem
from sphinx_support_matrix.extension.nodes import support_matrix
from sphinx_support_matrix.extension.options import AnyOption, read_options
from sphinx_support_matrix.extension.source import DEFAULT_FILE, FileDirective, collection_paused
from sphinx_support_matrix.extension.words import heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sphinx_support_matrix.core.model import Matrix
    from sphinx_support_matrix.core.selection import Patterns
    from sphinx_support_matrix.extension.options import Options


class SupportMatrixDirective(FileDirective):
    """Show the matrix that an INI file records.

    The argument is the file, relative to the document, or several files that are merged; without one
    it is ``support-matrix.ini`` beside the document. The content becomes the Notes section.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar = AnyOption()

    def run(self) -> list[nodes.Node]:
        """Make the nodes. Whatever is wrong is logged, and the rest is shown."""
        options, wrong = read_options(self.options)
        self.report_all(wrong)
        argument = self.arguments[0] if self.arguments else options.file or DEFAULT_FILE
        matrix, path = self.load(argument)
        container = support_matrix(
            path=path, matrix=options.name or stem(path), driver=None, toc_depth=options.toc_depth
        )
        self.set_source_info(container)
        if matrix is not None and matrix.drivers and matrix.features:
            with collection_paused():
                container += self.parts(matrix, path, options)
        if self.content:
            container += self.notes(path, options)
        if options.name:
            self.label(container, options.name)
        return [container] if container.children else []

    def selected(self, matrix: Matrix, options: Options) -> Matrix:
        """The part of *matrix* that the options ask for."""
        self.check(options.drivers, [driver.key for driver in matrix.drivers], "drivers")
        self.check(options.features, [feature.name for feature in matrix.features], "features")
        return select(matrix, drivers=options.drivers, features=options.features, order=options.order)

    def check(self, patterns: Patterns, names: Sequence[str], option: str) -> None:
        """Report the patterns that match nothing."""
        for pattern in patterns.unmatched(names):
            message = f"'{pattern}' in ':{option}:' matches nothing{did_you_mean(pattern, names)}"
            self.report(Code.NO_MATCH, message)

    def parts(self, loaded: Matrix, path: str, options: Options) -> list[nodes.Node]:
        """The parts of the page."""
        matrix = self.selected(loaded, options)
        if not matrix.drivers or not matrix.features:
            what = "driver" if not matrix.drivers else "feature"
            self.report(Code.EMPTY_SELECTION, f"the options leave no {what} to show")
            return []
        whole = select(loaded, drivers=options.drivers, order=options.order)
        builder = make_builder(matrix, whole, options, self.state.document, self.env, self.get_source_info())
        parts: list[nodes.Node] = [names_of(matrix.drivers, builder.table.levels.values())]
        if "summary" in options.sections:
            parts.append(builder.summary())
        elif "legend" in options.sections:
            parts.append(builder.legend())
        if "details" in options.sections:
            parts.append(builder.details())
        if options.download:
            link = download(matrix, path, self.env)
            if isinstance(parts[1], nodes.section):
                parts[1] += link
            else:
                parts.append(link)
        return parts

    def notes(self, path: str, options: Options) -> nodes.section:
        """The section with the directive's own content."""
        prefix = id_prefix(path, options.name)
        identifier = section_id("notes", prefix, self.state.document, self.env)
        section = identified_section(identifier, options.classes, self.state.document)
        section += nodes.title("", heading("notes"))
        section += self.parse_content_to_nodes()
        return section

    def label(self, container: support_matrix, name: str) -> None:
        """Make *name* a target that leads to the first part of the page."""
        for node in container.children:
            if isinstance(node, nodes.section):
                others = node["ids"]
                node["ids"] = []
                node["names"].append(nodes.fully_normalize_name(name))
                self.state.document.note_explicit_target(node, node)
                node["ids"] += others
                return
