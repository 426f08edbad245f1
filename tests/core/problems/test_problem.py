from __future__ import annotations

import re
from dataclasses import FrozenInstanceError, replace

import pytest

from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem
from sphinx_support_matrix.core.problems.severity import Severity


def test_codes_are_a_closed_set() -> None:
    """These names stand in people's ``suppress_warnings``: none may go, and none may change."""
    assert [code.value for code in Code] == [
        "missing-file",
        "empty-file",
        "not-a-matrix",
        "no-drivers",
        "no-features",
        "bad-evidence",
        "bad-results",
        "evidence-unknown-name",
        "bad-history",
        "history-behind",
        "release-disagrees",
        "encoding",
        "control-character",
        "text-before-section",
        "malformed-line",
        "indented-option",
        "duplicate-section",
        "duplicate-option",
        "default-section",
        "bad-setting",
        "missing-title",
        "quoted-title",
        "unknown-option",
        "duplicate-driver",
        "bad-link",
        "link-without-scheme",
        "bad-level-section",
        "empty-group",
        "bad-status",
        "unknown-feature",
        "bad-level",
        "bad-verification",
        "bad-maturity",
        "missing-cell",
        "no-levels",
        "undeclared-driver",
        "note-not-allowed",
        "no-markdown",
        "bad-option",
        "ini-in-content",
        "no-match",
        "empty-selection",
        "unknown-driver",
        "unknown-reference",
        "ambiguous-reference",
        "different-title",
        "different-status",
        "different-level",
        "different-fact",
        "mandatory-unsupported",
        "choice-unsupported",
        "condition-unsupported",
        "choice-of-one",
        "partial-without-note",
        "note-without-level",
        "could-be-mandatory",
        "unsupported-feature",
        "duplicate-title",
        "verified-without-level",
        "dead-reference",
        "note-in-markdown",
        "claim-contradicted",
        "claim-understated",
        "claim-unproven",
        "evidence-without-claim",
        "evidence-stale",
        "bad-configuration",
    ]


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_every_code_is_explained(code: Code) -> None:
    assert code.name == code.value.upper().replace("-", "_")
    assert re.fullmatch(r"[A-Z].+\.", code.explanation)


def test_explanations_differ() -> None:
    assert len({code.explanation for code in Code}) == len(Code)


def test_locations_are_written_as_terminals_link_them() -> None:
    assert str(Location(path="docs/m.ini", line=12, column=3)) == "docs/m.ini:12"
    assert Location(path="m.ini", line=1).column == 1


def test_locations_are_ordered_by_path_line_and_column() -> None:
    path = Location(path="a.ini", line=9, column=9)
    line = Location(path="b.ini", line=2, column=3)
    column = Location(path="b.ini", line=10, column=1)
    last = Location(path="b.ini", line=10, column=2)
    assert sorted([last, column, line, path]) == [path, line, column, last]


def test_problems_do_not_change() -> None:
    problem, same = (
        Problem(code=Code.BAD_LINK, message="a", location=Location(path="m.ini", line=1)) for _ in range(2)
    )
    assert len({problem, same}) == 1
    with pytest.raises(FrozenInstanceError):
        problem.message = "b"  # type: ignore[misc]


def test_somebody_can_ask_for_more_than_a_code_does() -> None:
    problem = Problem(code=Code.CLAIM_UNPROVEN, message="", location=Location(path="m.ini", line=1))
    assert problem.severity is Severity.HINT
    assert replace(problem, raised=Severity.ERROR).severity is Severity.ERROR
