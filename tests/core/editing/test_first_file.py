from __future__ import annotations

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.editing import first_file, format_text, migrate


def test_first_file_has_no_problem():
    matrix, problems = loads(first_file(), "m.ini")
    assert problems == []
    assert [len(matrix.drivers), len(matrix.features), len(matrix.groups)] == [2, 2, 1]
    cells = [cell for feature in matrix.features for cell in feature.implementations]
    assert [cell.level.name for cell in cells if cell.notes] == ["partial"]
    assert [bool(feature.notes) for feature in matrix.features] == [True, False]


def test_first_file_is_written_like_all_files():
    assert not format_text(first_file(), "m.ini").changed
    assert not migrate(first_file(), "m.ini").changed


def test_title():
    assert first_file("  A\n[b] {c} ").startswith("# A [b] {c}\n#\n")
