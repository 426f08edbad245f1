from __future__ import annotations

import re
import subprocess
import sys

import pytest
from babel.messages import mofile
from docutils import nodes

from sphinx_support_matrix.extension.translation import LOCALE

OLD = """\
[driver.a]
title = Driver A
[driver.b]
title = Driver B
[operation.x]
title = Feature X
driver.a = missing
driver.b = complete
driver-notes.b = Old.
[operation.y]
title = Feature Y
driver.a = unknown
driver.b = partial
"""
NEW = """\
[driver.a]
title = Driver *A*
[driver.c]
title = Driver C
[operation.x]
title = Feature X
status = mandatory
driver.a = complete:2026.1
driver-notes.a = New.
driver.c = complete
[storage.z]
title = Feature <Z>
driver.a = partial
driver.c = missing
"""
TEXT = """\
Page
****

**Drivers**

* **Driver C** ("c", new): complete 1, missing 1

* **Driver B** ("b", removed)

* **Driver *A*** ("a"): Title: Driver A → Driver *A*

**Features**

* **Feature <Z>** ("storage.z", new), optional; partial: Driver *A*;
  missing: Driver C

* **Feature Y** ("operation.y", removed)

* **Feature X** ("operation.x"): Status: optional → mandatory

**Levels**

* **Feature X** ("operation.x")

  * Driver *A*: missing → complete (2026.1); improved

After.
"""


def page(arguments="old.ini new.ini", options=""):
    return f"Page\n====\n\n.. support_matrix_diff:: {arguments}\n{options}\nAfter.\n"


@pytest.fixture(scope="module")
def shared(new_project):
    """A page that is read once for all builders."""
    project = new_project()
    project.write(index_rst=page(), old_ini=OLD, new_ini=NEW)
    return project


def test_text(shared):
    built = shared.build("text")
    assert built.text("index.txt") == TEXT


def test_html(project):
    text = (
        page(options="   :notes:\n   :class: news\n   :name: what-is-new\n") + "\n:ref:`see <what-is-new>`\n"
    )
    project.write(index_rst=text, old_ini=OLD, new_ini=NEW)
    built = project.build()
    body = built.page().select_one(".body")
    assert [strong.get_text() for strong in body.select(".news > p > strong")] == [
        "Drivers",
        "Features",
        "Levels",
    ]
    assert [len(items.select("li")) for items in body.select("div.support-matrix-diff.news > ul")] == [
        3,
        3,
        2,
    ]
    assert [strong.get_text() for strong in body.select("li strong")][:3] == [
        "Driver C",
        "Driver B",
        "Driver *A*",
    ]
    assert body.select_one("li code").get_text() == "c"
    assert body.select_one("ul ul li").get_text().strip() == (
        "Driver *A*: missing → complete (2026.1); improved; notes added"
    )
    assert body.find(id="what-is-new")
    assert body.select_one("p > a.reference.internal")["href"] == "#what-is-new"


@pytest.mark.parametrize("builder", ["latex", "man", "texinfo", "xml", "singlehtml"])
def test_every_builder_has_standard_nodes(shared, builder):
    shared.build(builder)


def test_our_words_are_not_for_translators(shared):
    built = shared.build("gettext")
    assert re.findall('msgid "(.+)"', built.text("index.pot")) == ["Page", "After."]


def test_the_document_is_valid(project):
    project.write(index_rst=page(options="   :name: n\n"), old_ini=OLD, new_ini=NEW)
    document = project.build("pseudoxml").app.env.get_doctree("index")
    (section,) = document.findall(nodes.section)
    if hasattr(section, "validate"):
        section.validate()
    assert {node.__class__.__module__ for node in section.findall()} == {"docutils.nodes"}


def test_no_differences(project):
    project.write(index_rst=page("old.ini old.ini"), old_ini=OLD)
    built = project.build("text")
    assert built.text("index.txt") == "Page\n****\n\nNo differences.\n\nAfter.\n"


@pytest.mark.parametrize("name", ["old_ini", "new_ini"])
def test_the_page_follows_both_files(project, name):
    project.write(index_rst=page(), old_ini=OLD, new_ini=NEW)
    project.build("text")
    project.write(**{name: "[driver.d]\ntitle = Driver D\n[operation.x]\ntitle = X\ndriver.d = complete\n"})
    built = project.build("text")
    assert '"d"' in built.text("index.txt")


