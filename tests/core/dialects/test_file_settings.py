from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.export.as_json import to_json
from sphinx_support_matrix.core.export.read_json import from_json
from sphinx_support_matrix.core.matrix.merge import merge
from sphinx_support_matrix.core.matrix.model import Markup, Settings, Title
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code

REST = "[driver.k]\ntitle = K\n[a]\ntitle = A\nnotes = N.\ndriver.k = complete\ndriver-notes.k = M.\n"
WHOLE = (
    "[matrix]\ntitle = Storage\nmarkup = Markdown\ndriver-word = backend; backends\n"
    "releases = queens 17.0.0;\n  Rocky  or so 18.0.0;\n" + REST
)


def given(text: str, line: int) -> Title:
    return Title(text=text, location=Location(path="m.ini", line=line))


def test_all_settings() -> None:
    matrix, problems = loads(WHOLE, "m.ini")
    assert problems == []
    assert [feature.name for feature in matrix.features] == ["a"]
    assert matrix.settings == Settings(
        title=given("Storage", 2),
        markup=Markup.MARKDOWN,
        driver_word=given("backend", 4),
        drivers_word=given("backends", 4),
        releases=(("queens", "17.0.0"), ("Rocky or so", "18.0.0")),
    )
    feature = matrix.features[0]
    assert feature.notes is not None
    assert feature.implementations[0].notes is not None
    assert {feature.notes.markup, feature.implementations[0].notes.markup} == {Markup.MARKDOWN}


def test_no_settings() -> None:
    matrix, problems = loads(REST, "m.ini")
    assert problems == []
    assert matrix.settings == Settings()
    assert matrix.features[0].notes is not None
    assert matrix.features[0].notes.markup is None
    assert "settings" not in to_json(matrix)


def test_settings_may_stand_anywhere_and_be_empty() -> None:
    matrix, problems = loads(f"{REST}[matrix]\ntitle =\nmarkup =\ndriver-word =\nreleases =\n", "m.ini")
    assert (problems, matrix.settings) == ([], Settings())


@pytest.mark.parametrize(
    ("drivers", "cell"),
    [
        ("[driver.k]\ntitle = K\n", "driver.k = complete"),
        ("[driver.k]\ntitle = K\n", "DRIVER.K = complete"),
        ("[targets]\ndriver-impl-k = K\n", "driver-impl-k = complete"),
        ("[targets]\nnetworking-k = K\n", "networking-k = complete"),
        ("[target.k]\ntitle = K\n", "k = complete"),
    ],
)
def test_a_section_with_a_level_is_a_feature(drivers: str, cell: str) -> None:
    matrix, problems = loads(f"{drivers}[matrix]\ntitle = Matrices\n{cell}\n", "m.ini")
    assert problems == []
    assert [(feature.name, feature.title.text) for feature in matrix.features] == [("matrix", "Matrices")]
    assert matrix.settings == Settings()


def test_a_condition_on_a_feature_called_so() -> None:
    text = f"{REST}[matrix]\ntitle = M\ndriver.k = complete\n[b]\ntitle = B\nstatus = condition(matrix==complete)\ndriver.k = complete\n"
    assert loads(text, "m.ini")[1] == []
    problems = loads(text.replace("title = M\ndriver.k = complete\n", "title = M\n"), "m.ini")[1]
    assert [problem.code for problem in problems] == [Code.UNKNOWN_FEATURE]


@pytest.mark.parametrize(
    ("word", "one", "several"),
    [("Datenbank; Datenbanken", "Datenbank", "Datenbanken"), ("a b;c d", "a b", "c d")],
)
def test_words(word: str, one: str, several: str) -> None:
    matrix, problems = loads(f"[matrix]\ndriver-word = {word}\n{REST}", "m.ini")
    assert problems == []
    assert (matrix.settings.driver_word, matrix.settings.drivers_word) == (given(one, 2), given(several, 2))


