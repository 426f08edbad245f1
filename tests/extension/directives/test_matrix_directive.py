from __future__ import annotations

import pytest

ONE = "[driver.a]\ntitle=A\n[operation.x]\ntitle=X\ndriver.a=complete\n"
TWO = """\
[driver.b]
title = beta
[driver.a]
title = Alpha
[driver.c]
title = Gamma
[operation.x]
title = X
driver.a = complete
driver.b = missing
driver.c = partial
[storage.y]
title = Y
driver.a = unknown
driver.b = complete
driver.c = complete
"""


def page(directive: str) -> str:
    return f"Title\n=====\n\n{directive}\n"


def columns(built):
    return [head.get_text() for head in built.page().select("thead th")][2:]


def rows(built, name="index.html"):
    return [head.get_text() for head in built.page(name).select("tbody th[scope=row]")]


def test_without_argument_the_file_is_beside_the_document(project):
    (project.folder / "sub").mkdir()
    (project.folder / "sub" / "support-matrix.ini").write_text(ONE)
    (project.folder / "sub" / "page.rst").write_text(page(".. support_matrix::"))
    project.write(index_rst="Title\n=====\n\n.. toctree::\n\n   sub/page\n")
    built = project.build()
    assert built.page("sub/page.html").select_one("tbody th").get_text() == "X"


WAYS = [
    ".. support_matrix:: my matrix.ini",
    ".. support_matrix:: /my matrix.ini",
    ".. feature_matrix:: my matrix.ini",
    ".. support_matrix::\n   :support-matrix: my matrix.ini",
]


@pytest.fixture(scope="module")
def ways(new_project):
    """A page for each way to name the file."""
    project = new_project()
    project.write_pages(page(directive) for directive in WAYS)
    (project.folder / "my matrix.ini").write_text(ONE)
    return project.build()


@pytest.mark.parametrize("directive", WAYS)
def test_ways_to_name_the_file(ways, directive):
    assert rows(ways, f"page{WAYS.index(directive)}.html") == ["X"]


SELECTIONS = [
    ("", ["Alpha", "beta", "Gamma"], ["X", "Y"]),
    (":sort: title", ["Alpha", "beta", "Gamma"], ["X", "Y"]),
    (":sort: Key", ["Alpha", "beta", "Gamma"], ["X", "Y"]),
    (":sort: file", ["beta", "Alpha", "Gamma"], ["X", "Y"]),
    (":drivers: a, c", ["Alpha", "Gamma"], ["X", "Y"]),
    (":drivers: !a", ["beta", "Gamma"], ["X", "Y"]),
    (":features: x", ["Alpha", "beta", "Gamma"], ["X"]),
    (":features: storage.*", ["Alpha", "beta", "Gamma"], ["Y"]),
    (":features: * !operation.*\n   :drivers: [ab]", ["Alpha", "beta"], ["Y"]),
]


def test_selection(project):
    directives = [f".. support_matrix:: m.ini\n   {options}\n" for options, _, _ in SELECTIONS]
    project.write(index_rst=page("\n".join(directives)), m_ini=TWO)
    built = project.build()
    found = [
        (
            [head.get_text() for head in table.select("thead th")][2:],
            [head.get_text() for head in table.select("tbody th[scope=row]")],
        )
        for table in built.page().select("table.support-matrix-summary")
    ]
    assert found == [(columns, rows) for _, columns, rows in SELECTIONS]


WRONG_OPTIONS = [
    (
        ":rows: feature",
        "':rows:' must be features, drivers or auto, not 'feature'; did you mean 'features'?",
        "bad-option",
    ),
    (":sort: titel", "':sort:' must be title, key or file, not 'titel'; did you mean 'title'?", "bad-option"),
    (
        ":group: perhaps",
        "':group:' must be empty, yes, true, on, no, false or off, not 'perhaps'",
        "bad-option",
    ),
    (
        ":sections: summry details",
        "':sections:' takes summary, details and legend, not 'summry'; did you mean 'summary'?",
        "bad-option",
    ),
    (":sections:", "':sections:' is empty; expected some of summary, details or legend", "bad-option"),
    (":class: 42", "':class:' must be class names, not '42'", "bad-option"),
    (
        ":driver: a",
        "unknown option ':driver:'; expected drivers, features, sort, rows, group, only, sections, toc-depth, name, class, title, caption, requirements, download, evidence, history or removed; "
        "did you mean 'drivers'?",
        "bad-option",
    ),
    (":drivers: a bb*", "'bb*' in ':drivers:' matches nothing", "no-match"),
    (
        ":features: storage.x x",
        "'storage.x' in ':features:' matches nothing; did you mean 'storage.y'?",
        "no-match",
    ),
]


def test_wrong_options_are_named_and_the_matrix_is_shown(project):
    directives = [f".. support_matrix:: m.ini\n   {options}\n" for options, _, _ in WRONG_OPTIONS]
    project.write(index_rst=page("\n".join(directives)), m_ini=TWO)
    built = project.build(warnings=None)
    assert built.warnings.splitlines() == [
        f"index.rst:{4 + 3 * number}: ERROR: {message} [support_matrix.{code}]"
        for number, (_, message, code) in enumerate(WRONG_OPTIONS)
    ]
    # One of them asks for the details only, rightly.
    assert len(built.page().select("table.support-matrix-summary")) == len(WRONG_OPTIONS) - 1


