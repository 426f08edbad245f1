from __future__ import annotations

import builtins
import io
import sys

import openpyxl
import pytest
from openpyxl.comments import Comment

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core.loading import loads_ini

TABLE = "| Feature | A | B |\n|---|---|---|\n| One | ✅ | beta |\n| Two | | – |\n"
INI = """\
# Made from the table in line 1 of 't.md' by 'support-matrix import'.
#
# What to do next: look at what is 'unknown', say in a note what works where it is 'partial', and give a feature
# that every driver must have 'status = mandatory'. Then: support-matrix check FILE

[driver.a]
title = A

[driver.b]
title = B

[one]
title = One
driver.a = complete
driver.b = partial
driver-notes.b = beta

[two]
title = Two
driver.a = unknown
driver.b = missing
"""
REPORT = """\
features are rows: the first column is headed 'Feature'
cells were read so; --map TEXT=LEVEL changes it:
  ✅        complete     1 ×
  beta     partial      1 ×
  (empty)  unknown      1 ×  (nothing is there)
  –        missing      1 ×
"""


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "t.md").write_text(TABLE, encoding="utf-8")
    return tmp_path


def levels(text):
    matrix, problems = loads_ini(text, "m.ini")
    assert problems == []
    return [[cell.claim for cell in feature.implementations] for feature in matrix.features]


def test_standard_output(capsys):
    assert main(["import", "t.md"]) == 0
    assert capsys.readouterr() == (INI, REPORT)


def test_a_file_is_written_and_not_replaced(folder, capsys):
    assert main(["import", "t.md", "--output", "m.ini"]) == 0
    assert (folder / "m.ini").read_text(encoding="utf-8") == INI
    assert capsys.readouterr() == (
        "'m.ini' is written. See what is left to do: support-matrix check m.ini\n",
        REPORT,
    )
    assert main(["import", "t.md", "--output", "m.ini", "--map", "beta=missing"]) == 2
    assert capsys.readouterr() == ("", "support-matrix import: 'm.ini' exists; --force replaces it\n")
    assert (
        main(["import", "t.md", "--output", "m.ini", "--map", "BETA=missing", "--map", "=partial", "--force"])
        == 0
    )
    assert levels((folder / "m.ini").read_text(encoding="utf-8")) == [
        ["complete", "missing"],
        ["partial", "not-applicable"],
    ]
    assert main(["import", "t.md", "--output", "t.md", "--force"]) == 2
    assert (folder / "t.md").read_text(encoding="utf-8") == TABLE


def test_standard_input(monkeypatch, capsys):
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Feature,A\nX,yes\n")))
    assert main(["import", "-", "--from", "csv"]) == 0
    out, _ = capsys.readouterr()
    assert levels(out) == [["complete"]]
    assert out.startswith("# Made from the table in line 1 of '<stdin>' by")


MANY = f"# First\n\n{TABLE}\n# Second\n\n| Word | Meaning |\n|---|---|\n| A | Letter |\n\n# Third\n\n{TABLE}"
LISTED = """\
  1: line 3: First: Feature | A | B
  2: line 10: Second: Word | Meaning
  3: line 16: Third: Feature | A | B
"""


@pytest.mark.parametrize(
    ("text", "arguments", "message"),
    [
        ("no table", [], "'x.md' has no table"),
        ("| Feature | A |\n|---|---|\n", [], "x.md:1: the table has no row below its header"),
        ("| Feature | A |\n|---|---|\n| | |\n", [], "the table has no row below its header"),
        ("| Feature | Notes |\n|---|---|\n| x | some |\n", [], "no column of the table holds levels"),
        (
            MANY,
            ["--table", "4"],
            "'x.md' has no table 4; it has 1 (line 3, First), 2 (line 10, Second) or 3 (line 16, Third)",
        ),
        (
            "| a | b |\n|---|---|\n| c | d |\n\n\n| e | f |\n|---|---|\n| g | h |\n",
            [],
            "no table of 'x.md' looks like a support matrix; say with --table which one is: "
            "1 (line 1) or 2 (line 6)",
        ),
        (
            TABLE,
            ["--map", "beta=partail"],
            "--map: a level must be complete, partial, missing, unknown or not-applicable, not 'partail'; did you mean 'partial'?",
        ),
        (TABLE, ["--map", "beta"], "--map: expected TEXT=LEVEL, not 'beta'"),
    ],
)
def test_what_cannot_be_imported(folder, capsys, text, arguments, message):
    (folder / "x.md").write_text(text, encoding="utf-8")
    assert main(["import", "x.md", *arguments]) == 2
    assert capsys.readouterr() == ("", f"support-matrix import: {message}\n")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        (
            "x.md",
            TABLE.encode("utf-16"),
            "'x.md' is no text in UTF-8 (it may be UTF-16, or no text at all); save it as UTF-8",
        ),
        ("x.csv", b"Feature,A\nF\xfc\xdfe,yes\n", "x.csv:2: byte 0xfc is not UTF-8; save the file as UTF-8"),
        (
            "x.doc",
            b"",
            "the name of 'x.doc' does not say its format; say it with --from: markdown, rst, html, csv, tsv or xlsx",
        ),
        ("x.xlsx", b"PK", "'x.xlsx' is not a workbook that openpyxl can read: File is not a zip file"),
        ("none.md", None, "cannot read 'none.md': No such file or directory"),
        ("-", None, "say with --from what the format of standard input is"),
    ],
)
def test_what_cannot_be_read(folder, capsys, name, data, message):
    if data is not None:
        (folder / name).write_bytes(data)
    assert main(["import", name]) == 2
    assert capsys.readouterr() == ("", f"support-matrix import: {message}\n")


