"""Finding things: the table of contents and the general index."""

from __future__ import annotations

import pytest
from docutils import nodes

INI = """\
[driver.a]
title = Driver; A
[group.operation]
title = Operations
[operation.x]
title = Feature X
driver.a = complete
[storage.y]
title = Feature Y
driver.a = complete
"""
ALL = [
    "",
    "#summary",
    "#details",
    "#group-operation",
    "#operation_x",
    "#group-storage",
    "#storage_y",
    "#after",
]


@pytest.mark.parametrize(
    ("depth", "anchors"),
    [
        (None, ALL),
        (3, ALL),
        (2, ["", "#summary", "#details", "#group-operation", "#group-storage", "#after"]),
        (1, ["", "#summary", "#details", "#after"]),
        (0, ["", "#after"]),
    ],
)
def test_the_depth_of_the_contents(project, depth, anchors):
    option = "" if depth is None else f"   :toc-depth: {depth}\n"
    project.write(index_rst=f"T\n=\n\n.. support_matrix:: m.ini\n{option}\nAfter\n-----\n", m_ini=INI)
    built = project.build()
    toc = built.app.env.tocs["index"]
    assert [reference["anchorname"] for reference in toc.findall(nodes.reference)] == anchors
    assert built.app.env.toc_num_entries["index"] == len(anchors)
    assert all(item.children for item in toc.findall(nodes.bullet_list))
    assert len(built.page().select("a.headerlink")) == len(ALL)


@pytest.mark.parametrize("depth", ["-1", "two", ""])
def test_a_wrong_depth(project, depth):
    project.write(index_rst=f"T\n=\n\n.. support_matrix:: m.ini\n   :toc-depth: {depth}\n", m_ini=INI)
    built = project.build(
        warnings=(
            f"index.rst:4: ERROR: ':toc-depth:' must be a number of levels, 0 or more, not '{depth}' "
            "[support_matrix.bad-option]\n"
        )
    )
    assert built.page().find(id="operation_x")


@pytest.mark.parametrize("sections", ["", "   :sections: summary\n"])
def test_the_general_index(project, sections):
    project.write(index_rst=f"T\n=\n\n.. support_matrix:: m.ini\n{sections}", m_ini=INI)
    built = project.build()
    entries = {a.get_text(): a["href"] for a in built.page("genindex.html").select("td a")}
    assert entries == {
        "Driver, A": "index.html#driver_a",
        "Feature X": "index.html#operation_x",
        "Feature Y": "index.html#storage_y",
    }
    assert all(built.page().find(id=href.partition("#")[2]) for href in entries.values())
