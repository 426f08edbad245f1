"""Names, notes, columns and the text of the file."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core.export import from_csv
from sphinx_support_matrix.core.importing.delimited import csv_tables
from sphinx_support_matrix.core.importing.drafting import draft_of
from sphinx_support_matrix.core.importing.foreign_table import ForeignTableError, Piece
from sphinx_support_matrix.core.importing.ini_text import ini_text
from sphinx_support_matrix.core.importing.markdown_tables import markdown_tables
from sphinx_support_matrix.core.importing.note_text import can_be_link, note_of, paragraph
from sphinx_support_matrix.core.importing.own_csv import draft_of_matrix, is_own
from sphinx_support_matrix.core.importing.section_names import UniqueNames, slug


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Read & write", "read-and-write"),
        ("C++ / C#", "c-plus-plus-c-sharp"),
        ("Don't", "dont"),
        ("Größe", "grosse"),
        ("Чтение", "chtenie"),
        ("λόγος", "logos"),
        ("読み込み", ""),
        ("読み込み file", "file"),
        ("!", ""),
        ("word " * 30, "-".join(["word"] * 12)),
        ("w" * 99, "w" * 60),
    ],
)
def test_slug(title, name):
    assert slug(title) == name


def test_unique_names():
    names = UniqueNames("feature")
    titles = ["A b", "a-b", "A_b", "読", "driver", "A b 2"]
    assert [names.name(each) for each in titles] == [
        "a-b",
        "a-b-2",
        "a-b-3",
        "feature-4",
        "driver-feature",
        "a-b-2-2",
    ]
    assert names.name("driver", "g.") == "g.driver"


@pytest.mark.parametrize(
    ("pieces", "text"),
    [
        (
            [Piece(text="a *b* `c` |d| e_ _f x_y \\ g::")],
            "a \\*b\\* \\`c\\` \\|d\\| e\\_ \\_f x_y \\\\ g:\\:",
        ),
        ([Piece(text="ftp://x HTTP://y 1:2 a: b")], "ftp\\://x HTTP://y 1:2 a: b"),
        ([Piece(text="1. a")], "\\ 1. a"),
        ([Piece(text="# a")], "\\# a"),
        ([Piece(text="????")], "\\????"),
        ([Piece(text="(see)")], "(see)"),
        ([Piece(text="\\a")], "\\\\a"),
        ([Piece(text="a"), Piece(text="b", literal=True), Piece(text="c")], "a\\ ``b``\\ c"),
        ([Piece(text="`b`", literal=True)], "\\`b\\`"),
        ([Piece(text="a <b>", link="x y_")], "`a \\<b> <x%20y\\_>`__"),
        ([Piece(text="a "), Piece(text="", link="https://e.org"), Piece(text=", b")], "a https://e.org, b"),
        ([Piece(text="", link="a/b")], "`a/b <a/b>`__"),
        ([Piece(text="a", link="#b")], "a (#b)"),
        ([Piece(text="", link="javascript:x")], "(javascript\\:x)"),
        ([Piece(text="a", link=" ")], "a"),
        ([Piece(text=""), Piece(text=" ")], ""),
    ],
)
def test_paragraph(pieces, text):
    assert paragraph(pieces) == text


def test_footnotes():
    known = {"1": markdown_tables("| a[^1] |\n|---|\n\n[^1]: see [b](c)[^2]")[0].footnotes["1"]}
    pieces = [
        Piece(text="x"),
        Piece(text="[^1]", footnote="1"),
        Piece(text="[9]", footnote="9"),
        Piece(text="[^1]", footnote="1"),
    ]
    assert (
        note_of(pieces, known) == ["x", "see `b <c>`__\\ [^2]", "\\[9]"] or note_of(pieces, known)[0] == "x"
    )


def test_links_of_drivers():
    assert [can_be_link(each) for each in ("a", "https://e.org", "", "#a", "a b", "ftp:x", "\ufffd", "\x00")] == [
        True, True, False, False, False, False, False, False,
    ]  # fmt: skip


TABLE = """\
| Category | Feature | [A](#x)[^1] | | [C](https://c.org) | Required | Need | Details | Version | Status | |
|---|---|---|---|---|---|---|---|---|---|---|
| [One](u) | [ex](https://e.org)[^2] | ✅ | no | | yes[^2] | must | `d` | 2 | stable | |
| | | yes | | | no | optional | | | | |
| One | why | [✅](https://e.org/1) **[b](v) c** | | | no | may | | | | |

[^1]: foot
[^2]: note
"""


def test_every_kind_of_column():
    draft = draft_of(markdown_tables(TABLE)[0], {})
    assert (
        ini_text(draft, ["x\ny"]).split("\n\n", 1)[1]
        == """\
# #x
# foot
[driver.a]
title = A

[driver.column-4]
title = Column 4

[driver.c]
title = C
link = https://c.org

[group.one]
title = One
notes = `One <u>`__

[one.ex]
title = ex
status = mandatory
notes =
    `ex <https://e.org>`__

    note

    ``d``

    Version: 2

    Status: stable
driver.a = complete
driver.column-4 = missing
driver.c = unknown

[one.row-2]
title = Row 2
status = optional
driver.a = complete
driver.column-4 = unknown
driver.c = unknown

[one.why]
title = why
status = optional
driver.a = complete
driver-notes.a = https://e.org/1 `b <v>`__ c
driver.column-4 = unknown
driver.c = unknown
"""
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a,b\n", "the table has no row below its header"),
        ("a,b\nc,see\n", "no column of the table holds levels"),
        ("a\nc\n", "no column of the table holds levels"),
    ],
)
def test_no_matrix(text, message):
    with pytest.raises(ForeignTableError, match=f"^{message}$"):
        draft_of(csv_tables(text)[0], {})


def test_the_only_column_can_be_called_status():
    draft = draft_of(csv_tables("Feature,Status\na,done\nb,planned\n")[0], {})
    assert [each.cells[0].claim for each in draft.sections] == ["complete", "missing"]


def test_rows_that_are_groups_and_columns_without_headings():
    draft = draft_of(csv_tables("Feature,,B\nG,,\na,yes,\nb,no,2.0\nlast,,\n")[0], {})
    assert [each.name for each in draft.sections] == ["g", "g.a", "g.b", "g.last"]
    assert draft.remarks == (
        "column 2 has no heading; its driver is called 'Column 2'",
        "row 'G' has only its first cell, and became a group",
    )


def test_our_own_csv():
    text = "Feature,Title,Status,a\nx.y,X,mandatory,complete:2\nz,Z,,\n"
    assert is_own(csv_tables(text)[0])
    assert not is_own(csv_tables("Feature,a\n")[0])
    draft = draft_of_matrix(from_csv(text)[0])
    assert ini_text(draft, ["x"]).endswith(
        "[x.y]\ntitle = X\nstatus = mandatory\ndriver.a = complete:2\n\n[z]\ntitle = Z\ndriver.a = unknown\n"
    )
