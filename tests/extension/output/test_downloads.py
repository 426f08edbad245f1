"""The data of a matrix beside its page."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

TEXT = "[driver.a]\ntitle = Alpha\n[driver.b]\ntitle = Beta\n[f]\ntitle = F & G\ndriver.a = complete\ndriver.b = missing\n"
PAGE = "Title\n=====\n\n.. support_matrix:: /m.ini\n   :download:\n"


def files(built):
    out = Path(built.app.outdir)
    return sorted(str(path.relative_to(out)) for path in out.rglob("*.json"))


def keys(text):
    return [driver["key"] for driver in json.loads(text)["drivers"]]


@pytest.mark.parametrize(
    ("builder", "page", "link"),
    [("html", "sub/page.html", "page.json"), ("dirhtml", "sub/page/index.html", "../page.json")],
)
def test_link(project, builder, page, link):
    (project.folder / "sub").mkdir()
    (project.folder / "sub" / "page.rst").write_text(PAGE)
    project.write(index_rst="Title\n=====\n\n.. toctree::\n\n   sub/page\n", m_ini=TEXT)
    built = project.build(builder)
    assert files(built) == ["sub/page.json"]
    found = built.page(page).select_one("p.sm-download a")
    assert (found["href"], found.get_text(), found.has_attr("download")) == (link, "Download as JSON", True)
    data = json.loads(built.text("sub/page.json"))
    assert data["path"] == "m.ini"
    assert [feature["title"] for feature in data["features"]] == ["F & G"]


def test_single_page(project):
    project.write(index_rst=PAGE, m_ini=TEXT)
    built = project.build("singlehtml")
    assert built.page().select_one("p.sm-download a")["href"] == "index.json"
    assert files(built) == ["index.json"]


def test_several_matrices_and_what_they_show(project):
    again = ".. support_matrix:: m.ini\n   :download:\n   :drivers: b\n   :sections: legend\n"
    project.write(index_rst=f"{PAGE}\n{again}", m_ini=TEXT)
    built = project.build()
    assert files(built) == ["index-2.json", "index.json"]
    assert [keys(built.text(name)) for name in files(built)] == [["b"], ["a", "b"]]
    assert [link["href"] for link in built.page().select("p.sm-download a")] == ["index.json", "index-2.json"]


@pytest.fixture(scope="module")
def any_builder(new_project):
    """A project for every builder."""
    project = new_project()
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nproject = 'p'\nauthor = 'a'\nversion = '1'\n"
        "epub_copyright = 'c'\nman_pages = [('index', 'p', 'p', ['a'], 1)]\n",
        index_rst=PAGE,
        m_ini=TEXT,
    )
    return project


@pytest.mark.parametrize("builder", ["epub", "text", "latex", "man", "texinfo", "gettext"])
def test_other_builders_have_no_file(any_builder, builder):
    built = any_builder.build(builder)
    assert [name for name in files(built) if name.startswith("index")] == []
    for path in Path(built.app.outdir).rglob("*"):
        if path.suffix in (".txt", ".tex", ".xhtml", ".1", ".texi"):
            assert "Download as JSON" not in path.read_text(encoding="utf-8")


def test_a_change_of_the_file_changes_the_data(project):
    project.write(index_rst=PAGE, m_ini=TEXT)
    project.build()
    project.write(m_ini=TEXT.replace("missing", "partial"))
    built = project.build()
    levels = [
        each["level"] for each in json.loads(built.text("index.json"))["features"][0]["implementations"]
    ]
    assert levels == ["complete", "partial"]


def test_in_parallel(project):
    pages = [f"page{number}" for number in range(6)]
    for name in pages:
        (project.folder / f"{name}.rst").write_text(PAGE)
    project.write(
        index_rst="Title\n=====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in pages), m_ini=TEXT
    )
    built = project.build(parallel=2)
    assert files(built) == [f"{name}.json" for name in pages]


def offering(builds=1):
    """A page that offers its matrix so many times."""
    return "Title\n=====\n" + "\n.. support_matrix:: /m.ini\n   :download:\n" * builds


def links(built, name):
    return [link["href"] for link in built.page(f"{name}.html").select("p.sm-download a")]


INDEX = "Title\n=====\n\n.. toctree::\n   :glob:\n\n   a*\n"


def test_no_two_matrices_have_the_same_file(project):
    project.write(index_rst=INDEX, m_ini=TEXT, a_rst=offering(2))
    (project.folder / "a-2.rst").write_text(offering(2))
    (project.folder / "a-3.rst").write_text(offering(1))
    built = project.build()
    assert [links(built, name) for name in ("a", "a-2", "a-3")] == [
        ["a.json", "a-4.json"],
        ["a-2.json", "a-2-2.json"],
        ["a-3.json"],
    ]
    assert files(built) == ["a-2-2.json", "a-2.json", "a-3.json", "a-4.json", "a.json"]


def test_a_name_that_another_document_takes_is_written_anew(project):
    project.write(index_rst=INDEX, m_ini=TEXT, a_rst=offering(2))
    assert links(project.build(), "a") == ["a.json", "a-2.json"]
    (project.folder / "a-2.rst").write_text(offering(1))
    assert links(project.build(), "a") == ["a.json", "a-3.json"]


def test_files_go_when_their_page_or_option_goes(project):
    project.write(index_rst=INDEX, m_ini=TEXT, a_rst=offering(2))
    (project.folder / "ab.rst").write_text(offering())
    (project.folder / "ac.rst").write_text(offering())
    built = project.build()
    assert files(built) == ["a-2.json", "a.json", "ab.json", "ac.json"]
    # What somebody has put in its place stays.
    (Path(built.app.outdir) / "ac.json").write_text("{}")
    (project.folder / "ab.rst").unlink()
    (project.folder / "ac.rst").unlink()
    project.write(a_rst=offering(1))
    built = project.build()
    assert files(built) == ["a.json", "ac.json"]
    project.write(a_rst="Title\n=====\n")
    built = project.build()
    assert files(built) == ["ac.json"]
    assert not (Path(built.app.outdir) / ".support-matrix-downloads").exists()


@pytest.mark.parametrize("text", ["", "[]", '{"../m.ini": "x"}', '{"../../m.ini": "x"}'])
def test_what_is_remembered_can_be_anything(project, text):
    project.write(index_rst=PAGE, m_ini=TEXT)
    built = project.build()
    (Path(built.app.outdir) / ".support-matrix-downloads").write_text(text)
    assert files(project.build()) == ["index.json"]
    assert (project.folder / "m.ini").read_text() == TEXT
