"""The history of a real file: figures that were read independently, and every tag read by itself."""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.history.history_json import from_history_json
from sphinx_support_matrix.core.history.states import as_of

if TYPE_CHECKING:
    from pathlib import Path

FILE = "doc/source/user/support-matrix.ini"
PATHS = (FILE, "doc/source/support-matrix.ini")
RELEASES = [f"{number}.0.0" for number in range(12, 34)]


@pytest.fixture(scope="module")
def told(nova: Path) -> dict:
    """What the command says."""
    return json.loads(asked(nova, "--tags", "*"))


def asked(nova: Path, *arguments: str) -> str:
    output = nova / "told.json"
    assert main(["history", str(nova / FILE), *arguments, "--format", "json", "--output", str(output)]) == 0
    return output.read_text("utf-8")


@pytest.fixture(scope="module")
def brute_force(nova: Path) -> dict[str, dict[tuple[str, str], str]]:
    """The cells of each tag, read one by one, by the short names of features."""
    found = {}
    for tag in RELEASES:
        contents = [
            subprocess.run(
                ["git", "cat-file", "blob", f"{tag}:{path}"], cwd=nova, capture_output=True, check=False
            )
            for path in PATHS
        ]
        content = next(each.stdout for each in contents if not each.returncode)
        matrix = loads(content, "m.ini")[0]
        found[tag] = {
            (feature.name.removeprefix("operation."), driver.key): cell.level.name
            for feature in matrix.features
            for driver, cell in zip(matrix.drivers, feature.implementations, strict=True)
        }
    return found


def test_supported_since(told):
    assert [each["name"] for each in told["releases"]] == RELEASES
    assert len(told["cells"]) == 649
    assert Counter(each["supported_since"] for each in told["cells"]) == {
        "12.0.0": 162,
        "13.0.0": 12,
        "14.0.0": 13,
        "15.0.0": 24,
        "16.0.0": 7,
        "17.0.0": 44,
        "18.0.0": 49,
        "19.0.0": 6,
        "20.0.0": 1,
        "21.0.0": 12,
        "22.0.0": 8,
        "26.0.0": 5,
        "30.0.0": 1,
        "33.0.0": 1,
        None: 304,
    }


def test_drivers_that_are_gone(told):
    assert {each["key"]: each["last"] for each in told["removed"]["drivers"]} == {
        "xenserver": "21.0.0",
        "libvirt-xen": "22.0.0",
        "powervm": "25.0.0",
        "hyperv": "28.0.0",
    }


def test_levels_that_changed(told):
    changed = Counter(each["release"] for each in told["changes"] if each["change"] == "level")
    assert changed == {
        "13.0.0": 6,
        "14.0.0": 7,
        "15.0.0": 8,
        "16.0.0": 7,
        "17.0.0": 11,
        "18.0.0": 9,
        "19.0.0": 2,
        "21.0.0": 2,
        "22.0.0": 6,
        "33.0.0": 1,
    }


def test_every_release_is_what_its_tag_holds(told, brute_force):
    history, problems = from_history_json(json.dumps(told), "m.json")
    assert problems == []
    for tag, cells in brute_force.items():
        state = as_of(history, tag)
        assert {
            (name.removeprefix("operation."), key): level for (name, key), level in state.cells.items()
        } == cells


def test_since_is_what_looking_back_finds(told, brute_force):
    for each in told["cells"]:
        cell = each["feature"].removeprefix("operation."), each["driver"]
        run = []
        for tag in reversed(RELEASES):
            if brute_force[tag].get(cell) != each["level"]:
                break
            run.append(tag)
        assert each["since"] == run[-1]


def test_every_commit(nova):
    told = json.loads(asked(nova, "--every-commit"))
    listed = subprocess.run(
        ["git", "rev-list", "--first-parent", "--reverse", "HEAD", "--", *PATHS],
        cwd=nova,
        capture_output=True,
        check=True,
        text=True,
    )
    assert [each["commit"] for each in told["releases"]] == listed.stdout.split()
    assert Counter(each["supported_since"] is None for each in told["cells"]) == {True: 304, False: 345}
