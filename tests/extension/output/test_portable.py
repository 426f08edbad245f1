from __future__ import annotations

import re

import pytest

from sphinx_support_matrix.extension.output.portable import expanding

INI = """\
[driver.one]
title = Driver One
link = https://example.org/one
[driver.two]
title = Two
[group.operation]
title = Operations
[operation.first]
title = First feature
status = mandatory
notes = A note with ``code``.

    * an item
cli = do this; do that
api = ext
driver.one = complete:2026.1
driver.two = partial
driver-notes.two = Only on Tuesdays.
[operation.second]
title = Second feature
maturity = experimental
api_doc_link = https://example.org/api
tempest_test_uuids = abc
driver.one = missing
driver.two = not-applicable
notes =
    .. code-block:: text

       first is no paragraph
"""
INDEX = "Title\n=====\n\nBefore.\n\n.. support_matrix:: m.ini\n   :caption: Caption\n\nAfter.\n"
BUILDERS = [
    "dirhtml",
    "singlehtml",
    "epub",
    "json",
    "latex",
    "text",
    "man",
    "texinfo",
    "xml",
    "pseudoxml",
    "gettext",
    "dummy",
]


@pytest.fixture(scope="module")
def shared(new_project):
    """A page that is read once for all builders."""
    project = new_project()
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nversion = '1'\nepub_copyright = 'x'\n"
        "man_pages = [('index', 'title', 'Title', 'x', 1)]\n"
        "suppress_warnings = ['epub.unknown_project_files']\n",
        index_rst=INDEX,
        m_ini=INI,
    )
    return project


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder(shared, builder):
    shared.build(builder)


def test_text(shared, snapshot):
    built = shared.build("text")
    snapshot(built.text("index.txt"), "page.txt")


def test_only_standard_nodes_are_left(shared):
    text = shared.build("pseudoxml").text("index.pseudoxml")
    assert "<matrix_" not in text
    assert re.findall(r'refuri="(.*?)"', text) == [
        "https://example.org/one",
        "https://example.org/api",
        "https://github.com/openstack/tempest/search?q=abc",
    ]


IN_A_TABLE = """\
Title
=====

.. list-table::

   * - .. support_matrix:: m.ini
          :requirements:
     - .. support_matrix_driver:: a m.ini

.. table::

   +-----------------------------+
   | .. support_matrix:: m.ini   |
   |    :sections: summary       |
   +-----------------------------+
"""


@pytest.mark.parametrize("builder", ["html", "text", "man", "latex", "texinfo", "xml", "epub"])
def test_a_matrix_in_a_table_is_a_list(project, builder):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nproject = 'p'\nauthor = 'a'\nversion = '1'\n"
        "epub_copyright = 'c'\nman_pages = [('index', 'p', 'p', ['a'], 1)]\n",
        index_rst=IN_A_TABLE,
        m_ini="[driver.a]\ntitle = Alpha\n[driver.b]\ntitle = Beta\n[f]\ntitle = F\nstatus = mandatory\n"
        "driver.a = complete:1\ndriver.b = missing\ndriver-notes.a = Note.\n",
    )
    built = project.build(builder)
    if builder == "text":
        text = built.text("index.txt")
        assert "**missing**: Beta (required)" in " ".join(text.replace("|", " ").split())
        assert " 1 complete " in " ".join(text.replace("|", " ").split())


@pytest.mark.parametrize("title", ["(:)", "( )", ",", "()", None])
def test_texinfo_survives_titles_of_which_no_name_can_be_made(project, title):
    first, section = ("", "[ ]") if title is None else (f"title = {title}\n", "[operation.x]")
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n",
        m_ini="[driver.a]\ntitle = A\n"
        f"{section}\n{first}driver.a = complete\n"
        f"[group.g]\ntitle = {title or ':'}\n[g.y]\ntitle = Y\ndriver.a = complete\n",
    )
    built = project.build("texinfo", warnings=None)
    assert "_" in built.text("projectnamenotset.texi")


def test_a_very_long_table_is_lists_in_text(project, monkeypatch):
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n",
        m_ini="[driver.a]\ntitle = A\n"
        + "".join(f"[x{number}]\ntitle = X{number}\ndriver.a = complete\n" for number in range(4)),
    )
    assert "+---" in project.build("text").text("index.txt")
    monkeypatch.setattr(expanding, "_MOST_ROWS", 3)
    assert "+---" not in project.build("text", freshenv=True).text("index.txt")
