from __future__ import annotations

import pytest

INI = """\
[level.beta]
title = Beta
counts-as = partial
[driver.a]
title = Driver A
link = https://example.org/a
[driver.b]
title = Driver B
[driver.two words]
title = Driver C
[operation.x]
title = Feature X
driver.a = complete:2026.1
driver.b = complete
driver-notes.b = As *always*.
driver.two words = missing
[storage.y]
title = Feature Y
driver.a = beta
driver-notes.a = Only *small* ones.

    * one
    * two
driver.b = unknown
driver.two words = unknown
"""
MATRIX = "Matrix\n======\n\n.. support_matrix:: m.ini\n\n.. toctree::\n\n   c\n"


def compare(directive, options=""):
    return f"Page\n====\n\n.. support_matrix_compare:: {directive}\n{options}"


def test_a_page(project, snapshot):
    project.write(index_rst=MATRIX, c_rst=compare("b a m.ini", "   :caption: B or A\n"), m_ini=INI)
    built = project.build()
    snapshot(str(built.page("c.html").select_one(".support-matrix-frame")) + "\n", "comparison.html")
    assert "sphinx-support-matrix/matrix.css" in built.text("c.html")


def test_text_where_a_table_fits(project, snapshot):
    project.write(index_rst=MATRIX, c_rst=compare("a b m.ini", "   :caption: A or B\n"), m_ini=INI)
    snapshot(project.build("text").text("c.txt"), "comparison.txt")


def test_text_where_no_table_fits(project, snapshot):
    titles = INI.replace("title = Driver ", "title = AVeryLongTitleWithoutSpacesOfDriver")
    project.write(index_rst=MATRIX, c_rst=compare("a b m.ini"), m_ini=titles)
    snapshot(project.build("text").text("c.txt"), "comparison-lists.txt")


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "epub", "singlehtml"])
def test_every_builder_shows_every_level_and_note(project, builder):
    conf = "extensions = ['sphinx_support_matrix']\nproject = 'P'\ncopyright = 'C'\nversion = '1'\nman_pages = [('index', 'p', 'P', [], 1)]\n"
    project.write(conf_py=conf, index_rst=compare("a b m.ini"), m_ini=INI)
    name = {
        "latex": "p.tex",
        "man": "p.1",
        "texinfo": "p.texi",
        "epub": "index.xhtml",
        "singlehtml": "index.html",
    }
    text = project.build(builder).text(name[builder])
    for part in ("Beta", "2026.1", "unknown", "small", "always", "Different (1)", "The same (1)"):
        assert part in text


def test_only_differences(project):
    project.write(index_rst=compare("a b m.ini", "   :only: differences\n"), m_ini=INI)
    page = project.build().page()
    assert [row.th.get_text() for row in page.select("tbody tr")] == ["Different (1)", "Feature Y"]


def test_drivers_that_do_not_differ(project):
    text = compare("a b m.ini", "   :features: x\n   :only: differences\n   :name: here\n")
    project.write(index_rst=f"{text}\nSee :ref:`this <here>`.\n", m_ini=INI)
    page = project.build().page()
    assert page.select(".support-matrix-frame") == []
    assert "These drivers have the same level in every feature." in page.get_text()


def test_a_matrix_whose_drivers_do_not_differ(project):
    text = (
        "Page\n====\n\n.. support_matrix:: m.ini\n   :drivers: a b\n   :features: x\n   :only: differences\n"
    )
    project.write(index_rst=text, m_ini=INI)
    page = project.build().page()
    assert page.select("table") == []
    assert "These drivers have the same level in every feature." in page.get_text()


def test_a_matrix_of_differences(project):
    text = "Page\n====\n\n.. support_matrix:: m.ini\n   :drivers: a b\n   :only: differences\n"
    project.write(index_rst=text, m_ini=INI)
    page = project.build().page()
    assert [row.th.get_text() for row in page.select("tbody tr")] == ["Feature Y"]


WAYS = [("a two words m.ini", ""), ("a, two words", "   :file: m.ini\n")]


