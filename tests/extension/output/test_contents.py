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


DEPTHS = {
    None: ALL,
    3: ALL,
    2: ["", "#summary", "#details", "#group-operation", "#group-storage", "#after"],
    1: ["", "#summary", "#details", "#after"],
    0: ["", "#after"],
}
WRONG_DEPTHS = ["-1", "two", ""]


@pytest.fixture(scope="module")
def depths(new_project):
    """A page for each depth, right or wrong."""
    project = new_project()
    options = ["" if depth is None else f"   :toc-depth: {depth}\n" for depth in [*DEPTHS, *WRONG_DEPTHS]]
    project.write_pages(f"T\n=\n\n.. support_matrix:: m.ini\n{each}\nAfter\n-----\n" for each in options)
    project.write(m_ini=INI)
    built = project.build(warnings=None)
    assert len(built.warnings.splitlines()) == len(WRONG_DEPTHS)
    return built


@pytest.mark.parametrize("depth", DEPTHS)
def test_the_depth_of_the_contents(depths, depth):
    name, anchors = f"page{list(DEPTHS).index(depth)}", DEPTHS[depth]
    assert depths.warnings_of(f"{name}.rst") == ""
    toc = depths.app.env.tocs[name]
    assert [reference["anchorname"] for reference in toc.findall(nodes.reference)] == anchors
    assert depths.app.env.toc_num_entries[name] == len(anchors)
    assert all(item.children for item in toc.findall(nodes.bullet_list))
    assert len(depths.page(f"{name}.html").select("a.headerlink")) == len(ALL)


@pytest.mark.parametrize("depth", WRONG_DEPTHS)
def test_a_wrong_depth(depths, depth):
    name = f"page{len(DEPTHS) + WRONG_DEPTHS.index(depth)}"
    assert depths.warnings_of(f"{name}.rst") == (
        f"{name}.rst:4: ERROR: ':toc-depth:' must be a number of levels, 0 or more, not '{depth}' "
        "[support_matrix.bad-option]\n"
    )
    assert depths.page(f"{name}.html").find(id="operation_x")


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
