"""Notes in Markdown: in documents of both languages, with the same limits, at their own lines."""

from __future__ import annotations

import importlib.util

import pytest

INI = """\
[matrix]
markup = markdown
[driver.a]
title = A
[operation.x]
title = X
notes = See [the *guide*](https://example.org/x), `code` and {support:feature}`y`.

    - one
    - two

      ```python
      print("[a](b)")
      ```

    > A quote.

    :::{note}
    Take care of **this**.
    :::
driver.a = partial
driver-notes.a = Only with <b>HTML</b> and # no heading.
[operation.y]
title = Y
notes =
    Not a heading
    =============
driver.a = complete
"""
CONF = "extensions = ['sphinx_support_matrix']\n"
RST = "Title\n=====\n\n.. support_matrix:: m.ini\n"
MD = "# Title\n\n```{support_matrix} m.ini\n```\n"
DOCUMENTS = [
    pytest.param(CONF, "index_rst", RST, id="reStructuredText"),
    pytest.param("extensions = ['sphinx_support_matrix', 'myst_parser']\n", "index_md", MD, id="Markdown"),
]


@pytest.mark.parametrize(("conf", "name", "text"), DOCUMENTS)
def test_a_note_is_markdown_in_any_document(project, conf, name, text):
    project.write(conf_py=conf, m_ini=INI, **{name: text})
    page = project.build().page()
    notes = page.select_one("#operation_x .sm-notes")
    assert notes.select_one("a.external")["href"] == "https://example.org/x"
    assert notes.select_one("a em").get_text() == "guide"
    assert notes.select_one("p > code").get_text() == "code"
    assert notes.select_one("a[href='#operation_y']").get_text() == "Y"
    assert [item.p.get_text() for item in notes.select("ul > li")] == ["one", "two"]
    assert notes.select_one(".highlight-python pre").get_text() == 'print("[a](b)")\n'
    assert notes.select_one("blockquote p").get_text() == "A quote."
    assert notes.select_one(".admonition.note strong").get_text() == "this"
    line = page.find(id="operation_x_driver_a")
    assert "Only with <b>HTML</b> and # no heading." in line.get_text()
    assert (
        page.select_one("#operation_y .support-matrix-feature")
        .get_text()
        .count("Not a heading\n=============")
        == 1
    )
    assert [
        heading.get_text()
        for heading in page.select("section > h1, section > h2, section > h3, section > h4")
    ] == [heading + "¶" for heading in ("Title", "Summary", "Details", "X", "Y")]


@pytest.mark.parametrize(("conf", "name", "text"), DOCUMENTS)
def test_a_note_is_restructuredtext_in_any_document_otherwise(project, conf, name, text):
    ini = INI.replace("[matrix]\nmarkup = markdown\n", "").partition("notes = See")[0]
    ini += "notes = A `link <https://example.org>`__.\ndriver.a = complete\n"
    project.write(conf_py=conf, m_ini=ini, **{name: text})
    assert project.build().page().select_one("#operation_x p a.external")["href"] == "https://example.org"


def test_the_project_can_say_so_and_the_file_counts(project):
    conf = f"{CONF}support_matrix_markup = 'markdown'\n"
    plain = INI.replace("markup = markdown\n", "")
    rst = "[matrix]\nmarkup = rst\n[driver.a]\ntitle = A\n[z]\ntitle = Z\nnotes = A `link <https://example.org>`__.\ndriver.a = complete\n"
    project.write(
        conf_py=conf, index_rst=f"{RST}\nMore\n====\n\n.. support_matrix:: n.ini\n", m_ini=plain, n_ini=rst
    )
    page = project.build().page()
    assert page.select_one("#operation_x .sm-notes a em").get_text() == "guide"
    assert page.select_one("#z a.external").get_text() == "link"


def test_another_value_is_named(project):
    project.write(conf_py=f"{CONF}support_matrix_markup = 'html'\n", index_rst="T\n=\n")
    assert project.build(warnings=None).warnings == (
        "WARNING: support_matrix_markup: expected 'restructuredtext' or 'markdown', not 'html'"
        " [support_matrix.bad-configuration]\n"
    )


REFUSED = {
    "```{include} index.rst\n    ```": "a note cannot use the directive 'include'",
    "Text {download}`index.rst`.": "a note cannot use the role 'download'",
    "[x](ftp://example.org)": "a link in a note cannot be 'ftp:'; expected http:, https:, mailto: or a relative target",
    "![x](../../secret.png)": None,
    "```{raw} html\n    <b>\n    ```": "a note cannot use the directive 'raw'",
    "```{support_matrix} m.ini\n    ```": "a note cannot hold another matrix, as with 'support_matrix'",
}


@pytest.mark.parametrize("markup", REFUSED)
def test_the_same_is_refused_at_its_line(project, markup):
    ini = f"[matrix]\nmarkup = markdown\n[driver.a]\ntitle = A\n[x]\ntitle = X\nnotes = First.\n\n    {markup}\ndriver.a = complete\n"
    project.write(index_rst=RST, m_ini=ini)
    built = project.build(warnings=None)
    (warning,) = built.warnings.splitlines()
    assert warning.startswith("m.ini:9: WARNING: ")
    assert (REFUSED[markup] or "") in warning
    assert not built.page().select("#x script, #x b, #x img")


def test_what_is_wrong_is_reported_at_its_line(project):
    ini = "[matrix]\nmarkup = markdown\n[driver.a]\ntitle = A\n[x]\ntitle = X\nnotes = First.\n\n    ```{note}\n    ```\ndriver.a = complete\n"
    project.write(index_rst=RST, m_ini=ini)
    (warning,) = project.build(warnings=None).warnings.splitlines()
    assert warning.startswith("m.ini:9: ")


def test_without_myst_parser_the_text_is_shown(project, monkeypatch):
    find_spec = importlib.util.find_spec
    monkeypatch.setattr(
        "sphinx_support_matrix.extension.markdown_reader.find_spec",
        lambda name: None if name == "myst_parser" else find_spec(name),
    )
    project.write(index_rst=RST, m_ini=INI)
    built = project.build(
        warnings="m.ini:1: WARNING: notes are in Markdown, which myst-parser reads; install it: pip install "
        "myst-parser [support_matrix.no-markdown]\n"
    )
    text = built.page().select_one("#operation_x").get_text()
    assert "See [the *guide*](https://example.org/x)" in text
    assert "Only with <b>HTML</b>" in text


def test_messages_have_their_lines(project):
    project.write(index_rst=RST, m_ini=INI)
    text = project.build("gettext").text("m.pot")
    for line, message in ((7, "See [the *guide*]"), (9, "one"), (19, "Take care of **this**.")):
        assert f'm.ini:{line}\nmsgid "{message}' in text


def test_a_script_is_no_link(project):
    project.write(index_rst=RST, m_ini=INI.replace("https://example.org/x", "javascript:alert(1)"))
    page = project.build().page()
    assert page.select("a[href^=javascript]") == []
    assert "javascript:alert(1)" in page.get_text()


def test_nothing_of_the_page_changes(project):
    project.write(index_rst=RST, m_ini=INI)
    built = project.build()
    assert "wordcount" not in built.app.env.metadata["index"]
    assert "myst_slugs" not in built.app.env.metadata["index"]


def test_parallel_reading(project):
    pages = {f"p{number}_rst": RST for number in range(4)}
    project.write(index_rst="T\n=\n\n.. toctree::\n   :glob:\n\n   p*\n", m_ini=INI, **pages)
    built = project.build(parallel=2)
    assert built.page("p3.html").select_one("#operation_x .sm-notes a em").get_text() == "guide"