@pytest.mark.parametrize(("directive", "options"), WAYS)
def test_ways_to_name_drivers_and_the_file(project, directive, options):
    project.write(index_rst=compare(directive, options), m_ini=INI)
    page = project.build().page()
    assert [head.get_text() for head in page.select("thead th")] == ["Feature", "Driver A", "Driver C"]


def test_its_links_follow_other_pages(project):
    page = "Page\n====\n\n.. support_matrix_driver:: b m.ini\n"
    project.write(index_rst=MATRIX, c_rst=compare("a b m.ini"), m_ini=INI)
    built = project.build()
    links = [(a.get_text(), a["href"]) for a in built.page("c.html").select(".support-matrix-frame a")]
    assert links == [
        ("Driver A", "https://example.org/a"),
        ("Feature Y", "index.html#storage_y"),
        ("Feature X", "index.html#operation_x"),
    ]
    project.write(index_rst=MATRIX + "   b\n", b_rst=page)
    heads = project.build().page("c.html").select("thead th a")
    assert [a["href"] for a in heads] == ["https://example.org/a", "b.html#driver_b"]
    project.write(index_rst="Index\n=====\n\n.. toctree::\n\n   c\n   b\n")
    assert project.build().page("c.html").select("tbody th a") == []


def test_it_is_translated(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nlanguage = 'de'\nlocale_dirs = ['locale']\n",
        index_rst=compare("a b m.ini"),
        m_ini=INI,
    )
    folder = project.folder / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    messages = {
        "Driver A": "Treiber A",
        "Feature X": "Merkmal X",
        "Beta": "Vorschau",
        "As *always*.": "Wie *immer*.",
    }
    entries = "".join(f'\nmsgid "{text}"\nmsgstr "{other}"\n' for text, other in messages.items())
    (folder / "index.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n' + entries, encoding="utf-8"
    )
    text = project.build().page().select_one(".support-matrix-frame").get_text()
    for part in (*messages.values(), "vollständig", "unbekannt"):
        assert part.replace("*", "") in text


def test_it_is_no_place_to_refer_to(project):
    text = compare("a b m.ini") + "\n:support:feature:`x`\n"
    project.write(index_rst=text, m_ini=INI)
    built = project.build(warnings=None)
    assert built.warnings == (
        "index.rst:6: WARNING: no document of this project shows a support matrix with 'x'"
        " [support_matrix.unknown-reference]\n"
    )


MISTAKES = {
    "aa b bb m.ini": (
        "",
        [
            "ERROR: 'm.ini' declares no driver 'aa'; did you mean 'a'? [support_matrix.unknown-driver]",
            "ERROR: 'm.ini' declares no driver 'bb'; did you mean 'b'? [support_matrix.unknown-driver]",
        ],
    ),
    "a m.ini": ("", ["ERROR: expected 2 to 6 drivers to compare, found 1 [support_matrix.bad-option]"]),
    "a b a m.ini": ("", ["ERROR: the driver 'a' is named twice [support_matrix.bad-option]"]),
    "a b n.ini": (
        "",
        ["WARNING: the file 'n.ini' is not there; did you mean 'm.ini'? [support_matrix.missing-file]"],
    ),
    "a b m.ini": (
        "   :only: difference\n   :sort: key\n   :features: z\n",
        [
            "ERROR: unknown option ':sort:'; expected file, features, only, caption, name, class, evidence or history"
            " [support_matrix.bad-option]",
            "ERROR: ':only:' must be 'differences', not 'difference'; did you mean 'differences'?"
            " [support_matrix.bad-option]",
            "ERROR: 'z' in ':features:' matches nothing [support_matrix.no-match]",
            "ERROR: the options leave no feature to show [support_matrix.empty-selection]",
        ],
    ),
}


@pytest.mark.parametrize("directive", MISTAKES)
def test_mistakes(project, directive):
    options, messages = MISTAKES[directive]
    project.write(index_rst=compare(directive, options), m_ini=INI)
    expected = "".join(f"index.rst:4: {message}\n" for message in messages)
    project.build(warnings=expected)
