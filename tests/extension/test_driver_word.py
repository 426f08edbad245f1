"""Pages that call drivers what the project calls them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

DOCUMENTED = Path(__file__).resolve().parents[2] / "docs" / "reference" / "configuration.rst"
CONF = "extensions = ['sphinx_support_matrix']\nsuppress_warnings = ['support_matrix.missing-cell']\n"
INI = """\
[driver.a]
title = A
[driver.b]
title = B
[x]
title = X
driver.a = complete
driver-notes.a = A note.
driver.b = not-applicable
[y]
title = Y
driver.a = complete
"""
OLD = INI.replace("[driver.b]\ntitle = B\n", "").replace("driver.b = not-applicable\n", "")
INDEX = """\
Title
=====

.. support_matrix:: m.ini

Changes
=======

.. support_matrix_diff:: old.ini m.ini
"""
FORMS = [
    'support_matrix_driver_word = ("backend", "backends")\n',
    'support_matrix_driver_word = ["backend", "backends"]\n',
    'support_matrix_driver_word = "backend; backends"\n',
]


def write(project, value):
    project.write(conf_py=CONF + value, index_rst=INDEX, m_ini=INI, old_ini=OLD)
    return project


def sentences(text):
    """Each place of a page that can mention drivers, in plain text, once and in order."""
    flat = " ".join(text.split())
    pattern = (
        r"\w+ support:|The feature makes no sense [^.]*\.|The file says nothing [^.]*\.|(?<=Changes )\w+"
    )
    return list(dict.fromkeys(re.findall(pattern, flat)))


OWN = [
    "The feature makes no sense for this backend.",
    "The file says nothing about this backend.",
    "Backend support:",
]


@pytest.mark.parametrize("value", FORMS)
def test_a_page_says_the_word(project, value):
    page = write(project, value).build().page()
    text = page.get_text(" ")
    assert sorted(set(sentences(text)) & set(OWN)) == sorted(OWN)
    assert "Backends" in page.select_one(".support-matrix-diff").get_text()
    assert not re.search(r"\bdrivers?\b", text, re.IGNORECASE)


def test_plain_text_says_it_too(project):
    text = write(project, FORMS[0]).build("text").text("index.txt")
    assert sorted(set(sentences(text.replace("**", ""))) & set(OWN)) == sorted(OWN)
    assert not re.search(r"\bdrivers?\b", text, re.IGNORECASE)


def test_without_a_word_it_is_ours(project):
    built = write(project, "").build()
    assert "Driver support:" in built.page().get_text()
    assert "Drivers" in built.page().select_one(".support-matrix-diff").get_text()


def test_a_build_after_another_has_its_own_word(new_project):
    found = []
    for value in (FORMS[0], "", "support_matrix_driver_word = 'engine; engines'\n"):
        text = write(new_project(), value).build().page().get_text()
        found.append(re.findall(r"(\w+) support:", text)[0])
    assert found == ["Backend", "Driver", "Engine"]


def test_another_word_is_on_the_pages_of_the_next_build(project):
    write(project, FORMS[0]).build()
    project.write(conf_py=CONF + "support_matrix_driver_word = 'engine; engines'\n")
    assert "Engine support:" in project.build().page().get_text()


def test_every_process_knows_it(project):
    project.write(conf_py=CONF + FORMS[0], m_ini=INI)
    project.write_pages(
        f"Page\n====\n\n.. support_matrix:: m.ini\n   :name: m{number}\n" for number in range(8)
    )
    built = project.build(parallel=2)
    pages = [built.page(f"page{number}.html").get_text() for number in range(8)]
    assert ["Backend support:" in page for page in pages] == [True] * 8


def test_a_build_can_be_given_another_word(project):
    word = re.search(r'-D "support_matrix_driver_word=([^"]*)"', DOCUMENTED.read_text("utf-8")).group(1)
    write(project, FORMS[0])
    text = project.build(confoverrides={"support_matrix_driver_word": word}).page().get_text()
    assert "The feature makes no sense for this Backend." in text


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("'backend'", "backend"),
        ("('backend',)", "backend"),
        ("['a', 'b', 'c']", "a; b; c"),
        ("('a', '')", "a; "),
    ],
)
def test_what_is_no_word_is_reported_and_ours_stays(project, value, shown):
    built = write(project, f"support_matrix_driver_word = {value}\n").build(
        warnings="WARNING: support_matrix_driver_word: expected a word and its plural, such as 'backend; backends', "
        f"not '{shown}' [support_matrix.bad-configuration]\n"
    )
    assert "Driver support:" in built.page().get_text()


def test_the_documented_value_is_taken(project):
    value = re.search(r"^ +(support_matrix_driver_word = .*\n)", DOCUMENTED.read_text("utf-8"), re.MULTILINE)
    assert "Backend support:" in write(project, value.group(1)).build().page().get_text()


SETTINGS = "[matrix]\ndriver-word = engine; engines\n"


@pytest.mark.parametrize("builder", ["html", "text"])
def test_the_file_counts_more_than_the_project(project, builder):
    write(project, FORMS[0])
    project.write(
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n   :rows: drivers\n", m_ini=SETTINGS + INI
    )
    built = project.build(builder)
    text = built.page().select_one(".body").get_text() if builder == "html" else built.text("index.txt")
    assert "Engine support:" in text
    assert "makes no sense for this engine." in " ".join(text.split())
    assert not re.search(r"\b(driver|backend)s?\b", text, re.IGNORECASE)
    if builder == "html":
        assert built.page().table["data-driver-word"] == "engine; engines"


@pytest.mark.parametrize("value", ["", FORMS[0]])
def test_the_word_is_translated(project, value):
    write(project, value)
    project.write(
        conf_py=CONF + value + "language = 'de'\nlocale_dirs = ['locale']\n",
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n",
        m_ini=INI if value else "[matrix]\ndriver-word = backend; backends\n" + INI,
    )
    folder = project.folder / "locale" / "de" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "index.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
        'msgid "backend"\nmsgstr "Rückwand"\n\nmsgid "backends"\nmsgstr "Rückwände"\n',
        encoding="utf-8",
    )
    page = project.build().page()
    assert "Rückwand: Unterstützung" in page.get_text()
    assert page.table["data-driver-word"] == "Rückwand; Rückwände"
    assert "Treiber" not in page.select_one(".body").get_text()