@pytest.mark.parametrize(
    ("option", "code", "message"),
    [
        (
            "markup = makdown",
            Code.BAD_SETTING,
            "'markup' must be restructuredtext or markdown, not 'makdown'; did you mean 'markdown'?",
        ),
        ("markup = x", Code.BAD_SETTING, "'markup' must be restructuredtext or markdown, not 'x'"),
        (
            "driver-word = a; b; c",
            Code.BAD_SETTING,
            "'driver-word': expected a word and its plural, such as 'backend; backends', not 'a; b; c'",
        ),
        (
            "driver-word = a",
            Code.BAD_SETTING,
            "'driver-word': expected a word and its plural, such as 'backend; backends', not 'a'",
        ),
        (
            "releases = 17.0.0",
            Code.BAD_SETTING,
            "'releases': expected a name and a tag, such as 'queens 17.0.0', not '17.0.0'",
        ),
        ("titel = T", Code.UNKNOWN_OPTION, "unknown option 'titel' in '[matrix]'; did you mean 'title'?"),
        ("status = mandatory", Code.UNKNOWN_OPTION, "unknown option 'status' in '[matrix]'"),
    ],
)
def test_problems(option: str, code: Code, message: str) -> None:
    matrix, problems = loads(f"[matrix]\n{option}\n{REST}", "m.ini")
    assert [(each.code, each.location.line, each.message) for each in problems] == [(code, 2, message)]
    assert matrix.settings == Settings()


def test_a_release_has_one_tag() -> None:
    matrix, problems = loads(f"[matrix]\nreleases = a 1; b 2; a 1; a 3\n{REST}", "m.ini")
    assert [each.message for each in problems] == [
        "'releases': 'a' is two releases, '1' and '3'; the first counts"
    ]
    assert matrix.settings.releases == (("a", "1"), ("b", "2"))


def test_releases_are_kept_in_json_and_in_merged_files() -> None:
    first = loads(f"[matrix]\nreleases = a 1; b 2\n{REST}", "a.ini")[0]
    second = loads(f"[matrix]\nreleases = b 3; c 4\n{REST}", "b.ini")[0]
    assert from_json(to_json(first)) == first
    assert dict(merge([first, second])[0].settings.releases) == {"a": "1", "b": "2", "c": "4"}


def test_a_level_of_an_undeclared_driver_is_a_level() -> None:
    matrix, problems = loads(f"[matrix]\ntitle = M\ndriver.x = complete\n{REST}", "m.ini")
    assert [each.code for each in problems] == [Code.MISSING_CELL, Code.UNDECLARED_DRIVER]
    assert [feature.name for feature in matrix.features] == ["matrix", "a"]


def test_merged_files_have_what_the_first_of_them_says() -> None:
    first = loads("[matrix]\ndriver-word = engine; engines\n" + REST, "a.ini")[0]
    second = loads(WHOLE.replace("[driver.k]", "[driver.l]").replace(".k =", ".l ="), "b.ini")[0]
    merged, problems = merge([first, second])
    assert [(each.code, each.location.path, each.message) for each in problems] == [
        (
            Code.BAD_SETTING,
            "b.ini",
            "the notes are markdown here and restructuredtext in 'a.ini'; files that are one matrix need one 'markup'",
        )
    ]
    settings = merged.settings
    assert settings.title == second.settings.title
    assert settings.markup is Markup.MARKDOWN
    assert (settings.driver_word, settings.drivers_word) == (
        first.settings.driver_word,
        first.settings.drivers_word,
    )
    notes = merge([first, second])[0].features[0].notes
    assert notes is not None
    assert notes.markup is None


def test_json_has_them() -> None:
    matrix = loads(WHOLE, "m.ini")[0]
    assert from_json(to_json(matrix)) == matrix


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (
            '"markup": "markdown"}',
            '"markup": "html"}',
            "markup: expected a markup language that notes can have",
        ),
        ('"driver_word": {', '"driver_word": 5, "x": {', "settings.x: there is no such property"),
    ],
)
def test_wrong_json(old: str, new: str, message: str) -> None:
    text = to_json(loads("[matrix]\nmarkup = markdown\ndriver-word = b; bs\n" + REST, "m.ini")[0])
    text = "".join(line.strip() for line in text.splitlines()) if old not in text else text
    assert old in text
    with pytest.raises(ValueError, match=message):
        from_json(text.replace(old, new, 1))
