from __future__ import annotations

import pytest

INI = """\
[driver.a]
title = Driver A
link = https://example.org/a
[driver.b]
title = Driver B
[operation.x]
title = Feature X
status = mandatory
driver.a = complete:2026.1
driver.b = missing
[storage.y]
title = Feature Y
status = choice(disk)
driver.a = partial
driver-notes.a = Only *small* ones.
driver.b = unknown
[storage.z]
title = Feature Z
driver.a = complete
driver.b = unknown
"""
MATRIX = "Matrix\n======\n\n.. support_matrix:: m.ini\n\n.. toctree::\n\n   a\n"


def driver(directive, options=""):
    return f"Page\n====\n\n.. support_matrix_driver:: {directive}\n{options}"


def test_everything_about_a_driver(project, snapshot):
    project.write(index_rst=MATRIX, a_rst=driver("a m.ini"), m_ini=INI)
    built = project.build("text")
    snapshot(built.text("a.txt"), "driver.txt")


def test_its_links(project):
    project.write(index_rst=MATRIX, a_rst=driver("a m.ini"), m_ini=INI)
    built = project.build()
    page = built.page("a.html")
    assert [(a.get_text(), a["href"]) for a in page.select("#level-complete li a")] == [
        ("Feature X", "index.html#operation_x"),
        ("Feature Z", "index.html#storage_z"),
    ]
    assert page.select_one("#level-partial em").get_text() == "small"
    heading = built.page().select_one("th#driver_a a")
    assert heading["href"] == "a.html#driver_a"
    assert heading["class"] == ["reference", "internal"]
    assert page.find(id="driver_a")
    assert built.page().select_one("th#driver_b a") is None
    assert "sphinx-support-matrix/matrix.css" in built.text("a.html")


WAYS = [("a m.ini", ""), ("a", "   :file: m.ini\n"), ("a\n   m.ini", "")]


@pytest.fixture(scope="module")
def ways(new_project):
    """A page for each way to name the file."""
    project = new_project()
    project.write_pages(driver(*way) for way in WAYS)
    project.write(m_ini=INI)
    return project.build()


@pytest.mark.parametrize("number", range(len(WAYS)))
def test_ways_to_name_the_file(ways, number):
    page = ways.page(f"page{number}.html")
    assert page.select_one("#level-complete h2").get_text().startswith("complete (2)")


def test_the_usual_file_and_a_key_with_a_space(project):
    ini = "[target.1]\nlabel = two words\ntitle = Two\n[f]\ntitle = F\ntwo words = complete\n"
    project.write(
        index_rst=driver("two words", "   :file: support-matrix.ini\n"), **{"support-matrix_ini": ini}
    )
    built = project.build()
    assert built.page().select_one("#level-complete li").get_text() == "F"


def test_references_to_it(project):
    text = f"{MATRIX}\n:support:driver:`a` :support:driver:`b` :ref:`here <about-a>`\n"
    project.write(index_rst=text, a_rst=driver("a m.ini", "   :name: about-a\n"), m_ini=INI)
    built = project.build()
    links = [a["href"] for a in built.page().select("section p > a.reference.internal")]
    assert links == ["a.html#driver_a", "#driver_b", "a.html#driver_a"]


def test_without_a_matrix_features_are_not_links(project):
    project.write(index_rst=driver("a m.ini"), m_ini=INI)
    built = project.build()
    assert built.page().select("#level-complete li a") == []


def test_maturities_have_no_statuses(project):
    ini = "[target.a]\ntitle=A\n[x]\ntitle=X\nmaturity=complete\na=complete\n"
    project.write(index_rst=driver("a m.ini"), m_ini=ini)
    built = project.build("text")
    assert "optional" not in built.text("index.txt")


MISTAKES = {
    "aa m.ini": (
        "",
        ":4: ERROR: 'm.ini' declares no driver 'aa'; did you mean 'a'? [support_matrix.unknown-driver]\n",
    ),
    "a n.ini": (
        "",
        ":4: WARNING: the file 'n.ini' is not there; did you mean 'm.ini'? [support_matrix.missing-file]\n",
    ),
    "a m.ini": (
        "   :sort: file\n",
        ":4: ERROR: unknown option ':sort:'; expected file, toc-depth, name or class "
        "[support_matrix.bad-option]\n",
    ),
}


@pytest.fixture(scope="module")
def mistakes(new_project):
    """A page for each mistake."""
    project = new_project()
    project.write_pages(driver(directive, options) for directive, (options, _) in MISTAKES.items())
    project.write(m_ini=INI)
    built = project.build(warnings=None)
    assert len(built.warnings.splitlines()) == len(MISTAKES)
    return built


@pytest.mark.parametrize("directive", MISTAKES)
def test_mistakes(mistakes, directive):
    name = f"page{list(MISTAKES).index(directive)}.rst"
    _, warning = MISTAKES[directive]
    assert mistakes.warnings_of(name) == name + warning


def test_the_heading_follows_the_page(project):
    project.write(index_rst=MATRIX, a_rst=driver("a m.ini"), m_ini=INI)
    assert project.build().page().select_one("th#driver_a a")["href"] == "a.html#driver_a"
    project.write(a_rst="Page\n====\n\nNothing.\n")
    built = project.build()
    assert built.page().select_one("th#driver_a a")["href"] == "https://example.org/a"
