"""Slips of the pen, each with its whole message."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.severity import Severity
from sphinx_support_matrix.core.rules import check

DRIVERS = "[driver.s3]\ntitle = S3\n[driver.gcs]\ntitle = GCS\n"
CELLS = "driver.s3 = complete\ndriver.gcs = partial\n"
WHOLE = f"{DRIVERS}[read]\ntitle = Read\n{CELLS}"


def problems_of(text: str) -> list[tuple[str, int, str]]:
    return [(each.code.value, each.location.line, each.message) for each in loads(text, "m.ini")[1]]


def test_a_whole_file_is_right() -> None:
    assert problems_of(WHOLE) == []


@pytest.mark.parametrize(
    ("section", "expected"),
    [
        pytest.param(
            "[read]\ntitle = Read\n  driver.s3 = complete\ndriver.gcs = partial\n",
            [
                (
                    "missing-cell",
                    5,
                    "'[read]' says nothing about driver 's3'; add a line for it, with 'unknown' if nobody knows",
                ),
                (
                    "indented-option",
                    7,
                    "'driver.s3 = complete' continues 'title', but looks like an option; unindent it",
                ),
            ],
            id="a level below a title",
        ),
        pytest.param(
            f"[read]\ntitle = Read\n{CELLS}  [write]\n  title = Write\n",
            [
                ("bad-level", 8, None),
                (
                    "indented-option",
                    9,
                    "'[write]' continues 'driver.gcs', but looks like a section; unindent it",
                ),
                (
                    "indented-option",
                    10,
                    "'title = Write' continues 'driver.gcs', but looks like an option; unindent it",
                ),
            ],
            id="a whole section below a level",
        ),
        pytest.param(
            f"[read]\ntitle = Read\nnotes = Reads.\n  driver-notes.s3: Slow.\n  s3 = complete\n  status = optional\n{CELLS}",
            [
                (
                    "indented-option",
                    8,
                    "'driver-notes.s3: Slow.' continues 'notes', but looks like an option; unindent it",
                ),
                (
                    "indented-option",
                    9,
                    "'s3 = complete' continues 'notes', but looks like an option; unindent it",
                ),
                (
                    "indented-option",
                    10,
                    "'status = optional' continues 'notes', but looks like an option; unindent it",
                ),
            ],
            id="options below notes",
        ),
        pytest.param(
            f"[read]\ntitle = Read\nnotes = Reads.\n  driver-verified.s3 = 2026-05-01, A\n  tests = a\n{CELLS}",
            [
                (
                    "indented-option",
                    8,
                    "'driver-verified.s3 = 2026-05-01, A' continues 'notes', but looks like an option; unindent it",
                ),
                (
                    "indented-option",
                    9,
                    "'tests = a' continues 'notes', but looks like an option; unindent it",
                ),
            ],
            id="what is evidence below notes",
        ),
        pytest.param(
            f"[read]\ntitle = Read\n{CELLS}driver-notes.s3 = Slow.\n  [operation.write]\n",
            [
                (
                    "indented-option",
                    10,
                    "'[operation.write]' continues 'driver-notes.s3', but looks like a section; unindent it",
                )
            ],
            id="a section below a note",
        ),
        pytest.param(
            f"[read]\ntitle = Read\nstatus = optional\n  api = read\n{CELLS}",
            [
                ("bad-status", 7, None),
                (
                    "indented-option",
                    8,
                    "'api = read' continues 'status', but looks like an option; unindent it",
                ),
            ],
            id="below a status",
        ),
    ],
)
def test_what_is_indented_by_mistake(section: str, expected: list[tuple[str, int, str | None]]) -> None:
    found = problems_of(DRIVERS + section)
    assert [each[:2] for each in found] == [each[:2] for each in expected]
    assert [each[2] for each, (_, _, message) in zip(found, expected, strict=True) if message] == [
        message for _, _, message in expected if message
    ]


@pytest.mark.parametrize(
    "notes",
    [
        pytest.param(
            "Write this::\n\n        driver.s3 = complete\n        [driver.s3]\n\n    That is all.",
            id="literal",
        ),
        pytest.param(
            "\n    Write this::\n\n      driver.s3 = complete\n\n      [driver.s3]", id="literal below"
        ),
        pytest.param("Write this::\n\n    driver.s3 = complete", id="literal with no indentation of its own"),
        pytest.param("\n    .. code-block:: ini\n\n       [driver.s3]\n       title = S3", id="code"),
        pytest.param("\n    .. a comment:\n       title = S3", id="comment"),
        pytest.param(
            "The driver s3: see\n    driver: the one above.\n    title: none", id="prose with colons"
        ),
        pytest.param("Set\n    cpu_mode = custom\n    in nova.conf.", id="options of something else"),
        pytest.param("As in\n    [CIT2002]\n    and [1].", id="citations"),
        pytest.param("If\n    s3 = the one that is near\n    it works.", id="no level"),
        pytest.param("If\n    driver.s3 = the one that is near\n    it works.", id="no level after a prefix"),
    ],
)
def test_no_false_alarm_in_notes(notes: str) -> None:
    assert problems_of(f"{DRIVERS}[read]\ntitle = Read\nnotes = {notes}\n{CELLS}") == []


def test_no_false_alarm_in_commands_and_titles() -> None:
    text = f"{DRIVERS}[read]\ntitle = Read\n  or: fetch\ncli = tool read\n  --driver=s3;\n  tool get\n{CELLS}"
    assert problems_of(text) == []


@pytest.mark.parametrize("spelling", ["driver.gcs-notes", "driver.gcs.notes", "driver.gcs_note"])
def test_a_note_in_the_wrong_order(spelling: str) -> None:
    key = spelling.removeprefix("driver.")
    assert problems_of(f"{WHOLE}{spelling} = Slow.\n") == [
        (
            "undeclared-driver",
            9,
            f"'{spelling}' in '[read]' gives a level for the undeclared driver '{key}'; "
            "did you mean 'driver-notes.gcs'?",
        )
    ]


def test_a_note_in_the_wrong_order_of_an_older_dialect() -> None:
    text = (
        "[targets]\ndriver-impl-a = A\n[x]\ntitle = X\ndriver-impl-a = complete\ndriver-impl-a-notes = N.\n"
    )
    assert problems_of(text)[0][2].endswith("; did you mean 'driver-notes-a'?")


@pytest.mark.parametrize("spelling", ["notes.gcs", "driver-note.gcs", "driver_notes.gcs"])
def test_other_names_for_a_note(spelling: str) -> None:
    assert problems_of(f"{WHOLE}{spelling} = Slow.\n") == [
        ("unknown-option", 9, f"unknown option '{spelling}' in '[read]'; did you mean 'driver-notes.gcs'?")
    ]


@pytest.mark.parametrize(
    ("section", "meant"),
    [
        ("grup.io", "group.io"),
        ("groups.io", "group.io"),
        ("drivers.s4", "driver.s4"),
        (" driver.s4 ", "driver.s4"),
        ("Driver.s4", "driver.s4"),
        ("driver s4", "driver.s4"),
        ("leval.beta", "level.beta"),
        ("traget.s4", "target.s4"),
    ],
)
def test_nearly_a_section_of_another_kind(section: str, meant: str) -> None:
    assert problems_of(f"{WHOLE}[{section}]\ntitle = T\n") == [
        (
            "no-levels",
            9,
            f"'[{section}]' gives no driver a level; add a line for each, with 'unknown' if nobody knows; "
            f"did you mean '[{meant}]'?",
        )
    ]


@pytest.mark.parametrize("section", ["meta", "storage.volume", "operation.x", "group", "drivers", "driver-x"])
def test_a_section_without_levels(section: str) -> None:
    message = f"'[{section}]' gives no driver a level; add a line for each, with 'unknown' if nobody knows"
    hint = "; did you mean '[driver.x]'?" if section == "driver-x" else ""
    assert problems_of(f"{WHOLE}[{section}]\ntitle = T\n") == [("no-levels", 9, message + hint)]


@pytest.mark.parametrize(("section", "hint"), [("drivr.s4", "; did you mean '[driver.s4]'?"), ("write", "")])
def test_nearly_a_section_of_another_kind_beside_one_driver(section: str, hint: str) -> None:
    text = f"[driver.s3]\ntitle = S3\n[read]\ntitle = Read\ndriver.s3 = complete\n[{section}]\ntitle = T\n"
    message = (
        f"'[{section}]' says nothing about driver 's3'; add a line for it, with 'unknown' if nobody knows"
    )
    assert problems_of(text) == [("missing-cell", 6, message + hint)]


def test_a_feature_may_be_called_like_other_sections() -> None:
    assert problems_of(f"{WHOLE}[grup.io]\ntitle = T\n{CELLS}") == []


@pytest.mark.parametrize("title", ['"Local"', "'Local'"])
def test_quotation_marks(title: str) -> None:
    text = WHOLE.replace("title = GCS", f"title = {title}")
    message = f"the quotation marks of {title} are shown as a part of the title; remove them"
    assert problems_of(text) == [("quoted-title", 4, message)]
    assert Code.QUOTED_TITLE.severity is Severity.WARNING


@pytest.mark.parametrize("title", ['The "Local"', '"A" and "B"', "'tis", "5'"])
def test_quotation_marks_inside(title: str) -> None:
    assert problems_of(WHOLE.replace("title = GCS", f"title = {title}")) == []


@pytest.mark.parametrize("link", ["www.example.org", "example.com/docs", "docs.example.io"])
def test_addresses_without_a_scheme(link: str) -> None:
    message = f"the link '{link}' is a path from the page; did you mean 'https://{link}'?"
    assert problems_of(WHOLE.replace("title = GCS", f"title = GCS\nlink = {link}")) == [
        ("link-without-scheme", 5, message)
    ]


@pytest.mark.parametrize(
    "link", ["gcs.html", "../drivers/gcs.html#top", "gcs", "#gcs", "gcs.rst", "network/x.com.html"]
)
def test_paths(link: str) -> None:
    assert problems_of(WHOLE.replace("title = GCS", f"title = GCS\nlink = {link}")) == []


@pytest.mark.parametrize(
    "status", ["mandatry", "choice", "choice(a", "condition(x)", "condition(read==best)"]
)
def test_a_status_that_is_wrong_could_be_anything(status: str) -> None:
    matrix, problems = loads(WHOLE.replace("title = Read", f"title = Read\nstatus = {status}"), "m.ini")
    assert problems
    assert Code.COULD_BE_MANDATORY not in {problem.code for problem in check(matrix)}
    plain, _ = loads(WHOLE, "m.ini")
    assert Code.COULD_BE_MANDATORY in {problem.code for problem in check(plain)}
