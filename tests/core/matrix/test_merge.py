from __future__ import annotations

import pytest

from sphinx_support_matrix.core import check, loads
from sphinx_support_matrix.core.export import from_json, to_json
from sphinx_support_matrix.core.matrix.merge import merge
from sphinx_support_matrix.core.matrix.model import Matrix
from sphinx_support_matrix.core.problems.problem import Code

FIRST = """\
[driver.a]
title = A
[operation.boot]
title = Boot
status = mandatory
driver.a = complete
[storage.nfs]
title = NFS
driver.a = partial
driver-notes.a = Slow.
"""


def merged(*texts: str) -> tuple[Matrix, list[str]]:
    """The files ``0.ini``, ``1.ini`` and so on, merged, and the problems of merging."""
    matrix, problems = merge([loads(text, f"{number}.ini")[0] for number, text in enumerate(texts)])
    return matrix, [f"{each.location}: {each.code.value} {each.message}" for each in problems]


def cells(matrix: Matrix) -> dict[str, str]:
    """The levels of each feature, in one text."""
    return {
        feature.name: " ".join(
            cell.level.name + (f":{cell.release}" if cell.release else "") for cell in feature.implementations
        )
        for feature in matrix.features
    }


def test_two_files_and_two_dialects() -> None:
    matrix, problems = merged(
        FIRST,
        "[targets]\ndriver-impl-b = B\n"
        "[boot]\ntitle = Boot\nstatus = required\ndriver-impl-b = missing\n"
        "[operation.pause]\ntitle = Pause\ndriver-impl-b = complete:2\n",
    )
    assert problems == []
    assert [(driver.key, driver.anchor) for driver in matrix.drivers] == [("a", "_driver_a"), ("b", "_b")]
    assert cells(matrix) == {
        "operation.boot": "complete missing",
        "storage.nfs": "partial not-recorded",
        "operation.pause": "not-recorded complete:2",
    }
    boot = matrix.features[0]
    assert [str(place) for place in boot.places] == ["0.ini:6", "1.ini:6"]
    assert str(matrix.features[2].places[1]) == "1.ini:9"
    assert matrix.features[2].places[0] is None
    assert matrix.path == "0.ini"


def test_one_file_stays_as_it_is() -> None:
    matrix, _ = loads(FIRST, "m.ini")
    assert merge([matrix]) == (matrix, [])


def test_nothing() -> None:
    with pytest.raises(ValueError, match=r"^there is nothing to merge$"):
        merge([])


def test_disagreements() -> None:
    matrix, problems = merged(
        "[group.storage]\ntitle = Storage\n[level.beta]\ntitle = Beta\ncounts-as = partial\n" + FIRST,
        "[group.storage]\ntitle = Disks\nnotes = All of them.\n[level.beta]\ntitle = Test\ncounts-as = partial\n"
        "[driver.a]\ntitle = Other A\n[driver.b]\ntitle = B\n"
        "[boot]\ntitle = Start\nstatus = choice(x)\ndriver.a = complete:2\ndriver.b = beta\n"
        "[storage.nfs]\ntitle = NFS\ndriver.a = partial\ndriver.b = unknown\n",
    )
    assert problems == [
        "1.ini:2: different-title group 'storage' has the title 'Disks' here and 'Storage' at 0.ini:2; that one is shown",
        "1.ini:4: different-level level 'beta' is defined differently at 0.ini:3; that definition counts",
        "1.ini:7: duplicate-driver driver 'a' is already declared at 0.ini:6; its title and link are taken from there",
        "1.ini:12: different-title '[boot]' has the title 'Start' here and 'Boot' at 0.ini:9; that one is shown",
        "1.ini:13: different-status '[boot]' is choice(x) here and mandatory at 0.ini:10; that one counts",
        "1.ini:14: different-level '[boot]' is complete:2 for driver 'a' here and complete at 0.ini:11; that one counts",
    ]
    assert cells(matrix) == {"operation.boot": "complete beta", "storage.nfs": "partial unknown"}
    assert matrix.features[0].implementations[1].level.title == "Beta"
    assert [driver.title.text for driver in matrix.drivers] == ["A", "B"]
    assert matrix.groups[0].notes is not None
    assert matrix.groups[0].notes.lines == ("All of them.",)


