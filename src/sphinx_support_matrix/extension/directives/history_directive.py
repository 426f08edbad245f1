"""``.. support_matrix_history::``, what changed from release to release."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.current_builder import builder_of
from sphinx_support_matrix.extension.directives.file_directive import DEFAULT_FILE, FileDirective
from sphinx_support_matrix.extension.doctree.document_ids import id_pool, identified_section, section_id
from sphinx_support_matrix.extension.doctree.finishing import note_made
from sphinx_support_matrix.extension.doctree.nodes import support_matrix
from sphinx_support_matrix.extension.findings.beside_files import FindingsReader
from sphinx_support_matrix.extension.findings.trend_nodes import trend_node
from sphinx_support_matrix.extension.options import HISTORY_OPTIONS, AnyOption, Beside, read_options
from sphinx_support_matrix.extension.output.contents import hide_below
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.references.views import DriverComparison
from sphinx_support_matrix.extension.translation import words
from sphinx_support_matrix.html.ids import id_prefix, stem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sphinx_support_matrix.core.diff.diff_model import Diff
    from sphinx_support_matrix.core.history.history_model import History, Release
    from sphinx_support_matrix.extension.options import Options


class SupportMatrixHistoryDirective(FileDirective):
    """Show what changed in a matrix, a section for each release, the newest first.

    The argument is the file, whose history lies beside it. What is not in a release yet is not shown.
    """

    optional_arguments = 1
    final_argument_whitespace = True
    option_spec: ClassVar = AnyOption()

    def run(self) -> list[nodes.Node]:
        """Make the nodes. Whatever is wrong is logged."""
        options, wrong = read_options(self.options, HISTORY_OPTIONS)
        self.report_all(wrong)
        argument = self.arguments[0] if self.arguments else options.file or DEFAULT_FILE
        path = self.env.relfn2path(argument)[0]
        asked = options.history
        reader = FindingsReader(self.env, path, self.report)
        history = reader.history(Beside(file=asked.file, use=True), _missing(argument))
        if history is None:
            return []
        keys = {driver for change in history.changes for driver in change.drivers}
        self.check(options.drivers, sorted(keys), "drivers")
        names = {feature for change in history.changes for feature in change.features}
        self.check(options.features, sorted(names), "features")
        container = support_matrix(path=path, matrix=stem(path), driver=None, unfinished=None)
        self.set_source_info(container)
        shown = list(islice(_releases(history, options), options.releases))
        sections = [self.release(release, diff, path, options) for release, diff in shown]
        container += sections
        # What its links lead to can change without this document being read again.
        told = DriverComparison(path, tuple(sorted(keys)), tuple(each["ids"][0] for each in sections))
        domain_of(self.env).note_comparison(self.env.docname, told)
        if not shown:
            container += self.nothing()
        if options.feed:
            self.offer_feeds(history, sections, options)
        if options.picture:
            container.insert(
                0, trend_node(history, options.drivers, options.features, self.env, classes=options.classes)
            )
        if options.name and sections:
            first = sections[0]
            first["names"].append(nodes.fully_normalize_name(options.name))
            self.state.document.note_explicit_target(first, first)
        if options.toc_depth is not None:
            hide_below(container, options.toc_depth, self.env)
        note_made(self.env)
        return [container]

    @staticmethod
    def nothing() -> nodes.paragraph:
        """What stands where no release changed anything of what is asked for."""
        # Only projects that use this directive wait for these modules.
        from sphinx_support_matrix.extension.findings.translated_diff import diff_words

        return nodes.paragraph("", diff_words().nothing)

    def offer_feeds(self, history: History, sections: Sequence[nodes.section], options: Options) -> None:
        """Remember the feeds, if there can be any, whose entries lead to the *sections* of releases."""
        # As above.
        from sphinx_support_matrix.extension.findings.feeds import WITH_FEEDS, FeedGroup, feeds_of, has_site

        found = FeedGroup(base=None)
        if builder_of(self.env).name in WITH_FEEDS:
            found = FeedGroup(base=self.config.html_baseurl)
            if has_site(self.config):
                anchors = {section[0].astext(): section["ids"][0] for section in sections}
                found = feeds_of(history, options.drivers, options.features, anchors, self.config)
            else:
                message = (
                    "':feed:' needs the address of the documentation: set html_baseurl in conf.py, such as "
                    "'https://docs.example.org/'"
                )
                self.report(Code.BAD_CONFIGURATION, message)
        # What another builder would make of it is made when that one runs.
        domain_of(self.env).feeds.setdefault(self.env.docname, []).append(found)

    def release(self, release: Release, diff: Diff, path: str, options: Options) -> nodes.section:
        """The section of a release."""
        # As above.
        from sphinx_support_matrix.extension.findings.change_nodes import change_lists
        from sphinx_support_matrix.extension.findings.translated_diff import diff_words

        pool = id_pool(self.state.document, self.env)
        identifier = section_id(f"release-{release.name}", id_prefix(path, options.name), pool)
        section = identified_section(identifier, options.classes, self.state.document)
        # It is a name, in which two hyphens are two hyphens.
        section += nodes.title("", release.name, support_smartquotes=False)
        day = words().show_date(date.fromisoformat(release.date))
        section += nodes.paragraph("", day, classes=["sm-release-date"])
        section += list(change_lists(diff, diff_words(), path))
        return section


def _releases(history: History, options: Options) -> Iterator[tuple[Release, Diff]]:
    """The releases that changed anything of what is asked for, from the newest, with what changed."""
    # As above.
    from sphinx_support_matrix.core.history.narrowing import narrowed
    from sphinx_support_matrix.core.history.release_diffs import release_diffs

    part = narrowed(history, options.drivers, options.features)
    for each in release_diffs(part, {release.name for release in history.releases}):
        if each.release is not None and each.diff:
            yield each.release, each.diff


def _missing(argument: str) -> str:
    return (
        f"there is no history beside '{argument}'; write it with 'support-matrix history {argument} --write', "
        "or name it with ':history:'"
    )
