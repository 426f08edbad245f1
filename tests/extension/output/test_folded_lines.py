"""The details of a feature: drivers about which there is something to say, and the others, folded."""

from __future__ import annotations

import pytest

INI = """\
[level.preview]
title = preview
counts-as = partial
""" + "".join(f"[driver.{key}]\ntitle = {key.upper()}\n" for key in "abcdefgh")
EIGHT = """\
[operation.x]
title = X & Y
status = mandatory
driver.a = complete
driver.b = missing
driver.c = partial
driver-notes.c = Slow.
driver.d = preview:2.0
driver.e = complete
driver.f = unknown
driver.h = partial
driver.g = missing
driver-notes.g = Never.

  At all.
"""
LINES = {
    key: f"operation_x_driver_{key}: {text}"
    for key, text in {
        "a": "A: complete",
        "b": "B: missing",
        "c": "C: partial Notes: Slow.",
        "d": "D: preview (counts as partial, since 2.0)",
        "e": "E: complete",
        "f": "F: unknown",
        "g": "G: missing Notes: Never. At all.",
        "h": "H: partial",
    }.items()
}


def listed(part):
    return [
        f"{line['id']}: {' '.join(line.get_text(' ').split())}" for line in part.select("ul.sm-drivers > li")
    ]


@pytest.mark.parametrize(
    ("options", "first", "summary", "rest"),
    [
        ("", "cg", "2 complete, 1 partial, 1 missing, 1 unknown, 1 preview", "abdefh"),
        ("   :requirements:\n", "bcfg", "2 complete, 1 partial, 1 preview", "adeh"),
    ],
)
def test_lines_without_notes_are_folded(project, options, first, summary, rest):
    project.write(index_rst=f"T\n=\n\n.. support_matrix:: m.ini\n{options}", m_ini=INI + EIGHT)
    page = project.build().page()
    details = page.select_one("#operation_x details.sm-rest")
    assert details.summary.get_text() == summary
    assert "open" not in details.attrs
    lines = dict(LINES)
    if options:
        for key in "bfg":
            text, notes, more = lines[key].partition(" Notes:")
            lines[key] = f"{text} (required){notes}{more}"
    assert listed(details) == [lines[key] for key in rest]
    assert page.select_one("#operation_x > .support-matrix-feature")["data-title"] == "X & Y"
    assert len(page.select("#operation_x ul.sm-drivers")) == 2
    details.extract()
    assert listed(page) == [lines[key] for key in first]


@pytest.mark.parametrize(("plain", "folded"), [(3, 0), (4, 4)])
def test_a_few_lines_are_not_folded(project, plain, folded):
    keys = "abcdefg"[:plain]
    ini = "".join(f"[driver.{key}]\ntitle = {key}\n" for key in keys)
    ini += "[x]\ntitle = X\n" + "".join(f"driver.{key} = complete\n" for key in keys)
    project.write(index_rst="T\n=\n\n.. support_matrix:: m.ini\n", m_ini=ini)
    page = project.build().page()
    assert len(page.select("ul.sm-drivers > li")) == plain
    assert len(page.select("details.sm-rest > ul > li")) == folded
    assert len(page.select("ul.sm-drivers")) == 1


def test_the_words_of_the_language(project):
    project.write(index_rst="T\n=\n\n.. support_matrix:: m.ini\n", m_ini=INI + EIGHT)
    # What no catalog has yet stays English; the words of levels are there.
    page = project.build(confoverrides={"language": "de"}).page()
    assert "vollständig" in page.select_one("details.sm-rest > summary").get_text()
