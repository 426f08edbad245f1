from __future__ import annotations

import pytest

from sphinx_support_matrix.html import headings

INI = """\
[driver.a]
title = A & B
[driver.c]
title = C
[level.preview]
title = preview
symbol = <P>
counts-as = partial
[operation.one]
title = One
driver.a = complete
driver.c = complete:2.0
driver-notes.c = From <here>.
[operation.two]
title = Two
driver.a = complete
driver-notes.a = First.

    Second.
driver.c = complete
[operation.three]
title = Three
driver.a = preview
driver.c = preview
driver-notes.c = Soon.
"""
PAGE = "T\n=\n\n.. support_matrix:: m.ini\n"


def cells(page):
    return {
        row.th.get_text(): [str(cell) for cell in row.find_all("td")[1:]]
        for row in page.select("table.support-matrix-summary tbody tr")
    }


@pytest.fixture(scope="module")
def built(new_project):
    project = new_project()
    project.write(index_rst=PAGE, m_ini=INI)
    return project.build()


def test_every_cell_of_a_matrix_leads_to_its_line(built):
    page = built.page()
    assert page.select("table.sm-linked")
    assert cells(page) == {
        "One": [
            '<td><a href="#operation_one_driver_a">complete</a></td>',
            '<td><a class="sm-noted" href="#operation_one_driver_c">complete <span class="sm-release">2.0</span> with notes</a></td>',
        ],
        "Two": [
            '<td><a class="sm-noted" href="#operation_two_driver_a">complete<!-- --> with notes</a></td>',
            '<td><a href="#operation_two_driver_c">complete</a></td>',
        ],
        "Three": [
            '<td><a class="sm-partial sm-level-preview" data-symbol="&lt;P&gt;" href="#operation_three_driver_a">'
            "preview</a></td>",
            '<td><a class="sm-partial sm-level-preview sm-noted" data-symbol="&lt;P&gt;" '
            'href="#operation_three_driver_c">preview<!-- --> with notes</a></td>',
        ],
    }


def test_cells_that_look_the_same_have_ids_and_notes_of_their_own(built):
    page = built.page()
    lines = {line["id"]: " ".join(line.get_text().split()) for line in page.select("ul.sm-drivers > li")}
    assert lines == {
        "operation_one_driver_a": "A & B: complete",
        "operation_one_driver_c": "C: complete (since 2.0) Notes: From <here>.",
        "operation_two_driver_a": "A & B: complete Notes: First. Second.",
        "operation_two_driver_c": "C: complete",
        "operation_three_driver_a": "A & B: preview (counts as partial)",
        "operation_three_driver_c": "C: preview (counts as partial) Notes: Soon.",
    }
    assert len(page.select("#operation_two_driver_a > .sm-notes > p")) == 2


def test_only_cells_with_notes_are_links_in_a_very_large_matrix(project, monkeypatch):
    monkeypatch.setattr(headings, "LARGE", 5)
    project.write(index_rst=PAGE, m_ini=INI)
    built = project.build()
    page = built.page()
    assert not page.select("table.sm-linked")
    assert cells(page) == {
        "One": [
            "<td>complete</td>",
            '<td class="sm-noted"><a href="#operation_one_driver_c">complete <span class="sm-release">2.0</span> with notes</a></td>',
        ],
        "Two": [
            '<td class="sm-noted"><a href="#operation_two_driver_a">complete<!-- --> with notes</a></td>',
            "<td>complete</td>",
        ],
        "Three": [
            '<td class="sm-partial sm-level-preview" data-symbol="&lt;P&gt;">preview</td>',
            '<td class="sm-noted"><a class="sm-partial sm-level-preview" data-symbol="&lt;P&gt;" '
            'href="#operation_three_driver_c">preview<!-- --> with notes</a></td>',
        ],
    }
    ids = {line["id"] for line in page.select("ul.sm-drivers > li")}
    assert len(ids) == 6
    # The rows link to the details all the same.
    assert [link["href"] for link in page.select("tbody th a")] == [
        "#operation_one",
        "#operation_two",
        "#operation_three",
    ]


def test_rows_tell_the_section_names_that_their_anchors_do_not(project):
    names = ("operation.attach-volume", "plain", "storage.pool_size", "net.vlan")
    text = "[driver.a]\ntitle = A\n[driver.b c]\ntitle = B\n" + "".join(
        f"[{name}]\ntitle = {name}\ndriver.a = complete\ndriver.b c = complete\n" for name in names
    )
    project.write(index_rst=PAGE + "\n.. support_matrix:: m.ini\n   :name: again\n", m_ini=text)
    first, second = project.build().page().select("table.support-matrix-summary")
    told = [row.get("data-key") for row in first.select("tbody tr")]
    # One word is its own anchor, with nothing to put back.
    assert told == [None, None, "storage.pool_size", None]
    # The anchors of the second matrix begin with its name.
    assert [row["data-key"] for row in second.select("tbody tr")] == list(names)
    heads = [
        [head.get("data-suffix") for head in table.select("thead th[data-key]")] for table in (first, second)
    ]
    assert heads[0] == [None, None]
    # Headings have other ids there, and cells have those of the first with another feature.
    assert [head["id"] for head in second.select("thead th[data-key]")] == [
        "again_driver_a",
        "again_driver_b_c",
    ]
    assert heads[1] == ["_driver_a", "_driver_b_c"]


def test_cells_without_details_have_the_ids_and_no_mark_for_notes(project):
    project.write(index_rst=PAGE + "   :sections: summary\n", m_ini=INI)
    built = project.build()
    found = cells(built.page())
    assert found["Two"] == [
        '<td id="operation_two_driver_a">complete</td>',
        '<td id="operation_two_driver_c">complete</td>',
    ]
    assert found["Three"][0] == (
        '<td class="sm-partial sm-level-preview" data-symbol="&lt;P&gt;" id="operation_three_driver_a">preview</td>'
    )


def test_a_project_can_override_how_a_cell_looks(project):
    folder = project.folder / "_templates" / "support-matrix"
    folder.mkdir(parents=True)
    (folder / "cell.html").write_text(
        "{% macro cell(cell, linked, target) %}<td>{{ cell.driver }}={{ cell.level.name }}</td>{% endmacro %}\n"
        "{% macro line(cell) %}<li id='{{ cell.id }}'>{{ cell.notes.html | safe if cell.notes }}</li>{% endmacro %}\n"
        "{% macro labelled(notes) %}{{ notes.html | safe }}{% endmacro %}\n"
    )
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\ntemplates_path = ['_templates']\n",
        index_rst=PAGE,
        m_ini=INI,
    )
    built = project.build()
    assert cells(built.page())["One"] == ["<td>A &amp; B=complete</td>", "<td>C=complete</td>"]
    assert built.page().select_one("#operation_one_driver_c").decode_contents() == "From &lt;here&gt;."


def test_notes_of_several_blocks_are_no_paragraph(built):
    """A paragraph would end where another one begins."""
    assert (
        '<div class="sm-notes"><strong>Notes:</strong> <p>First.</p>\n<p>Second.</p>\n</div>'
        in built.text("index.html")
    )