def test_what_only_a_later_file_says_is_kept() -> None:
    matrix, problems = merged(
        "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a =\n",
        "[driver.a]\ntitle = A\n[f]\ntitle = F\nstatus = mandatory\nnotes = N\ncli = x; y\ndriver.a = missing\ndriver-notes.a = Why.\n",
    )
    assert [problem.split(": ")[1].split()[0] for problem in problems] == ["duplicate-driver"]
    feature = matrix.features[0]
    assert (str(feature.status), feature.commands, feature.notes and feature.notes.path) == (
        "mandatory",
        ("x", "y"),
        "1.ini",
    )
    assert cells(matrix) == {"f": "missing"}
    assert feature.implementations[0].notes is not None
    assert [str(place) for place in feature.places] == ["1.ini:8"]


def test_a_note_without_a_level_joins_the_level_of_another_file() -> None:
    matrix, _ = merged(
        "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver-notes.a = Mine.\n",
        "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = partial\ndriver-notes.a = Theirs.\n",
        "[driver.a]\ntitle = A\n[f]\ntitle = F\n",
    )
    cell = matrix.features[0].implementations[0]
    assert cell.level.name == "partial"
    assert cell.notes is not None
    assert cell.notes.lines == ("Mine.", "", "Theirs.")
    assert cell.notes.places == [("0.ini", 5), ("0.ini", 5), ("1.ini", 6)]


NOTED = "[driver.a]\ntitle = A\n[f]\ntitle = F\nnotes = {0}\ndriver.a = partial\ndriver-notes.a = {1}\n"


def test_notes_stand_one_after_the_other() -> None:
    matrix, _ = merged(
        NOTED.format("What it is.", "Slow.\n  Very slow.\n\n  And cold."),
        NOTED.format("What   it\n  is.", "Only one.\n"),
        NOTED.format("Something else.", "And cold.\n\n  Only one."),
        NOTED.format("Something else.", "cold."),
    )
    (feature,) = matrix.features
    assert feature.notes is not None
    assert feature.notes.lines == ("What it is.", "", "Something else.")
    assert feature.notes.places == [("0.ini", 5), ("0.ini", 5), ("2.ini", 5)]
    notes = feature.implementations[0].notes
    assert notes is not None
    assert notes.lines == ("Slow.", "Very slow.", "", "And cold.", "", "Only one.", "", "cold.")
    assert notes.path == "0.ini"
    assert [path for path, _ in notes.places] == ["0.ini"] * 5 + ["1.ini"] * 2 + ["3.ini"]
    assert notes.numbers == (7, 8, 9, 10, 10, 8, 8, 7)


def test_a_note_without_a_level_joins_the_notes_that_are_there() -> None:
    matrix, _ = merged(
        "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = partial\ndriver-notes.a = One.\n",
        "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver-notes.a = Two.\n",
    )
    (cell,) = matrix.features[0].implementations
    assert (cell.level.name, cell.notes and cell.notes.lines) == ("partial", ("One.", "", "Two."))


def test_a_note_goes_with_its_level() -> None:
    text = "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = {0}\ndriver-notes.a = {1}\n"
    matrix, problems = merged(text.format("partial", "Mine."), text.format("complete", "Theirs."))
    assert problems[1:] == [
        "1.ini:5: different-level '[f]' is complete for driver 'a' here and partial at 0.ini:5; "
        "that one counts, without the notes from here"
    ]
    notes = matrix.features[0].implementations[0].notes
    assert notes is not None
    assert notes.lines == ("Mine.",)


