"""What the directives share: reading the files that they name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sphinx.util.docutils import SphinxDirective

from sphinx_support_matrix.core.loading import collection_paused, loads
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.suggest import did_you_mean
from sphinx_support_matrix.extension.configuration import rules_of
from sphinx_support_matrix.extension.findings.beside_files import FindingsReader
from sphinx_support_matrix.extension.following import digest_of
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.reporting import report_problems, report_use
from sphinx_support_matrix.html.ids import FILE_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.matrix.select import Patterns
    from sphinx_support_matrix.extension.options import Options

DEFAULT_FILE = "support-matrix.ini"

SUFFIXES = (".ini", ".csv", ".json")
"""How the names of files of matrices end."""


class FileDirective(SphinxDirective):
    """A directive about a support matrix file."""

    # A note cannot hold such a directive: it could show the very file that the note is in.
    shows_notes: ClassVar = True

    def load(self, argument: str) -> tuple[Matrix | None, str]:
        """Read the files that *argument* names, merge them, and report what is wrong with them.

        White space separates files, unless it is in the name of a file that exists.

        :returns: The matrix, if a file can be read, and the files as paths from the source folder.
        """
        names = [argument]
        if len(argument.split()) > 1 and not Path(self.env.relfn2path(argument)[1]).exists():
            names = argument.split()
        if len(names) == 1:
            return self.load_file(argument)
        # Few pages show several files, and none else has to wait for the module.
        from sphinx_support_matrix.core.matrix.merge import merge

        loaded = [self.load_file(name, alone=False) for name in dict.fromkeys(names)]
        path = FILE_SEPARATOR.join(relative for _, relative in loaded)
        matrices = [matrix for matrix, _ in loaded if matrix is not None]
        if not matrices:
            return None, path
        merged, problems = merge(matrices)
        report_problems(problems, self.env)
        self.apply_rules(merged)
        return merged, path

    def apply_rules(self, matrix: Matrix) -> None:
        """Report what the rules that the project has switched on find in *matrix*."""
        codes = rules_of(self.config)
        if codes:
            # Most projects switch none on, and they do not have to wait for the module.
            from sphinx_support_matrix.core.rules import check

            report_problems(check(matrix, codes), self.env)

    def findings(self, matrix: Matrix, path: str, options: Options) -> Findings:
        """What lies beside the files of *matrix* says of its cells.

        :param path: The files, as :meth:`load` gives them.
        """
        reader = FindingsReader(self.env, path, self.report)
        return reader.findings(matrix, options.evidence, options.history)

    def load_file(self, argument: str, *, alone: bool = True) -> tuple[Matrix | None, str]:
        """Read the file that *argument* names, and report what is wrong with it.

        :param alone: Whether the rules apply to the file by itself.
        :returns: The matrix, if the file can be read, and the file as a path from the source folder.
        """
        relative, absolute = self.env.relfn2path(argument)
        # A file that is not there yet is a dependency too: the page is built again when it comes.
        self.env.note_dependency(relative)
        try:
            source = Path(absolute).read_bytes()
        except OSError as error:
            reason = (
                "is not there"
                if isinstance(error, FileNotFoundError)
                else f"cannot be read: {error.strerror}"
            )
            hint = did_you_mean(Path(absolute).name, _files(Path(absolute).parent))
            self.report(Code.MISSING_FILE, f"the file '{argument}' {reason}{hint}")
            return None, relative
        domain_of(self.env).note_file(self.env.docname, relative, digest_of(source))
        with collection_paused():
            matrix, problems = loads(source, absolute)
        report_problems(problems, self.env)
        if alone:
            self.apply_rules(matrix)
        return matrix, relative

    def check(self, patterns: Patterns, names: Sequence[str], option: str) -> None:
        """Report the patterns that match nothing."""
        for pattern in patterns.unmatched(names):
            message = f"'{pattern}' in ':{option}:' matches nothing{did_you_mean(pattern, names)}"
            self.report(Code.NO_MATCH, message)

    def report(self, code: Code, message: str) -> None:
        """Report what is wrong with the use of the directive."""
        report_use(code, message, self.get_location())

    def report_all(self, wrong: Iterable[tuple[Code, str]]) -> None:
        """Report everything that is wrong with the options."""
        for code, message in wrong:
            self.report(code, message)


def _files(folder: Path) -> list[str]:
    """The files of *folder* that could be meant."""
    return sorted(path.name for path in folder.glob("*.*") if path.suffix in SUFFIXES)
