"""The sample at the top of the repository is a good example of itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_support_matrix.core import load
from sphinx_support_matrix.core.matrix.arrange import GroupFinder

pytestmark = pytest.mark.python

FILE = Path(__file__).resolve().parents[1] / "support-matrix.ini"


def test_showcase():
    matrix, problems = load(FILE)
    assert problems == []
    assert (len(matrix.drivers), len(matrix.features), len(matrix.groups)) == (14, 66, 5)
    assert {*map(GroupFinder(matrix.groups).group_of, matrix.features)} == set(matrix.groups)
    assert len({feature.title.text for feature in matrix.features}) == 66
    for feature in matrix.features:
        assert feature.notes is not None, feature.name
        for driver, cell in zip(matrix.drivers, feature.implementations, strict=True):
            if cell.level.name == "partial":
                assert cell.notes is not None, (feature.name, driver.key)


def test_showcase_holds_the_facts_of_the_published_matrices(corpus):
    ours, _ = load(FILE)
    newer, _ = load(corpus / "nova-2026.ini")
    older, _ = load(corpus / "nova-2016.ini")
    cells = {}
    for matrix in (older, newer):
        for feature in matrix.features:
            name = {
                "guest.disk.autoconfigure.wtf.com": "guest.disk.autoconfig",
                "operation.service-control.wtf.com": "operation.service-control",
            }.get(feature.name, feature.name)
            for driver, cell in zip(matrix.drivers, feature.implementations, strict=True):
                cells[name, driver.key] = (str(feature.status), cell.level.name)
    found = {
        (feature.name, driver.key): (str(feature.status), cell.level.name)
        for feature in ours.features
        for driver, cell in zip(ours.drivers, feature.implementations, strict=True)
    }
    assert {key: found[key] for key in cells} == cells
    assert {level for key, (_, level) in found.items() if key not in cells} == {"unknown"}
