"""What statuses promise, on the page: conditions in words, broken promises, totals, and rules as warnings."""

from __future__ import annotations

import pytest

TEXT = """\
[driver.a]
title = Alpha
[driver.b]
title = Beta
[storage.block]
title = Block storage
status = mandatory
driver.a = complete:2
driver.b = missing
[storage.iscsi]
title = iSCSI
status = condition(storage.block==complete)
driver.a = missing
driver.b = unknown
[console.vnc]
title = VNC
status = choice(console)
driver.a = partial
driver.b = unknown
driver-notes.a = Slow.
[console.rdp]
title = RDP
status = choice(console)
driver.a = not-applicable
driver.b = missing
[x]
title = X
driver.a = complete
driver.b = unknown
"""


def build(project, *options, builder="html", conf="", warnings=""):
    project.write(
        conf_py=f"extensions = ['sphinx_support_matrix']\n{conf}",
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n" + "".join(f"   {each}\n" for each in options),
        m_ini=TEXT,
    )
    return project.build(builder, warnings=warnings)


def test_conditions_are_explained_with_a_link(project):
    page = build(project).page()
    status = page.select_one("#storage_iscsi .sm-facts > li")
    assert status.get_text() == ("Status: Required where Block storage is complete.")
    assert status.a["href"] == "#storage_block"
    assert page.find(id="storage_block")


def test_a_feature_that_is_not_shown_is_named_without_a_link(project):
    page = build(project, ":features: storage.iscsi").page()
    status = page.select_one("#storage_iscsi .sm-facts > li")
    assert status.get_text().endswith("Required where Block storage is complete.")
    assert status.a is None


def test_nothing_is_said_that_is_not_asked_for(project):
    built = build(project)
    page = built.page()
    assert page.select(".sm-unmet, tfoot, .sm-download") == []


def test_conformance(project):
    built = build(project, ":requirements:", ":sort: file")
    table = built.page().select_one("table.support-matrix-summary")
    assert [" ".join(head.get_text().split()) for head in table.select("thead th")] == [
        "Feature",
        "Status",
        "Alpha 1 requirement open",
        "Beta 2 requirements open",
    ]
    rows = [
        [" ".join(cell.get_text().split()) for cell in row.select("td")] for row in table.select("tbody tr")
    ]
    assert rows == [
        ["mandatory", "complete 2", "missing required"],
        ["condition", "missing required", "unknown"],
        ["choice", "partial with notes", "unknown required"],
        ["choice", "not-applicable", "missing required"],
        ["optional", "complete", "unknown"],
    ]
    totals = [[cell.get_text() for cell in row.select("th, td")] for row in table.select("tfoot tr")]
    assert totals == [
        ["Supported", "mandatory", "1 of 1", "0 of 1"],
        ["optional", "1 of 1", "–"],
        ["choice", "1 of 1", "0 of 1"],
        ["condition", "0 of 1", "–"],
    ]
    lines = [
        " ".join(line.get_text().split()) for line in built.page().select("#console_vnc .sm-drivers > li")
    ]
    assert lines == ["Alpha: partial Notes: Slow.", "Beta: unknown (required)"]


def test_promises_of_features_that_are_not_shown_count(project):
    page = build(project, ":requirements:", ":drivers: b", ":features: console.rdp").page()
    assert [head.get_text() for head in page.select("thead th")][2] == "Beta 2 requirements open"
    assert [cell.get_text() for cell in page.select("tfoot .sm-count")] == [
        "0 of 1",
        "–",
        "0 of 1",
        "–",
    ]


def test_conformance_in_text(project):
    text = build(project, ":requirements:", ":sort: file", builder="text").text("index.txt")
    assert "| Feature       | Status    | Alpha (1        | Beta (2         |\n" in text
    assert "| iSCSI         | condition | missing         | unknown         |\n" in text
    assert "|               |           | (required)      |                 |\n" in text
    assert "|               | condition | 0 of 1          | –               |\n" in text
    assert "Status:** Required where *Block storage* is complete." in " ".join(text.split())
    assert "* **Beta**: unknown (required)\n" in text


def test_conformance_in_lists(project):
    wide = TEXT + "".join(f"[driver.x{number}]\ntitle = Extra driver {number}\n" for number in range(9))
    project.write(
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n   :requirements:\n   :sort: file\n",
        m_ini=wide,
        conf_py="extensions = ['sphinx_support_matrix']\nsuppress_warnings = ['support_matrix.missing-cell']\n",
    )
    built = project.build("text")
    text = built.text("index.txt")
    assert "* **missing**: Beta (required)\n" in text
    assert (
        "* **Beta**: mandatory 0 of 1, optional –, choice 0 of 1, condition –\n  (2 requirements open)\n"
        in text
    )


def test_conformance_in_latex(project):
    text = build(project, ":requirements:", builder="latex").text("projectnamenotset.tex")
    assert "! required" in text
    assert "2 requirements open" in text
    assert "0 of 1" in text


@pytest.mark.parametrize(
    ("value", "lines"),
    [
        pytest.param("()", [], id="off"),
        pytest.param("['mandatory-*']", ["m.ini:9: WARNING: '[storage.block]' is mandatory, but driver 'b' has 'missing' [support_matrix.mandatory-unsupported]"], id="pattern"),
        pytest.param("'partial-without-note'", [], id="one code"),
        pytest.param("'error'", ["m.ini:9", "m.ini:13", "m.ini:19"], id="severity"),
    ],
)  # fmt: skip
def test_rules(project, value, lines):
    built = build(project, conf=f"support_matrix_rules = {value}\n", warnings=None)
    found = built.warnings.splitlines()
    assert len(found) == len(lines)
    assert all(line.startswith(expected) for line, expected in zip(found, lines, strict=True))


def test_rules_that_are_not_there(project):
    build(
        project,
        conf="support_matrix_rules = ['mandatry-unsupported', 'choice-of-one']\n",
        warnings=(
            "WARNING: support_matrix_rules: no code is called 'mandatry-unsupported'; did you mean "
            "'mandatory-unsupported'? [support_matrix.bad-configuration]\n"
        ),
    )


def test_a_change_of_the_rules_reads_again(project):
    build(project)
    assert (
        "mandatory-unsupported"
        in build(project, conf="support_matrix_rules = 'all'\n", warnings=None).warnings
    )


def test_bad_flags(project):
    built = build(
        project,
        ":requirements: perhaps",
        ":download: 1",
        warnings=(
            "index.rst:4: ERROR: ':requirements:' must be empty, yes, true, on, no, false or off, not 'perhaps' [support_matrix.bad-option]\n"
            "index.rst:4: ERROR: ':download:' must be empty, yes, true, on, no, false or off, not '1' [support_matrix.bad-option]\n"
        ),
    )
    assert built.page().select(".sm-unmet, .sm-download") == []
