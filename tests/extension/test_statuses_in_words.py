"""What readers see of statuses, levels and marks, in every kind of output."""

from __future__ import annotations

import pytest

TEXT = """\
[driver.a]
title = Alpha
[driver.b]
title = Beta
[level.beta]
title = beta
symbol = b
counts-as = partial
[block]
title = Block storage
driver.a = complete:2
driver.b = complete
[iscsi]
title = iSCSI
status = condition(block==beta)
driver.a = missing
driver.b = complete
[serial]
title = Serial console
status = choice(console)
driver.a = beta:3
driver.b = unknown
driver-notes.a = Slow.
[vnc]
title = VNC
status = choice(console)
driver.a = complete
driver.b = missing
[lone]
title = Lone
status = choice(alone)
driver.a = complete
driver.b = complete
"""


def build(project, builder="html", options="", **files):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\n" + files.pop("conf", ""),
        index_rst=f"T\n=\n\n.. toctree::\n\n   d\n\n.. support_matrix:: m.ini\n{options}",
        d_rst="D\n=\n\n.. support_matrix_driver:: a m.ini\n",
        m_ini=TEXT,
        **files,
    )
    return project.build(builder)


def statuses(page):
    return {
        feature.find_parent("section")["id"]: feature.select_one(".sm-facts > li")
        for feature in page.select(".support-matrix-feature")
    }


def test_sentences_with_links(project):
    found = statuses(build(project).page())
    assert {name: status.get_text() for name, status in found.items()} == {
        "block": "Status: optional.",
        "iscsi": "Status: Required where Block storage is beta.",
        "serial": "Status: At least one of Serial console, VNC is required.",
        "vnc": "Status: At least one of Serial console, VNC is required.",
        "lone": "Status: required.",
    }
    links = {name: [link["href"] for link in status.select("a")] for name, status in found.items()}
    assert links == {"block": [], "iscsi": ["#block"], "serial": ["#vnc"], "vnc": ["#serial"], "lone": []}


def test_members_that_are_not_shown_have_no_links(project):
    found = statuses(build(project, options="   :features: vnc\n").page())
    assert found["vnc"].get_text() == "Status: At least one of Serial console, VNC is required."
    assert found["vnc"].select("a") == []


def test_driver_pages_keep_release_and_status_apart(project):
    page = build(project).page("d.html")
    entries = [
        " ".join(entry.get_text().split()) for entry in page.select("section section li > p:first-child")
    ]
    assert entries == [
        "✔ VNC. At least one of Serial console, VNC is required.",
        "✔ Lone (choice)",
        "✔ Block storage (optional, since 2)",
        "b Serial console (since 3). At least one of Serial console, VNC is required.",
        "✖ iSCSI. Required where Block storage is beta.",
    ]
    assert [link["href"] for link in page.select("#level-missing li a")] == [
        "index.html#iscsi",
        "index.html#block",
    ]
    assert page.select_one("#level-beta > p").get_text() == "Counts as partial."


def test_text(project):
    built = build(project, "text")
    text = built.text("index.txt")
    assert "**Status:** At least one of *Serial console*, *VNC* is required.\n" in text
    assert "**Status:** Required where *Block storage* is beta.\n" in text
    assert "* **Alpha**: beta (counts as partial, since 3)\n" in text
    assert "| Serial console | choice    | beta* 3 " in text
    assert (
        "* *: There are notes in the details.\n\n* **release**: The first release with this level.\n" in text
    )
    assert "* Serial console (since 3). At least one of *Serial console*, *VNC* is" in built.text("d.txt")


def test_latex(project):
    text = build(project, "latex").text("projectnamenotset.tex")
    assert (
        r"\sphinxstylestrong{Status:} At least one of \sphinxstyleemphasis{Serial console}, \sphinxstyle"
        in text
    )
    assert r"\sphinxstylestrong{Alpha}: beta (counts as partial, since 3)" in text
    assert r"\sphinxcrossref{beta* 3}" in text
    assert "*: There are notes in the details." in text


@pytest.mark.parametrize(
    ("options", "marks"),
    [
        ("", ["with notes", "release"]),
        ("   :requirements:\n", ["with notes", "release", "required"]),
        ("   :sections: summary, legend\n", ["release"]),
        ("   :features: vnc\n", []),
    ],
)
def test_the_legend_explains_the_marks_that_there_are(project, options, marks):
    page = build(project, options=options).page()
    items = page.select(".support-matrix-legend > li")
    marked = [item for item in items if not item.select(".sm-symbol:not(.sm-noted)")]
    assert [item.strong.get_text() for item in marked] == marks


def test_words_in_search_stand_apart(project):
    table = build(project, options="   :requirements:\n").page().table
    assert all(
        str(cell.next_sibling).isspace() for cell in table.select("th, td") if cell.find_next_sibling()
    )
    assert "choice beta 3 with notes unknown" in " ".join(table.get_text().split())


def test_translated_titles(project):
    catalog = (
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "VNC"\nmsgstr "Fernzugriff"\n'
    )
    folder = project.folder / "locale" / "fr" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    for name in ("index.po", "d.po"):
        (folder / name).write_text(catalog, encoding="utf-8")
    built = build(project, conf="language = 'fr'\nlocale_dirs = ['locale']\n")
    assert "Serial console, Fernzugriff" in statuses(built.page())["serial"].get_text()
    assert "Serial console, Fernzugriff" in built.page("d.html").select_one("#level-beta").get_text()
