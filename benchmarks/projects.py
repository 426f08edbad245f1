"""Small Sphinx projects that hold one matrix, or none."""

from __future__ import annotations

import re
from enum import Enum
from html.parser import HTMLParser
from typing import TYPE_CHECKING

from benchmarks.generate import matrix

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.generate import Size

FILE = "support-matrix.ini"
EXTENSIONS = {
    "ours": "sphinx_support_matrix",
    "peer": "sphinx_feature_classification.support_matrix",
}


class Project(Enum):
    """What a project is built with."""

    EMPTY = "empty"
    """Sphinx alone; there is no matrix."""

    LOADED = "loaded"
    """This package; there is no matrix."""

    OURS = "ours"
    """This package, with a matrix."""

    PEER = "peer"
    """sphinx-feature-classification, from which people come, with the same matrix."""


def write_project(folder: Path, kind: Project, size: Size) -> Path:
    """Write a project of one page into a folder in *folder*, which is returned; once for each kind and size."""
    path = folder / f"{kind.value}-{size.features}-{size.drivers}"
    if path.exists():
        return path
    path.mkdir(parents=True)
    extension = EXTENSIONS.get(kind.value, EXTENSIONS["ours"])
    extensions = [] if kind is Project.EMPTY else [extension]
    (path / "conf.py").write_text(
        f"project = 'Benchmark'\nextensions = {extensions!r}\nexclude_patterns = ['out', 'doctrees']\n"
    )
    page = "Benchmark\n=========\n"
    if kind in {Project.OURS, Project.PEER}:
        (path / FILE).write_text(matrix(size), encoding="utf-8")
        page += f"\n.. support_matrix:: {FILE}\n"
    (path / "index.rst").write_text(page)
    return path


def change_one_note(project: Path, number: int) -> None:
    """Edit one note of the matrix of *project*, as its author would.

    :param number: What tells this edit from others.
    """
    file = project / FILE
    changed, count = re.subn(
        r"(?m)^(driver-notes\.\S+ = .*?)( \(edit \d+\))?, see$",
        rf"\1 (edit {number}), see",
        file.read_text(encoding="utf-8"),
        count=1,
    )
    if not count:
        raise ValueError(f"{file} has no note to change")
    file.write_text(changed, encoding="utf-8")


def count_elements(page: Path) -> int:
    """How many elements the HTML of *page* has."""
    counter = _Counter()
    counter.feed(page.read_text(encoding="utf-8"))
    return counter.count


def bytes_of_anchors(page: Path) -> int:
    """How many bytes of *page* are anchors: ids, and the targets of links within the page."""
    anchors = re.findall(r'(?: id="|href="#)([^"]+)"', page.read_text(encoding="utf-8"))
    return sum(map(len, anchors))


class _Counter(HTMLParser):
    count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.count += 1
