"""Man pages and Info, as a terminal shows them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def written(project, request):
    """A project with the showcase and, where it is at hand, a matrix of 75 drivers."""
    shutil.copy(ROOT / "support-matrix.ini", project.folder / "showcase.ini")
    shutil.copy(request.getfixturevalue("corpus") / "cinder-2026.ini", project.folder / "cinder.ini")
    names = ("showcase", "cinder")
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\n"
        f"man_pages = [(name, name, name, 'x', 1) for name in {names}]\n"
        "texinfo_documents = [('index', 'book', 'Book', 'A', 'book', 'One line.', 'Miscellaneous')]\n",
        index_rst="Title\n=====\n\n.. toctree::\n\n   showcase\n   cinder\n",
        **{f"{name}_rst": f"{name}\n{'=' * 9}\n\n.. support_matrix:: {name}.ini\n" for name in names},
    )
    return project


def test_text(written):
    built = written.build("text")
    for name in ("showcase", "cinder"):
        assert [line for line in built.text(f"{name}.txt").splitlines() if len(line) > 80] == []


def test_man(written, run):
    built = written.build("man")
    for name in ("showcase", "cinder"):
        shown = run(
            "man", "--warnings", "-l", built.app.outdir / f"{name}.1", MANWIDTH="80", LC_ALL="C.UTF-8"
        )
        assert [line for line in shown.splitlines() if len(line) > 80] == []
        assert "complete" in shown


def test_info(written, run):
    built = written.build("texinfo")
    messages = run("makeinfo", "--no-split", "book.texi", cwd=built.app.outdir)
    assert messages == ""
    assert "Attach a block storage volume" in built.text("book.info")
