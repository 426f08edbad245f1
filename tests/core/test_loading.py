from __future__ import annotations

import gc

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.export import to_csv, to_json
from sphinx_support_matrix.core.loading import collection_paused, is_ini
from sphinx_support_matrix.core.matrix.levels import COMPLETE, NOT_APPLICABLE

INI = "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n"


@pytest.mark.parametrize("enabled", [True, False])
def test_the_collector_waits_and_goes_on_as_before(enabled: bool) -> None:
    before = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        with collection_paused():
            assert not gc.isenabled()
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()


def test_the_suffix_says_what_a_file_is() -> None:
    matrix, _ = loads(INI, "m.ini")
    assert [is_ini(path) for path in ("m.ini", "m", "m.CSV", "m.json")] == [True, True, False, False]
    read, problems = loads(to_csv(matrix).encode(), "m.csv")
    assert ([feature.name for feature in read.features], problems) == (["f"], [])
    read, problems = loads("\ufeff" + to_json(matrix), "other.json")
    assert (read.features, read.path, problems) == (matrix.features, "other.json", [])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "{\n  no",
            "m.json:2: this is no JSON: Expecting property name enclosed in double quotes",
            id="no JSON",
        ),
        pytest.param("[]", "m.json:1: expected a support matrix as JSON of version 1", id="another thing"),
        pytest.param(
            to_json(loads(INI, "m.ini")[0]).replace('"path": "m.ini"', '"path": 1', 1),
            "m.json:1: path: expected a text",
            id="no path",
        ),
    ],
)
def test_a_file_that_is_no_export(text: str, expected: str) -> None:
    matrix, problems = loads(text, "m.json")
    assert matrix.features == ()
    assert [f"{problem.location}: {problem.message}" for problem in problems] == [expected]


def test_how_levels_look() -> None:
    assert [(level.is_own, level.letter, level.color) for level in (COMPLETE, NOT_APPLICABLE)] == [
        (False, "C", "green"),
        (False, "N", ""),
    ]
