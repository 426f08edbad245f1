from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.export import from_csv, to_csv
from sphinx_support_matrix.core.matrix.levels import COMPLETE, NOT_RECORDED
from sphinx_support_matrix.core.problems.problem import Code
from tests.core.export.export_files import hostile, matrices
from tests.core.test_api import files as odd_files

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Matrix


TEXT = """\
[driver.lvm]
title = LVM, local

[driver.-ceph]
title = Ceph

[a]
title = =1+1
status = choice(x)
driver.lvm = complete:"2"
driver.-ceph = Incomplete

[b]
title = 'b
status = condition(a==complete)
driver.lvm = complete
"""
CSV = (
    "Feature,Title,Status,lvm,'-ceph\r\n"
    'a,\'=1+1,choice(x),"complete:""2""",missing\r\n'
    "b,''b,condition(a==complete),complete,not-recorded\r\n"
)
TITLES = ',,,"LVM, local",Ceph\r\n'


def read(matrix: Matrix) -> list[object]:
    """What CSV holds of *matrix*."""
    return [
        [driver.key for driver in matrix.drivers],
        [
            (
                feature.name,
                feature.anchor,
                feature.title.text,
                str(feature.status),
                feature.status.condition,
                [(cell.level.name, cell.release) for cell in feature.implementations],
            )
            for feature in matrix.features
        ],
    ]


def assert_reads_back(matrix: Matrix) -> None:
    for titles in (False, True):
        text = to_csv(matrix, titles=titles)
        back, _ = from_csv(text, levels=matrix.levels)
        assert read(back) == read(matrix)
        assert to_csv(back, titles=titles) == text
        if titles:
            assert [each.title.text for each in back.drivers] == [each.title.text for each in matrix.drivers]
        rows = list(csv.reader(StringIO(text, newline="")))
        assert {len(row) for row in rows} == {len(matrix.drivers) + 3}
        for row in rows:
            assert [
                cell for cell in row if cell[:1] and cell[0] in "=+-@\t\r\n\uff1d\uff0b\uff0d\uff20"
            ] == []


def test_whole_output() -> None:
    assert to_csv(loads(TEXT, "m.ini")[0]) == CSV


def test_whole_output_with_titles() -> None:
    header, rest = CSV.split("\r\n", 1)
    assert to_csv(loads(TEXT, "m.ini")[0], titles=True) == f"{header}\r\n{TITLES}{rest}"


def test_files_of_every_dialect(matrix_files) -> None:
    assert matrix_files
    for path in matrix_files:
        assert_reads_back(load(path)[0])


@given(matrices)
def test_made_files(matrix: Matrix) -> None:
    assert_reads_back(matrix)


@given(odd_files)
def test_odd_files(text: str) -> None:
    matrix, _ = loads(text, "m.ini")
    # CSV has no driver without a key.
    assume(all(driver.key for driver in matrix.drivers))
    assert_reads_back(matrix)


def test_hostile_texts() -> None:
    assert_reads_back(hostile())


def found(text: str) -> list[tuple[Code, int, str]]:
    """What is wrong with *text*."""
    return [(each.code, each.location.line, each.message) for each in from_csv(text, "m.csv")[1]]


def test_locations_and_titles() -> None:
    matrix, problems = from_csv("Feature,Title,Status,lvm\n,,,LVM\nf,F,,\n", "m.csv")
    (driver,), (feature,) = matrix.drivers, matrix.features
    assert (driver.title.text, driver.anchor, str(driver.location)) == ("LVM", "_driver_lvm", "m.csv:1")
    assert (str(driver.title.location), str(feature.location), feature.places) == (
        "m.csv:2",
        "m.csv:3",
        (feature.location,),
    )
    assert (str(feature.status), feature.status.given) == ("optional", False)
    assert feature.implementations[0].level is NOT_RECORDED
    assert "not-recorded" not in matrix.levels
    assert [(each.code, str(each.location)) for each in problems] == [(Code.MISSING_CELL, "m.csv:3")]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeffFeature,Title,Status,d\r\nf,F,required,complete\r\n", id="byte order mark"),
        pytest.param("Feature,Title,Status,d\n\nf,F,mandatory,complete\n\n", id="empty lines"),
        pytest.param('"Feature","Title","Status","d"\r"f","F","mandatory","complete"\r', id="quotes"),
        pytest.param("Feature;Title;Status;d\nf;F;mandatory;complete\n", id="semicolons"),
        pytest.param("Feature\tTitle\tStatus\td\nf\tF\tmandatory\tcomplete\n", id="tabs"),
        pytest.param("feature,TITLE,status ,d\nf,F,Mandatory,Complete\n", id="other capitals"),
        pytest.param("Feature,Title,Status,d\nf,F,mandatory,complete,,\n,,,\n", id="empty cells"),
        pytest.param("Feature,Title,Status,d,,\nf,F,mandatory,complete,,\n,,,,,\n", id="empty columns"),
    ],
)
def test_what_spreadsheets_write(text: str) -> None:
    matrix, problems = from_csv(text)
    assert problems == []
    assert matrix.drivers[0].title.text == "d"
    assert matrix.features[0].implementations[0].level is COMPLETE
    assert to_csv(matrix) == "Feature,Title,Status,d\r\nf,F,mandatory,complete\r\n"


