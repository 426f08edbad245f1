from __future__ import annotations

import re
from pathlib import Path

import pytest

import sphinx_support_matrix
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS

STATIC = Path(sphinx_support_matrix.__file__).parent / "html" / "static"
INI = "[driver.a]\ntitle=A\n[operation.x]\ntitle=X\ndriver.a=complete\n"
INDEX = "Title\n=====\n\n.. toctree::\n\n   with\n   without\n"


@pytest.fixture(scope="module")
def shared(new_project):
    """A page with a matrix and one without."""
    project = new_project()
    project.write(
        index_rst=INDEX,
        with_rst="With\n====\n\n.. support_matrix:: m.ini\n",
        without_rst="Without\n=======\n",
        m_ini=INI,
    )
    return project


def test_styles_are_loaded_only_where_a_matrix_is(shared):
    built = shared.build()
    loaded = {
        name: [link["href"] for link in built.page(f"{name}.html").select("link[href*='matrix.css']")]
        for name in ("index", "with", "without", "search")
    }
    assert loaded.pop("with")[0].startswith("_static/sphinx-support-matrix/matrix.css?v=")
    assert loaded == {"index": [], "without": [], "search": []}
    assert (Path(built.app.outdir) / "_static" / "sphinx-support-matrix" / "matrix.css").is_file()


def test_controls_are_loaded_only_where_a_matrix_is(shared):
    built = shared.build()
    for name in ("index", "without", "search"):
        assert built.page(f"{name}.html").select("script[src*='matrix.js'], script[src*='words.js']") == []
    scripts = built.page("with.html").select("script[src*='sphinx-support-matrix']")
    assert [each["src"].partition("?")[0].rpartition("/")[2] for each in scripts] == ["words.js", "matrix.js"]
    assert all(each.has_attr("defer") and "?v=" in each["src"] for each in scripts)


def test_controls_speak_the_language_of_the_page(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nlanguage = 'de'\n",
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n",
        m_ini=INI,
    )
    assert '"feature": "Funktion"' in project.build().text("_static/sphinx-support-matrix/words.js")


def test_a_project_can_leave_the_controls_out(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nsupport_matrix_script = False\n",
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n",
        m_ini=INI,
    )
    built = project.build()
    assert built.page().select("script[src*=support-matrix]") == []
    files = {path.name for path in Path(built.app.outdir, "_static", "sphinx-support-matrix").iterdir()}
    assert files == {"matrix.css", "search.js", "search-index.js"}
    assert "controls.css" not in built.text("index.html")


def test_a_project_without_a_matrix_gets_no_file(project):
    project.write(index_rst="Title\n=====\n")
    built = project.build()
    assert list(Path(built.app.outdir).rglob("*support-matrix*")) == []


def test_single_page(shared):
    built = shared.build("singlehtml")
    (link,) = built.page().select("link[href*='matrix.css']")
    # The checksum says that the file was there before the page.
    assert link["href"].startswith("_static/sphinx-support-matrix/matrix.css?v=")
    assert (Path(built.app.outdir) / "_static" / "sphinx-support-matrix" / "matrix.css").is_file()
    assert built.page().select("table.support-matrix-summary")


def test_the_styles_have_the_symbols_of_the_built_in_levels():
    styles = (STATIC / "matrix.css").read_text(encoding="utf-8")
    found = re.findall(r'--sm-([a-z-]+)-symbol: "([^"]+)";', styles)
    symbols = [
        (name, re.sub(r"\\([0-9a-f]+)", lambda code: chr(int(code[1], 16)), text)) for name, text in found
    ]
    assert symbols == [(level.name, level.symbol) for level in BUILTIN_LEVELS.values()]


def test_an_old_style_sheet_of_the_project_replaces_nothing_of_ours(project):
    """Older tools came with this file, and it is still in the static folders of projects."""
    (project.folder / "old").mkdir()
    (project.folder / "old" / "support-matrix.css").write_text("td { color: red }\n", encoding="utf-8")
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nhtml_static_path = ['old']\n",
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n",
        m_ini=INI,
    )
    built = project.build()
    static = Path(built.app.outdir) / "_static"
    assert (static / "support-matrix.css").read_text(encoding="utf-8") == "td { color: red }\n"
    assert [link["href"].partition("?")[0] for link in built.page().select("link[href*=support-matrix]")] == [
        "_static/sphinx-support-matrix/matrix.css",
        "_static/sphinx-support-matrix/controls.css",
    ]
    assert (static / "sphinx-support-matrix" / "matrix.css").read_bytes() == (
        STATIC / "matrix.css"
    ).read_bytes()
