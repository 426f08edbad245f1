from __future__ import annotations

import pytest

from sphinx_support_matrix.core.editing import Edit, Remark
from sphinx_support_matrix.core.ini.edit import LineEdits
from sphinx_support_matrix.core.ini.layout import lay_out
from sphinx_support_matrix.core.problems.location import Location


def test_remark_is_a_line_that_editors_link():
    assert str(Remark(message="kept", location=Location(path="m.ini", line=3))) == "m.ini:3: kept"


def test_diff():
    edit = Edit(before="a\nb\u2028c\nd", after="a\nB\u2028c\nd\n")
    assert edit.changed
    assert edit.diff("m.ini") == (
        "--- m.ini\n+++ m.ini\n@@ -1,3 +1,3 @@\n a\n-b\u2028c\n-d\n\\ No newline at end of file\n+B\u2028c\n+d\n"
    )
    assert Edit(before="a", after="a").diff("m.ini") == ""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a\nb\nc\n", "0\nA\n1\n2\nc\n", id="lines"),
        pytest.param("\ufeffa\r\nb\nc", "\ufeff0\r\nA\r\n1\r\n2\r\nc", id="mixed line ends"),
        pytest.param("a\nb", "0\nA\n1\n2", id="no final line end"),
    ],
)
def test_changes(text, expected):
    changes = LineEdits(lay_out(text))
    changes.insert(0, "0")
    changes.splice(1, 0, 1, "A")
    changes.insert(1, "1")
    changes.replace(2)
    changes.insert(2, "2")
    assert changes.text() == expected


def test_one_line_becomes_several():
    changes = LineEdits(lay_out("a\r\nb\n"))
    changes.replace(2, "1", "2")
    assert changes.text() == "a\r\n1\r\n2\n"


def test_parts_of_a_line_are_changed_from_the_right():
    changes = LineEdits(lay_out("key = value"))
    changes.splice(1, 6, 5, "v")
    changes.splice(1, 0, 3, "k")
    assert changes.text() == "k = v"
