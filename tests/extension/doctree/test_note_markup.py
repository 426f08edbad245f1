"""What a note may use, and that nothing of it reaches the page around it."""

from __future__ import annotations

import re

import pytest
from bs4 import BeautifulSoup
from docutils.parsers.rst import directives, roles
from docutils.parsers.rst.directives.images import Image
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

SECRET = "OutsideOfTheSourceFolder"
PAGE = """\
Title
=====

.. |name| replace:: replaced

BeforeAll [#]_ and `first <https://example.org/1>`__ and :pep:`8`.

.. support_matrix:: m.ini

After
-----

AfterAll [#]_, [1]_, [CIT]_, `second <https://example.org/2>`__, |name|, `word`, z_, :pep:`20`, :eq:`sum`.

A `later heading`_ and an anonymous__ one.

__ https://example.org/anonymous
.. _z: https://example.org/z
.. [#] one
.. [#] two
.. [1] three
.. [CIT] citation

Later heading
-------------

.. math:: a = b
   :label: sum

.. index:: entry

The *end*.
"""


def matrix(notes):
    """A matrix with a feature for each note."""
    features = [
        f"[operation.f{number}]\ntitle = F{number}\nnotes =\n"
        + "\n".join(f"    {line}" if line else "" for line in note.split("\n"))
        + "\ndriver.a = complete\n"
        for number, note in enumerate(notes)
    ]
    return "[driver.a]\ntitle = A\n" + "".join(features)


def around(built, builder):
    """All that a build made, without the notes."""
    if builder == "text":
        text = built.text("index.txt")
        return text[: text.index("BeforeAll")], text[text.rindex("AfterAll") :]
    if builder == "latex":
        (path,) = built.app.outdir.glob("*.tex")
        text = path.read_text(encoding="utf-8")
        return text[: text.index("BeforeAll")], text[text.rindex("AfterAll") :]
    page = built.page()
    for label in page.find_all("strong", string="Notes:"):
        label.parent.decompose()
    inventory = (built.app.outdir / "objects.inv").read_bytes()
    return re.sub(r">\s+<", "><", str(page)), built.text("genindex.html"), inventory


def outputs(built):
    return {
        path.name: path.read_bytes()
        for path in built.app.outdir.rglob("*")
        if path.is_file() and "_static" not in path.parts
    }


def write(project, notes, conf=""):
    (project.folder.parent / "secret.txt").write_text(f"{SECRET}\n", encoding="utf-8")
    project.write(
        conf_py=f"extensions = ['sphinx_support_matrix']\nhtml_theme = 'basic'\n{conf}",
        index_rst=PAGE,
        m_ini=matrix(notes),
    )


def registered(app):
    """The names of every directive and every role: of docutils, of Sphinx and of its domains."""
    domains = list(app.env.domains.values())
    return (
        sorted(
            {*directives._directive_registry, *directives._directives}
            | {f"{domain.name}:{name}" for domain in domains for name in domain.directives}
        ),
        sorted(
            {*roles._role_registry, *roles._roles}
            | {f"{domain.name}:{name}" for domain in domains for name in domain.roles}
        ),
    )


def notes_with_everything(app):
    known_directives, known_roles = registered(app)
    assert {"meta", "toctree", "include", "py:function"} < {*known_directives}
    assert {"raw", "download", "math", "py:func", "support:level"} < {*known_roles}
    notes = []
    for name in known_directives:
        for argument in ("", " ../secret.txt"):
            number = f"{len(notes)}N"
            notes.append(f"Start{number}.\n\n.. {name}::{argument}\n\n   Body{number}\n\nEnd{number}.")
    for name in known_roles:
        number = f"{len(notes)}N"
        notes.append(f"Start{number} :{name}:`Body{number}` and :{name}:`../secret.txt` End{number}.")
    return notes


@pytest.fixture(scope="module")
def everything(new_project):
    """A project whose notes use everything that there is, and one with plain notes only."""
    project, plain = new_project(), new_project()
    write(project, [])
    app = project.app("html")
    notes = notes_with_everything(app)
    app.cleanup()
    write(project, notes)
    write(plain, [f"Plain{number}N" for number in range(len(notes))])
    return project, plain, notes


