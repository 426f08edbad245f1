from __future__ import annotations

import difflib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.ini import line_diff
from sphinx_support_matrix.core.ini.line_diff import unified

# Few different lines, so that many are there several times.
TEXTS = st.lists(st.sampled_from("abcdefgh"), max_size=30).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


def applied(text: str, diff: str) -> str:
    """*text*, changed as the unified *diff* says."""
    lines, result, at = text.splitlines(keepends=True), [], 0
    for line in diff.splitlines(keepends=True)[2:]:
        if line.startswith("@@"):
            start, _, count = line.split()[1][1:].partition(",")
            first = int(start) - (count != "0")
            result += lines[at:first]
            at = first
        elif line[0] == "+":
            result.append(line[1:])
        else:
            assert lines[at] == line[1:]
            result += lines[at : at + 1] if line[0] == " " else []
            at += 1
    return "".join(result + lines[at:])


@given(TEXTS, TEXTS)
def test_ordinary_texts_are_compared_as_difflib_does(before: str, after: str) -> None:
    both = (text.splitlines(keepends=True) for text in (before, after))
    assert unified(before, after, "p") == "".join(difflib.unified_diff(*both, fromfile="p", tofile="p"))


@pytest.mark.parametrize("ordinary", [0, 3])
def test_the_diff_of_large_texts_is_one(ordinary: int) -> None:
    @given(TEXTS, TEXTS)
    def check(before: str, after: str) -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(line_diff, "_ORDINARY", ordinary)
            assert applied(before, unified(before, after, "p")) == after

    check()


def test_a_large_text_with_small_changes_has_a_small_diff() -> None:
    lines = [f"[section {number}]\nkey = value\n\n" for number in range(3000)]
    after = [
        line.replace("value", "other") if number % 1000 == 7 else line for number, line in enumerate(lines)
    ]
    assert unified("".join(lines), "".join(after), "p") == (
        "--- p\n+++ p\n"
        + "".join(
            f"@@ -{3 * number - 1},7 +{3 * number - 1},7 @@\n key = value\n \n [section {number}]\n-key = value\n"
            f"+key = other\n \n [section {number + 1}]\n key = value\n"
            for number in (7, 1007, 2007)
        )
    )
