"""Several matrices on a page are told apart by their names: in headings, in the index and in labels."""

from __future__ import annotations

import json
import re

import pytest
from babel.messages import mofile, pofile

INI = "[driver.a]\ntitle=Driver A\n[operation.x]\ntitle=Feature X\ndriver.a=complete\n"
OTHER = INI.replace("Feature X", "Feature <Y>").replace("operation.x", "operation.y")
SEVERAL = """\
Title
=====

.. _before:

.. support_matrix:: m.ini
   :title: Load  *balancer*
   :caption: Not this

   Notes.

.. support_matrix:: other.ini
   :caption: Pools; and more

.. support_matrix:: m.ini
   :name: members

.. support_matrix:: other.ini

See :ref:`before` and :support:matrix:`m` and :support:matrix:`members`.
"""
NAMES = ["Load *balancer*", "Pools; and more", "members", "other"]
HEADINGS = [
    "Summary: Load *balancer*",
    "Details: Load *balancer*",
    "Notes: Load *balancer*",
    *(f"{part}: {name}" for name in NAMES[1:] for part in ("Summary", "Details")),
]


def headings(page):
    return [
        heading.get_text().rstrip("¶")
        for heading in page.select("h2, p.rubric")
        if re.match("Summary|Details|Notes|Zusammen", heading.get_text())
    ]


@pytest.fixture(scope="module")
def several(new_project):
    project = new_project()
    project.write(index_rst=SEVERAL, m_ini=INI, other_ini=OTHER)
    # Not every release of the theme shows the contents of a page by itself.
    return project.build(confoverrides={"html_sidebars": {"**": ["localtoc.html"]}})


def test_headings_name_the_matrix(several):
    assert headings(several.page()) == HEADINGS


def test_contents_and_references_and_search_say_so_too(several):
    contents = [link.get_text() for link in several.page().select(".sphinxsidebar a")]
    assert [text for text in contents if ": " in text] == HEADINGS
    links = [link.get_text() for link in several.page().select("p > a.reference.internal")][-3:]
    assert links == ["Summary: Load *balancer*", "Load *balancer*", "members"]
    index = json.loads(several.text("searchindex.js").removeprefix("Search.setIndex(").removesuffix(")"))
    assert set(HEADINGS) <= set(index["alltitles"])


def test_anchors_stay_as_they_are(several):
    sections = [section["id"] for section in several.page().select("section > section")]
    assert [each for each in sections if "operation" not in each] == [
        "summary",
        "details",
        "notes",
        "other-summary",
        "other-details",
        "members",
        "members-details",
        "other-summary-2",
        "other-details-2",
    ]
    assert several.page().find(id="before")


def test_the_index_names_the_matrix(several):
    # Sphinx puts those together that begin with the same text.
    entries = {a.get_text(): a["href"] for a in several.page("genindex.html").select("li > a[href^=index]")}
    assert (
        entries.items()
        >= {
            "Driver A (Load *balancer*)": "index.html#driver_a",
            "Feature X (Load *balancer*)": "index.html#operation_x",
            "Feature <Y> (other)": "index.html#other_operation_y",
        }.items()
    )
    assert {"(members)", "(other)", "(Pools, and more)"} <= set(entries)


@pytest.mark.parametrize(
    "directives",
    [
        pytest.param([".. support_matrix:: m.ini\n   :caption: C"], id="one"),
        pytest.param([".. support_matrix:: m.ini\n   :title: T"], id="one with a title"),
        pytest.param(
            [
                ".. support_matrix:: m.ini\n   :sections: summary\n   :caption: C",
                ".. support_matrix:: m.ini\n   :sections: details",
            ],
            id="parts of one",
        ),
        pytest.param(
            [".. support_matrix:: m.ini", ".. support_matrix:: m.ini\n   :sections: summary"],
            id="one twice",
        ),
        pytest.param(
            [".. support_matrix:: m.ini", ".. support_matrix_driver:: a m.ini"], id="one and a driver"
        ),
        pytest.param(
            [".. support_matrix:: m.ini", ".. support_matrix:: empty.ini\n   :title: T"], id="one and nothing"
        ),
    ],
)
def test_headings_of_one_matrix_are_plain(project, directives):
    page = "Title\n=====\n\n" + "\n\n".join(directives) + "\n"
    project.write(index_rst=page, m_ini=INI, empty_ini="[driver.a]\ntitle=A\n")
    built = project.build(warnings=None)
    assert {heading.partition(":")[1] for heading in headings(built.page())} == {""}