def test_markdown_documents(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix', 'myst_parser']\n",
        index_md="# Page\n\n```{support_matrix_diff} old.ini new.ini\n:notes:\n```\n\nAfter.\n",
        old_ini=OLD,
        new_ini=NEW,
    )
    built = project.build("text")
    assert built.text("index.txt") == TEXT.replace("; improved", "; improved; notes added")


MISTAKES = {
    "the old file": (
        "odl.ini new.ini",
        "",
        "NAME:4: WARNING: the file 'odl.ini' is not there; did you mean 'old.ini'? "
        "[support_matrix.missing-file]\n",
        False,
    ),
    "the new file": (
        "old.ini neu.ini",
        "",
        "NAME:4: WARNING: the file 'neu.ini' is not there; did you mean 'new.ini'? "
        "[support_matrix.missing-file]\n",
        False,
    ),
    "no revisions": (
        "HEAD:old.ini new.ini",
        "",
        "NAME:4: WARNING: the file 'HEAD:old.ini' is not there; did you mean 'old.ini'? "
        "[support_matrix.missing-file]\n",
        False,
    ),
    "an unknown option": (
        "old.ini new.ini",
        "   :note:\n",
        "NAME:4: ERROR: unknown option ':note:'; expected notes, name or class; did you mean 'notes'? "
        "[support_matrix.bad-option]\n",
        True,
    ),
    "wrong values": (
        "old.ini new.ini",
        "   :notes: no\n   :class: *\n",
        "NAME:4: ERROR: ':notes:' takes no value, not 'no' [support_matrix.bad-option]\n"
        "NAME:4: ERROR: ':class:' must be class names, not '*' [support_matrix.bad-option]\n",
        True,
    ),
}


@pytest.fixture(scope="module")
def mistakes(new_project):
    """A page for each mistake."""
    project = new_project()
    project.write_pages(page(arguments, options) for arguments, options, _, _ in MISTAKES.values())
    project.write(old_ini=OLD, new_ini=NEW)
    built = project.build(warnings=None)
    expected = "".join(warnings for _, _, warnings, _ in MISTAKES.values())
    assert len(built.warnings.splitlines()) == len(expected.splitlines())
    return built


@pytest.mark.parametrize("name", MISTAKES)
def test_mistakes(mistakes, name):
    _, _, warnings, shown = MISTAKES[name]
    page = f"page{list(MISTAKES).index(name)}"
    assert mistakes.warnings_of(f"{page}.rst") == warnings.replace("NAME", f"{page}.rst")
    assert ("Driver C" in mistakes.page(f"{page}.html").select_one(".body").get_text()) == shown


def test_problems_of_the_files(project):
    project.write(index_rst=page(), old_ini=OLD + "driver.c = complete\n", new_ini=NEW + "titel = Z\n")
    built = project.build(
        warnings=(
            "old.ini:14: WARNING: 'driver.c' in '[operation.y]' gives a level for the undeclared driver 'c'"
            " [support_matrix.undeclared-driver]\n"
            "new.ini:15: WARNING: unknown option 'titel' in '[storage.z]'; did you mean 'title'?"
            " [support_matrix.unknown-option]\n"
        )
    )
    assert "Driver C" in built.page().select_one(".body").get_text()


def test_no_english_is_left_of_our_own_words(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nlanguage = 'de'\n",
        index_rst=page(),
        old_ini=OLD,
        new_ini=NEW,
    )
    built = project.build()
    text = built.page().select_one(".body").get_text()
    assert "fehlt → vollständig (2026.1)" in text
    assert "optional → verpflichtend" in text
    with (LOCALE / "de" / "LC_MESSAGES" / "sphinx_support_matrix.mo").open("rb") as file:
        ours = {
            message.id: message.string
            for message in mofile.read_mo(file)
            if message.id and isinstance(message.id, str)
        }
    found = set(re.split(r"[\n:;,()]\s*", text))
    english = {message for message, translation in ours.items() if message != translation}
    assert (found & english) - set(ours.values()) == set()


def test_only_who_uses_it_waits_for_it():
    code = (
        "import sys, sphinx_support_matrix.extension; "
        "print(sorted(name for name in sys.modules if 'core.comparing' in name or 'core.changes' in name))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
