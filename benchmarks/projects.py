"""Small Sphinx projects that hold one matrix, or none."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from benchmarks.generate import matrix

if TYPE_CHECKING:
    from pathlib import Path

    from benchmarks.generate import Size

FILE = "support-matrix.ini"


class Tool(Enum):
    """What builds a project."""

    NONE = ""
    """Sphinx alone: the project is empty."""

    LOADED = "sphinx_support_matrix "
    """This package, in a project without a matrix."""

    OURS = "sphinx_support_matrix"
    """This package."""

    PEER = "sphinx_feature_classification.support_matrix"
    """sphinx-feature-classification, from which people come."""


def write_project(folder: Path, tool: Tool, size: Size | None) -> None:
    """Write a project of one page into *folder*.

    :param size: The size of its matrix; ``None`` for a page without one.
    """
    folder.mkdir(parents=True)
    extensions = [tool.value.strip()] if tool.value else []
    (folder / "conf.py").write_text(
        f"project = 'Benchmark'\nextensions = {extensions!r}\nlatex_engine = 'xelatex'\n", encoding="utf-8"
    )
    page = "Benchmark\n=========\n"
    if size is not None:
        (folder / FILE).write_text(matrix(size), encoding="utf-8")
        page += f"\n.. support_matrix:: {FILE}\n"
    (folder / "index.rst").write_text(page, encoding="utf-8")
