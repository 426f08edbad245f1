"""The readers: what they find, that nothing stops them, and that they lose nothing."""

from __future__ import annotations

import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.importing.choosing import choose, combine, listed
from sphinx_support_matrix.core.importing.delimited import csv_tables, tsv_tables
from sphinx_support_matrix.core.importing.drafting import draft_of
from sphinx_support_matrix.core.importing.foreign_table import (
    EMPTY,
    ForeignTableError,
    footnote_name,
    one_header,
    plain,
)
from sphinx_support_matrix.core.importing.html_tables import html_tables
from sphinx_support_matrix.core.importing.ini_text import ini_text
from sphinx_support_matrix.core.importing.markdown_inline import image_text, inline
from sphinx_support_matrix.core.importing.markdown_tables import markdown_tables, split_row
from sphinx_support_matrix.core.importing.table_direction import looks_like_matrix, with_features_as_rows
from sphinx_support_matrix.core.loading import loads_ini
from tests.core.importing.sample_tables import SAMPLES


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def shown(cell):
    return [
        (piece.text, piece.link or piece.footnote or ("code" if piece.literal else ""))
        for piece in cell.pieces
    ]


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("", []),
        ("a **b** _c_ ~~d~~ snake_case_name 2 * 3", [("a b c d snake_case_name 2 * 3", "")]),
        (r"\*a\* \w", [("*a* \\w", "")]),
        ("`a*b*` x", [("a*b*", "code"), (" x", "")]),
        ("`` ` `` ``", [("`", "code"), (" ``", "")]),
        ("**[a](b 'c')**", [("a", "b")]),
        (
            "[a](<b c>) [d][E] [e] [f] [g][h]",
            [("a", "b c"), (" ", ""), ("d", "u"), (" ", ""), ("e", "u"), (" [f] [g][h]", "")],
        ),
        ("[![no](x.svg)](y)", [("no", "y")]),
        ("[](y)", [("", "y")]),
        ("![](img/yes.png?raw=1) ![a][b]", [("yes a", "")]),
        (
            "<https://e.org/a> &amp; <b>x</b><!-- c --><br/>y",
            [("https://e.org/a", "https://e.org/a"), (" & x\ny", "")],
        ),
        ("x[^n] y<sup>*2*</sup>", [("x", ""), ("[^n]", "n"), (" y", ""), ("2", "2")]),
        ('<a class=x href="u&amp;v">t[^1]</a>', [("t", "u&v"), ("[^1]", "1")]),
        ("<img title='no' src=x><img src=\"a/b.gif\">", [("nob", "")]),
        ("\uffffa", [("\ufffda", "")]),
    ],
)
def test_inline(text, pieces):
    assert shown(inline(text, {"e": "u"})) == pieces


def test_image_text():
    assert image_text(" x ", "y") == "x"
    assert image_text("", "https://e.org/a/no.min.svg?x=/y") == "no"


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("| a | b |", ["a", "b"]),
        ("a|b", ["a", "b"]),
        (r"| a \| b | `c\|d` |", ["a | b", "`c|d`"]),
        ("| | x | |", ["", "x", ""]),
        ("|", []),
    ],
)
def test_split_row(line, cells):
    assert split_row(line) == cells


MARKDOWN = """\
Title
=====

```
| no | table |
|----|-------|
| in | code  |
```

~~~~ text
| no |
~~~
|----|
~~~~

Setext
---

| A | B[^x] |
|---|:-----:|
| [c] | d |
stop

### Next ###

> | E |
> |---|
> | f§ |

- § that
[^x]: first
    second

[c]: <https://e.org> "t"
last |
-|-
"""


def test_markdown():
    first, second, third = markdown_tables(MARKDOWN)
    assert (first.line, first.heading, texts(first)) == (19, "Setext", [["A", "B"], ["c", "d"]])
    assert first.rows[1].cells[0].pieces[0].link == "https://e.org"
    assert first.footnotes["x"].text == "first second"
    assert (second.line, second.heading, texts(second)) == (26, "Next", [["E"], ["f"]])
    assert second.footnotes["§"].text == "that"
    assert texts(third) == [["last"]]


def test_html_in_markdown():
    (table,) = markdown_tables(
        "# A *b*\n\n<table><tr><th>x</th><th>y</th></tr><tr><td>**q**[^1]</td></tr></table>\n\n[^1]: z\n"
    )
    assert (table.line, table.heading, texts(table)) == (3, "A b", [["x", "y"], ["q"]])
    assert table.footnotes["1"].text == "z"