def verification(who: str, day: str, level: str = "complete") -> str:
    option = f"driver.a = {level}\n" if level else ""
    return f"[driver.a]\ntitle = A\n[f]\ntitle = F\n{option}driver-verified.a = 2026-05-{day}, {who}\n"


@pytest.mark.parametrize(
    ("files", "who"),
    [
        pytest.param([("first", "02"), ("second", "03")], "second", id="the newest"),
        pytest.param([("first", "02"), ("second", "01")], "first", id="not the last"),
        pytest.param([("first", "02"), ("second", "02")], "first", id="of one day"),
        pytest.param([("first", "02", ""), ("second", "01")], "first", id="the level stands in the second"),
        pytest.param([("first", "02"), ("second", "03", "")], "second", id="the level stands in the first"),
    ],
)
def test_the_newest_verification_counts(files: list[tuple[str, ...]], who: str) -> None:
    matrix, _ = merged(*(verification(*each) for each in files))
    (cell,) = matrix.features[0].implementations
    assert (cell.level.name, cell.verified and cell.verified.who) == ("complete", who)


def test_a_verification_goes_with_its_level() -> None:
    matrix, problems = merged(verification("A", "02"), verification("B", "03", "missing"))
    assert problems[1:] == [
        "1.ini:5: different-level '[f]' is missing for driver 'a' here and complete at 0.ini:5; "
        "that one counts, without the verification from here"
    ]
    (cell,) = matrix.features[0].implementations
    assert cell.verified is not None
    assert cell.verified.who == "A"


def test_commands_and_tests_are_united() -> None:
    text = (
        "[driver.{0}]\ntitle = {0}\n[f]\ntitle = F\ncli = {1}\ntempest_test_uuids = {2}\n"
        "tests = {1}\ndriver.{0} = complete\n"
    )
    matrix, problems = merged(text.format("a", "x; y", "1, 2"), text.format("b", "y; z", "3; 1"))
    assert problems == []
    assert matrix.features[0].commands == ("x", "y", "z")
    assert matrix.features[0].test_ids == ("1", "2", "3")
    assert matrix.features[0].tests == ("x", "y", "z")


def test_facts_that_differ() -> None:
    text = "[driver.{0}]\ntitle = {0}\n[f]\ntitle = F\ndriver.{0} = complete\n"
    matrix, problems = merged(
        text.format("a") + "maturity = complete\n",
        text.format("b") + "api = os-b\nmaturity = experimental\n",
        text.format("c") + "api = os-c\napi_doc_link = https://c.example\nadmin_doc_link = a.html\n",
        text.format("d") + "api = os-b\napi_doc_link = https://d.example\nadmin_doc_link = b.html\n",
    )
    assert problems == [
        "1.ini:3: different-fact the maturity of '[f]' is 'experimental' here and 'complete' at 0.ini:3; that one is shown",
        "2.ini:3: different-fact the API name of '[f]' is 'os-c' here and 'os-b' at 1.ini:3; that one is shown",
        "3.ini:3: different-fact the link to the documentation of the API of '[f]' is 'https://d.example' here and "
        "'https://c.example' at 2.ini:3; that one is shown",
        "3.ini:3: different-fact the link for administrators of '[f]' is 'b.html' here and 'a.html' at 2.ini:3; that one is shown",
    ]
    (feature,) = matrix.features
    assert (feature.api, feature.maturity, feature.api_link, feature.admin_link) == (
        "os-b",
        "complete",
        "https://c.example",
        "a.html",
    )


def test_problems_in_united_notes_are_at_their_own_lines() -> None:
    matrix, _ = merged(
        NOTED.format("x", "`a <#nowhere>`__"),
        NOTED.format("x", "See\n  `b <#nothing>`__").replace("[f]", "\n[f]"),
    )
    assert [str(problem.location) for problem in check(matrix, [Code.DEAD_REFERENCE])] == [
        "0.ini:7",
        "1.ini:9",
    ]


