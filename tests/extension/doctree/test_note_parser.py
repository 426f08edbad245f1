from __future__ import annotations

import re

HEAD = "[driver.a]\ntitle = A\n[operation.x]\ntitle = X\ndriver.a = complete\n"
PAGE = (
    "Title\n=====\n\n.. _spot:\n\nSpot\n----\n\n.. |name| replace:: replaced\n\n.. support_matrix:: m.ini\n"
)


def notes(built):
    return noted(built)[0]


def noted(built):
    """The notes: the paragraphs or blocks that begin with the label."""
    labels = built.page().find_all("strong", string="Notes:")
    return [label.parent for label in labels]


def test_markup_lists_literal_blocks_and_roles(project):
    source = """\
notes = See ``code``, *emphasis*, |name|, :ref:`spot` and :doc:`index`; 100 % done.

    * one
    * two::

        literal
          deeper
    # a comment

    End.
"""
    project.write(index_rst=PAGE, m_ini=HEAD + source)
    built = project.build()
    html = notes(built)
    assert html.select_one("code").get_text() == "code"
    assert html.select_one("em").get_text() == "emphasis"
    assert [item.p.get_text() for item in html.select("li")] == ["one", "two:"]
    assert html.select_one("pre").get_text() == "literal\n  deeper\n"
    assert [link["href"] for link in html.select("a")] == ["#spot", "#"]
    assert html.get_text().startswith("Notes: See code, emphasis, replaced, Spot and Title; 100 % done.")
    assert "comment" not in html.get_text()
    assert html.select("p")[-1].get_text() == "End."


def test_notes_are_restructuredtext_in_markdown(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix', 'myst_parser']\n",
        index_md="# Title\n\n(spot)=\n## Spot\n\n```{support_matrix} m.ini\n:sort: file\n\nOwn *content*.\n```\n\nAfter.\n",
        m_ini=HEAD
        + "notes = See ``code`` and :ref:`text <spot>`, `a link <https://example.org/>`_.\n  # Not a heading\n",
    )
    built = project.build()
    html = notes(built)
    assert html.get_text().strip() == "Notes: See code and text, a link."
    assert [link["href"] for link in html.select("a")] == ["#spot", "https://example.org/"]
    assert built.page().select_one("section#notes em").get_text() == "content"
    assert built.page().find("p", string="After.")


URLS = [
    ("See https://example.org/a.", ["https://example.org/a"], "See https://example.org/a."),
    ("(https://example.org/a), so", ["https://example.org/a"], "(https://example.org/a), so"),
    ("https://example.org/a\n  next line", ["https://example.org/a"], "https://example.org/a\nnext line"),
    ("https://example.org/V3.\n  Next", ["https://example.org/V3"], "https://example.org/V3.\nNext"),
    ("https://example.org/#a-b?", ["https://example.org/#a-b"], "https://example.org/#a-b?"),
    (
        "https://e.org/a https://e.org/b",
        ["https://e.org/a", "https://e.org/b"],
        "https://e.org/a https://e.org/b",
    ),
]


def test_a_bare_url_is_a_link_and_nothing_more(project):
    features = [
        f"[operation.x{number}]\ntitle = X\ndriver.a = complete\nnotes = {note}\n"
        for number, (note, _, _) in enumerate(URLS)
    ]
    project.write(index_rst=PAGE, m_ini="[driver.a]\ntitle = A\n" + "".join(features))
    built = project.build()
    found = [([link["href"] for link in note.select("a")], note.get_text().strip()) for note in noted(built)]
    assert found == [(links, f"Notes: {text}") for _, links, text in URLS]


def test_mistakes_are_reported_at_the_line_of_the_file(project):
    source = """\
driver-notes.a =
    Fine.

    A *broken paragraph.

    * one
    * two with :nosuchrole:`x`

      .. nosuchdirective::
notes = first
    second

    ``open
"""
    project.write(index_rst=PAGE, m_ini=HEAD + source)
    lines = project.build(warnings=None).warnings.splitlines()
    places = [line.split(": ")[0] for line in lines if line.startswith("m.ini")]
    assert places == ["m.ini:18", "m.ini:9", "m.ini:12", "m.ini:14"]


def test_an_unknown_target_is_reported_at_the_line_of_the_file(project):
    project.write(index_rst=PAGE, m_ini=HEAD + "notes = first\n\n  See :ref:`nowhere`.\n")
    project.build(warnings="m.ini:8: WARNING: undefined label: 'nowhere' [ref.ref]\n")


def test_raw_html_is_disabled_in_notes_only(project):
    project.write(
        index_rst=PAGE + "\n.. raw:: html\n\n   <b id='raw'>raw</b>\n",
        m_ini=HEAD + "notes = x\n\n  .. raw:: html\n\n     <script>alert(1)</script>\n",
    )
    built = project.build(
        warnings="m.ini:8: WARNING: a note cannot use the directive 'raw' unless 'support_matrix_note_directives' "
        "in conf.py names it; did you mean 'code-block'? [support_matrix.note-not-allowed]\n"
    )
    assert built.page().select("b#raw")
    assert built.page().find("script", string="alert(1)") is None
    assert notes(built).find_next("pre").get_text() == ".. raw:: html\n\n   <script>alert(1)</script>\n"


def test_links_that_run_script_are_text(project):
    project.write(
        index_rst=PAGE,
        m_ini=HEAD
        + """\
notes = javascript:alert(1)

    `x <javascript:alert(2)>`_
    `y <JavaScript:alert(3)>`__

    z_

    .. _z: javascript:alert(4)
""",
    )
    built = project.build(warnings=None)
    assert [line.rpartition(" [")[0] for line in built.warnings.splitlines()] == [
        f"m.ini:{line}: WARNING: a link in a note cannot be '{scheme}:'; expected http:, https:, mailto: or a relative target"
        for line, scheme in [(6, "javascript"), (8, "javascript"), (9, "JavaScript"), (13, "javascript")]
    ]
    assert [link for link in built.page().select("a") if "script:" in link.get("href", "").lower()] == []
    assert "alert(1" in notes(built).get_text()


def test_a_control_character_that_docutils_makes_is_shown_as_the_replacement_character(project):
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n",
        m_ini="[driver.a]\ntitle = A\n[x]\ntitle = X\ndriver.a = complete\n"
        "notes = Before |e| after.\n\n    .. |e| unicode:: 0x80 0x9f\n",
    )
    assert not re.search("[\x7f-\x84\x86-\x9f]", project.build(warnings=None).text("index.html"))


def test_lines_of_united_notes_have_their_own_places(project):
    note = "[driver.a]\ntitle = A\n[x]\ntitle = X\ndriver.a = partial\n{0}driver-notes.a = See {1}.\n"
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: a.ini b.ini\n",
        a_ini=note.format("", "|one|"),
        b_ini=note.format("\n\n", "|two|"),
    )
    warnings = project.build(warnings=None).warnings
    assert 'a.ini:6: ERROR: Undefined substitution referenced: "one".' in warnings
    assert 'b.ini:8: ERROR: Undefined substitution referenced: "two".' in warnings