@pytest.mark.parametrize(
    ("directives", "expected"),
    [
        (
            [
                ".. support_matrix:: m.ini\n   :sections: summary\n   :title: One",
                ".. support_matrix:: m.ini\n   :sections: summary\n   :title: Two",
            ],
            ["Summary: One", "Summary: Two"],
        ),
        (
            [
                ".. support_matrix:: m.ini\n   :sections: summary",
                ".. support_matrix:: other.ini\n   :sections: details",
            ],
            ["Summary: m", "Details: other"],
        ),
        (
            [
                "* .. support_matrix:: m.ini\n     :sections: summary",
                "* .. support_matrix:: other.ini\n     :sections: summary",
            ],
            ["Summary: m", "Summary: other"],
        ),
    ],
    ids=["two parts of a file", "different parts of two files", "where no sections can be"],
)
def test_headings_of_several(project, directives, expected):
    page = "Title\n=====\n\n" + "\n\n".join(directives) + "\n"
    project.write(index_rst=page, m_ini=INI, other_ini=OTHER)
    assert headings(project.build().page()) == expected


@pytest.mark.parametrize("builder", ["singlehtml", "text", "latex"])
def test_other_builders(project, builder):
    project.write(index_rst=SEVERAL, m_ini=INI, other_ini=OTHER)
    built = project.build(builder)
    text = built.text(
        {"singlehtml": "index.html", "text": "index.txt", "latex": "projectnamenotset.tex"}[builder]
    )
    found = [f"{part}: {name}" for part in ("Summary", "Details") for name in ("members", "other")]
    assert [heading for heading in found if heading not in text] == []
    if builder == "latex":
        assert r"\index{Feature X (members)@\spxentry{Feature X}\spxextra{members}}" in text


def test_a_title_is_translated(project):
    project.write(index_rst=SEVERAL, m_ini=INI, other_ini=OTHER)
    built = project.build("gettext")
    with (built.app.outdir / "index.pot").open("rb") as file:
        places = {each.id: each.locations for each in pofile.read_po(file)}
    assert [line for _path, line in places[r"Load \*balancer\*"]] == [6]
    catalog = pofile.Catalog(locale="de")
    catalog.add(r"Load \*balancer\*", "Lastverteiler")
    folder = project.folder / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "index.mo").open("wb") as file:
        mofile.write_mo(file, catalog)
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nlanguage = 'de'\nlocale_dirs = ['locale']\n"
    )
    built = project.build()
    assert headings(built.page())[0] == "Zusammenfassung: Lastverteiler"
    assert "Driver A (Lastverteiler)" in built.page("genindex.html").get_text()


INDEXED = "T\n=\n\n.. support_matrix:: m.ini\n   :title: M\n\n.. support_matrix_driver:: a m.ini\n\nSee :support:driver:`a`.\n"


def test_one_matrix_with_a_title_is_named_in_the_index(project):
    project.write(index_rst=INDEXED, m_ini=INI)
    built = project.build()
    text = built.page("genindex.html").get_text()
    assert "Feature X (M)" in text
    assert headings(built.page()) == ["Summary", "Details"]


def test_the_index_can_do_without(project):
    conf = "extensions = ['sphinx_support_matrix']\nsupport_matrix_index = False\n"
    project.write(conf_py=conf, index_rst=f"{INDEXED}\n.. index:: mine\n", m_ini=INI)
    built = project.build()
    assert [link.get_text() for link in built.page("genindex.html").select("td a")] == ["mine"]


