"""Notes are read back by a parser of Markdown, with HTML enabled, so that any that passes is seen."""

from __future__ import annotations

import re
import sys

import pytest
from bs4 import BeautifulSoup
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from sphinx_support_matrix.core.matrix.model import Markup, Note
from sphinx_support_matrix.markup.markdown_notes import note_to_markdown, rst_to_markdown
from tests.core.export.export_files import HOSTILE

PARSER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

CASES = {
    "inline": (
        "One *em*, **strong**, ``co`de``, `title` and a\nline.",
        "One *em*, **strong**, ``co`de``, *title* and a line.",
    ),
    "escapes": (
        "a_b <b> 1 * 2 | ~x~ &amp; $x$ [y] ``<i>``",
        r"a\_b \<b\> 1 \* 2 \| \~x\~ \&amp; \$x\$ \[y\] `<i>`",
    ),
    "beginnings": ("\\- a\n\n1\\. b\n\n\\# c\n\n\\> d", "\\- a\n\n1\\. b\n\n\\# c\n\n\\> d"),
    "links": (
        "`A <https://x.org/a_(b)>`_, B_, https://y.org/?a=1&b=2 and me@x.org\n\n.. _B: page.html",
        r"[A](https://x.org/a_%28b%29), [B](page.html), [https\://y.org/?a=1\&b=2](https://y.org/?a=1\&b=2) "
        "and [me@x.org](mailto:me@x.org)",
    ),
    "a link that runs": ("`A <javascript:alert(1)>`_", "A (javascript:alert(1))"),
    "a target that nothing leads to": (".. _B: https://x.org", "[b](https://x.org)"),
    "roles of Sphinx": (
        ":ref:`A <b>` :doc:`/c` :support:feature:`snap` :term:`~x` :file:`a_b` :guilabel:`OK` :x:y:`z`",
        "A /c snap x `a_b` **OK** z",
    ),
    "a role that is raw": (".. role:: h(raw)\n   :format: html\n\n:h:`<b>`", "```\n.. role:: h(raw)\n   :format: html\n```\n\n\\<b\\>"),
    "problems": ("unknown_ |none| *open", r"unknown\_ \|none\| \*open"),
    "substitution": ("|a| b\n\n.. |a| replace:: *c*", "*c* b"),
    "emphasis in a word": ("a\\ *b*\\ c **(d)**\\ e", "a*b*c (d)e"),
    "lists": (
        "- a\n\n  b\n\n  - c\n- d\n\n3. e\n4. f",
        "- a\n\n  b\n\n  - c\n- d\n\n3. e\n4. f",
    ),
    "lists side by side": ("- a\n\n* b\n\n1. c\n\nx. d", "- a\n\n* b\n\n1. c\n\n24) d"),
    "definitions": (
        "term : class\n    Def.\n\n:field: Body.\n\n-o FILE, --out=FILE  Option.",
        "- term (class)\n\n  Def.\n\n* field:\n\n  Body.\n\n- `-o FILE`, `--out=FILE`:\n\n  Option.",
    ),
    "code": (
        "Do::\n\n  a ```\n    b\n\n.. code-block:: sh\n   :caption: Cap\n   :linenos:\n\n   $ c\n\n>>> d",
        "Do:\n\n````\na ```\n  b\n````\n\nCap\n\n```sh\n$ c\n```\n\n```\n>>> d\n```",
    ),
    "code in a list": ("- a::\n\n    b\n\n    c", "- a:\n\n  ```\n  b\n\n  c\n  ```"),
    "admonitions": (
        ".. note:: Be *careful*.\n\n.. admonition:: Own\n\n   - a\n\n.. seealso:: That.",
        "> **Note**\n>\n> Be *careful*.\n\n> **Own**\n>\n> - a\n\n> **See also**\n>\n> That.",
    ),
    "versions": (
        ".. versionadded:: 2.0\n   New.\n\n.. deprecated:: 3",
        "> **Added in version 2.0**\n>\n> New.\n\n> **Deprecated since version 3**",
    ),
    "quotation": ("a\n\n  b\n\n  -- c", "a\n\n> b\n>\n> — c"),
    "line block": ("| a\n|   b\n| - c", "a\\\n&nbsp;&nbsp;&nbsp;&nbsp;b\\\n\\- c"),
    "table": (
        "=====  =====\nA      B\n=====  =====\n``|``  - c\n       - d\n=====  =====",
        "| A | B |\n| --- | --- |\n| `\\|` | c d |",
    ),
    "table without a header, with spans": (
        "+---+---+\n| a | b |\n+---+---+\n| c     |\n+---+---+",
        "|  |  |\n| --- | --- |\n| a | b |\n| c |  |",
    ),
    "images": (
        ".. image:: a.png\n   :alt: A [1]\n\n.. figure:: https://x.org/b.png\n\n   Cap\n\n   Legend",
        "![A \\[1\\]](a.png)\n\n![https\\://x.org/b.png](https://x.org/b.png)\n\nCap\n\nLegend",
    ),
    "an image that runs": (".. image:: javascript:x", "javascript:x"),
    "footnotes": ("a [1]_ [#x]_\n\n.. [1] One\n\n   two\n.. [#x] Three", r"""a \[1\] \[2\]

\[1\] One

two

\[2\] Three"""),
    "section": ("Title\n=====\n\na\n\n----\n\nb", "**Title**\n\na\n\n---\n\nb"),
    "refused": (
        ".. raw:: html\n\n   <b>\n\n.. include:: /etc/hostname\n\n.. csv-table::\n   :file: x.csv\n\n.. grid:: 2\n\n   a",
        "```\n.. raw:: html\n\n   <b>\n```\n\n```\n.. include:: /etc/hostname\n```\n\n"
        "```\n.. csv-table::\n   :file: x.csv\n```\n\n```\n.. grid:: 2\n\n   a\n```",
    ),
    "a table that is none": ("+---+\n| a", "```\n+---+\n| a\n```"),
    "comment": ("a\n\n.. comment", "a"),
    "nothing": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize(("text", "markdown"), CASES.values(), ids=CASES)
def test_whole_output(text, markdown, capfd):
    assert rst_to_markdown(text, "m.ini") == markdown
    assert capfd.readouterr() == ("", "")
    assert kinds(markdown).isdisjoint({"html_block", "html_inline"})


def kinds(markdown: str) -> set[str]:
    tokens = PARSER.parse(markdown)
    return {token.type for each in tokens for token in (each, *(each.children or ()))}


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def shown(markdown: str) -> str:
    return BeautifulSoup(PARSER.render(markdown), "html.parser").get_text()


def test_markdown_stays_as_it_is():
    note = Note(path="m.ini", lines=("*a* `b`", "", "  c_"), numbers=(1, 2, 3), markup=Markup.MARKDOWN)
    assert note_to_markdown(note) == "*a* `b`\n\n  c_"


def test_other_notes_are_restructuredtext():
    note = Note(path="m.ini", lines=("*a* ``b``",), numbers=(1,))
    assert note_to_markdown(note) == "*a* `b`"


def test_what_is_nested_too_deeply_is_shown_as_it_was_written():
    text = "\n".join("  " * depth + "- a\n" for depth in range(sys.getrecursionlimit()))
    assert rst_to_markdown(text, "m.ini") == f"```\n{text}\n```"


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts(text):
    markdown = rst_to_markdown(text, "m.ini")
    assert kinds(markdown).isdisjoint({"html_block", "html_inline"})


# Without what makes comments, targets and options, whose words no page shows.
plain = st.text(
    st.characters(categories=("L", "N", "P", "S", "Zs"), exclude_characters=":`_.|\\&[]+=-")
    | st.sampled_from("\n"),
    max_size=60,
)
pieces = st.lists(
    st.sampled_from([*HOSTILE, "a", " ", "\n", "\n\n", "  ", "- ", "::\n\n", "**", "``", "| ", ".. note:: "]),
    max_size=12,
).map("".join)


@given(plain)
def test_words_survive(text):
    lines = "\n".join(line.strip() for line in text.split("\n"))
    assert words(shown(rst_to_markdown(lines, "m.ini"))) == words(lines)


@given(st.one_of(st.text(max_size=80), pieces))
@example("\\ *x*")
@example("``\\``")
def test_no_text_is_too_bad(text):
    assert kinds(rst_to_markdown(text, "m.ini")).isdisjoint({"html_block", "html_inline"})
