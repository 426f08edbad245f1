"""``.. support_matrix::``, the directive."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_support_matrix.core.loading import collection_paused
from sphinx_support_matrix.core.matrix.driver_word import own_word
from sphinx_support_matrix.core.matrix.select import differences, select
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.catalogs.file_messages import may_be_translated
from sphinx_support_matrix.extension.directives.file_directive import (
    DEFAULT_FILE,
    FileDirective,
)
from sphinx_support_matrix.extension.doctree.building import make_builder
from sphinx_support_matrix.extension.doctree.document_ids import id_pool, identified_section, section_id
from sphinx_support_matrix.extension.doctree.finishing import note_made
from sphinx_support_matrix.extension.doctree.nodes import matrix_download, support_matrix
from sphinx_support_matrix.extension.options import AnyOption, read_options
from sphinx_support_matrix.extension.output.contents import hide_below
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.ids import id_prefix, stem

if TYPE_CHECKING:
    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.extension.options import Options


# A section that declares drivers, at the beginning of a text.
_INI = re.compile(r"(?:\s*[#;].*\n)*\s*\[(?:(?:driver|target)\.[^]\n]+|targets)\]\s*\n\s*[^\s=:]+\s*[=:]")
_INI_IN_CONTENT = (
    "the content of the directive looks like an INI file; put it into a file beside the document, and name the file "
    "after '.. support_matrix::'"
)


class SupportMatrixDirective(FileDirective):
    """Show the matrix of a file.

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
        container = support_matrix(path=path, matrix=options.name or stem(path), driver=None, unfinished=None)
        self.set_source_info(container)
        if matrix is not None and matrix.drivers and matrix.features:
            with collection_paused():
                self.fill(container, matrix, options, self.findings(matrix, path, options))
        if self.content:
            if _INI.match("\n".join(self.content)):
                self.report(Code.INI_IN_CONTENT, _INI_IN_CONTENT)
            container += self.notes(path, options)
            container["noted"] = True
        if options.name:
            self.label(container, options.name)
        if options.toc_depth is not None:
            hide_below(container, options.toc_depth, self.env)
        note_made(self.env)
        return [container] if container.children else []

    def selected(self, matrix: Matrix, options: Options, history: History | None) -> Matrix:
        """The part of *matrix* that the options ask for.

        :param history: Where what is gone can be chosen, too.
        """
        drivers = [driver.key for driver in matrix.drivers]
        features = [feature.name for feature in matrix.features]
        if options.removed and history is not None:
            drivers += [each.name for each in history.removed_drivers]
            features += [each.name for each in history.removed_features]
        self.check(options.drivers, drivers, "drivers")
        self.check(options.features, features, "features")
        return select(matrix, drivers=options.drivers, features=options.features, order=options.order)

    def fill(self, container: support_matrix, loaded: Matrix, options: Options, findings: Findings) -> None:
        """Put the parts of the page into *container*."""
        matrix = self.selected(loaded, options, findings.history)
        if not matrix.drivers or not matrix.features:
            what = "driver" if not matrix.drivers else "feature"
            self.report(Code.EMPTY_SELECTION, f"the options leave no {what} to show")
            return
        if options.only_differences:
            matrix = differences(matrix)
            if not matrix.features:
                own = words().called(own_word(matrix.settings))
                container += nodes.paragraph("", own.labels["no_difference"])
                return
        whole = select(loaded, drivers=options.drivers, order=options.order)
        place = self.get_source_info()
        document, gathered = self.state.document, not may_be_translated(container["path"], self.env)
        builder = make_builder(matrix, whole, options, document, self.env, place, findings, gathered=gathered)
        container["unfinished"] = builder.unfinished
        if "summary" in options.sections:
            container += builder.summary()
        elif "legend" in options.sections:
            container += builder.legend()
        if "details" in options.sections:
            container += builder.details()
        if options.removed and findings.history is not None:
            container += self.removed(container["path"], findings.history, options)
        first = container[0]
        if options.download:
            link = matrix_download(matrix=matrix)
            if isinstance(first, nodes.section):
                first += link
            else:
                container += link
        # Nothing that is not seen stands first: a label in front of the directive is for what is seen.
        (first if isinstance(first, nodes.section) else container).insert(1, builder.names())

    def removed(self, path: str, history: History, options: Options) -> list[nodes.section]:
        """The section of what is gone, if anything is."""
        # Few pages show it, and none else has to wait for the module.
        from sphinx_support_matrix.extension.findings.removed import removed_lists

        content = list(removed_lists(history, options.drivers, options.features))
        if not content:
            return []
        pool = id_pool(self.state.document, self.env)
        identifier = section_id("removed", id_prefix(path, options.name), pool)
        section = identified_section(identifier, options.classes, self.state.document)
        section += [nodes.title("", words().labels["removed_parts"]), *content]
        return [section]

    def notes(self, path: str, options: Options) -> nodes.section:
        """The section with the directive's own content."""
        pool = id_pool(self.state.document, self.env)
        identifier = section_id("notes", id_prefix(path, options.name), pool)
        section = identified_section(identifier, options.classes, self.state.document)
        section += nodes.title("", words().labels["notes"])
        section += self.parse_content_to_nodes()
        return section

    def label(self, container: support_matrix, name: str) -> None:
        """Make *name* a target for references to the first part of the page."""
        for node in container.children:
            if isinstance(node, nodes.section):
                others = node["ids"]
                node["ids"] = []
                node["names"].append(nodes.fully_normalize_name(name))
                self.state.document.note_explicit_target(node, node)
                node["ids"] += others
                return
