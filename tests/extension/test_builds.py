from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

INI = "[driver.a]\ntitle=A\n[operation.x]\ntitle=X\nnotes=Note.\ndriver.a=complete\ndriver-notes.a=Cell.\n"
INDEX = "Title\n=====\n\n.. toctree::\n\n   one\n   two\n   three\n   four\n   five\n"


def write(project):
    project.write(
        index_rst=INDEX,
        one_rst="One\n===\n\n.. support_matrix:: m.ini\n",
        two_rst="Two\n===\n\n.. support_matrix:: other.ini\n\n.. support_matrix:: m.ini\n",
        three_rst="Three\n=====\n",
        four_rst="Four\n====\n\n.. support_matrix:: other.ini\n",
        five_rst="Five\n====\n",
        m_ini=INI,
        other_ini=INI.replace("X", "Other"),
    )


def output(built):
    root = Path(built.app.outdir)
    return {
        str(path.relative_to(root)): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file()
        and path.name not in {"environment.pickle", ".buildinfo"}
        and path.suffix != ".doctree"
    }


def test_an_edit_builds_the_pages_again_that_use_the_file(project):
    write(project)
    project.build()
    project.write(m_ini=INI.replace("complete", "missing"))
    built = project.build()
    assert set(built.app.env.all_docs) == {"index", "one", "two", "three", "four", "five"}
    _, changed, _ = built.app.env.get_outdated_files(config_changed=False)
    assert changed == set()
    assert "missing" in built.text("one.html")
    assert "missing" in built.text("two.html")


def test_exactly_the_pages_that_use_the_file_are_outdated(project):
    write(project)
    built = project.build()
    project.write(m_ini=INI.replace("complete", "missing"))
    _, changed, _ = built.app.env.get_outdated_files(config_changed=False)
    assert changed == {"one", "two"}


def test_the_page_of_a_missing_file_is_built_when_it_comes(project):
    project.write(index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n")
    assert "is not there" in project.build(warnings=None).warnings
    project.write(m_ini=INI)
    built = project.build()
    assert built.page().select("table.support-matrix-summary")


@pytest.fixture(scope="module")
def serial(new_project):
    """A project, and what a build of it gives."""
    project = new_project()
    write(project)
    return project, output(project.build())


def test_two_builds_give_the_same_bytes(serial, tmp_path):
    project, first = serial
    assert output(project.build(builddir=tmp_path)) == first


def test_parallel_builds_give_the_same_bytes(serial, tmp_path):
    project, first = serial
    assert output(project.build(builddir=tmp_path, parallel=2)) == first


def test_a_removed_page_is_forgotten(project):
    write(project)
    built = project.build()
    assert built.app.env.domains["support"].documents == {"one", "two", "four"}
    (project.folder / "four.rst").unlink()
    project.write(index_rst=INDEX.replace("   four\n", ""))
    built = project.build()
    assert built.app.env.domains["support"].documents == {"one", "two"}


@pytest.mark.parametrize("builder", ["html", "text", "latex", "singlehtml"])
def test_no_deprecated_use_is_left(project, builder):
    write(project)
    project.write(conf_py="extensions = ['sphinx_support_matrix']\n")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-q", "-W", "-b", builder, str(project.folder), str(project.folder / "_out")],
        env={**os.environ, "PYTHONWARNINGS": "error"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )  # fmt: skip
    # What Sphinx and docutils make of one another is theirs.
    if "sphinx_support_matrix" in done.stderr or not done.stderr:
        assert (done.returncode, done.stderr) == (0, "")