def test_level_of_its_own() -> None:
    text = "Feature,Title,Status,d\nf,F,optional,beta:1\n"
    matrix, _ = from_csv(text)
    level = matrix.levels["beta"]
    assert matrix.features[0].implementations[0].level is level
    assert (level.title, level.symbol, level.counts_as, level.meaning) == ("beta", "b", "unknown", "")
    assert found(text) == [
        (
            Code.BAD_LEVEL,
            2,
            "the level of driver 'd' must be complete, partial, missing, unknown or not-applicable, not 'beta', "
            "which counts as unknown",
        )
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "",
            [(Code.NOT_A_MATRIX, 1, "this is no table of a support matrix; expected Feature,Title,Status and the keys of the drivers")],
            id="nothing",
        ),
        pytest.param(
            "a,b,c\n",
            [(Code.NOT_A_MATRIX, 1, "this is no table of a support matrix; expected Feature,Title,Status and the keys of the drivers")],
            id="header",
        ),
        pytest.param(
            "Feature,Title,Status\n",
            [(Code.NO_DRIVERS, 1, "the table has no driver; expected their keys in this line")],
            id="no driver",
        ),
        pytest.param(
            "Feature,Title,Status,d\n",
            [(Code.NO_FEATURES, 1, "the table has no feature; expected a line for each")],
            id="no feature",
        ),
        pytest.param(
            "Feature,Title,Status,d,d,\na,A,,complete,missing,partial\n",
            [
                (Code.DUPLICATE_DRIVER, 1, "driver 'd' is already declared; its cells are ignored"),
                (Code.MALFORMED_LINE, 1, "column 6 has no key; its cells are ignored"),
            ],
            id="driver twice",
        ),
        pytest.param(
            "Feature,Title,Status,d,e\na,A,,complete\nb,B,,complete,missing,partial\n",
            [
                (Code.MALFORMED_LINE, 2, "expected 5 cells, found 4"),
                (Code.MALFORMED_LINE, 3, "expected 5 cells, found 6"),
                (Code.MISSING_CELL, 2, "feature 'a' says nothing about driver 'e'; write its level, or 'unknown' if nobody knows"),
            ],
            id="cells",
        ),
        pytest.param(
            "Feature,Title,Status,d\na,A,,complete\na,B,,missing\n,C,,missing\n",
            [
                (Code.DUPLICATE_SECTION, 3, "feature 'a' is already there, at line 2; this line is ignored"),
                (Code.MALFORMED_LINE, 4, "expected the name of a feature in the first cell; this line is ignored"),
            ],
            id="names",
        ),
        pytest.param(
            "Feature,Title,Status,d\na,,,complete\n",
            [(Code.MISSING_TITLE, 2, "feature 'a' has no title; expected it in the second cell")],
            id="no title",
        ),
        pytest.param(
            "Feature,Title,Status,d\na,A,mandatry,compleet\n",
            [
                (
                    Code.BAD_LEVEL,
                    2,
                    "the level of driver 'd' must be complete, partial, missing, unknown or not-applicable, not 'compleet', "
                    "which counts as unknown; did you mean 'complete'?",
                ),
                (
                    Code.BAD_STATUS,
                    2,
                    "status of '[a]' must be mandatory, optional, choice(GROUP), condition(FEATURE==LEVEL), mature or "
                    "immature, not 'mandatry'; did you mean 'mandatory'?",
                ),
            ],
            id="words",
        ),
        pytest.param(
            "Feature,Title,Status,d\na,A\x01,,missing\x02\n",
            [
                (Code.CONTROL_CHARACTER, 2, "control character U+0001; remove it"),
                (
                    Code.BAD_LEVEL,
                    2,
                    "the level of driver 'd' must be complete, partial, missing, unknown or not-applicable, not "
                    "'missing\ufffd', which counts as unknown; did you mean 'missing'?",
                ),
            ],
            id="control characters",
        ),
        pytest.param(
            "Feature,Title,Status,d\na,A\u2067,,missing\n",
            [
                (
                    Code.CONTROL_CHARACTER,
                    2,
                    "U+2067 changes the order in which text is shown; remove it, or use U+200E or U+200F",
                ),
            ],
            id="order of text",
        ),
        pytest.param(
            'Feature,Title,Status,d\na,A,,missing\n"a"b,,\n',
            [(Code.MALFORMED_LINE, 3, "the table ends here: ',' expected after '\"'")],
            id="quotes",
        ),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, expected: list[tuple[Code, int, str]]) -> None:
    assert found(text) == expected


@given(st.text(st.sampled_from('Feature,Title,Status,d\n;"\t\x00\r a:')) | st.text())
def test_no_text_is_too_bad(text: str) -> None:
    for header in ("", "Feature,Title,Status,d\n"):
        matrix, problems = from_csv(header + text, "m.csv")
        assert all(len(feature.implementations) == len(matrix.drivers) for feature in matrix.features)
        assert all(problem.location.line >= 1 for problem in problems)