def test_several_tables(folder, capsys):
    (folder / "many.md").write_text(MANY, encoding="utf-8")
    assert main(["import", "many.md"]) == 0
    assert capsys.readouterr().err.startswith(
        f"took table 1 of 'many.md'; --table takes another:\n{LISTED}features"
    )
    assert main(["import", "many.md", "--table", "3"]) == 0
    out, err = capsys.readouterr()
    assert "in line 16 of" in out
    assert err.startswith("features are rows")


def test_several_files(folder, capsys):
    (folder / "b.csv").write_text("Feature,C,A\nOne,no,\nThree,yes,no\n", encoding="utf-8")
    assert main(["import", "t.md", "b.csv"]) == 0
    out = capsys.readouterr().out
    assert levels(out) == [
        ["complete", "partial", "missing"],
        ["unknown", "not-applicable", "unknown"],
        ["missing", "unknown", "complete"],
    ]
    assert out.startswith("# Made from the table in line 1 of 't.md', the table in line 1 of 'b.csv' by")


def test_features_as_columns(capsys):
    assert main(["import", "t.md", "--features", "columns"]) == 0
    out, err = capsys.readouterr()
    assert levels(out) == [["complete", "unknown"], ["partial", "missing"]]
    assert err.startswith("features are columns, as --features says\n")


def test_ragged_rows_and_texts_that_are_not_understood(folder, capsys):
    (folder / "x.md").write_text(
        "| | A | B |\n|---|---|---|\n| One | ✅ |\n| Two | ✅ | fast | more |\n| Six | 50% | no |\n",
        encoding="utf-8",
    )
    assert main(["import", "x.md"]) == 0
    out, err = capsys.readouterr()
    assert out.endswith(
        "[two]\ntitle = Two\nnotes = more\ndriver.a = complete\ndriver.b = unknown\ndriver-notes.b = fast\n\n"
        "[six]\ntitle = Six\ndriver.a = unknown\ndriver-notes.a = 50%\ndriver.b = missing\n"
    )
    assert err == (
        "x.md:3: expected 3 cells as in the header, found 2\n"
        "x.md:4: expected 3 cells as in the header, found 4\n"
        "features are rows, because the first column has no heading; otherwise say '--features columns'\n"
        "column '4' became the notes of features\n"
        "cells were read so; --map TEXT=LEVEL changes it:\n"
        "  ✅        complete     2 ×\n"
        "  (empty)  unknown      1 ×  (nothing is there)\n"
        "  no       missing      1 ×\n"
        "  fast     unknown      1 ×  (not understood)\n"
        "  50%      unknown      1 ×  (not understood)\n"
        "2 cells were not understood: 'unknown' in the file, with the text in a note\n"
    )


def workbook(path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Matrix"
    sheet.append(["Feature", "A", "B"])
    sheet.append(["Group"])
    sheet.merge_cells("A2:C2")
    sheet.append(["One", True, 2.1])
    sheet.append(["Two", "no", 3.0])
    sheet["B1"].hyperlink = "https://example.org/a"
    sheet["B4"].comment = Comment("Not\nyet", "me")
    book.create_sheet("Empty")
    book.save(path)


def test_workbook(folder, capsys):
    workbook(folder / "x.xlsx")
    assert main(["import", "x.xlsx"]) == 0
    out, _ = capsys.readouterr()
    assert levels(out) == [["complete", "complete:2.1"], ["missing", "unknown"]]
    assert "[group.group-feature]\ntitle = Group\n\n[group-feature.one]\n" in out
    assert "link = https://example.org/a\n" in out
    assert "driver.a = missing\ndriver-notes.a = Not yet\ndriver.b = unknown\ndriver-notes.b = 3\n" in out


def test_workbook_without_openpyxl(folder, capsys, monkeypatch):
    workbook(folder / "x.xlsx")
    original = builtins.__import__

    def without(name, *arguments, **more):
        if name == "openpyxl":
            raise ImportError(name)
        return original(name, *arguments, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    assert main(["import", "x.xlsx"]) == 2
    assert capsys.readouterr() == (
        "",
        "support-matrix import: reading 'x.xlsx' takes openpyxl; install it with 'pip install openpyxl', "
        "or save the sheet as CSV\n",
    )


def test_our_own_csv(folder, capsys):
    text = "Feature,Title,Status,a-1,b\n,,,A one,B\nx.y,The y,mandatory,complete:2,\n"
    (folder / "own.csv").write_text(text, encoding="utf-8")
    assert main(["import", "own.csv"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.endswith(
        "[driver.a-1]\ntitle = A one\n\n[driver.b]\ntitle = B\n\n[x.y]\ntitle = The y\nstatus = mandatory\n"
        "driver.a-1 = complete:2\ndriver.b = unknown\n"
    )
    (folder / "own.csv").write_text("Feature,Title,Status,a\nx,X,optional,yes\n", encoding="utf-8")
    assert main(["import", "own.csv"]) == 2
    assert capsys.readouterr().err.splitlines()[-1] == (
        "support-matrix import: 'own.csv' is a table of ours with problems; put them right first"
    )