@pytest.mark.parametrize(
    ("builder", "file"), [("html", "index.html"), ("text", "index.txt"), ("latex", "projectnamenotset.tex")]
)
def test_nothing_reaches_the_page_and_nothing_is_lost(everything, builder, file):
    project, plain, notes = everything
    built = project.build(builder, warnings=None)
    assert around(built, builder) == around(plain.build(builder, warnings=None), builder)
    text = built.text(file)
    words = [word for note in notes for word in re.findall(r"(?:Start|Body|End)[0-9]+N", note)]
    assert [word for word in words if word not in text] == []
    assert [name for name, content in outputs(built).items() if SECRET.encode() in content] == []


def code_of(warnings):
    return re.findall(r"m\.ini:([0-9]+): \w+: .*\[support_matrix\.([a-z-]+)\]", warnings)


# Notes of several hands, each with the lines of what is refused in it, and what of it is still shown.
EXAMPLES = [
    (".. meta::\n   :keywords: a", [6], ".. meta::\n   :keywords: a"),
    (".. header:: h", [6], ".. header:: h"),
    (".. footer:: f", [6], ".. footer:: f"),
    (".. title:: New", [6], ".. title:: New"),
    (".. support_matrix:: m.ini", [6], ".. support_matrix:: m.ini"),
    (".. support_matrix_driver:: a m.ini", [6], ".. support_matrix_driver:: a m.ini"),
    (
        "One.\n\n.. toctree::\n\n   x <javascript://%0aalert(1)>",
        [8],
        ".. toctree::\n\n   x <javascript://%0aalert(1)>",
    ),
    (".. include:: ../secret.txt", [6], ".. include:: ../secret.txt"),
    (".. literalinclude:: ../secret.txt", [6], ".. literalinclude:: ../secret.txt"),
    (".. csv-table:: T\n   :file: ../secret.txt", [6], ".. csv-table:: T\n   :file: ../secret.txt"),
    (".. csv-table::\n   :url: file:///etc/hosts", [6], ".. csv-table::\n   :url: file:///etc/hosts"),
    (".. math:: \\input{/etc/passwd}", [6], ".. math:: \\input{/etc/passwd}"),
    (".. tabularcolumns:: |p{\\input{x}}|", [6], ".. tabularcolumns:: |p{\\input{x}}|"),
    (".. figure:: ../secret.txt\n   :figwidth: image", [6], ".. figure:: ../secret.txt\n   :figwidth: image"),
    (".. image:: file:///etc/hosts", [6], ".. image:: file:///etc/hosts"),
    (".. image:: https://example.org/a.png", [6], ".. image:: https://example.org/a.png"),
    (".. image:: //example.org/a.png", [6], ".. image:: //example.org/a.png"),
    (".. image:: data:image/png,x", [6], ".. image:: data:image/png,x"),
    (".. image:: /../secret.txt", [6], ".. image:: /../secret.txt"),
    (".. tip:: T\n   :class: fixed-top", [6], ".. tip:: T\n   :class: fixed-top"),
    (
        ".. code-block:: text\n   :emphasize-lines: 1-999999999999\n\n   x",
        [6],
        ".. code-block:: text\n   :emphasize-lines: 1-999999999999\n\n   x",
    ),
    ("* one\n\n  .. role:: x(raw)\n     :format: html", [8], ".. role:: x(raw)\n   :format: html"),
    (".. |a| replace:: b", [6], ".. |a| replace:: b"),
    ("Text.\n\n.. [1] footnote\n   goes on\n\nMore.", [8], ".. [1] footnote\n   goes on"),
    (".. [CIT] citation", [6], ".. [CIT] citation"),
    (".. nosuch:: x", [6], ".. nosuch:: x"),
    (".. default-role:: math", [6], ".. default-role:: math"),
    (".. py:function:: f()", [6], ".. py:function:: f()"),
    (".. class:: large", [6], ".. class:: large"),
]
INLINE = [
    ("Get :download:`../secret.txt`.", [6], ":download:`../secret.txt`"),
    ("One,\ntwo, :raw:`<b>`,\n:raw:`<b>`.", [7, 8], ":raw:`<b>`"),
    ("A :math:`\\input{x}`.", [6], ":math:`\\input{x}`"),
    ("An :index:`entry`.", [6], ":index:`entry`"),
    ("One\n[#]_ and [1]_.", [7, 7], "[#]_"),
    ("A :nosuch:`role`.", [6], ":nosuch:`role`"),
]


