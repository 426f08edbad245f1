"""What a type checker knows of the Python interface; mypy reads this file, and nothing runs it."""

from __future__ import annotations

from typing import assert_type

from sphinx_support_matrix.core import (
    check,
    compare,
    diff_matrices,
    load,
    loads,
    merge,
    requirement_totals,
    summarize_requirements,
    supporting,
)
from sphinx_support_matrix.core.diff.diff_model import Diff
from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix
from sphinx_support_matrix.core.matrix.query import Comparison
from sphinx_support_matrix.core.matrix.requirements import RequirementSummary, Total
from sphinx_support_matrix.core.problems.problem import Problem
from sphinx_support_matrix.core.problems.severity import Severity

matrix, problems = load("support-matrix.ini")
assert_type(matrix, Matrix)
assert_type(problems, list[Problem])
assert_type(loads(b"", path="m.ini"), tuple[Matrix, list[Problem]])
assert_type(matrix.features, tuple[Feature, ...])
assert_type(matrix.features[0].implementations, tuple[Implementation, ...])
assert_type(problems[0].code.severity, Severity)
assert_type(check(matrix), list[Problem])
assert_type(check(matrix, {problems[0].code}), list[Problem])
assert_type(merge([matrix, matrix]), tuple[Matrix, list[Problem]])
assert_type(diff_matrices(matrix, matrix), Diff)
assert_type(supporting(matrix, ["snapshot"], level="complete"), tuple[Driver, ...])
assert_type(compare(matrix, "lvm", "ceph"), tuple[Comparison, ...])
assert_type(summarize_requirements(matrix), RequirementSummary)
assert_type(requirement_totals(matrix), list[tuple[Total, ...]])