def test_a_selection_that_leaves_nothing(project):
    project.write(index_rst=page(".. support_matrix:: m.ini\n   :drivers: !*"), m_ini=TWO)
    built = project.build(
        warnings="index.rst:4: ERROR: the options leave no driver to show [support_matrix.empty-selection]\n"
    )
    assert built.page().select("table") == []


def test_missing_file(project):
    project.write(
        index_rst=page(".. support_matrix:: suport-matrix.ini\n\n   Some notes."), support_matrix_ini=""
    )
    (project.folder / "support-matrix.ini").write_text(ONE)
    built = project.build(
        warnings=(
            "index.rst:4: WARNING: the file 'suport-matrix.ini' is not there; did you mean 'support-matrix.ini'? "
            "[support_matrix.missing-file]\n"
        )
    )
    assert "Some notes." in built.page().select_one("section#notes").get_text()


def test_unreadable_file(project):
    project.write(index_rst=page(".. support_matrix:: folder"))
    (project.folder / "folder").mkdir()
    project.build(
        warnings="index.rst:4: WARNING: the file 'folder' cannot be read: Is a directory [support_matrix.missing-file]\n"
    )


def test_problems_of_a_file_are_reported_once_in_a_document(project):
    project.write(
        index_rst=page(".. support_matrix:: m.ini\n\n.. support_matrix:: m.ini"), m_ini=ONE + "note = oops\n"
    )
    project.build(
        warnings=(
            "m.ini:6: WARNING: unknown option 'note' in '[operation.x]'; did you mean 'notes'? "
            "[support_matrix.unknown-option]\n"
        )
    )


def test_suppress_warnings(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nsuppress_warnings = ['support_matrix.unknown-option']\n",
        index_rst=page(".. support_matrix:: m.ini"),
        m_ini=ONE + "note = oops\n",
    )
    project.build()


FAULTS = b"""\
stray text
[driver.a]
title = A
[driver.B-Upper]
title = B
[DEFAULT]
title = leak
[operation.one]
title = One
status = mandtory
note = oops
driver.a = complete
driver-notes.c = for nobody
driver.c = complete
driver.B-Upper = compleet
[operation.two]
status = choice(console
notes = 100% of *users
driver.a = complete
driver.a = missing
driver.B-Upper = missing
[operation.two]
title = again
[operation.three]
title = Three \xff bad
status = condition(operation.onee==complete)
driver.a = complete
driver.B-Upper = complete
[operation.four]
title = Four
driver.a = complete
[driver.linked]
title = Linked
link = javascript:alert(1)
"""


def test_every_fault_is_named_at_its_line_and_the_rest_is_shown(project):
    faults = FAULTS.replace(b"[driver.linked]", b"driver.B-Upper\n[driver.linked]")
    project.write(index_rst=page(".. support_matrix:: faults.ini"), faults_ini=faults)
    built = project.build(warnings=None)
    places = [line.split(": WARNING: ") for line in built.warnings.splitlines()]
    assert [(place, message.rpartition(" ")[2]) for place, message in places] == [
        ("faults.ini:1", "[support_matrix.text-before-section]"),
        ("faults.ini:6", "[support_matrix.default-section]"),
        ("faults.ini:8", "[support_matrix.missing-cell]"),
        ("faults.ini:10", "[support_matrix.bad-status]"),
        ("faults.ini:11", "[support_matrix.unknown-option]"),
        ("faults.ini:13", "[support_matrix.undeclared-driver]"),
        ("faults.ini:14", "[support_matrix.undeclared-driver]"),
        ("faults.ini:15", "[support_matrix.bad-level]"),
        ("faults.ini:16", "[support_matrix.missing-title]"),
        ("faults.ini:16", "[support_matrix.missing-cell]"),
        ("faults.ini:17", "[support_matrix.bad-status]"),
        ("faults.ini:20", "[support_matrix.duplicate-option]"),
        ("faults.ini:22", "[support_matrix.duplicate-section]"),
        ("faults.ini:24", "[support_matrix.missing-cell]"),
        ("faults.ini:25", "[support_matrix.encoding]"),
        ("faults.ini:26", "[support_matrix.unknown-feature]"),
        ("faults.ini:29", "[support_matrix.missing-cell]"),
        ("faults.ini:29", "[support_matrix.missing-cell]"),
        ("faults.ini:32", "[support_matrix.malformed-line]"),
        ("faults.ini:35", "[support_matrix.bad-link]"),
        ("faults.ini:18", "[docutils]"),
    ]
    assert rows(built) == ["One", "operation.two", "Three \ufffd bad", "Four"]
    assert columns(built) == ["A", "B", "Linked"]
    words = [
        [cell.get_text() for cell in row.select("td:not(.sm-status)")]
        for row in built.page().select("tbody tr")
    ]
    assert words == [
        ["complete", "not recorded", "not recorded"],
        ["complete", "missing", "not recorded"],
        ["complete", "complete", "not recorded"],
        ["complete", "not recorded", "not recorded"],
    ]


