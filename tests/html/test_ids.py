from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.html.ids import IdPool, MatrixIds, id_prefix, matrix_ids
from tests.core.test_api import files
from tests.counting import MOST, growths

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx_support_matrix.core.matrix.model import Matrix


def page_ids(matrix: Matrix) -> MatrixIds:
    """The ids of a page that holds nothing else."""
    return matrix_ids(matrix, id_prefix(matrix.path), IdPool())


def test_published_anchors() -> None:
    matrix, _ = loads("[driver.a-b]\n[targets]\ndriver-impl-c = C\n[operation.x]\n", "m.ini")
    ids = page_ids(matrix)
    assert ids.features == {"operation.x": "operation_x"}
    assert ids.suffixes == ("_driver_a_b", "_c")
    assert ids.drivers == ("driver_a_b", "driver_c")


@pytest.mark.parametrize(
    ("path", "prefix"),
    [
        pytest.param("docs/my-file.old.ini", "my_file", id="path"),
        pytest.param("docs\\m.ini", "m", id="path of Windows"),
        pytest.param(".ini", "matrix", id="no name"),
        pytest.param("<stdin>", "_stdin_", id="standard input"),
    ],
)
def test_same_anchors(path: str, prefix: str) -> None:
    text = "[driver.a-b]\n[driver.a.b]\n[x.y]\n[x-y]\n[x_y]\n[driver_a_b]\n[x.y.driver.a-b]\n"
    ids = page_ids(loads(text, path)[0])
    assert ids.suffixes == ("_driver_a_b", "_driver_a_b_2")
    assert ids.features == {
        "x.y": "x_y",
        "x-y": f"{prefix}_x_y",
        "x_y": f"{prefix}_x_y_2",
        "driver_a_b": "driver_a_b",
        "x.y.driver.a-b": f"{prefix}_x_y_driver_a_b_3",
    }
    assert ids.drivers == (f"{prefix}_driver_a_b", f"{prefix}_driver_a_b_2")


@given(files)
def test_ids_differ(text: str) -> None:
    matrix, _ = loads(text, "m.ini")
    ids = page_ids(matrix)
    cells = [feature + suffix for feature in ids.features.values() for suffix in ids.suffixes]
    every = [*ids.features.values(), *cells, *ids.drivers]
    assert len(set(every)) == len(every)


def test_many_names_of_one_anchor() -> None:
    def prepare(size: int) -> Callable[[], object]:
        names = [f"x{'-' * (number % 7)}{chr(0x4E00 + number)}" for number in range(size)]
        drivers = "".join(f"[driver.{name}]\ntitle = D\n" for name in names)
        few = loads("[driver.a]\ntitle = A\n" + "".join(f"[{name}]\n" for name in names), "m.ini")[0]
        many = loads(f"{drivers}[f]\ntitle = F\n", "m.ini")[0]
        return lambda: (page_ids(few), page_ids(many))

    assert max(growths(prepare, 300)) < MOST
