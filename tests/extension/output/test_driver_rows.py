"""Summaries with drivers as rows, in every kind of output."""

from __future__ import annotations

import re

import pytest

INI = """\
[driver.ceph]
title = Ceph (iSCSI, FC)
link = https://ceph.example
[driver.lvm]
title = LVM
[group.disk]
title = Disks
[disk.attach]
title = Attach
status = mandatory
driver.ceph = complete:1.0
driver.lvm = missing
driver-notes.lvm = Never.
[disk.qos]
title = QoS
driver.ceph = unknown
driver.lvm = partial
[net]
title = Network
driver.ceph = not-applicable
driver.lvm = complete
"""
OPTIONS = {
    "whole": ":rows: drivers\n   :caption: Cap",
    "required": ":rows: drivers\n   :requirements:\n   :sections: summary",
    "plain": ":rows: drivers\n   :group: no\n   :sections: summary",
}


@pytest.fixture(scope="module")
def shared(new_project):
    project = new_project()
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nproject = 'p'\nauthor = 'a'\nversion = '1'\n"
        "copyright = 'c'\nman_pages = [('index', 'p', 'p', ['a'], 1)]\n",
        index_rst="Title\n=====\n\n.. toctree::\n\n" + "".join(f"   {name}\n" for name in OPTIONS),
        m_ini=INI,
    )
    for name, options in OPTIONS.items():
        project.write(
            **{f"{name}_rst": f"{name.title()}\n========\n\n.. support_matrix:: m.ini\n   {options}\n"}
        )
    return project


@pytest.mark.parametrize("name", OPTIONS)
def test_html(shared, snapshot, name):
    summary = shared.build("html").page(f"{name}.html").select_one("section#summary")
    snapshot(f"{summary}\n", f"drivers-{name}.html")


@pytest.mark.parametrize("name", OPTIONS)
def test_text(shared, snapshot, name):
    text = shared.build("text").text(f"{name}.txt")
    snapshot(text[: text.find("\nDetails\n")], f"drivers-{name}.txt")


def test_latex(shared):
    text = shared.build("latex").text("p.tex")
    tables = re.findall(r"\\begingroup\\footnotesize.*?\\endgroup", text, re.DOTALL)
    assert len(tables) == len(OPTIONS)
    body = tables[1].partition("\\sphinxtableatstartofbodyhook")[2]
    for word in (r"\(\checkmark\) 1.0", r"\(\times\) !", "partial", "0 of 1", "2 of 2", "2 of 3"):
        assert word in body
    # What LaTeX repeats on every page of a long table must not say where something is.
    assert text.count(r"\label{\detokenize{required:disk_qos}}") == 1
    assert text.count(r"\label{\detokenize{required:driver_lvm}}") == 1


@pytest.mark.parametrize(
    ("builder", "name", "pattern"),
    [
        ("man", "p.1", r"LVM \(2 of 3\).*\\fBmissing\\fP: Attach"),
        ("texinfo", "p.texi", r"LVM.*?@tab.*?missing.*?partial.*?complete.*?2 of 3"),
        ("xml", "plain.xml", r"LVM<.*?>missing<.*?>partial<.*?>complete<.*?>2 of 3<"),
        ("epub", "plain.xhtml", r"LVM<.*?>missing<.*?>partial<.*?>complete<.*?>2 of 3<"),
    ],
)
def test_every_other_builder_shows_each_driver_with_its_levels(shared, builder, name, pattern):
    assert re.search(pattern, shared.build(builder).text(name), re.DOTALL)


def test_the_project_decides_and_the_directive_can_differ(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nsupport_matrix_rows = 'drivers'\n",
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n\n.. support_matrix:: m.ini\n   :name: n\n   :rows: features\n\n"
        ".. support_matrix:: m.ini\n   :name: o\n   :rows: auto\n",
        m_ini=INI,
    )
    tables = project.build().page().select("table.support-matrix-summary")
    assert [(each["data-name"], each["data-rows"]) for each in tables] == [
        ("m", "drivers"),
        ("n", "features"),
        ("o", "features"),
    ]
    assert [each["aria-label"] for each in tables] == [
        "Support matrix: m",
        "Support matrix: n",
        "Support matrix: o",
    ]


def test_a_wrong_value_in_conf_py_is_named(project):
    project.write(
        conf_py="extensions = ['sphinx_support_matrix']\nsupport_matrix_rows = 'driver'\n",
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n",
        m_ini=INI,
    )
    built = project.build(
        warnings="WARNING: support_matrix_rows: must be features, drivers or auto, not 'driver'; did you mean 'drivers'? "
        "[support_matrix.bad-configuration]\n"
    )
    assert built.page().table["data-rows"] == "features"


def test_a_cell_has_the_same_link_whatever_the_rows_are(project):
    project.write(
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n   :rows: drivers\n",
        m_ini=INI,
    )
    project.write(other_rst=":orphan:\n\nTitle\n=====\n\n.. support_matrix:: m.ini\n")
    built = project.build()
    links = [
        {link["href"] for link in built.page(name).select("table.support-matrix-summary td a")}
        for name in ("index.html", "other.html")
    ]
    assert links[0] == links[1]
    assert len(links[0]) == 6
