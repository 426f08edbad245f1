from __future__ import annotations

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_support_matrix import core
from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.export.as_json import to_json
from sphinx_support_matrix.core.loading import is_ini
from sphinx_support_matrix.core.matrix.levels import BUILTIN_LEVELS, PARTIAL
from sphinx_support_matrix.core.matrix.model import Driver, Feature, Implementation, Matrix, Status, Title
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code, Problem

TEXT = "[driver.k]\ntitle = é\n\n[operation.a]\ntitle = A\ndriver.k = partial\ntitel = B\n"


def parsed(path: str) -> tuple[Matrix, list[Problem]]:
    matrix = Matrix(
        path=path,
        drivers=(
            Driver(
                key="k",
                title=Title(text="é", location=Location(path=path, line=2)),
                link=None,
                anchor="_driver_k",
                location=Location(path=path, line=1),
            ),
        ),
        features=(
            Feature(
                name="operation.a",
                title=Title(text="A", location=Location(path=path, line=5)),
                status=Status(given=False),
                implementations=(Implementation(level=PARTIAL),),
                location=Location(path=path, line=4),
                anchor="operation_a",
            ),
        ),
        levels=dict(BUILTIN_LEVELS),
    )
    problem = Problem(
        code=Code.UNKNOWN_OPTION,
        message="unknown option 'titel' in '[operation.a]'; did you mean 'title'?",
        location=Location(path=path, line=7),
    )
    return matrix, [problem]


@pytest.mark.parametrize(
    "source",
    [
        pytest.param(TEXT, id="text"),
        pytest.param(TEXT.encode(), id="bytes"),
        pytest.param(TEXT.encode("utf-8-sig"), id="byte order mark"),
        pytest.param(TEXT.replace("\n", "\r\n").encode(), id="line ends of Windows"),
    ],
)
def test_loads(source: bytes | str) -> None:
    assert loads(source, "docs/m.ini") == parsed("docs/m.ini")


@pytest.mark.parametrize("kind", [str, Path])
def test_load(tmp_path: Path, kind: type[str | Path]) -> None:
    path = tmp_path / "m.ini"
    path.write_bytes(TEXT.encode())
    assert load(kind(path)) == parsed(str(path))


def test_load_without_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        load(tmp_path / "m.ini")


def test_problems_stand_in_the_order_of_the_lines() -> None:
    _, problems = loads(
        "[operation.a]\ntitle = A\ndriver.k = yes\nstatus = yes\nnonsense\n[driver.k]\n[level.beta]\ntitle = B\n"
        "[group.b]\ntitle = B\n[DEFAULT]\n",
        "m.ini",
    )
    assert [(problem.location.line, problem.code) for problem in problems] == [
        (3, Code.BAD_LEVEL),
        (4, Code.BAD_STATUS),
        (5, Code.MALFORMED_LINE),
        (6, Code.MISSING_TITLE),
        (7, Code.BAD_LEVEL_SECTION),
        (9, Code.EMPTY_GROUP),
        (11, Code.DEFAULT_SECTION),
    ]


SECTIONS = [
    "driver.", "driver.k", "target.t", "targets", "level.l", "level.complete", "group.g", "g.f", "operation.f", "DEFAULT",
]  # fmt: skip
OPTIONS = [
    "title", "link", "label", "symbol", "counts-as", "status", "notes", "cli", "api", "maturity", "api_doc_link",
    "tempest_test_uuids", "tests", "k", "driver.k", "driver-notes.k", "driver-verified.k", "driver-impl-k", "driver-impl-", "networking-t",
]  # fmt: skip
VALUES = [
    "", "complete", "Partial:1", "l", "condition(f==l)", "choice(", "a; b", "http://a", "x:y", "2026-05-01, a", *"\x00%[\ud800",
]  # fmt: skip

option_lines = st.builds("{} = {}\n".format, st.sampled_from(OPTIONS), st.sampled_from(VALUES))
section_lines = st.sampled_from(SECTIONS).map("[{}]\n".format)
files = st.lists(section_lines | option_lines | option_lines, max_size=20).map("".join)
characters = st.text(st.characters(exclude_categories=()), max_size=40)


@given(st.one_of(files, characters, st.tuples(files, characters, files).map("".join)))
@example("[level.\ud800]\ncounts-as = \x00\n[driver.\x00]\n[\ud800]\n")
def test_no_text_is_too_bad(text: str) -> None:
    matrix, problems = loads(text, "m.ini")
    last = len(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"))
    assert [problem for problem in problems if not 1 <= problem.location.line <= last] == []
    assert problems == sorted(problems, key=lambda problem: problem.location)
    assert {len(feature.implementations) for feature in matrix.features} <= {len(matrix.drivers)}


def test_functions_of_other_modules_are_there_when_they_are_asked_for() -> None:
    # A module that is imported becomes an attribute of its package: none may hide a function.
    for module in pkgutil.walk_packages(core.__path__, f"{core.__name__}."):
        import_module(module.name)
    found = {name: getattr(core, name) for name in core.__all__}
    assert {name: function.__name__ for name, function in found.items()} == {name: name for name in found}


def test_nothing_else_is_there() -> None:
    with pytest.raises(
        AttributeError, match=r"^module 'sphinx_support_matrix.core' has no attribute 'nothing'$"
    ):
        core.nothing  # noqa: B018 - what is asked for is the point


def test_the_name_of_a_property_is_printable_in_a_message() -> None:
    text = to_json(loads(TEXT, "m.ini")[0]).replace('"path"', '"\\u001b\\u202e": 1, "path"', 1)
    matrix, problems = loads(text, "m.json")
    assert matrix == Matrix(path="m.json")
    assert problems == [
        Problem(
            code=Code.NOT_A_MATRIX,
            message="\ufffd\ufffd: there is no such property",
            location=Location(path="m.json", line=1),
        )
    ]


def test_the_ending_of_a_name_says_what_a_file_is() -> None:
    assert [is_ini(name) for name in ("m.ini", "m", "m.csv.txt", "m.csv", "M.JSON")] == [
        True,
        True,
        True,
        False,
        False,
    ]
    matrix, problems = loads("Feature,Title,Status,k\na,A,,partial\n", "m.csv")
    assert ([driver.key for driver in matrix.drivers], problems) == (["k"], [])
    _, problems = loads(b'{"version": }', "m.json")
    assert problems == [
        Problem(
            code=Code.NOT_A_MATRIX,
            message="this is no JSON: Expecting value",
            location=Location(path="m.json", line=1, column=13),
        )
    ]
