"""Messages for translators, translated pages, and the catalogs of our own words."""

from __future__ import annotations

import io
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from babel.messages import extract, mofile, pofile

from sphinx_support_matrix.extension.translation import LOCALE

ROOT = Path(__file__).resolve().parents[2]
# What translators write is not installed.
SOURCES = ROOT / "src" / "sphinx_support_matrix" / "locale"
LANGUAGES = ("de", "es", "fr", "ja", "pt_BR", "zh_CN")
INI = """\
[driver.a]
title = Driver *A*
[level.preview]
title = preview
counts-as = partial
notes = Not for everyone.
[group.operation]
title = Operations
notes = About operations.
[operation.x]
title = Feature X
status = choice(some)
notes = A note with ``code``.

    * an item
driver.a = preview
driver-notes.a = A note of the driver.
[storage.y]
title = Feature Y
driver.a = complete
driver-notes.a = A note of the driver.
"""
INDEX = "Title\n=====\n\n.. support_matrix:: m.ini\n   :caption: The caption\n"
GERMAN = {
    r"Driver \*A\*": r"Treiber \*A\*",
    "preview": "Vorschau",
    "Not for everyone.": "Nicht für alle.",
    "Operations": "Vorgänge",
    "About operations.": "Über Vorgänge.",
    "Feature X": "Funktion X",
    "A note with ``code``.": "Eine Anmerkung mit ``code``.",
    "an item": "ein Punkt",
    "A note of the driver.": "Eine Anmerkung zum Treiber.",
    "Feature Y": "Funktion Y",
    "storage": "Speicher",
    "The caption": "Die Beschriftung",
    "Title": "Titel",
}


def translate(project, messages, language="de"):
    catalog = pofile.Catalog(locale=language)
    for message, translation in messages.items():
        catalog.add(message, translation)
    folder = project.folder / "locale" / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (folder / "index.po").open("wb") as file:
        pofile.write_po(file, catalog)
    with (folder / "index.mo").open("wb") as file:
        mofile.write_mo(file, catalog)
    project.write(
        conf_py=f"extensions = ['sphinx_support_matrix']\nlanguage = {language!r}\nlocale_dirs = ['locale']\n"
    )


def messages(built, name):
    with (built.app.outdir / name).open("rb") as file:
        return {message.id: message.locations for message in pofile.read_po(file) if message.id}


def test_every_text_is_extracted_once_with_its_place(project):
    project.write(index_rst=INDEX, m_ini=INI)
    built = project.build("gettext")
    of_page, of_file = messages(built, "index.pot"), messages(built, "m.pot")
    assert of_page.keys().isdisjoint(of_file)
    found = of_page | of_file
    assert set(found) == set(GERMAN)
    assert set(of_page) == {"Title", "The caption"}
    places = {
        message: [(Path(path).name, line) for path, line in locations] for message, locations in found.items()
    }
    assert places == {
        "Title": [("index.rst", 2)],
        "The caption": [("index.rst", 4)],
        r"Driver \*A\*": [("m.ini", 2)],
        "preview": [("m.ini", 4)],
        "Not for everyone.": [("m.ini", 6)],
        "Operations": [("m.ini", 8)],
        "About operations.": [("m.ini", 9)],
        "Feature X": [("m.ini", 11)],
        "A note with ``code``.": [("m.ini", 13)],
        "an item": [("m.ini", 15)],
        "A note of the driver.": [("m.ini", 17), ("m.ini", 21)],
        "Feature Y": [("m.ini", 19)],
        "storage": [("m.ini", 18)],
    }


def test_a_translated_page(project):
    project.write(index_rst=INDEX, m_ini=INI)
    english = project.build().page()
    translate(project, GERMAN)
    # Not every release of the theme shows the contents of a page by itself.
    built = project.build(confoverrides={"html_sidebars": {"**": ["localtoc.html"]}})
    german = built.page()
    assert german.caption.get_text() == "Die Beschriftung"
    assert [th.get_text() for th in german.select("thead th")] == ["Funktion", "Status", "Treiber *A*"]
    assert [th.get_text() for th in german.select("tbody th")] == [
        "Vorgänge",
        "Funktion X",
        "Speicher",
        "Funktion Y",
    ]
    assert [word.get_text() for word in german.select("td:not(.sm-status)")] == [
        "Vorschau mit Anmerkungen",
        "vollständig mit Anmerkungen",
    ]
    assert german.select_one("#operation_x h4").get_text() == "Funktion X¶"
    assert german.select_one("#operation_x_driver_a").get_text().split()[:3] == [
        "Treiber",
        "*A*:",
        "Vorschau",
    ]
    assert "Nicht für alle." in german.select_one(".support-matrix-legend").get_text()
    contents = [a.get_text() for a in german.select(".sphinxsidebar li a")]
    assert {"Funktion X", "Vorgänge", "Zusammenfassung", "Einzelheiten"} <= set(contents)
    text = german.get_text()
    assert [message for message in GERMAN if re.search(rf"(?<!\w){re.escape(message)}(?!\w)", text)] == []
    ids = [{tag["id"] for tag in page.select(".body [id]")} for page in (english, german)]
    assert ids[0] == ids[1]


