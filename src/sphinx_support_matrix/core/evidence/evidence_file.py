"""Bring the file of evidence beside a matrix up to date."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_support_matrix.core.editing.folder_lock import folder_locked
from sphinx_support_matrix.core.evidence.evidence_json import from_evidence_json, to_evidence_json
from sphinx_support_matrix.core.evidence.evidence_model import Evidence
from sphinx_support_matrix.core.evidence.uniting import unite

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_support_matrix.core.evidence.uniting import RunEvidence
    from sphinx_support_matrix.core.problems.problem import Problem


class EvidenceFileError(Exception):
    """A file of evidence cannot be read or written, and stays as it is."""

    def __init__(self, message: str, problems: tuple[Problem, ...] = ()) -> None:
        """Say why.

        :param problems: What is wrong with the content of the file, in case that is the reason.
        """
        super().__init__(message)
        self.problems = problems


@dataclass(frozen=True, kw_only=True, slots=True)
class UpdatedEvidence:
    """What a file of evidence has to hold after a run."""

    text: str
    """The content of the file."""

    is_changed: bool
    """Whether the file held something else before, or was not there."""

    later: int
    """How many cells keep what a later run has said."""


def updated(path: str, found: RunEvidence) -> UpdatedEvidence:
    """What the file of evidence at *path* has to hold after a run that has *found* something.

    :raises EvidenceFileError: if the file cannot be read, or has mistakes.
    """
    before: bytes | None = None
    known = Evidence(path=path)
    try:
        before = Path(path).read_bytes()
    except FileNotFoundError:
        # The run is the first one.
        pass
    except OSError as error:
        raise EvidenceFileError(f"cannot read '{path}': {error.strerror or error}") from error
    if before is not None:
        known, problems = from_evidence_json(before, path)
        if problems:
            raise EvidenceFileError(
                f"'{path}' is not as it was written, and stays as it is; put it right, or remove it",
                tuple(problems),
            )
    cells, later = unite(known.cells, found)
    text = to_evidence_json(Evidence(path=path, cells=cells))
    return UpdatedEvidence(text=text, is_changed=before != text.encode(), later=later)


def update_file(path: str, found: RunEvidence, write: Callable[[str, str], None]) -> UpdatedEvidence:
    """Bring the file of evidence at *path* up to date, while nobody else does.

    :param write: Writes a text to a path. It is not called for a file that says the same already, which keeps the time of
        its last change.
    :raises EvidenceFileError: as :func:`updated` does, and if the folder of the file is not there.
    """
    with ExitStack() as stack:
        try:
            stack.enter_context(folder_locked(path))
        except OSError as error:
            raise EvidenceFileError(f"cannot write '{path}': {error.strerror or error}") from error
        result = updated(path, found)
        if result.is_changed:
            write(path, result.text)
    return result
