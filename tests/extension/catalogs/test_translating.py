"""One catalog translates a matrix on every page, and the catalog of a page still counts."""

from __future__ import annotations

import json

import pytest
from sphinx.locale import translators

INI = """\
[driver.a]
title = Driver *A*
[level.preview]
title = Preview
counts-as = partial
[group.disk]
title = Disks
[disk.x]
title = Feature X
driver.a = preview
driver-notes.a = Half of :support:feature:`it <disk.y>`.
[disk.y]
title = Feature Y
status = condition(disk.x==complete)
driver.a = complete
"""
GERMAN = {
    r"Driver \*A\*": r"Treiber \*A\*",
    "Preview": "Vorschau",
    "Disks": "Platten",
    "Feature X": "Funktion X",
    "Half of :support:feature:`it <disk.y>`.": "Die Hälfte :support:feature:`davon <disk.y>`.",
    "Feature Y": "Funktion Y",
}
PAGE = "Page\n====\n\n.. support_matrix:: m.ini\n   :features: disk.y\n   :download:\n"
INDEX = """\
Index
=====

.. toctree::

   page
   driver

.. support_matrix:: m.ini
   :download:

:support:feature:`disk.x` :support:driver:`a` :support:level:`disk.x@a`

Feature X
"""


@pytest.fixture
def pages(project, translate):
    translate("m", GERMAN)
    project.write(
        index_rst=INDEX,
        page_rst=PAGE,
        driver_rst="Driver\n======\n\n.. support_matrix_driver:: a m.ini\n",
        m_ini=INI,
    )
    return project


def heads(page):
    return [th.get_text() for th in page.select("thead th, tbody th")][2:]


def test_every_page_says_the_same(pages):
    built = pages.build()
    index = built.page()
    assert heads(index) == ["Treiber *A*", "Platten", "Funktion X", "Funktion Y"]
    assert heads(built.page("page.html")) == ["Treiber *A*", "Platten", "Funktion Y"]
    assert "Die Hälfte davon." in index.select_one("#disk_x").get_text()
    assert index.select_one("#disk_x a.internal:-soup-contains('davon')")["href"] == "#disk_y"
    # The page has a catalog of its own, which it does not have here.
    assert (
        index.select("p")[-1].get_text() == "Feature X" or "Feature X" in index.select_one(".body").get_text()
    )
    driver = built.page("driver.html").select_one(".body").get_text()
    assert "Vorschau (1)" in driver
    assert "Funktion X" in driver
    assert "Die Hälfte davon." in driver
    assert [
        message for message in ("Feature Y", "Driver *A*", "Preview", "Half of") if message in driver
    ] == []


def test_references_the_index_and_the_data_say_the_same(pages):
    built = pages.build()
    links = [link.get_text() for link in built.page().select("p > a.reference.internal")][-3:]
    assert links == ["Funktion X", "Treiber *A*", "P Vorschau"]
    index = built.page("genindex.html").select(".genindextable li")
    entries = {each.get_text().partition(",")[0].strip() for each in index}
    assert {"Funktion X", "Funktion Y", "Treiber *A*"} <= entries
    data = json.loads(built.text("index.json"))
    assert [driver["title"] for driver in data["drivers"]] == ["Treiber *A*"]
    assert [feature["title"] for feature in data["features"]] == ["Funktion X", "Funktion Y"]
    assert [group["title"] for group in data["groups"]] == ["Platten"]
    assert [level["title"] for level in data["levels"] if level["name"] == "preview"] == ["Vorschau"]
    assert [feature["name"] for feature in data["features"]] == ["disk.x", "disk.y"]


def test_a_status_names_a_feature_of_another_page(pages):
    status = pages.build().page("page.html").select_one("#disk_y").get_text()
    assert "Funktion X" in status
    assert "Feature X" not in status


def test_other_text_of_the_page_is_not_translated_with_it(pages):
    text = pages.build().page().select_one(".body").get_text()
    assert text.count("Feature X") == 1


def test_the_catalog_of_the_page_comes_first(pages, translate):
    translate("page", {"Feature Y": "Y auf dieser Seite"})
    built = pages.build()
    assert heads(built.page()) == ["Treiber *A*", "Platten", "Funktion X", "Funktion Y"]
    assert heads(built.page("page.html")) == ["Treiber *A*", "Platten", "Y auf dieser Seite"]


