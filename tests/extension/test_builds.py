from __future__ import annotations

import os
import re
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


def test_a_file_that_comes_back_with_an_older_time_is_read_again(project):
    write(project)
    path = project.folder / "m.ini"
    os.utime(path, (1_000_000_000, 1_000_000_000))
    project.build()
    path.write_text(INI.replace("complete", "missing"), encoding="utf-8")
    os.utime(path, (900_000_000, 900_000_000))
    built = project.build()
    assert [cell.get_text() for cell in built.page("one.html").select("td")] == [
        "optional",
        "missing with notes",
    ]
    assert "2 changed" in built.app.status.getvalue()
    assert "0 changed" in project.build().app.status.getvalue()


def test_pages_are_written_again_when_a_template_comes_changes_or_goes(project):
    write(project)
    project.write(conf_py="extensions = ['sphinx_support_matrix']\ntemplates_path = ['_templates']\n")
    folder = project.folder / "_templates" / "support-matrix"
    folder.mkdir(parents=True)
    legend = folder / "legend.html"

    def legends():
        page = project.build().page("one.html")
        return [each.get_text() for each in page.select(".own, .support-matrix-legend strong")]

    assert legends() == ["complete", "with notes"]
    for text in ("First", "Second"):
        legend.write_text(f"<p class='own'>{text}</p>\n", encoding="utf-8")
        os.utime(legend, (900_000_000, 900_000_000))
        assert legends() == [text]
    legend.unlink()
    assert legends() == ["complete", "with notes"]
    assert "0 changed" in project.build().app.status.getvalue()


@pytest.mark.parametrize("module", ["sphinx_support_matrix", "sphinx", "docutils"])
def test_what_another_version_has_pickled_is_not_used(project, monkeypatch, module):
    write(project)
    project.build()
    monkeypatch.setattr(f"{module}.__version__", "0.0.1")
    built = project.build()
    assert "6 added, 0 changed" in re.sub(r"\x1b\[[0-9;]*m", "", built.app.status.getvalue())
