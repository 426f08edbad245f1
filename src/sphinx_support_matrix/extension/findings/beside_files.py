"""Read what lies beside the files of a directive, and hold it against its matrix."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar, cast
from weakref import WeakKeyDictionary

from sphinx_support_matrix.core.findings import NOTHING
from sphinx_support_matrix.core.matrix.names import evidence_path, history_path
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.extension.configuration import (
    evidence_rules_of,
    max_age_of,
    uses_evidence,
    uses_history,
)
from sphinx_support_matrix.extension.following import digest_of
from sphinx_support_matrix.extension.references.domain import domain_of
from sphinx_support_matrix.extension.reporting import report_problems
from sphinx_support_matrix.html.ids import FILE_SEPARATOR

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from sphinx.environment import BuildEnvironment

    from sphinx_support_matrix.core.evidence.evidence_model import Evidence
    from sphinx_support_matrix.core.evidence.standings import CellStanding
    from sphinx_support_matrix.core.findings import Findings
    from sphinx_support_matrix.core.history.history_model import History
    from sphinx_support_matrix.core.matrix.model import Matrix
    from sphinx_support_matrix.core.problems.problem import Problem
    from sphinx_support_matrix.extension.options import Beside

_Found = TypeVar("_Found")
# What the files of a build held when they were read last.
_READ: WeakKeyDictionary[BuildEnvironment, dict[str, tuple[bytes, object]]] = WeakKeyDictionary()

STANDINGS = "standings.css"
"""The style sheet of pages that show how claims stand by their evidence."""


class FindingsReader:
    """Reads what lies beside files for one document."""

    def __init__(self, env: BuildEnvironment, path: str, report: Callable[[Code, str], None]) -> None:
        """Begin for the document that *env* reads.

        :param path: The files as paths from the source folder, as
            :meth:`~sphinx_support_matrix.extension.directives.file_directive.FileDirective.load` gives them.
        :param report: Says what is wrong with the directive.
        """
        self._env = env
        self._path = path
        self._report = report

    def findings(self, matrix: Matrix, evidence: Beside, history: Beside) -> Findings:
        """What lies beside the files of *matrix* says of its cells.

        :param evidence: Which evidence the directive asks for.
        :param history: Which history it asks for.
        """
        found = NOTHING
        if standings := self._standings(matrix, evidence):
            domain_of(self._env).note_style(self._env.docname, STANDINGS)
            found = replace(found, standings=standings)
        if told := self.history(history):
            from sphinx_support_matrix.core.findings import since_of

            found = replace(found, history=told, since=since_of(told, matrix))
        return found

    def history(self, asked: Beside, missing: str | None = None) -> History | None:
        """The history of the file, if there is one; several files that are merged have none together.

        :param missing: What to say where there has to be one, and nothing else says that there is none.
        """
        wanted = asked.wanted(default=uses_history(self._env.config))
        if not wanted or (asked.file is None and FILE_SEPARATOR in self._path):
            return None
        texts = self._texts(history_path, asked, missing)
        if not texts:
            return None
        # Most projects have no history, and do not wait for the module.
        from sphinx_support_matrix.core.history.history_json import EMPTY, from_history_json

        path, content = texts[0]
        told = self._read(from_history_json, content, path)
        if not told.releases and told is not EMPTY and missing is not None:
            self._report(Code.MISSING_FILE, missing)
        return told if told.releases else None

    def _standings(self, matrix: Matrix, asked: Beside) -> dict[tuple[str, str], CellStanding]:
        if not asked.wanted(default=uses_evidence(self._env.config)):
            return {}
        texts = self._texts(evidence_path, asked)
        if not texts and not matrix.has_verified:
            return {}
        # Most projects have no evidence, and do not wait for the modules.
        from sphinx_support_matrix.core.evidence.ages import current_day
        from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json
        from sphinx_support_matrix.core.evidence.evidence_model import Evidence
        from sphinx_support_matrix.core.evidence.standings import standings

        read = [self._read(from_evidence_json, content, path) for path, content in texts]
        together = Evidence(
            path=texts[0][0] if texts else "", cells=tuple(cell for found in read for cell in found.cells)
        )
        try:
            today = current_day(os.environ)
        except ValueError:
            # Sphinx itself says what is wrong with SOURCE_DATE_EPOCH.
            today = current_day({})
        self._apply_rules(matrix, together, today)
        return standings(matrix, together, max_age=max_age_of(self._env.config), today=today)

    def _apply_rules(self, matrix: Matrix, evidence: Evidence, today: date) -> None:
        codes = evidence_rules_of(self._env.config)
        if codes:
            from sphinx_support_matrix.core.evidence.evidence_rules import check_evidence

            found = check_evidence(matrix, evidence, max_age=max_age_of(self._env.config), today=today)
            report_problems([problem for problem in found if problem.code in codes], self._env)

    def _read(
        self, read: Callable[[bytes, str], tuple[_Found, list[Problem]]], content: bytes, path: str
    ) -> _Found:
        """What a file holds, whose problems are reported. The page of every driver asks for the same."""
        files = _READ.setdefault(self._env, {})
        if path not in files or files[path][0] != content:
            found, problems = read(content, path)
            report_problems(problems, self._env)
            files[path] = content, found
        return cast("_Found", files[path][1])

    def _texts(
        self, beside: Callable[[str], str], asked: Beside, missing: str | None = None
    ) -> list[tuple[str, bytes]]:
        """The files beside those of the directive, or the one that is *asked* for: its path, and its content.

        :param missing: What to say of one that has to be there, and is not.
        """
        if asked.file is not None:
            files = [self._env.relfn2path(asked.file)[0]]
        else:
            files = [beside(file) for file in self._path.split(FILE_SEPARATOR)]
        found = []
        for file in files:
            absolute = Path(self._env.srcdir, file)
            try:
                data = absolute.read_bytes()
            except OSError as error:
                # One that is not there yet is followed, too: the page is built again when it comes.
                domain_of(self._env).note_file(self._env.docname, file, "")
                if not isinstance(error, FileNotFoundError):
                    missing = f"the file '{asked.file or file}' cannot be read: {error.strerror}"
                elif asked.file is not None:
                    missing = f"the file '{asked.file}' is not there"
                if missing is not None:
                    self._report(Code.MISSING_FILE, missing)
                continue
            domain_of(self._env).note_file(self._env.docname, file, digest_of(data))
            self._env.note_dependency(file)
            found.append((str(absolute), data))
        return found