def test_nothing_to_show(project):
    project.write(
        index_rst=page(
            ".. support_matrix:: empty.ini\n\nText after.\n\n"
            ".. support_matrix:: nodrivers.ini\n\n.. support_matrix:: nofeatures.ini"
        ),
        empty_ini="",
        nodrivers_ini="[operation.x]\ntitle = X\n",
        nofeatures_ini="[driver.x]\ntitle = X\n",
    )
    built = project.build(warnings=None)
    assert built.warnings.splitlines() == [
        "empty.ini:1: WARNING: the file is empty; expected [driver.KEY] and feature sections "
        "[support_matrix.empty-file]",
        "nodrivers.ini:1: WARNING: the file declares no driver; expected '[driver.KEY]' sections "
        "[support_matrix.no-drivers]",
        "nofeatures.ini:1: WARNING: the file has no feature; expected sections such as '[operation.NAME]' "
        "[support_matrix.no-features]",
    ]
    assert "Text after." in built.page().get_text()


def test_sections_option(project):
    project.write(
        index_rst=page(
            ".. support_matrix:: m.ini\n   :sections: summary\n\n"
            ".. support_matrix:: m.ini\n   :sections: legend\n\n"
            ".. support_matrix:: m.ini\n   :sections: details\n"
        ),
        m_ini=ONE,
    )
    built = project.build()
    html = built.page()
    assert [section["id"] for section in html.select("section section")] == [
        "summary",
        "details",
        "m_operation_x",
    ]
    assert len(html.select("ul.support-matrix-legend")) == 1
    assert html.select_one("th[scope=row]")["id"] == "operation_x"
    assert html.select_one("td[id]")["id"] == "operation_x_driver_a"
    assert html.select("td a") == []


def test_name_class_and_caption(project):
    project.write(
        index_rst=page(
            ".. support_matrix:: m.ini\n   :name: My Matrix\n   :class: special\n   :caption: A < B\n\n"
            "See :ref:`the matrix <My Matrix>`."
        ),
        m_ini=ONE,
    )
    built = project.build()
    html = built.page()
    assert html.select_one("section#my-matrix.special > span")["id"] == "summary"
    assert html.select_one("a[href='#my-matrix'].reference").get_text() == "the matrix"
    assert html.select_one("table.support-matrix-summary.special caption").get_text() == "A < B"
    assert html.select_one("ul.support-matrix-legend.special")


GROUPED = """\
[driver.a]
title = A
[group.storage]
title = Storage & more
notes = About *storage*.
[group.storage.deep]
title = Deep storage
[operation.x]
title = X
driver.a = complete
[storage.y]
title = Y
driver.a = complete
[storage.deep.z]
title = Z
driver.a = complete
[storage]
title = S
driver.a = complete
"""


@pytest.mark.parametrize(
    ("option", "headings", "sections"),
    [
        (
            "",
            ["operation", "Storage & more", "Deep storage"],
            ["group-operation", "group-storage", "group-storage-deep"],
        ),
        (":group: no", [], []),
    ],
)
def test_groups(project, option, headings, sections):
    project.write(index_rst=page(f".. support_matrix:: m.ini\n   {option}"), m_ini=GROUPED)
    built = project.build()
    html = built.page()
    assert [row.get_text() for row in html.select("tr.sm-group th[scope=rowgroup]")] == headings
    assert [each["id"] for each in html.select("section#details > section[id^=group]")] == sections
    assert rows(built) == (["X", "Y", "S", "Z"] if headings else ["X", "Y", "Z", "S"])
    assert (html.find("em", string="storage") is not None) == bool(headings)


def test_group_option_without_declared_groups(project):
    project.write(index_rst=page(".. support_matrix:: m.ini\n   :group:"), m_ini=TWO)
    built = project.build()
    assert [row.get_text() for row in built.page().select("tr.sm-group")] == ["operation", "storage"]


@pytest.mark.parametrize("name", ["index.rst", "index.md"])
def test_a_file_in_the_content_is_named(project, name):
    content = "[driver.a]\ntitle = A\n\n[x]\ntitle = X\ndriver.a = complete\n"
    if name == "index.rst":
        indented = "".join(f"   {line}\n" if line else "\n" for line in content.splitlines())
        text, line = f"Title\n=====\n\n.. support_matrix:: m.ini\n\n{indented}", 4
    else:
        text, line = f"# Title\n\n```{{support_matrix}} m.ini\n\n{content}```\n", 3
    project.write(
        conf_py="extensions = ['sphinx_support_matrix', 'myst_parser']\n",
        m_ini=content,
        **{name.replace(".", "_"): text},
    )
    built = project.build(warnings=None)
    assert built.warnings.splitlines()[0] == (
        f"{name}:{line}: ERROR: the content of the directive looks like an INI file; put it into a file beside the "
        "document, and name the file after '.. support_matrix::' [support_matrix.ini-in-content]"
    )
    assert "title = A" in built.page().get_text()
