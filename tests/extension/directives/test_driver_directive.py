from __future__ import annotations

import pytest

INI = """\
[driver.a]
title = Driver A
link = https://example.org/a
[driver.b]
title = Driver B
[operation.x]
title = Feature X
status = mandatory
driver.a = complete:2026.1
driver.b = missing
[storage.y]
title = Feature Y
status = choice(disk)
driver.a = partial
driver-notes.a = Only *small* ones.
driver.b = unknown
[storage.z]
title = Feature Z
driver.a = complete
driver.b = unknown
"""
MATRIX = "Matrix\n======\n\n.. support_matrix:: m.ini\n\n.. toctree::\n\n   a\n"


def driver(directive, options=""):
    return f"Page\n====\n\n.. support_matrix_driver:: {directive}\n{options}"


def test_everything_about_a_driver(project, snapshot):
    project.write(index_rst=MATRIX, a_rst=driver("a m.ini"), m_ini=INI)
    built = project.build("text")
    snapshot(built.text("a.txt"), "driver.txt")


def test_its_links(project):
    project.write(index_rst=MATRIX, a_rst=driver("a m.ini"), m_ini=INI)
    built = project.build()
    page = built.page("a.html")
    assert [(a.get_text(), a["href"]) for a in page.select("#level-complete li a")] == [
        ("Feature X", "index.html#operation_x"),
        ("Feature Z", "index.html#storage_z"),
    ]
    assert page.select_one("#level-partial em").get_text() == "small"
    heading = built.page().select_one("th#driver_a a")
    assert heading["href"] == "a.html#driver_a"
    assert heading["class"] == ["reference", "internal"]
    assert page.find(id="driver_a")
    assert built.page().select_one("th#driver_b a") is None
    assert "sphinx-support-matrix/matrix.css" in built.text("a.html")


WAYS = [("a m.ini", ""), ("a", "   :file: m.ini\n"), ("a\n   m.ini", "")]


@pytest.fixture(scope="module")
def ways(new_project):
    """A page for each way to name the file."""
    project = new_project()
    project.write_pages(driver(*way) for way in WAYS)
    project.write(m_ini=INI)
    return project.build()


@pytest.mark.parametrize("number", range(len(WAYS)))
def test_ways_to_name_the_file(ways, number):
    page = ways.page(f"page{number}.html")
    assert page.select_one("#level-complete h2").get_text().startswith("complete (2)")


def test_the_usual_file_and_a_key_with_a_space(project):
    ini = "[target.1]\nlabel = two words\ntitle = Two\n[f]\ntitle = F\ntwo words = complete\n"
    project.write(
        index_rst=driver("two words", "   :file: support-matrix.ini\n"), **{"support-matrix_ini": ini}
    )
    built = project.build()
    assert built.page().select_one("#level-complete li").get_text() == "\N{HEAVY CHECK MARK} F"


def test_references_to_it(project):
    text = f"{MATRIX}\n:support:driver:`a` :support:driver:`b` :ref:`here <about-a>`\n"
    project.write(index_rst=text, a_rst=driver("a m.ini", "   :name: about-a\n"), m_ini=INI)
    built = project.build()
    links = [a["href"] for a in built.page().select("section p > a.reference.internal")]
    assert links == ["a.html#driver_a", "#driver_b", "a.html#driver_a"]


def test_without_a_matrix_features_are_not_links(project):
    project.write(index_rst=driver("a m.ini"), m_ini=INI)
    built = project.build()
    assert built.page().select("#level-complete li a") == []


def test_maturities_have_no_statuses(project):
    ini = "[target.a]\ntitle=A\n[x]\ntitle=X\nmaturity=complete\na=complete\n"
    project.write(index_rst=driver("a m.ini"), m_ini=ini)
    built = project.build("text")
    assert "optional" not in built.text("index.txt")


OPEN = """\
[level.planned]
title = planned
counts-as = missing
symbol = P
[driver.a]
title = Driver A
[driver.b]
title = Driver B
""" + "".join(
    f"[{name}]\ntitle = Feature {name.upper()}\nstatus = {status}\ndriver.a = {level}\ndriver.b = complete\n"
    + ("driver-notes.a = Why.\n" if name in {"c", "n"} else "")
    for name, status, level in [
        ("c", "optional", "complete"),
        ("d", "mandatory", "complete"),
        ("m", "mandatory", "planned"),
        ("x", "choice(disk)", "missing"),
        ("y", "choice(disk)", "missing"),
        ("z", "condition(d==complete)", "missing"),
        ("n", "optional", "missing"),
        ("u", "optional", "unknown"),
        ("e", "optional", "missing"),
    ]
)


def shown(part):
    return " ".join(part.get_text().split())


