"""All documents on one page: ids and links."""

from __future__ import annotations

from collections import Counter

INI = """\
[driver.a]
title = A
[operation.x]
title = X
driver.a = complete
[operation.y]
title = Y
driver.a = missing
"""


def test_two_documents_with_the_same_features(project):
    project.write(
        index_rst="T\n=\n\n.. toctree::\n\n   one\n   two\n   page\n\n:support:feature:`second::x` "
        ":support:level:`second::y@a` :support:feature:`one::x` :support:driver:`one::a`\n",
        one_rst="One\n===\n\n.. support_matrix:: one.ini\n",
        two_rst="Two\n===\n\n.. support_matrix:: two.ini\n   :name: second\n\n:support:feature:`second::x`\n",
        page_rst="Page\n====\n\n.. support_matrix_driver:: a one.ini\n",
        one_ini=INI,
        two_ini=INI,
    )
    # Not every release of the theme shows the contents of a page by itself.
    built = project.build("singlehtml", confoverrides={"html_sidebars": {"**": ["localtoc.html"]}})
    page = built.page()
    ids = Counter(tag["id"] for tag in page.select("[id]"))
    assert [identifier for identifier, count in ids.items() if count > 1] == []
    # Sphinx 9.0 leads nowhere from the sidebar, with or without matrices.
    links = [a["href"] for a in page.select('.body a[href^="#"]')]
    assert [href for href in links if href != "#" and href[1:] not in ids] == []
    summaries = page.select("table.support-matrix-summary")
    assert [a["href"] for a in summaries[0].select("tbody a")] == [
        "#operation_x",
        "#operation_x_driver_a",
        "#operation_y",
        "#operation_y_driver_a",
    ]
    assert [a["href"] for a in summaries[1].select("tbody a")] == [
        "#two_operation_x",
        "#two_operation_x_driver_a",
        "#two_operation_y",
        "#two_operation_y_driver_a",
    ]
    assert page.select_one("section#two_operation_x h4, section#two_operation_x h3")
    contents = {"#" + a["href"].rpartition("#")[2] for a in page.select(".sphinxsidebar a")}
    assert {"#operation_x", "#two_operation_x", "#summary", "#second"} <= contents
    assert [a["href"] for a in page.select("section > p a.internal")][:5] == [
        "#two_operation_x",
        "#two_operation_x",
        "#two_operation_y_driver_a",
        "#operation_x",
        "#page_driver_a",
    ]
