"""Man pages and Info, as a terminal shows them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from benchmarks.generate import Size, matrix

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module", params=["ours", "real"])
def written(new_project, request):
    """A project with the showcase and a matrix of 75 drivers: a made-up one, or a real one where it is at hand."""
    project = new_project()
    shutil.copy(ROOT / "support-matrix.ini", project.folder / "showcase.ini")
    if request.param == "real":
        shutil.copy(request.getfixturevalue("corpus") / "cinder-2026.ini", project.folder / "wide.ini")
    else:
        project.write(wide_ini=matrix(Size(10, 75)))
    names = ("showcase", "wide")
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\n"
        f"man_pages = [(name, name, name, 'x', 1) for name in {names}]\n"
        "texinfo_documents = [('index', 'book', 'Book', 'A', 'book', 'One line.', 'Miscellaneous')]\n",
        index_rst="Title\n=====\n\n.. toctree::\n\n   showcase\n   wide\n",
        **{f"{name}_rst": f"{name}\n{'=' * 9}\n\n.. support_matrix:: {name}.ini\n" for name in names},
    )
    return project


def test_text(written):
    built = written.build("text")
    for name in ("showcase", "wide"):
        assert [line for line in built.text(f"{name}.txt").splitlines() if len(line) > 80] == []


def test_man(written, run):
    built = written.build("man")
    for name in ("showcase", "wide"):
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