def test_a_translated_note_keeps_its_own_targets(project):
    note = "notes = See z_, spot_ and one__.\n\n  .. _z: https://example.org/z\n  __ https://example.org/one\n\n  A _`spot`.\n"
    project.write(
        index_rst=INDEX, m_ini=f"[driver.a]\ntitle = A\n[operation.x]\ntitle = X\ndriver.a = complete\n{note}"
    )
    translate(
        project,
        {"See z_, spot_ and one__.": "Siehe z_, spot_ und eins__.", "A _`spot`.": "Eine _`spot`."},
    )
    note = project.build().page().find("strong", string="Anmerkungen:").parent
    assert " ".join(note.get_text().split()) == "Anmerkungen: Siehe z, spot und eins. Eine spot."
    links = [link["href"] for link in note.select("a")]
    assert links == ["https://example.org/z", "#spot", "https://example.org/one"]
    assert note.select_one("#spot").get_text() == "spot"


def test_a_translated_page_of_a_driver(project):
    project.write(index_rst="Title\n=====\n\n.. support_matrix_driver:: a m.ini\n", m_ini=INI)
    english = project.build().page()
    translate(project, GERMAN)
    built = project.build()
    text = built.page().select_one(".body").get_text()
    assert "Vorschau (1)" in text
    assert "vollständig (1)" in text
    assert "Funktion Y (optional)\nEine Anmerkung zum Treiber." in text
    assert "some" not in text
    assert "Eine Anmerkung zum Treiber." in text
    ids = [{tag["id"] for tag in page.select(".body [id]")} for page in (english, built.page())]
    assert ids[0] == ids[1]


def test_references_say_translated_titles(project):
    project.write(
        index_rst=f"{INDEX}\n:support:feature:`x` :support:driver:`a` :support:level:`x@a`\n", m_ini=INI
    )
    translate(project, GERMAN)
    built = project.build()
    links = built.page().select("p > a.reference.internal")
    assert [link.get_text() for link in links] == ["Funktion X", "Treiber *A*", "p Vorschau"]


def read_compiled(file):
    """The translations of a compiled catalog, in which messages about a number of things are lists."""
    messages = ((message.id, message.string) for message in mofile.read_mo(file) if message.id)
    return {
        tuple(message) if isinstance(message, list) else message: (
            tuple(translation) if isinstance(translation, list) else translation
        )
        for message, translation in messages
    }


@cache
def our_messages():
    found = set()
    for path in (ROOT / "src" / "sphinx_support_matrix").rglob("*.py"):
        extracted = extract.extract(
            "python", io.BytesIO(path.read_bytes()), keywords={"_": None, "ngettext": (1, 2)}
        )
        found |= {message for _line, message, _comments, _context in extracted}
    return found


@pytest.mark.python
@pytest.mark.parametrize("language", LANGUAGES)
def test_our_catalogs_are_whole_and_compiled(language):
    folder = Path(language, "LC_MESSAGES")
    with (SOURCES / folder / "sphinx_support_matrix.po").open("rb") as file:
        written = {message.id: message.string for message in pofile.read_po(file) if message.id}
    assert set(written) == our_messages()
    assert all(written.values())
    for message, translation in written.items():
        # A text with a number has two forms in English, and as many as the language needs.
        texts = message if isinstance(message, tuple) else (message,)
        for each in translation if isinstance(translation, tuple) else (translation,):
            assert Counter(re.findall("%.", texts[0])) == Counter(re.findall("%.", each))
    with (LOCALE / folder / "sphinx_support_matrix.mo").open("rb") as file:
        compiled = read_compiled(file)
    assert compiled == written


@pytest.mark.python
def test_the_template_for_translators_is_whole():
    with (SOURCES / "sphinx_support_matrix.pot").open("rb") as file:
        assert {message.id for message in pofile.read_po(file) if message.id} == our_messages()


@pytest.mark.parametrize(
    ("language", "builder"), [*((language, "html") for language in LANGUAGES), ("de", "text")]
)
def test_no_english_is_left_of_our_own_words(project, language, builder):
    project.write(
        conf_py=f"extensions = ['sphinx_support_matrix']\nlanguage = {language!r}\n",
        index_rst="T\n=\n\n.. toctree::\n\n   d\n\n.. support_matrix:: m.ini\n",
        d_rst="D\n=\n\n.. support_matrix_driver:: d0 m.ini\n",
        m_ini="[driver.d0]\ntitle=0\nlink=https://example.org\n[driver.d1]\ntitle=1\n"
        + "".join(
            f"[f{number}]\ntitle={number}\nstatus={status}\ncli=0\napi=0\napi_doc_link=0\nadmin_doc_link=0\n"
            f"tempest_test_uuids=0\nnotes=0\ndriver.d0={level}\n" + (f"driver.d1={level}\n" if number else "")
            for number, (status, level) in enumerate(
                [
                    ("mandatory", "complete"),
                    ("optional", "partial"),
                    ("choice(0)", "missing"),
                    ("condition(f0==complete)", "unknown"),
                    ("mature", "not-applicable"),
                    ("immature", "complete"),
                ]
            )
        ),
    )
    built = project.build(builder, warnings=None)
    assert "missing-cell" in built.warnings
    assert len(built.warnings.splitlines()) == 1
    suffix = "html" if builder == "html" else "txt"
    if builder == "html":
        text = "\n".join(
            built.page(f"{name}.html").select_one(".body").get_text("\n") for name in ("index", "d")
        )
    else:
        text = built.text(f"index.{suffix}") + built.text(f"d.{suffix}")
    with (LOCALE / language / "LC_MESSAGES" / "sphinx_support_matrix.mo").open("rb") as file:
        ours = read_compiled(file)
    lines = {line.strip(" *:0123456789().-|=+¶") for line in re.split(r"[\n|]", text)}
    english = {message for message, translation in ours.items() if message != translation}
    # "choice" and "condition" are words of other languages too.
    translated = set(ours.values())
    assert (lines & english) - translated == set()