@pytest.mark.parametrize(("note", "lines", "shown"), [*EXAMPLES, *INLINE], ids=lambda value: str(value)[:40])
def test_what_is_refused_is_reported_at_its_line_and_shown(project, note, lines, shown):
    write(project, [note])
    built = project.build(warnings=None)
    assert code_of(built.warnings) == [(str(line), "note-not-allowed") for line in lines]
    assert len(built.warnings.splitlines()) == len(lines)
    label = built.page().find("strong", string="Notes:").parent
    found = label.find_all("pre") if label.name == "div" else label.find_all("code")
    assert shown in [each.get_text().rstrip("\n") for each in found]
    assert SECRET.encode() not in b"".join(outputs(built).values())


@pytest.mark.skipif("loading" not in Image.option_spec, reason="docutils has no such option yet")
def test_an_image_is_not_made_a_part_of_the_page(project):
    write(project, [".. image:: i.svg\n   :loading: embed"])
    (project.folder / "i.svg").write_text(
        "<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>", encoding="utf-8"
    )
    built = project.build(warnings=None)
    assert code_of(built.warnings) == [("6", "note-not-allowed")]
    assert not built.page().find("svg")


def test_messages_name_what_is_near_and_the_configuration(project):
    write(project, [".. codeblock:: x", "A :refs:`x`.", ".. tip::\n   :class: a b\n\n   x"])
    project.build(
        warnings="""\
m.ini:6: WARNING: a note cannot use the directive 'codeblock' unless 'support_matrix_note_directives' \
in conf.py names it; did you mean 'code-block'? [support_matrix.note-not-allowed]
m.ini:11: WARNING: a note cannot use the role 'refs' unless 'support_matrix_note_roles' in conf.py names it; \
did you mean 'ref'? [support_matrix.note-not-allowed]
m.ini:16: WARNING: a note cannot use ':class: a b' of 'tip' unless 'support_matrix_note_directives' in conf.py \
names 'tip' [support_matrix.note-not-allowed]
"""
    )


def test_the_problem_can_be_suppressed(project):
    write(project, [".. meta::\n   :a: b"], "suppress_warnings = ['support_matrix.note-not-allowed']\n")
    project.build()


ALLOWED = """\
Text, *emphasis*, **strong**, ``literal`` and :kbd:`Ctrl`.

* one

  1. two

term
  definition

:field: body

-a  option

| line
| block

    quote

::

  literal

>>> doctest

== ==
a  b
== ==

.. note:: N
.. admonition:: Title
   :class: tip

   Body.

.. code-block:: python
   :caption: Caption
   :name: some-code

   pass

.. csv-table:: T
   :header: a, b

   1, 2

.. list-table::

   * - x

.. image:: i.png
   :target: https://example.org/
   :alt: i

.. figure:: /i.png

   Caption.

.. versionadded:: 1.0
.. deprecated:: 2.0
   Why.

:ref:`genindex`, :doc:`index`, :support:level:`f0@a`, |name|, |release|, [CIT]_, `text <https://example.org/>`_,
:pep:`8`, :abbr:`A (b)`, :py:obj:`int`, :any:`genindex`, z_, named_, place_, some-code_ and an `anonymous one`__.

.. _named: https://example.org/named
__ https://example.org/unnamed

.. _place:

A _`spot`, and back to the spot_.
"""