def test_it_begins_with_what_is_open(project):
    index = "Matrix\n======\n\n.. support_matrix:: m.ini\n\n.. toctree::\n\n   a\n"
    project.write(index_rst=index, a_rst=driver("a m.ini"), m_ini=OPEN)
    page = project.build().page("a.html")
    tally = page.select_one(".support-matrix-tally")
    assert shown(tally) == "2 complete, 5 missing, 1 unknown, 1 planned"
    bar = tally.svg
    assert bar["aria-hidden"] == "true"
    assert [(each["class"], each["width"]) for each in bar.select("rect")] == [
        (["sm-complete"], "2"),
        (["sm-missing"], "6"),
    ]
    assert tally.select("[style]") == []
    label = tally.find_next_sibling("p")
    assert shown(label) == "3 requirements open:"
    items = label.find_next_sibling("ul").select("li")
    assert [shown(item) for item in items] == [
        "P Feature M (mandatory, planned)",
        "\N{HEAVY MULTIPLICATION X} Feature X (missing). At least one of Feature X, Feature Y is required.",
        "\N{HEAVY MULTIPLICATION X} Feature Z (missing). Required where Feature D is complete.",
    ]
    assert [[link["href"] for link in item.select("a")] for item in items] == [
        ["index.html#m"],
        ["index.html#x", "index.html#y"],
        ["index.html#z", "index.html#d"],
    ]


def test_features_with_notes_come_first_and_missing_ones_last(project):
    project.write(index_rst=driver("a m.ini"), m_ini=OPEN)
    page = project.build().page()
    headings = [heading.contents[0] for heading in page.select("section section h2")]
    assert headings == ["complete (2)", "unknown (1)", "missing (5)", "planned (1)"]
    assert [shown(item) for item in page.select("#level-complete li")] == [
        "\N{HEAVY CHECK MARK} Feature C (optional) Why.",
        "\N{HEAVY CHECK MARK} Feature D (mandatory)",
    ]
    missing = page.select_one("#level-missing")
    folded = missing.select_one("details.sm-rest")
    assert shown(folded.summary) == "4 missing"
    assert [shown(item)[2:11] for item in folded.select("li")] == [
        "Feature X",
        "Feature Y",
        "Feature Z",
        "Feature E",
    ]
    folded.extract()
    assert [shown(item)[2:11] for item in missing.select("li")] == ["Feature N"]
    assert page.select("#level-planned details") == []
    symbol = page.select_one("#level-planned li span")
    assert symbol["class"] == ["sm-symbol", "sm-missing", "sm-level-planned"]
    text = project.build("text").text("index.txt")
    assert "2 complete, 5 missing" in text
    assert text.index("Feature N") < text.index("Feature E")
    assert "\N{HEAVY MULTIPLICATION X}" not in text


def test_features_link_to_whatever_shows_them(project):
    project.write(
        index_rst=driver("a m.ini") + "\n.. toctree::\n\n   one\n   two\n",
        one_rst="One\n===\n\n.. support_matrix:: m.ini\n   :features: c d m\n",
        two_rst="Two\n===\n\n.. support_matrix:: m.ini\n   :features: d n\n   :sections: summary\n",
        m_ini=OPEN,
    )
    page = project.build().page()
    links = {link.get_text(): link["href"] for link in page.select("section[id^=level-] ul.sm-features a")}
    assert links == {
        "Feature C": "one.html#c",
        "Feature D": "one.html#d",
        "Feature M": "one.html#m",
        "Feature N": "two.html#n",
    }


MISTAKES = {
    "aa m.ini": (
        "",
        ":4: ERROR: 'm.ini' declares no driver 'aa'; did you mean 'a'? [support_matrix.unknown-driver]\n",
    ),
    "a n.ini": (
        "",
        ":4: WARNING: the file 'n.ini' is not there; did you mean 'm.ini'? [support_matrix.missing-file]\n",
    ),
    "m.ini a": (
        "",
        ":4: ERROR: expected KEY [FILE], not 'm.ini a'; did you mean 'a m.ini'? [support_matrix.unknown-driver]\n",
    ),
    "m.ini": (
        "",
        ":4: ERROR: expected KEY [FILE], not 'm.ini'; name a driver [support_matrix.unknown-driver]\n",
    ),
    "a m.ini": (
        "   :sort: file\n",
        ":4: ERROR: unknown option ':sort:'; expected file, toc-depth, name, class, evidence or history "
        "[support_matrix.bad-option]\n",
    ),
}


@pytest.fixture(scope="module")
def mistakes(new_project):
    """A page for each mistake."""
    project = new_project()
    project.write_pages(driver(directive, options) for directive, (options, _) in MISTAKES.items())
    project.write(m_ini=INI)
    built = project.build(warnings=None)
    assert len(built.warnings.splitlines()) == len(MISTAKES)
    return built


@pytest.mark.parametrize("directive", MISTAKES)
def test_mistakes(mistakes, directive):
    name = f"page{list(MISTAKES).index(directive)}.rst"
    _, warning = MISTAKES[directive]
    assert mistakes.warnings_of(name) == name + warning


def test_the_heading_follows_the_page(project):
    project.write(index_rst=MATRIX, a_rst=driver("a m.ini"), m_ini=INI)
    assert project.build().page().select_one("th#driver_a a")["href"] == "a.html#driver_a"
    project.write(a_rst="Page\n====\n\nNothing.\n")
    built = project.build()
    assert built.page().select_one("th#driver_a a")["href"] == "https://example.org/a"
