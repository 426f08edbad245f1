from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.editing.between_markers import (
    MarkedFormat,
    Markers,
    is_marker_name,
    replace_between,
)
from sphinx_support_matrix.core.ini.edit import EditError

MARKDOWN = Markers(format=MarkedFormat.MARKDOWN)
NAMED = Markers(format=MarkedFormat.MARKDOWN, name="v2")
RST = Markers(format=MarkedFormat.RST)
BEGIN, END = "<!-- support-matrix: begin -->", "<!-- support-matrix: end -->"
NEW = "| a |\n\n| b |\n"


@pytest.mark.parametrize(
    ("markers", "before", "after"),
    [
        pytest.param(MARKDOWN, f"{BEGIN}\n{END}\n", f"{BEGIN}\n\n| a |\n\n| b |\n\n{END}\n", id="nothing between"),
        pytest.param(
            MARKDOWN, f"a\n{BEGIN}\nold\n{END}\nb", f"a\n{BEGIN}\n\n| a |\n\n| b |\n\n{END}\nb", id="no line end"
        ),
        pytest.param(
            MARKDOWN,
            f"\ufeff{BEGIN}\r\n{END}",
            f"\ufeff{BEGIN}\r\n\r\n| a |\r\n\r\n| b |\r\n\r\n{END}",
            id="BOM and CRLF",
        ),
        pytest.param(
            MARKDOWN,
            f"a\r\nb\n{BEGIN}\nold\r\n{END}\r\n",
            f"a\r\nb\n{BEGIN}\n\n| a |\n\n| b |\n\n{END}\r\n",
            id="mixed line ends",
        ),
        pytest.param(
            MARKDOWN,
            f"  {BEGIN}  \nold\n   {END}\n",
            f"  {BEGIN}  \n\n| a |\n\n| b |\n\n   {END}\n",
            id="white space around",
        ),
        pytest.param(
            MARKDOWN,
            f"````\n{BEGIN}\n```\n````\n~~~ x\n{END}\n~~~\n    {BEGIN}\n{BEGIN}\n{END}\n",
            f"````\n{BEGIN}\n```\n````\n~~~ x\n{END}\n~~~\n    {BEGIN}\n{BEGIN}\n\n| a |\n\n| b |\n\n{END}\n",
            id="others in code",
        ),
        pytest.param(
            MARKDOWN,
            f"```not``` a fence\n{BEGIN}\n```\n{END}\n```\n{END}\n",
            f"```not``` a fence\n{BEGIN}\n\n| a |\n\n| b |\n\n{END}\n",
            id="code between",
        ),
        pytest.param(
            NAMED,
            f"{BEGIN}\n{END}\n<!-- support-matrix: begin v2 -->\n<!-- support-matrix: end v2 -->\n",
            f"{BEGIN}\n{END}\n<!-- support-matrix: begin v2 -->\n\n| a |\n\n| b |\n\n<!-- support-matrix: end v2 -->\n",
            id="named",
        ),
        pytest.param(
            RST,
            "T\n\n::\n\n  .. support-matrix: begin\n\n.. support-matrix: begin\n.. support-matrix: end\n",
            "T\n\n::\n\n  .. support-matrix: begin\n\n.. support-matrix: begin\n\n| a |\n\n| b |\n\n.. support-matrix: end\n",
            id="reStructuredText",
        ),
    ],
)  # fmt: skip
def test_replace(markers, before, after):
    edit = replace_between(before, "R.md", markers, NEW)
    assert edit.after == after
    assert not replace_between(after, "R.md", markers, NEW).changed


@pytest.mark.parametrize(
    ("markers", "text", "message"),
    [
        pytest.param(
            MARKDOWN,
            "# Title\n",
            f"R.md: there are no markers; put these two lines where the matrix is to be: '{BEGIN}' and '{END}'",
            id="none",
        ),
        pytest.param(
            NAMED,
            f"{BEGIN}\n{END}\n",
            "R.md: there are no markers; put these two lines where the matrix is to be: "
            "'<!-- support-matrix: begin v2 -->' and '<!-- support-matrix: end v2 -->'",
            id="none of the name",
        ),
        pytest.param(
            RST,
            "",
            "R.md: there are no markers; put these two lines where the matrix is to be: "
            "'.. support-matrix: begin' and '.. support-matrix: end'",
            id="reStructuredText",
        ),
        pytest.param(
            MARKDOWN,
            f"- ```html\n  {BEGIN}\n  {END}\n  ```\n",
            "R.md: there are no markers outside of code, in which line 2 is; "
            f"put these two lines where the matrix is to be: '{BEGIN}' and '{END}'",
            id="in code only",
        ),
        pytest.param(
            MARKDOWN,
            f"```\n{BEGIN}\n{END}\n",
            "R.md: there are no markers outside of code, in which line 2 is; "
            f"put these two lines where the matrix is to be: '{BEGIN}' and '{END}'",
            id="in code that does not end",
        ),
        pytest.param(MARKDOWN, f"a\n{BEGIN}\n", f"R.md:2: '{BEGIN}' has no '{END}' below it", id="no end"),
        pytest.param(MARKDOWN, f"{END}\n", f"R.md:1: '{END}' has no '{BEGIN}' above it", id="no begin"),
        pytest.param(
            MARKDOWN,
            f"{END}\n\n{BEGIN}\n",
            f"R.md:1: '{END}' stands above '{BEGIN}' in line 3; expected it below",
            id="wrong order",
        ),
        pytest.param(
            MARKDOWN,
            f"{BEGIN}\n{END}\n{BEGIN}\n{END}\n",
            f"R.md: '{BEGIN}' is there twice, in lines 1 and 3; expected it once",
            id="twice",
        ),
    ],
)
def test_errors(markers, text, message):
    with pytest.raises(EditError) as caught:
        replace_between(text, "R.md", markers, NEW)
    assert str(caught.value) == message


@pytest.mark.parametrize(
    ("name", "right"),
    [("a", True), ("v2.0_x-y", True), ("", False), ("a b", False), ("-", False), ("é", False)],
)
def test_names(name, right):
    assert is_marker_name(name) is right


pieces = st.lists(
    st.sampled_from(["a", "\n", "\r\n", "\r", "\u2028", "\x0b", "    ", "```\n", "| x |\n", "\ufeff"]),
    max_size=8,
).map("".join)


@given(pieces, pieces, pieces, pieces)
def test_everything_else_stays(above, between, below, content):
    text = f"{above}\n{BEGIN}\n{between}\n{END}\n{below}"
    try:
        edit = replace_between(text, "R.md", MARKDOWN, content)
    except EditError:
        # A fence without an end.
        assert "```" in above + between
        return
    assert edit.after.startswith(f"{above}\n{BEGIN}\n")
    assert edit.after.endswith(f"{END}\n{below}")