def test_what_notes_may_use(project):
    write(project, [ALLOWED])
    (project.folder / "i.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    built = project.build()
    note = built.page().find("strong", string="Notes:").parent
    links = {link.get_text(): link["href"] for link in note.select("a.reference")}
    assert links["named"] == "https://example.org/named"
    assert links["anonymous one"] == "https://example.org/unnamed"
    assert links["z"] == "https://example.org/z"
    assert (links["place"], links["spot"], links["some-code"]) == ("#place", "#spot", "#some-code")
    assert note.select_one("#place").get_text().startswith("A spot")
    assert len(note.select("img[src='_images/i.png']")) == 2
    assert (built.app.outdir / "_images" / "i.png").exists()
    assert "replaced" in note.get_text()
    for builder in ("text", "latex"):
        project.build(builder)


def test_text_of_mistakes_is_shown(project):
    write(
        project,
        ["One.\n\n-----\n\nTitle\n=====\n\n.. code-block:: text\n   :nosuch: x\n\n   code\n\n.. image::"],
    )
    built = project.build(warnings=None)
    assert re.findall(r"m\.ini:([0-9]+): (?:ERROR|CRITICAL)", built.warnings) == ["8", "11", "13", "18"]
    shown = [
        each.get_text().strip() for each in built.page().find("strong", string="Notes:").parent.select("pre")
    ]
    assert shown == ["-----", "Title\n=====", ".. code-block:: text\n   :nosuch: x\n\n   code", ".. image::"]


def test_names_belong_to_one_note(project):
    note = "See z_, a_, b_ and `docs <https://example.org/{0}>`_; docs_.\n\n.. _z: https://example.org/z{0}\n.. _a: z_\n\n.. _b:"
    write(project, [note.format(1), note.format(2)])
    built = project.build()
    found = [
        [link["href"].removeprefix("https://example.org/") for link in label.parent.select("a.reference")]
        for label in built.page().find_all("strong", string="Notes:")
    ]
    assert found == [["z1", "z1", "#b", "1", "1"], ["z2", "z2", "#b-2", "2", "2"]]
    assert len(built.page().select("#b")) == 1
    assert built.page().select_one("section#after a[href='https://example.org/z']").get_text() == "z"
    assert "b" not in built.app.env.domains["std"].labels


def test_an_id_of_the_page_is_not_taken(project):
    write(project, [".. _later-heading:\n\nText. See later-heading_."])
    built = project.build()
    assert built.page().select_one("section#later-heading h2")
    note = built.page().find("strong", string="Notes:").parent
    assert note.select_one("a.reference")["href"] == "#later-heading-2"
    assert built.page().select_one("#later-heading-2").get_text().startswith("Text.")


def test_an_anonymous_reference_without_a_target(project):
    write(project, ["Text.\n\nSee here__ and x__.\n\n__ https://example.org/"])
    built = project.build(
        warnings="m.ini:8: WARNING: 'x' refers to an anonymous target that its note does not have "
        "[support_matrix.bad-link]\n"
    )
    assert built.page().select_one("a[href='https://example.org/2']").get_text() == "second"


def test_links_lead_only_where_notes_may_lead(project):
    write(
        project,
        [
            "`a <file:///etc/passwd>`_, `b <mailto:x@example.org>`_, `c <../x.html#d>`_\n"
            "and `e <java\\ script:alert(1)>`_; tel:123 and ftp://example.org.\n\n"
            ".. image:: i.png\n   :target: vbscript:x"
        ],
    )
    (project.folder / "i.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    built = project.build(warnings=None)
    assert code_of(built.warnings) == [("6", "bad-link"), ("7", "bad-link"), ("10", "bad-link")]
    note = built.page().find("strong", string="Notes:").parent
    assert [link["href"] for link in note.select("a")] == ["mailto:x%40example.org", "../x.html#d"]


def test_a_link_of_the_file_system_does_not_lead_outside(project):
    write(project, [".. image:: link/secret.txt"])
    outside = project.folder.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text(SECRET, encoding="utf-8")
    (project.folder / "link").symlink_to(outside)
    built = project.build(warnings=None)
    assert code_of(built.warnings) == [("6", "note-not-allowed")]
    assert SECRET.encode() not in b"".join(outputs(built).values())


def test_names_in_another_language_and_in_the_default_domain(project):
    write(
        project,
        [
            ".. hinweis:: H",
            ".. einfügen:: ../secret.txt",
            "A :betonung:`word`.",
            ".. function:: f()",
            ":func:`f`",
        ],
        "language = 'de'\nprimary_domain = 'py'\n",
    )
    built = project.build(warnings=None)
    assert code_of(built.warnings) == [("11", "note-not-allowed"), ("21", "note-not-allowed")]


def test_a_domain_cannot_hide_what_is_allowed(project):
    write(
        project,
        [".. note:: ../secret.txt", ":kbd:`../secret.txt`"],
        """
from docutils.parsers.rst.directives.misc import Include
from sphinx.domains import Domain
class Hiding(Domain):
    name = "hiding"
    directives = {"note": Include}
    roles = {"kbd": lambda *arguments, **options: ([], [])}
primary_domain = "hiding"
def setup(app):
    app.add_domain(Hiding)
""",
    )
    built = project.build(warnings=None)
    assert [line for line, _ in code_of(built.warnings)] == ["6", "11"]


def test_roles_of_the_page_are_allowed_by_what_they_are_made_from(project):
    write(project, [":mine:`a` :code-of-mine:`b` :html:`<b>` `default`"])
    roles_of_page = (
        ".. role:: mine\n.. role:: code-of-mine(code)\n.. role:: html(raw)\n   :format: html\n\n"
        ".. default-role:: math\n\n"
    )
    project.write(index_rst=roles_of_page + PAGE)
    built = project.build(warnings=None)
    assert code_of(built.warnings) == [("6", "note-not-allowed")] * 2
    note = built.page().find("strong", string="Notes:").parent
    assert [each.get_text() for each in note.select("code")] == ["b", ":html:`<b>`", "`default`"]


def test_the_configuration_adds_directives_and_roles(project):
    write(
        project,
        [
            ".. rubric:: R",
            ".. literalinclude:: ../secret.txt",
            ":math:`a`",
            ".. image:: https://example.org/a.png",
            ".. support_matrix:: m.ini",
            ".. py:function:: f()",
            ".. math:: b",
        ],
        "support_matrix_note_directives = ['rubric', 'literal*', 'image', '*support*', 'py:*']\n"
        "support_matrix_note_roles = 'math'\n",
    )
    built = project.build(warnings=None)
    assert code_of(built.warnings) == [("26", "note-not-allowed"), ("36", "note-not-allowed")]
    page = built.page()
    assert page.select_one("p.rubric").get_text() == "R"
    assert SECRET in page.get_text()
    assert page.select("span.math")
    assert page.select("img[src='https://example.org/a.png']")
    assert page.select("#f.sig")


def test_everything_that_is_registered_works_where_the_project_adds_it(project):
    write(
        project,
        [
            "Intro.\n\n.. rst-class:: large\n\nText.",
            ".. include:: i.txt\n\n.. include:: i.txt",
            ".. glossary::\n\n   Term\n     definition",
            "A :term:`Term`, and :index:`indexed`.",
            ".. raw:: html\n\n   <b>raw</b>",
            ".. toctree::\n\n   x <javascript://%0aalert(1)>\n   y <https://example.org/toctree>",
            ".. contents::",
        ],
        "support_matrix_note_directives = '*'\nsupport_matrix_note_roles = ['*']\n",
    )
    project.write(i_txt="Included.\n")
    built = project.build(warnings=None)
    assert code_of(built.warnings) == [("44", "bad-link")]
    page = built.page()
    assert page.select_one("p.large").get_text() == "Text."
    assert page.get_text().count("Included.") == 2
    assert page.select("a[href='#term-Term']")
    assert "indexed" in built.text("genindex.html")
    assert page.find("b", string="raw")
    assert page.select("a[href='https://example.org/toctree']")
    assert not [link for link in page.select("[href]") if "javascript:" in link["href"]]


def test_sphinx_design_works_where_the_project_adds_it(project):
    write(
        project,
        [
            ".. grid:: 2\n\n   .. grid-item-card:: Card\n      :link: https://example.org/card\n\n      :bdg:`new`"
        ],
        "extensions.append('sphinx_design')\n"
        "support_matrix_note_directives = ['grid*']\nsupport_matrix_note_roles = ['bdg*']\n",
    )
    built = project.build()
    assert built.page().select_one("div.sd-card a")["href"] == "https://example.org/card"
    assert built.page().select_one("span.sd-badge").get_text() == "new"


def test_a_wrong_configuration_is_reported(project):
    write(
        project,
        ["x"],
        "support_matrix_note_directives = ['.. grid::', 'tab-*']\nsupport_matrix_note_roles = [':math:']\n",
    )
    project.build(
        warnings="WARNING: support_matrix_note_directives: expected a name or a pattern such as 'grid*', not "
        "'.. grid::' [support_matrix.bad-configuration]\n"
        "WARNING: support_matrix_note_roles: expected a name or a pattern such as 'math', not ':math:' "
        "[support_matrix.bad-configuration]\n"
    )


def test_the_configuration_reads_everything_again(project):
    write(project, [".. rubric:: R"])
    project.build(warnings=None)
    write(project, [".. rubric:: R"], "support_matrix_note_directives = ['rubric']\n")
    assert project.build().page().select("p.rubric")


@pytest.mark.parametrize("depth", [60, 400])
def test_a_note_cannot_be_nested_without_end(project, depth):
    note = "\n\n".join(" " * level + f"* L{level}N" for level in range(0, depth * 2, 2))
    write(project, [note])
    built = project.build(
        warnings="m.ini:6: WARNING: a note cannot be nested more than 40 levels deep [support_matrix.note-not-allowed]\n"
    )
    assert f"L{depth * 2 - 2}N" in built.page().find("pre").get_text()


def test_a_comment_about_an_inclusion_ends_nothing(project):
    write(project, ['One.\n\n.. end of inclusion from "x"\n\nTwo.'])
    assert "Two." in project.build().page().get_text()


FRAGMENTS = st.sampled_from(
    [
        "word", " ", "\n", "\n\n", "\n  ", "\n   ", "* ", "1. ", "#. ", "`", "``", "*", "**", "|", "|name|", "_", "__", "\\",
        ":ref:`x`", ":raw:`x`", ":math:`x`", "`a <b>`_", "`a <javascript:x>`__", "`a <c_>`_", "[1]_", "[#]_", "[CIT]_",
        "z_", "anon__", ".. ", ".. note:: ", ".. meta::", ".. _a:", ".. _a: b_", ".. _b: a_", ".. __: ", "__ x", "::", "----",
        "====", "_`t`", ".. |s| replace:: ", "|s|", ".. [1] ", ".. image:: i.png", ":target: a_", ":class: x", ":name: n",
        ".. figure:: ../secret.txt", ".. csv-table::", ":file: ../secret.txt", ".. include:: ../secret.txt", ".. class:: x",
        ".. list-table::", "* - ", "+---+", "| a |", "== ==", ">>> x", "term\n  ", ":field: ", "-o  ", "http://e.org",
        ".. code-block:: python", ".. versionadded:: 1", ".. support_matrix:: m.ini", ":support:level:`f0@a`",
    ]
)  # fmt: skip
NOTES = st.lists(st.lists(FRAGMENTS, min_size=1, max_size=12).map("".join), min_size=6, max_size=6)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(notes=NOTES)
def test_no_mixture_of_markup_reaches_the_page(new_project, notes):
    texts = [f"N {note.strip() or 'x'}" for note in notes]
    project, plain = new_project(), new_project()
    write(project, texts)
    write(plain, ["Plain"] * len(notes))
    for each in (project, plain):
        (each.folder / "i.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    built = project.build(warnings=None)
    assert around(built, "html") == around(plain.build(warnings=None), "html")
    assert SECRET.encode() not in b"".join(outputs(built).values())
    identifiers = [
        each["id"] for each in BeautifulSoup(built.text("index.html"), "html.parser").select("[id]")
    ]
    assert sorted({*identifiers}) == sorted(identifiers)
    assert not [link for link in built.page().select("[href]") if "javascript:" in link["href"]]