def test_catalogs_of_pages_alone_work_as_before(pages, translate):
    translate("m", None)
    translate("index", GERMAN)
    built = pages.build()
    assert heads(built.page()) == ["Treiber *A*", "Platten", "Funktion X", "Funktion Y"]
    assert heads(built.page("page.html")) == ["Driver *A*", "Disks", "Feature Y"]


def test_in_markdown(project, translate):
    pytest.importorskip("myst_parser", reason="myst-parser is not installed")
    translate("m", GERMAN)
    conf = (project.folder / "conf.py").read_text()
    project.write(
        conf_py=conf.replace("['", "['myst_parser', '"),
        index_md="# Title\n\n```{support_matrix} m.ini\n```\n\n{support:driver}`a`\n",
        m_ini=INI,
    )
    page = project.build().page()
    assert heads(page) == ["Treiber *A*", "Platten", "Funktion X", "Funktion Y"]
    assert page.select("p > a.reference.internal")[-1].get_text() == "Treiber *A*"


@pytest.mark.parametrize("documents", ["md", "rst"])
def test_notes_in_markdown(project, translate, documents):
    pytest.importorskip("myst_parser", reason="myst-parser is not installed")
    translate(
        "m", {"Half *of* {support:feature}`x`.": "Die *Hälfte* {support:feature}`x`.", "The * X": r"Das \* X"}
    )
    conf = (project.folder / "conf.py").read_text()
    pages = {
        "md": "# Title\n\n```{support_matrix} m.ini\n```\n",
        "rst": "Title\n=====\n\n.. support_matrix:: m.ini\n",
    }
    project.write(
        conf_py=conf.replace("['", "['myst_parser', '"),
        m_ini="[matrix]\nmarkup = markdown\n[driver.a]\ntitle = A\n[x]\ntitle = The * X\ndriver.a = partial\n"
        "driver-notes.a = Half *of* {support:feature}`x`.\n",
        **{f"index_{documents}": pages[documents]},
    )
    details = project.build().page().select_one("section#x")
    assert details.em.get_text() == "Hälfte"
    assert details.select_one("p a.internal, li a.internal").get_text() in {"The * X", "Das * X"}


def test_a_mistake_in_a_translation_names_the_file(project, translate):
    translate("m", {"Feature Y": "*Funktion Y"})
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n   :features: disk.y\n   :details: no\n", m_ini=INI
    )
    warnings = project.build(warnings=None).warnings
    assert {line.partition(":")[0] for line in warnings.splitlines() if "emphasis" in line} == {"m.ini"}


def test_pages_are_read_again_when_the_catalog_comes_changes_or_goes(pages, translate):
    def titles():
        translators.clear()
        return heads(pages.build().page("page.html"))[-1]

    assert titles() == "Funktion Y"
    translate("m", {**GERMAN, "Feature Y": "Merkmal Y"})
    assert titles() == "Merkmal Y"
    translate("m", None)
    assert titles() == "Feature Y"
    translate("m", GERMAN)
    assert titles() == "Funktion Y"


def test_nothing_is_read_again_without_a_reason(pages):
    pages.build(keep=True).app.cleanup()
    built = pages.build()
    assert "0 added, 0 changed, 0 removed" in built.app.status.getvalue()


def test_a_language_of_a_country(pages):
    built = pages.build(confoverrides={"language": "de_AT"})
    assert heads(built.page("page.html"))[-1] == "Funktion Y"


def test_the_setting_of_the_project_stays(pages):
    config = pages.build().app.config
    assert config.gettext_compact is True
    assert config.source_suffix[".rst"] == "restructuredtext"
    assert ".ini" not in config.source_suffix


def test_the_catalog_is_read_once_for_each_matrix(project, translate):
    translate("m", GERMAN)
    again = ".. support_matrix:: m.ini\n\n" * 30
    project.write(index_rst=f"Title\n=====\n\n{again}", m_ini=INI)
    built = project.build(keep=True)
    catalog = translators["general", "m"]
    built.app.cleanup()
    assert catalog._fallback is None


def test_progress_counts_what_either_catalog_translates(pages, translate):
    translate("index", {"Index": "Verzeichnis"})
    (pages.folder / "conf.py").write_text(
        (pages.folder / "conf.py").read_text() + "translation_progress_classes = True\n"
    )
    page = pages.build().page()
    assert "translated" in page.select_one("#disk_x > :is(h3, h4, h5)")["class"]
    assert [p.get_text() for p in page.select("p.untranslated")][-1:] == ["Feature X"]
