"""Evidence on the page, in every builder: how claims stand, and not one byte where there is none."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bs4 import BeautifulSoup

TEXT = """\
[driver.a]
title = Alpha
[driver.b]
title = Beta

[feature.pause]
title = Pause
driver.a = complete
driver.b = complete

[feature.grow]
title = Grow
driver.a = partial
driver-notes.a = Only while it is off.
driver.b = missing

[feature.move]
title = Move
driver.a = complete
driver.b = unknown

[feature.copy]
title = Copy
driver.a = complete
driver.b = missing
driver-verified.a = 2026-05-01, https://example.org/review
"""
RUN = "https://ci.example.org/1"


def results(feature: str, driver: str, passed: int, failing: tuple[str, ...] = (), **more: object) -> dict:
    return {
        "feature": feature,
        "driver": driver,
        "environment": None,
        "passed": passed,
        "failed": len(failing),
        "expected_failures": 0,
        "skipped": 0,
        "errors": 0,
        "failing": list(failing),
        "release": "2026.2",
        "time": "2026-11-20T10:00:00Z",
        "run": RUN,
        **more,
    }


EVIDENCE = [
    results("feature.grow", "a", 3, ("test_grow_while_on",)),
    results("feature.grow", "b", 2),
    results("feature.move", "b", 1),
    results("feature.pause", "a", 14),
    results("feature.pause", "b", 1, ("test_1", "test_2", "test_3", "test_4"), run="local <run>"),
]


def build(project, *options, builder="html", conf="", warnings="", evidence=EVIDENCE, text=TEXT):
    project.write(
        conf_py=f"extensions = ['sphinx_support_matrix']\n{conf}",
        index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n" + "".join(f"   {each}\n" for each in options),
        m_ini=text,
    )
    if evidence is not None:
        (project.folder / "m.evidence.json").write_text(
            json.dumps({"version": 1, "cells": evidence}), encoding="utf-8"
        )
    return project.build(builder, warnings=warnings)


def cell(page: BeautifulSoup, feature: str, column: int):
    """What shows the level of a cell."""
    return row(page, feature)[column]


def row(page: BeautifulSoup, feature: str):
    cells = page.select_one(f'th > a[href="#{feature.replace(".", "_")}"]').find_parent("tr").select("td")[1:]
    return [each.a or each for each in cells]


def test_cells_say_how_their_claims_stand(project):
    page = build(project).page()
    found = {
        feature: [
            (
                each.get("data-standing"),
                (each.select_one(".sm-standing") or each).get_text()
                if each.has_attr("data-standing")
                else None,
            )
            for each in row(page, feature)
        ]
        for feature in ("feature.pause", "feature.grow", "feature.move", "feature.copy")
    }
    assert found == {
        "feature.pause": [("confirmed", "confirmed"), ("contradicted", "contradicted")],
        "feature.grow": [("confirmed", "confirmed"), ("understated", "understated")],
        "feature.move": [("unproven", "complete"), ("found-complete", "found complete")],
        "feature.copy": [("confirmed", "confirmed"), ("unproven", "missing")],
    }


@pytest.mark.parametrize("evidence", [EVIDENCE, None])
def test_the_frame_keeps_room_for_more_lists_before_the_browser_has_read_the_cells(project, evidence):
    text = "".join(line for line in TEXT.splitlines(keepends=True) if not line.startswith("driver-verified"))
    (frame,) = build(project, evidence=evidence, text=text).page().select(".support-matrix-frame")
    assert ("sm-more-lists" in frame["class"]) is bool(evidence)


def test_details_say_by_what(project):
    page = build(project).page()
    lines = {each["id"]: " ".join(each.get_text().split()) for each in page.select("ul.sm-drivers > li")}
    assert lines == {
        "feature_pause_driver_a": "Alpha: complete, confirmed by 14 tests, 2026.2, 20 Nov 2026",
        "feature_pause_driver_b": (
            "Beta: complete, contradicted: 1 of 5 tests pass, 2026.2, 20 Nov 2026 (failing: test_1, test_2, test_3, 1 more)"
        ),
        "feature_grow_driver_a": (
            "Alpha: partial, confirmed: 3 of 4 tests pass, 2026.2, 20 Nov 2026 Notes: Only while it is off."
        ),
        "feature_grow_driver_b": "Beta: missing, understated: 2 of 2 tests pass, 2026.2, 20 Nov 2026",
        "feature_move_driver_a": "Alpha: complete, unproven",
        "feature_move_driver_b": "Beta: unknown, found complete by 1 test, 2026.2, 20 Nov 2026",
        "feature_copy_driver_a": "Alpha: complete, confirmed by hand, 1 May 2026",
        "feature_copy_driver_b": "Beta: missing, unproven",
    }


def test_a_run_that_has_an_address_is_linked(project):
    page = build(project).page()
    line = page.find(id="feature_pause_driver_a")
    assert line.select_one(".sm-standing a")["href"] == RUN
    assert page.find(id="feature_pause_driver_b").select_one(".sm-standing a") is None
    assert (
        page.find(id="feature_copy_driver_a").select_one(".sm-standing a")["href"]
        == "https://example.org/review"
    )


def test_headings_say_how_many_claims_are_confirmed(project):
    page = build(project).page()
    assert [each.get_text() for each in page.select("thead .sm-claims")] == [
        "3 of 4 claims confirmed",
        "0 of 2 claims confirmed",
    ]


def test_the_legend_explains_the_standings_that_occur(project):
    page = build(project).page()
    texts = [" ".join(each.get_text().split()) for each in page.select(".support-matrix-legend > li")]
    assert texts[-5:] == [
        "confirmed: Test results agree with the level.",
        "contradicted: Test results do not agree with the level.",
        "understated: Tests pass although the level says missing.",
        "unproven: There are no test results.",
        "found complete: No level is recorded, and all tests pass.",
    ]


def test_what_parts_from_its_evidence_is_never_folded(project):
    rows = "".join(f"[driver.x{number}]\ntitle = X{number}\n" for number in range(9))
    cells = "".join(f"driver.x{number} = complete\n" for number in range(9))
    text = TEXT.replace("[feature.pause]", f"{rows}[feature.pause]").replace(
        "title = Pause\n", f"title = Pause\n{cells}"
    )
    page = build(project, text=text, warnings=None).page()
    assert page.find(id="feature_pause_driver_b").find_parent("details") is None
    assert page.find(id="feature_pause_driver_a").find_parent("details") is not None


def test_evidence_that_is_too_old_is_stale(project):
    page = build(project, conf="support_matrix_evidence_max_age = '30d'\n").page()
    assert page.find(id="feature_copy_driver_a").get_text().strip().endswith("1 May 2026, stale")
    assert cell(page, "feature.copy", 0).has_attr("data-stale")


def test_without_evidence_not_one_byte_differs(project):
    text = TEXT.replace("driver-verified.a = 2026-05-01, https://example.org/review\n", "")

    def files(built):
        return {
            path.relative_to(built.app.outdir): path.read_bytes()
            for path in Path(built.app.outdir).rglob("*")
            if path.suffix in {".html", ".css", ".js"}
        }

    before = files(build(project, text=text, evidence=None))
    after = files(build(project, ":evidence: no", text=text))
    assert not any("standings" in str(path) for path in before)
    assert {path: text for path, text in before.items() if "_sources" not in str(path)} == {
        path: text for path, text in after.items() if "_sources" not in str(path)
    }
    assert b"sm-standing" not in before[Path("index.html")]


@pytest.mark.parametrize("conf", ["support_matrix_evidence = False\n", ""])
def test_a_directive_can_ask_for_another_file(project, conf):
    (project.folder / "other.json").write_text(
        json.dumps({"version": 1, "cells": [results("feature.pause", "b", 2)]}), encoding="utf-8"
    )
    page = build(project, ":evidence: other.json", conf=conf).page()
    assert cell(page, "feature.pause", 1)["data-standing"] == "confirmed"
    assert cell(page, "feature.pause", 0)["data-standing"] == "unproven"


DRIVER = "\n.. support_matrix_driver:: b m.ini\n\nIt is :support:level:`feature.pause@b` and :support:level:`feature.pause@a`.\n"


def test_the_page_of_a_driver_says_how_its_claims_stand(project):
    project.write(driver_rst=f":orphan:\n\nBeta\n====\n{DRIVER}")
    page = build(project).page("driver.html")
    assert page.select_one("p.sm-claims").get_text() == "0 of 2 claims confirmed"
    entries = [" ".join(each.get_text().split()) for each in page.select(".sm-features > li")]
    assert entries == [
        "✔ Pause, contradicted: 1 of 5 tests pass, 2026.2, 20 Nov 2026 (failing: test_1, test_2, test_3, 1 more)",
        "? Move, found complete by 1 test, 2026.2, 20 Nov 2026",
        "✖ Grow, understated: 2 of 2 tests pass, 2026.2, 20 Nov 2026",
        "✖ Copy, unproven",
    ]
    badges = [" ".join(each.get_text().split()) for each in page.select(".sm-badge")]
    assert badges == ["✔ complete contradicted", "✔ complete confirmed"]
    assert [each["href"] for each in page.select("link[rel=stylesheet]") if "standings" in each["href"]]


def test_plain_text_says_all_of_it(project):
    project.write(driver_rst=f":orphan:\n\nBeta\n====\n{DRIVER}")
    built = build(project, builder="text")
    text = " ".join((Path(built.app.outdir) / "index.txt").read_text(encoding="utf-8").split())
    for expected in (
        "complete°",
        "(contradicted)",
        "| Alpha (3",
        "**Beta**: complete, contradicted: 1 of 5 tests pass, 2026.2, 20 Nov 2026",
        '"test_1", "test_2", "test_3", 1 more)',
        "**Alpha**: complete, confirmed by 14 tests, 2026.2, 20 Nov 2026",
        "* °: Test results agree with the level.",
        "* **contradicted**: Test results do not agree with the level.",
    ):
        assert expected in text
    page = (Path(built.app.outdir) / "driver.txt").read_text(encoding="utf-8")
    assert "complete (contradicted)" in page
    assert "complete (confirmed)" in page


def test_a_comparison_has_no_legend_and_says_in_words_what_is_confirmed(project):
    project.write(both_rst=":orphan:\n\nBoth\n====\n\n.. support_matrix_compare:: a b m.ini\n")
    built = build(project, builder="text")
    page = (Path(built.app.outdir) / "both.txt").read_text(encoding="utf-8")
    text = " ".join(page.replace("|", " ").split())
    assert "°" not in text
    assert "Pause complete complete (confirmed) (contradicted)" in text


def test_latex_marks_what_is_confirmed_and_what_is_contradicted(project):
    built = build(project, builder="latex")
    (path,) = Path(built.app.outdir).glob("*.tex")
    text = path.read_text(encoding="utf-8")
    assert r"\(\checkmark\)°" in text
    assert r"\(\checkmark\) \(\neq\)" in text
    assert r"\(\neq\) contradicted" in text
    # The headings have room for how many claims are confirmed.
    assert r"\parbox{11.9em}{\raggedright Beta (0 of 2 claims confirmed)}" in text


def test_the_data_of_a_page_say_how_claims_stand(project):
    built = build(project, ":download: yes")
    data = json.loads((Path(built.app.outdir) / "index.json").read_text(encoding="utf-8"))
    (cell, *_) = next(each for each in data["features"] if each["name"] == "feature.pause")["implementations"]
    assert cell["standing"] == {
        "name": "confirmed",
        "stale": False,
        "passed": 14,
        "not_passed": 0,
        "release": "2026.2",
        "time": "2026-11-20T10:00:00+00:00",
        "run": RUN,
    }


def test_a_comparison_says_how_claims_stand(project):
    project.write(both_rst=":orphan:\n\nBoth\n====\n\n.. support_matrix_compare:: a b m.ini\n")
    page = build(project).page("both.html")
    row = next(each for each in page.select("tbody tr") if "Grow" in each.get_text())
    assert [" ".join(each.get_text().split()) for each in row.select("td")] == [
        "◐ partial, confirmed: 3 of 4 tests pass, 2026.2, 20 Nov 2026Only while it is off.",
        "✖ missing, understated: 2 of 2 tests pass, 2026.2, 20 Nov 2026",
    ]


def test_a_broken_file_of_evidence_is_a_problem_at_its_line(project):
    (project.folder / "m.evidence.json").write_text('{"version": 1,\n"cells": [\n', encoding="utf-8")
    build(
        project,
        evidence=None,
        warnings="m.evidence.json:3: WARNING: this is no JSON: Expecting value [support_matrix.bad-evidence]\n",
    )


def test_a_file_that_is_asked_for_has_to_be_there(project):
    build(
        project,
        ":evidence: other.json",
        evidence=None,
        warnings="index.rst:4: WARNING: the file 'other.json' is not there [support_matrix.missing-file]\n",
    )


def test_a_file_that_is_there_and_cannot_be_read_is_said(project):
    (project.folder / "m.evidence.json").mkdir()
    build(
        project,
        evidence=None,
        warnings="index.rst:4: WARNING: the file 'm.evidence.json' cannot be read: Is a directory "
        "[support_matrix.missing-file]\n",
    )


@pytest.mark.parametrize(
    ("run", "link"),
    [
        ("https://ci.example.org/a b\"c'<d>", "https://ci.example.org/a%20b%22c'%3Cd%3E"),
        ("HTTPS://ci.example.org/1", "HTTPS://ci.example.org/1"),
        ("javascript:alert(1)//https://ci.example.org", None),
        ("https://", None),
    ],
)
def test_only_an_address_of_the_web_is_a_link_and_a_valid_one(project, run, link):
    page = build(project, evidence=[results("feature.pause", "a", 1, run=run)]).page()
    found = page.find(id="feature_pause_driver_a").select_one(".sm-standing a")
    assert (found and found["href"]) == link


def test_pages_follow_the_evidence(project):
    build(project, evidence=None)
    page = build(project).page()
    assert cell(page, "feature.pause", 0)["data-standing"] == "confirmed"
    (project.folder / "m.evidence.json").unlink()
    page = build(project, evidence=None).page()
    assert page.select_one("[data-standing=contradicted]") is None


def test_dates_are_written_as_in_the_language_of_the_page(project):
    page = build(project, conf="language = 'de'\n").page()
    assert "20.11.2026" in page.find(id="feature_pause_driver_a").get_text()


def test_a_build_can_fail_where_claim_and_evidence_part(project):
    built = build(project, conf="support_matrix_rules = ['claim-contradicted']\n", warnings=None)
    (line,) = built.warnings.splitlines()
    assert line.split(": ", 1) == [
        "m.ini:9",
        "WARNING: '[feature.pause]' is complete for driver 'b', but 1 of 5 tests passes; 'test_1', 'test_2', 'test_3' and 1 "
        "other do not (release 2026.2, 2026-11-20, local <run>) [support_matrix.claim-contradicted]",
    ]


def test_a_maximum_age_that_is_none_is_said(project):
    build(
        project,
        conf="support_matrix_evidence_max_age = '6 months'\n",
        warnings="WARNING: support_matrix_evidence_max_age: expected a number of days, weeks or years, such as 180d, 26w "
        "or 1y, not '6 months' [support_matrix.bad-configuration]\n",
    )


def test_a_maximum_age_that_is_no_text_is_said(project):
    built = build(project, conf="support_matrix_evidence_max_age = 30\n", warnings=None)
    assert "support_matrix_evidence_max_age: expected a number of days, weeks or years" in built.warnings
