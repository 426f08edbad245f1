from __future__ import annotations

import pytest
from docutils import nodes
from sphinx import addnodes

from sphinx_support_matrix.extension.doctree.nodes import matrix_names

INI = "[driver.a]\ntitle=A\n[operation.x]\ntitle=X\ndriver.a=complete\n"


def outline(section):
    """The structure of a section, without what is in its elements."""
    result = []
    for child in section.children:
        if isinstance(child, nodes.section):
            result.append((child["ids"][0], outline(child)))
        elif not isinstance(child, (nodes.title, addnodes.index, matrix_names)):
            result.append(type(child).__name__)
    return result


MATRIX = [
    ("summary", ["matrix_legend", "matrix_summary"]),
    ("details", [("operation_x", ["matrix_feature"])]),
]


OUTLINES = {
    "before": (
        "Before.\n\n.. support_matrix:: m.ini\n",
        ["paragraph", *MATRIX],
    ),
    "text after": (
        ".. support_matrix:: m.ini\n\nAfter.\n\n* list\n",
        [MATRIX[0], ("details", [("operation_x", ["matrix_feature", "paragraph", "bullet_list"])])],
    ),
    "section after": (
        ".. support_matrix:: m.ini\n\nAfter.\n\nSub\n---\n\nText.\n",
        [
            MATRIX[0],
            ("details", [("operation_x", ["matrix_feature", "paragraph"])]),
            ("sub", ["paragraph"]),
        ],
    ),
    "notes and text after": (
        ".. support_matrix:: m.ini\n\n   Content.\n\nAfter.\n",
        [*MATRIX, ("notes", ["paragraph", "paragraph"])],
    ),
    "another matrix after": (
        ".. support_matrix:: m.ini\n\nBetween.\n\n.. support_matrix:: m.ini\n\nAfter.\n",
        [
            MATRIX[0],
            ("details", [("operation_x", ["matrix_feature", "paragraph"])]),
            ("m-summary", MATRIX[0][1]),
            ("m-details", [("m_operation_x", ["matrix_feature", "paragraph"])]),
        ],
    ),
    "a legend after": (
        ".. support_matrix:: m.ini\n\n.. support_matrix:: m.ini\n   :sections: legend\n",
        [MATRIX[0], ("details", [("operation_x", ["matrix_feature", "matrix_legend"])])],
    ),
    "only a legend": (
        ".. support_matrix:: m.ini\n   :sections: legend\n\nAfter.\n",
        ["matrix_legend", "paragraph"],
    ),
}


@pytest.fixture(scope="module")
def outlines(new_project):
    """A page for each place."""
    project = new_project()
    project.write_pages(f"Title\n=====\n\n{source}" for source, _ in OUTLINES.values())
    project.write(m_ini=INI)
    return project.build("dummy")


@pytest.mark.parametrize("name", OUTLINES)
def test_the_doctree_is_valid(outlines, name):
    _, expected = OUTLINES[name]
    doctree = outlines.app.env.get_doctree(f"page{list(OUTLINES).index(name)}")
    assert outline(doctree[0]) == expected
    if hasattr(doctree, "validate"):
        for element in doctree.findall(nodes.Element):
            assert element.validate_content() == []


def test_a_document_without_a_title(project):
    project.write(index_rst=".. support_matrix:: m.ini\n\nAfter.\n", m_ini=INI)
    built = project.build("dummy")
    assert outline(built.app.env.get_doctree("index"))[1][1][-1] == (
        "operation_x",
        ["matrix_feature", "paragraph"],
    )


def test_only(project):
    project.write(
        index_rst="Title\n=====\n\n.. only:: html\n\n   .. support_matrix:: m.ini\n\n   After.\n", m_ini=INI
    )
    built = project.build()
    assert built.page().select("section#details section#operation_x")


WITHOUT_SECTIONS = {
    "list": "* item\n\n  .. support_matrix:: m.ini\n",
    "admonition": ".. note::\n\n   .. support_matrix:: m.ini\n",
    "table": ".. list-table::\n\n   * - .. support_matrix:: m.ini\n",
    "tab": ".. tab-set::\n\n   .. tab-item:: Label\n\n      .. support_matrix:: m.ini\n",
}


@pytest.fixture(scope="module")
def without_sections(new_project):
    """A page for each element that can hold no section."""
    project = new_project()
    project.write_pages(f"Title\n=====\n\n{source}" for source in WITHOUT_SECTIONS.values())
    project.write(conf_py="extensions = ['sphinx_support_matrix', 'sphinx_design']\n", m_ini=INI)
    return project.build()


@pytest.mark.parametrize("name", WITHOUT_SECTIONS)
def test_where_there_are_no_sections_headings_are_rubrics(without_sections, name):
    html = without_sections.page(f"page{list(WITHOUT_SECTIONS).index(name)}.html")
    rubrics = [(rubric["id"], rubric.get_text()) for rubric in html.select("p.rubric")]
    assert rubrics == [("summary", "Summary"), ("details", "Details"), ("operation_x", "X")]
    assert html.select_one(".support-matrix-summary td a")["href"] == "#operation_x_driver_a"


def test_a_label_in_front_leads_to_the_summary(project):
    project.write(
        index_rst="Title\n=====\n\n.. _here:\n\n.. support_matrix:: m.ini\n\n:ref:`here` :ref:`text <here>`\n",
        m_ini=INI,
    )
    built = project.build()
    html = built.page()
    assert [link.get_text() for link in html.select("p a.reference.internal")] == ["Summary", "text"]
    assert html.select_one("section#summary #here, section#here")


def test_the_table_of_contents(project):
    project.write(index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n\nSub\n---\n", m_ini=INI)
    built = project.build()
    entries = built.app.env.tocs["index"].findall(nodes.reference)
    assert [(entry.astext(), entry["anchorname"]) for entry in entries] == [
        ("Title", ""),
        ("Summary", "#summary"),
        ("Details", "#details"),
        ("X", "#operation_x"),
        ("Sub", "#sub"),
    ]
    assert built.page().select_one("section#operation_x a.headerlink")["href"] == "#operation_x"


def test_later_headings_take_other_ids(project):
    project.write(
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n\nDetails\n-------\n\nAttach\n------\n",
        m_ini=INI.replace("operation.x", "attach"),
    )
    built = project.build()
    ids = [element["id"] for element in built.page().select("[id]")]
    assert len(ids) == len(set(ids))
    assert "attach" in ids