def test_united_notes_go_through_json() -> None:
    matrix, _ = merged(NOTED.format("x", "One."), NOTED.format("y", "Two."))
    assert from_json(to_json(matrix)) == matrix
    text = to_json(matrix)
    assert '"paths": ["0.ini", "0.ini", "1.ini"]' in text
    with pytest.raises(ValueError, match=r"paths: expected one for each line of the text"):
        from_json(text.replace('"paths": ["0.ini", "0.ini", "1.ini"]', '"paths": ["0.ini"]'))


def test_titles_of_built_in_levels() -> None:
    text = "[driver.{0}]\ntitle = {0}\n[f]\ntitle = F\ndriver.{0} = partial\n"
    matrix, problems = merged(
        text.format("a"), "[level.partial]\ntitle = some\n" + text.format("b"), text.format("c")
    )
    assert problems == []
    assert {cell.level.title for cell in matrix.features[0].implementations} == {"some"}
    _, problems = merged(
        "[level.partial]\ntitle = half\n" + text.format("a"),
        "[level.partial]\nsymbol = %\n" + text.format("b"),
    )
    assert problems == [
        "1.ini:1: different-level level 'partial' is defined differently at 0.ini:1; that definition counts"
    ]


def test_conditions_name_features_as_the_merged_matrix_does() -> None:
    text = "[driver.{0}]\ntitle = {0}\n[{1}]\ntitle = Block\ndriver.{0} = complete\n"
    text += "[iscsi]\ntitle = iSCSI\nstatus = condition({1}==complete)\ndriver.{0} = missing\n"
    matrix, problems = merged(text.format("a", "operation.block"), text.format("b", "block"))
    assert problems == []
    assert [
        condition and condition.feature for condition in (row.status.condition for row in matrix.features)
    ] == [
        None,
        "operation.block",
    ]
    renamed, problems = merged(
        text.format("a", "block"),
        "[driver.b]\ntitle = b\n[iscsi]\ntitle = iSCSI\nstatus = condition(operation.block==partial)\n",
    )
    assert problems == [
        "1.ini:5: different-status '[iscsi]' is condition(operation.block==partial) here and "
        "condition(block==complete) at 0.ini:8; that one counts"
    ]
    assert renamed.features[1].status.condition is not None


def test_a_condition_is_found_in_another_file() -> None:
    first = "[driver.a]\ntitle = a\n[iscsi]\ntitle = iSCSI\nstatus = condition(block==complete)\ndriver.a = missing\n"
    matrix, _ = merged(
        first, "[driver.b]\ntitle = b\n[operation.block]\ntitle = Block\ndriver.b = complete\n"
    )
    assert matrix.features[0].status.condition is not None
    assert matrix.features[0].status.condition.feature == "operation.block"
    alone, _ = merged(first, "[driver.b]\ntitle = b\n[f]\ntitle = F\ndriver.b = complete\n")
    assert alone.features[0].status.condition is not None
    assert alone.features[0].status.condition.feature == "block"


def test_features_that_differ_only_by_the_prefix_stay_two() -> None:
    both = "[driver.a]\ntitle = A\n[f]\ntitle = F\ndriver.a = complete\n[operation.f]\ntitle = Do F\ndriver.a = missing\n"
    matrix, problems = merged(both, both.replace("driver.a", "driver.b"))
    assert problems == []
    assert cells(matrix) == {"f": "complete complete", "operation.f": "missing missing"}


def test_made_in_a_program() -> None:
    """A matrix that no file gave has no places."""
    first, _ = loads(FIRST, "0.ini")
    made = Matrix(
        path="made",
        drivers=first.drivers,
        features=tuple(
            type(row)(
                name=row.name, title=row.title, status=row.status, implementations=row.implementations,
                location=row.location, anchor=row.anchor,
            )
            for row in first.features
        ),
        levels=first.levels,
    )  # fmt: skip
    matrix, _ = merge([made, first])
    assert cells(matrix) == {"operation.boot": "complete", "storage.nfs": "partial"}
