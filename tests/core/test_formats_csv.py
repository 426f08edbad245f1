from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.formats import from_csv, to_csv
from sphinx_support_matrix.core.levels import COMPLETE
from tests.core.formats_files import hostile, matrices
from tests.core.test_api import files as odd_files

if TYPE_CHECKING:
    from sphinx_support_matrix.core.model import Matrix


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
        back = from_csv(text, levels=matrix.levels)
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
    assert_reads_back(loads(text, "m.ini")[0])


def test_hostile_texts() -> None:
    assert_reads_back(hostile())


def test_locations_and_titles() -> None:
    matrix = from_csv("Feature,Title,Status,lvm\n,,,LVM\nf,F,,\n", "m.csv")
    (driver,), (feature,) = matrix.drivers, matrix.features
    assert (driver.title.text, driver.anchor, str(driver.location)) == ("LVM", "_driver_lvm", "m.csv:1")
    assert (str(driver.title.location), str(feature.location), feature.places) == (
        "m.csv:2",
        "m.csv:3",
        (feature.location,),
    )
    assert (str(feature.status), feature.status.given) == ("optional", False)
    assert feature.implementations[0].level.name == "not-recorded"
    assert "not-recorded" not in matrix.levels


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("\ufeffFeature,Title,Status,d\r\nf,F,required,complete\r\n", id="byte order mark"),
        pytest.param("Feature,Title,Status,d\n\nf,F,mandatory,complete\n\n", id="empty lines"),
        pytest.param('"Feature","Title","Status","d"\r"f","F","mandatory","complete"\r', id="quotes"),
    ],
)
def test_what_spreadsheets_write(text: str) -> None:
    matrix = from_csv(text)
    assert matrix.drivers[0].title.text == "d"
    assert matrix.features[0].implementations[0].level is COMPLETE
    assert to_csv(matrix) == "Feature,Title,Status,d\r\nf,F,mandatory,complete\r\n"


def test_level_of_its_own() -> None:
    matrix = from_csv("Feature,Title,Status,d\nf,F,optional,beta:1\n")
    level = matrix.levels["beta"]
    assert matrix.features[0].implementations[0].level is level
    assert (level.title, level.symbol, level.counts_as, level.meaning) == ("beta", "b", "unknown", "")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        pytest.param("", "there is no table", id="nothing"),
        pytest.param("a,b,c\n", "line 1: expected Feature,Title,Status and the keys of the drivers", id="header"),
        pytest.param(
            "Feature,Title,Status,d,d\n",
            "line 1: expected Feature,Title,Status and the keys of the drivers",
            id="driver twice",
        ),
        pytest.param("Feature,Title,Status,d\na,A\n", "line 2: expected 4 cells, found 2", id="cells"),
        pytest.param("Feature,Title,Status\na,,\na,,\n", "expected a name in each line, and none twice", id="twice"),
        pytest.param("Feature,Title,Status\na,,\n,,\n", "expected a name in each line, and none twice", id="no name"),
        pytest.param("Feature,Title,Status\na,,maybe\n", "line 2: 'maybe' is no status", id="status"),
        pytest.param('Feature,Title,Status\n"a"b,,\n', "line 2: ',' expected after '\"'", id="quotes"),
    ],
)  # fmt: skip
def test_what_is_wrong(text: str, message: str) -> None:
    with pytest.raises(ValueError) as caught:
        from_csv(text)
    assert str(caught.value) == message
