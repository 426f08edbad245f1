"""Twenty tables of different shapes: nothing that they say is lost."""

from __future__ import annotations

import re

import pytest

from sphinx_support_matrix.cli import main
from sphinx_support_matrix.core.editing import format_text
from sphinx_support_matrix.core.loading import loads_ini
from sphinx_support_matrix.core.problems.problem import Code
from sphinx_support_matrix.core.problems.severity import Severity
from sphinx_support_matrix.core.rules import check
from tests.core.importing.sample_tables import (
    COLUMNS,
    EXPECTED,
    LETTERS,
    SAMPLES,
    expected_cells,
    words,
)

# Words that are marks, and so in the level.
MARKS = {
    "yes",
    "no",
    "y",
    "n",
    "x",
    "a",
    "never",
    "supported",
    "partial",
    "partly",
    "since",
    "from",
    "v",
    "ver",
}


def imported(name, capsys, *more):
    assert main(["import", str(SAMPLES / name), *more]) == 0
    return capsys.readouterr().out


def everything(matrix):
    """All words of *matrix* that a reader sees."""
    found = []
    for driver in matrix.drivers:
        found += words(driver.title.text)
    for each in (*matrix.groups, *matrix.features):
        found += words(each.title.text) + note_words(each.notes)
    return found


def note_words(note):
    return words(re.sub(r"<[^>]*>`__|\\", "", "\n".join(note.lines))) if note else []


def test_there_are_twenty():
    assert sorted(EXPECTED) == sorted(path.name for path in SAMPLES.iterdir())
    assert len(EXPECTED) == 20


@pytest.mark.parametrize("name", EXPECTED)
def test_levels_and_form(name, capsys):
    text = imported(name, capsys)
    matrix, problems = loads_ini(text, "m.ini")
    problems += check(matrix)
    assert [each for each in problems if each.code.severity is Severity.ERROR] == []
    assert {each.code for each in problems if each.code.severity is Severity.WARNING} <= {
        Code.PARTIAL_WITHOUT_NOTE,
        Code.DUPLICATE_TITLE,
    }
    assert format_text(text, "m.ini").after == text
    columns = [[cell.level.name for cell in feature.implementations] for feature in matrix.features]
    rows = [list(row) for row in zip(*columns, strict=True)] if name in COLUMNS else columns
    assert rows == [[LETTERS[letter] for letter in row] for row in EXPECTED[name].split()]


@pytest.mark.parametrize("name", EXPECTED)
def test_nothing_is_lost(name, capsys):
    matrix, _ = loads_ini(imported(name, capsys), "m.ini")
    seen = everything(matrix)
    cells = {
        driver.title.text: {
            feature.title.text: feature.implementations[column] for feature in matrix.features
        }
        for column, driver in enumerate(matrix.drivers)
    }
    known = set(seen)
    for by_feature in cells.values():
        for cell in by_feature.values():
            known |= set(note_words(cell.notes)) | set(words(cell.release or ""))
    rows = expected_cells(name)
    # What heads titles, groups, notes and statuses is not said of any driver.
    rows[0] = [head for head in rows[0][1:] if head not in {"Resource", "Notes", "Description", "Required"}]
    for row in rows:
        for column, raw in enumerate(row):
            # A title is nowhere else than in a title; a mark is in the level; all else is a note or a release.
            lost = [
                word for word in words(raw) if word not in known and (not column or word.lower() not in MARKS)
            ]
            if raw.strip().lower() in {"yes", "no", "planned"} or re.fullmatch(r"\[.*\]\(.*\)", raw):
                lost = [word for word in lost if column and word.lower() not in MARKS]
            assert lost == [], raw


@pytest.mark.parametrize("name", EXPECTED)
def test_every_word_of_a_cell_is_in_its_own_cell(name, capsys):
    matrix, _ = loads_ini(imported(name, capsys), "m.ini")
    header, *rows = expected_cells(name)
    titles = [driver.title.text for driver in matrix.drivers]
    looked_at = 0
    for feature in matrix.features:
        for title, cell in zip(titles, feature.implementations, strict=True):
            row_title, column_title = (
                (title, feature.title.text) if name in COLUMNS else (feature.title.text, title)
            )
            raw = [
                row[column]
                for row in rows
                for column, head in enumerate(header[: len(row)])
                if " ".join(words(head)) == " ".join(words(column_title))
                and any(" ".join(words(each)) == " ".join(words(row_title)) for each in row[:2])
            ]
            if len(raw) != 1:
                continue  # A cell that spans others, or a title that is used twice.
            looked_at += 1
            inside = [*note_words(cell.notes), *words(cell.release or "")]
            assert [word for word in words(raw[0]) if word.lower() not in MARKS and word not in inside] == []
    assert looked_at or name in {"duplicates.md", "frameworks.html"}


def test_links_and_footnotes_are_kept(capsys):
    text = imported("storage.md", capsys)
    assert "[driver.local-disk]\ntitle = Local disk\nlink = https://example.org/local\n" in text
    assert "driver-notes.s3 = Whole days only, see `the guide <https://example.org/expiry>`__.\n" in text
    assert "driver-notes.nats = `streams <docs/streams.md>`__\n" in imported("queues.md", capsys)
    assert "driver-notes.gamma-orm = only forwards\n" in imported("orms.md", capsys)
    assert "driver-notes.theirs = Keeps what is there\n" in imported("formatters.md", capsys)
    assert "driver-notes.xen = Not while it runs.\n" in imported("hypervisors.rst", capsys)
    assert "driver-notes.two = Emergency only\n" in imported("phones.html", capsys)
    assert "broken (javascript\\:alert(1))" in imported("phones.html", capsys)
