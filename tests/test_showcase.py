"""The sample at the top of the repository is a good example of itself."""

from __future__ import annotations

import re
import shutil
import subprocess
from collections import Counter
from pathlib import Path

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core import load
from sphinx_support_matrix.core.history.history_json import from_history_json
from sphinx_support_matrix.core.matrix.arrange import GroupFinder

pytestmark = pytest.mark.python

ROOT = Path(__file__).resolve().parents[1]
FILE = ROOT / "support-matrix.ini"


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


def test_the_history_that_is_shown_is_that_of_the_levels_beside_it():
    folder = ROOT / "docs" / "nova-releases"
    matrix, _ = load(folder / "nova.ini")
    history, problems = from_history_json((folder / "nova.history.json").read_bytes(), "nova.history.json")
    assert problems == []
    assert len(history.releases) == 22
    assert (history.releases[0].name, history.releases[-1].name) == ("12.0.0", "33.0.0")
    levels = {
        (feature.name, driver.key): cell.level.name
        for feature in matrix.features
        for driver, cell in zip(matrix.drivers, feature.implementations, strict=True)
    }
    assert {(cell.feature, cell.driver): cell.level for cell in history.cells} == levels
    since = Counter(cell.supported_since for cell in history.cells)
    # Counted independently of this package.
    assert since == {
        None: 304, "12.0.0": 162, "13.0.0": 12, "14.0.0": 13, "15.0.0": 24, "16.0.0": 7, "17.0.0": 44, "18.0.0": 49,
        "19.0.0": 6, "20.0.0": 1, "21.0.0": 12, "22.0.0": 8, "26.0.0": 5, "30.0.0": 1, "33.0.0": 1,
    }  # fmt: skip
    assert [(gone.name, gone.last) for gone in history.removed_drivers] == [
        ("xenserver", "21.0.0"),
        ("libvirt-xen", "22.0.0"),
        ("hyperv", "28.0.0"),
        ("powervm", "25.0.0"),
    ]


def test_the_tutorial_says_since_when(project, monkeypatch):
    text = (ROOT / "docs" / "tutorial.rst").read_text(encoding="utf-8")
    part = text[text.index("Say since when\n---") : text.index("Where to go next\n---")]
    commands = re.findall(r"^   \$ (.+)$", part, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["git"] * 4 + ["support-matrix"]
    if shutil.which("git") is None:
        pytest.skip("git is not installed")
    example = ROOT / "docs" / "examples" / "second"
    for name in ("support-matrix.ini", "index.rst"):
        shutil.copy(example / name, project.folder / name)
    monkeypatch.chdir(project.folder)
    for name in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{name}_NAME", "A")
        monkeypatch.setenv(f"GIT_{name}_EMAIL", "a@example.org")
    for command in commands[:4]:
        subprocess.run(["bash", "-c", command], check=True, capture_output=True)
    assert main(["history", "support-matrix.ini", "--tags", "*", "--write"]) == 0
    assert commands[4] == "support-matrix history support-matrix.ini --tags '*' --write"
    assert all("since 1.0" in each.get_text() for each in project.build().page().select("ul.sm-drivers > li"))
