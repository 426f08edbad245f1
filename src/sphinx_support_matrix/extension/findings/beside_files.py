"""Read what lies beside the files of a directive, and hold it against its matrix."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.evidence.evidence_model import Evidence, evidence_path
from sphinx_support_matrix.core.findings import NOTHING, Findings
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.configuration import evidence_rules_of, max_age_of, uses_evidence
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.references.following import digest_of
from sphinx_support_matrix.extension.reporting import report_problems
from sphinx_support_matrix.html.ids import FILE_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.extension.options import Beside


class FindingsReader:
    """Reads what lies beside files for one document."""

    def __init__(self, env: BuildEnvironment, report: Callable[[Code, str], None]) -> None:
        """Begin for the document that *env* reads.

        :param report: Says what is wrong with the directive.
        """
        self._env = env
        self._report = report

    def read(self, matrix: Matrix, path: str, evidence: Beside) -> Findings:
        """What lies beside the files of *matrix* says of its cells.

        :param path: The files as paths from the source folder, as
            :meth:`~sphinx_support_matrix.extension.directives.file_directive.FileDirective.load` gives them.
        :param evidence: Which evidence the directive asks for.
        """
        texts = self._texts(path, evidence_path, evidence, used=uses_evidence(self._env.config))
        verified = any(cell.verified for feature in matrix.features for cell in feature.implementations)
        if not texts and (not verified or not evidence.wanted(default=uses_evidence(self._env.config))):
            return NOTHING
        # Most projects have no evidence, and do not wait for the modules.
        from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
        from sphinx_support_matrix.core.evidence.standings import standings

        read = [from_evidence_json(text, absolute) for absolute, text in texts]
        for _found, problems in read:
            report_problems(problems, self._env)
        together = Evidence(
            path=texts[0][0] if texts else "", cells=tuple(cell for found, _ in read for cell in found.cells)
        )
        self._apply_rules(matrix, together)
        found = standings(matrix, together, max_age=max_age_of(self._env.config), today=self._today())
        if found:
            domain_of(self._env).note_evidence(self._env.docname)
        return Findings(standings=found)

    def _texts(
        self, path: str, beside: Callable[[str], str], asked: Beside, *, used: bool
    ) -> list[tuple[str, bytes]]:
        """The files beside those of *path*, or the one that is *asked* for: its path, and its content."""
        if not asked.wanted(default=used):
            return []
        if asked.file is not None:
            files = [self._env.relfn2path(asked.file)[0]]
        else:
            files = [beside(file) for file in path.split(FILE_SEPARATOR)]
        found = []
        for file in files:
            absolute = Path(self._env.srcdir, file)
            try:
                data = absolute.read_bytes()
            except OSError:
                # One that is not there yet is followed, too: the page is built again when it comes.
                domain_of(self._env).note_file(self._env.docname, file, "")
                if asked.file is not None:
                    self._report(Code.MISSING_FILE, f"the file '{asked.file}' is not there or cannot be read")
                continue
            domain_of(self._env).note_file(self._env.docname, file, digest_of(data))
            self._env.note_dependency(file)
            found.append((str(absolute), data))
        return found

    def _today(self) -> date:
        """The day on which the documentation is built; builds that are to be the same each time say which."""
        from sphinx_support_matrix.core.evidence.ages import current_day

        try:
            return current_day(os.environ)
        except ValueError:
            # Sphinx itself says what is wrong with it.
            return current_day({})

    def _apply_rules(self, matrix: Matrix, evidence: Evidence) -> None:
        codes = evidence_rules_of(self._env.config)
        if codes:
            from sphinx_support_matrix.core.evidence.evidence_rules import check_evidence

            found = check_evidence(
                matrix, evidence, max_age=max_age_of(self._env.config), today=self._today(), require=None
            )
            report_problems([problem for problem in found if problem.code in codes], self._env)