HTML = """\
<h1>One</h1><p>text</p><style>table {}</style>
<table><thead><tr><th>F</th><th><a href="u"><img src="i/a.png"></a></th></thead>
<tbody><tr><td>x<td><code>y</code><a href="v"></a></td><td><input type=checkbox checked><input type="checkbox"><input></td>
<tr><td rowspan="3">z<td>1<table><tr><td>in</td><td>ner</table>
<tr><td><i class="icon icon-ok"></i><i></i><span title="t">u</span><svg aria-label="v"></svg></td><td colspan="x">&lt;
</tbody><tfoot><tr><td>end</td></tr></tfoot></table>
<div><sup>1</sup> foot</div><p></p><p>a<sup></sup></p><td>stray</td></table></code></a></style>
<table></table><table><td>only<td rowspan=2>two</table>
"""


def test_html():
    first, second = html_tables(HTML)
    assert (first.line, first.heading, first.headers) == (2, "One", 1)
    assert texts(first) == [
        ["F", "a"],
        ["x", "y", "☑☐"],
        ["z", "1 in ner"],
        ["z", "okuv", "<"],
        ["z", "end"],
    ]
    assert [piece.link for piece in first.rows[1].cells[1].pieces] == ["", "v"]
    assert first.footnotes["1"].text == "foot"
    assert texts(second) == [["only", "two"]]


def test_delimited():
    assert [texts(each) for each in csv_tables("\n\na;b\n1,5;\n\n")] == [[["a", "b"], ["1,5", ""]]]
    assert csv_tables("") == []
    assert texts(tsv_tables("a\tb\n")[0]) == [["a", "b"]]
    with pytest.raises(
        ForeignTableError, match=r"line 1 is not CSV: field larger than field limit \(10000000\)"
    ):
        csv_tables("x" * 10_000_001)


def test_one_header():
    (table,) = html_tables(
        "<table><thead><tr><th>a<th colspan=2>b<tr><th></th><tr><th>a<th>c<th>b</thead><tr><td>1</table>"
    )
    assert texts(one_header(table)) == [["a", "b c", "b"], ["1", "", ""]]
    (short,) = html_tables("<table><thead><tr><th>a<tr><th></thead></table>")
    assert texts(one_header(short)) == [["a"]]
    (empty,) = html_tables("<table><tr><td></table>")
    assert texts(one_header(empty)) == []
    assert with_features_as_rows(empty, None)[1].startswith(
        "features are rows, because the first column has no heading"
    )
    assert footnote_name("²") == footnote_name("[2]") == "2"
    assert footnote_name("()") == "()"
    assert plain(" ") == EMPTY


@pytest.mark.parametrize(
    ("corner", "asked", "first", "why"),
    [
        ("Feature", None, "r", "features are rows: the first column is headed 'Feature'"),
        ("Databases", None, "c", "features are columns: the first column is headed 'Databases'"),
        (
            "Thing",
            None,
            "r",
            "features are rows, because the first column is headed 'Thing'; otherwise say '--features columns'",
        ),
        ("Feature", "columns", "c", "features are columns, as --features says"),
        ("Database", "rows", "r", "features are rows, as --features says"),
    ],
)
def test_orientation(corner, asked, first, why):
    (table,) = csv_tables(f"{corner},c\nr,yes\n")
    turned, said = with_features_as_rows(table, asked)
    assert (turned.body[0].cells[0].text, said) == (first, why)


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("a,b\nc,yes\n", True),
        ("a,b\nc,see\n", False),
        ("a,b,c\nd,yes,some text\n", True),
        ("a,b\n1,yes\n2,x1\n3,x2\n", False),
        ("a,b\n", False),
    ],
)
def test_looks_like_matrix(text, is_one):
    assert looks_like_matrix(csv_tables(text)[0], {}) is is_one


def test_choose():
    (good,), (bad,) = csv_tables("a,b\nc,yes\n"), csv_tables("a,b\nc,see\n")
    assert choose([bad], "p", {}) == (bad, "")
    assert choose([bad, good], "p", {}) == (good, "")
    assert choose([bad, good], "p", {}, 1) == (bad, "")
    assert listed([bad] * 21).endswith("\n  and 1 more")
    assert listed(csv_tables("x" * 80)) == f"  1: line 1: {'x' * 59}…"


@pytest.mark.parametrize(
    ("text", "number", "message"),
    [
        ("", None, "'p' has no table"),
        ("a,b\nc,see\n", 2, "'p' has no table 2; it has 1 (line 1)"),
        ("a,b\nc,see\n", 0, "'p' has no table 0; it has 1 (line 1)"),
    ],
)
def test_no_such_table(text, number, message):
    with pytest.raises(ForeignTableError) as caught:
        choose(csv_tables(text), "p", {}, number)
    assert str(caught.value) == message