def test_paper_without_index_entries_has_every_target(project):
    conf = "extensions = ['sphinx_support_matrix']\nsupport_matrix_index = {}\n"
    texts = []
    for value in (True, False):
        project.write(conf_py=conf.format(value), index_rst=INDEXED, m_ini=INI)
        texts.append(project.build("latex").text("projectnamenotset.tex"))
    labels = [set(re.findall(r"\\label\{[^}]+\}", text)) for text in texts]
    assert labels[0] == labels[1] != set()
    assert [r"\spxentry" in text for text in texts] == [True, False]


LABELLED = """\
{title}
{line}

Summary
-------

Mine.

.. support_matrix:: m.ini

.. support_matrix:: other.ini

.. support_matrix:: M.ini

.. support_matrix_driver:: a m.ini

Feature <Y>
-----------

Mine as well.

Alone
-----

.. support_matrix_driver:: a other.ini
"""
CONF = """\
extensions = ['sphinx_support_matrix', 'sphinx.ext.autosectionlabel']
autosectionlabel_prefix_document = {prefix}
"""


@pytest.fixture
def labelled(project):
    """A project whose headings recur on a page and from page to page."""

    def write(**values):
        titles = ["first", "second", "third"]
        pages = {f"{each}_rst": LABELLED.format(title=each, line="=" * 9) for each in titles}
        # Nothing but our own headings recurs where labels are those of the whole project.
        if not values["prefix"]:
            for number, each in enumerate(titles):
                own = re.sub(
                    r"(?m)^(Summary|Feature <Y>|Alone)\n-+$",
                    f"\\1 {number}\n" + "-" * 20,
                    pages[f"{each}_rst"],
                )
                pages[f"{each}_rst"] = own
            pages["third_rst"] = LABELLED.format(title="third", line="=" * 9)
        ini = INI + "[OPERATION.x]\ntitle=Feature X\ndriver.a=missing\n"
        project.write(
            conf_py=CONF.format(**values),
            index_rst="Index\n=====\n\n.. toctree::\n\n   first\n   second\n   third\n",
            m_ini=ini,
            M_ini=ini,
            other_ini=OTHER,
            **pages,
        )
        return project

    return write


@pytest.mark.parametrize("builder", ["html", "gettext", "latex", "singlehtml"])
@pytest.mark.parametrize("prefix", [True, False])
def test_autosectionlabel_finds_no_label_twice(labelled, prefix, builder):
    built = labelled(prefix=prefix).build(builder)
    # A label for every section, and every label leads to a section of its own.
    labels = built.app.env.domains["std"].labels
    ours = {name: place[:2] for name, place in labels.items() if "#" in name}
    assert len(set(ours.values())) == len(ours)
    before = "second:#" if prefix else "second#"
    assert ours[f"{before}operation_x"] == ("second", "operation_x")
    assert ours[f"{before}operation_x 2"] == ("second", "OPERATION_x")
    assert ("second:missing (1)" in labels) == prefix


SETTINGS = "[matrix]\ntitle = Casket's backends\n[driver.a]\ntitle = A\n[x]\ntitle = X\ndriver.a = complete\n"


def test_the_title_of_a_file(project):
    project.write(
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n\n:support:matrix:`m`\n", m_ini=SETTINGS
    )
    built = project.build()
    page = built.page()
    assert page.table["aria-label"] == "Casket's backends"
    assert page.select("section > p > a.reference")[-1].get_text() == "Casket's backends"
    # One matrix alone need not be told apart in the index.
    assert [link.get_text() for link in built.page("genindex.html").select("table.indextable a")] == [
        "A",
        "X",
    ]


def test_the_title_of_a_file_tells_it_from_others(project):
    other = SETTINGS.replace("Casket's", "Crate's")
    text = (
        "Title\n=====\n\nOne\n---\n\n.. support_matrix:: m.ini\n\n"
        "Two\n---\n\n.. support_matrix:: n.ini\n   :caption: The caption\n"
    )
    project.write(index_rst=text, m_ini=SETTINGS, n_ini=other)
    headings = [heading.get_text() for heading in project.build().page().select("section > h3")]
    assert headings == [
        "Summary: Casket\N{RIGHT SINGLE QUOTATION MARK}s backends¶",
        "Details: Casket\N{RIGHT SINGLE QUOTATION MARK}s backends¶",
        "Summary: The caption¶",
        "Details: The caption¶",
    ]
