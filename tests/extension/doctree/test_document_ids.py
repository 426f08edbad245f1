from __future__ import annotations

import pytest

from sphinx_support_matrix.extension.doctree.nodes import matrix_feature


def ids_of(html):
    return [element["id"] for element in html.select("[id]")]


DIALECTS = {
    "driver": (
        "[driver.lib-x86.2]\ntitle=L\n[operation.do-it]\ntitle=D\ndriver.lib-x86.2=complete\n",
        "operation_do_it_driver_lib_x86_2",
    ),
    "targets": (
        "[targets]\ndriver-impl-lib-x86=L\n[operation.do-it]\ntitle=D\ndriver-impl-lib-x86=complete\n",
        "operation_do_it_lib_x86",
    ),
    "neutron": (
        "[targets]\nnetworking-ovs=L\n[operation.do-it]\ntitle=D\nnetworking-ovs=complete\n",
        "operation_do_it_ovs",
    ),
    "label": (
        "[target.x]\nlabel=networking-ovs\ntitle=L\n[operation.do-it]\ntitle=D\nnetworking-ovs=complete\n",
        "operation_do_it_networking_ovs",
    ),
    "bare": (
        "[target.lib-x86]\ntitle=L\n[operation.do-it]\ntitle=D\nlib-x86=complete\n",
        "operation_do_it_lib_x86",
    ),
    "half migrated": (
        "[driver.lib-x86]\ntitle=L\n[operation.do-it]\ntitle=D\ndriver-impl-lib-x86=complete\n",
        "operation_do_it_driver_lib_x86",
    ),
}


@pytest.fixture(scope="module")
def dialects(new_project):
    """A page for each dialect."""
    project = new_project()
    project.write_pages(f"T\n=\n\n.. support_matrix:: m{number}.ini\n" for number in range(len(DIALECTS)))
    project.write(**{f"m{number}_ini": source for number, (source, _) in enumerate(DIALECTS.values())})
    return project.build("dummy")


@pytest.mark.parametrize("name", DIALECTS)
def test_published_anchors(dialects, name):
    _, cell = DIALECTS[name]
    page = f"page{list(DIALECTS).index(name)}"
    [details] = dialects.app.env.get_doctree(page).findall(matrix_feature)
    assert details.parent["ids"] == ["operation_do_it"]
    assert details["anchor"] + details["table"].columns[0].suffix == cell


def test_a_second_matrix_has_ids_and_links_of_its_own(project):
    source = "[driver.a]\ntitle=A\n[driver.b]\ntitle=B\n[operation.x]\ntitle=X\ndriver.a=complete\ndriver.b=missing\n"
    project.write(
        index_rst="T\n=\n\n"
        + "\n".join(
            f"{name}\n{'-' * len(name)}\n\n.. support_matrix:: {name}.ini\n   {option}\n"
            for name, option in [("first", ""), ("second", ""), ("first", ""), ("second", ":name: third")]
        ),
        first_ini=source,
        second_ini=source,
    )
    built = project.build()
    html = built.page()
    ids = ids_of(html)
    assert len(ids) == len(set(ids))
    assert [each["id"] for each in html.select("section[id$=operation_x]")] == [
        "operation_x",
        "second_operation_x",
        "first_operation_x",
        "third_operation_x",
    ]
    for summary, details in zip(
        html.select("table.support-matrix-summary"), html.select("section[id$=details]"), strict=True
    ):
        for link in summary.select("a"):
            assert details.find(id=link["href"][1:]) is not None


def test_names_that_become_the_same_anchor(project):
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n",
        m_ini="""\
[driver.a-b]
title=A
[driver.a.b]
title=B
[x.y]
title=One
driver.a-b=complete
driver.a.b=missing
[x-y]
title=Two
driver.a-b=partial
driver.a.b=unknown
[x.y.driver.a.b]
title=Three
driver.a-b=complete
driver.a.b=complete
""",
    )
    built = project.build()
    html = built.page()
    ids = ids_of(html)
    assert len(ids) == len(set(ids))
    for link in html.select("td a"):
        assert html.find(id=link["href"][1:]).get_text().endswith(f": {link.get_text()}")