def test_several_tables_that_may_be_meant():
    (good,), (bad,) = csv_tables("a,b\nc,yes\n"), csv_tables("a,b\nc,see\n")
    table, said = choose([bad, good, good], "p", {})
    assert table is good
    assert said == f"took table 2 of 'p'; --table takes another:\n{listed([bad, good, good])}"
    with pytest.raises(ForeignTableError) as caught:
        choose([bad, bad], "p", {})
    assert str(caught.value) == (
        "no table of 'p' looks like a support matrix; say with --table which one is: 1 (line 1) or 2 (line 1)"
    )


def test_combine_keeps_footnotes_and_contradictions():
    (one,) = markdown_tables("| F | A |\n|---|---|\n| x | ✅[^1] |\n\n[^1]: one\n")
    (two,) = markdown_tables("| F | B | A |\n|---|---|---|\n| x | ✅[^1] | |\n| X | | ❌ |\n\n[^1]: two\n")
    both = combine([one, two])
    assert texts(both) == [["F", "A", "B"], ["x", "✅", "✅"], ["X", "❌", ""]]
    text = ini_text(draft_of(both, {}), ["it"])
    assert "driver-notes.a = one\n" in text
    assert "driver-notes.b = two\n" in text


READERS = (markdown_tables, html_tables, csv_tables, tsv_tables)
PARTS = st.sampled_from(
    ["|", "---", "\n", "\\", "`", "*", "_", "[", "](", ")", "<td>", "<table>", "</table>", "<tr>", "<sup>", "</a>", "<a href=x>", "[^1]", ": ", "✅", "no", "a", " ", '"', ",", "\t", "# ", "<!--", "rowspan=3 ", "&", "<th colspan=2>"]
)  # fmt: skip


@given(st.lists(PARTS, max_size=60).map("".join) | st.text(max_size=80))
def test_no_reader_raises_and_what_is_drafted_loads(text):
    for reader in READERS:
        try:
            tables = reader(text)
        except ForeignTableError:
            continue
        for table in tables:
            looks_like_matrix(table, {})
            turned, _ = with_features_as_rows(table, None)
            try:
                draft = draft_of(turned, {})
            except ForeignTableError:
                continue
            matrix, problems = loads_ini(ini_text(draft, ["x"]), "m.ini")
            assert problems == []
            assert [driver.title.text for driver in matrix.drivers] == [
                " ".join(each.title.split()) for each in draft.drivers
            ]
            assert len(matrix.features) == sum(hasattr(each, "cells") for each in draft.sections)


WORDS = st.text(st.sampled_from(string.ascii_letters + "éßж日_-.:*`|\\#;(){}%"), min_size=1, max_size=12)


@given(st.lists(st.lists(WORDS, min_size=3, max_size=3), min_size=1, max_size=5))
def test_no_word_of_a_csv_file_is_lost(rows):
    lines = ["Feature,A,B", *('"' + '","'.join(row) + '"' for row in rows), "last,yes,yes"]
    draft = draft_of(csv_tables("\n".join(lines))[0], {})
    text = ini_text(draft, ["x"])
    matrix, problems = loads_ini(text, "m.ini")
    assert problems == []
    read = re.sub(r"\\(.)", r"\1", text)
    for row, feature in zip(rows, [each for each in draft.sections if hasattr(each, "cells")], strict=False):
        assert feature.title == " ".join(row[0].split())
        for word, cell in zip(row[1:], feature.cells, strict=True):
            if not cell.claim.startswith("unknown"):
                continue
            assert word in read
    assert len(matrix.features) == len(rows) + 1


def test_long_texts_take_no_long_time():
    for part in ("[", "![", "<a href=x>", "<sup>", "`", "*a", "\\", "<", "|", "**", "]("):
        inline(part * 3000)
        markdown_tables(f"| a | b |\n|---|---|\n| c | {part * 3000} |\n")
    html_tables("<table>" * 3000 + "<td colspan=9999>x" * 300)


def test_samples_have_one_table_each():
    for path in SAMPLES.iterdir():
        reader = {".md": markdown_tables, ".html": html_tables, ".csv": csv_tables, ".tsv": tsv_tables}.get(
            path.suffix
        )
        if reader is not None:
            assert len(reader(path.read_text(encoding="utf-8-sig"))) == 1
