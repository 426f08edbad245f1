from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.model import Group, Matrix, Note, Title
from sphinx_support_matrix.core.matrix.names import in_group
from sphinx_support_matrix.core.problems.location import Location
from sphinx_support_matrix.core.problems.problem import Code


def load_groups(text: str) -> tuple[Matrix, list[tuple[Code, int, str]]]:
    """Read groups of the features ``storage.block.iscsi`` and ``boot``; *text* begins at line 9."""
    matrix, problems = loads(
        "[driver.k]\ntitle = K\n"
        "[storage.block.iscsi]\ntitle = iSCSI\ndriver.k = complete\n"
        "[boot]\ntitle = Boot\ndriver.k = complete\n"
        f"{text}\n",
        "m.ini",
    )
    return matrix, [(each.code, each.location.line, each.message) for each in problems]


@pytest.mark.parametrize("name", ["storage", "storage.block", "storage.block.iscsi", "boot"])
def test_groups(name: str) -> None:
    matrix, problems = load_groups(f"[group.{name}]\nTitle = A  group\nnotes =\n  One\n\n    two.\n")
    assert matrix.groups == (
        Group(
            name=name,
            title=Title(text="A group", location=Location(path="m.ini", line=10)),
            notes=Note(path="m.ini", lines=("One", "", "  two."), numbers=(12, 13, 14)),
            location=Location(path="m.ini", line=9),
        ),
    )
    assert len(matrix.features) == 2
    assert problems == []


def test_groups_stand_in_the_order_of_the_file() -> None:
    matrix, problems = load_groups("[group.storage]\ntitle = S\n[group.boot]\ntitle = B\nnotes =\n")
    assert [(group.name, group.notes) for group in matrix.groups] == [("storage", None), ("boot", None)]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "title", "expected"),
    [
        pytest.param(
            "[group.boot]\nnotes = A\n",
            "boot",
            [(Code.MISSING_TITLE, 9, "section '[group.boot]' has no title; add 'title = ...'")],
            id="no title",
        ),
        pytest.param(
            "[group.storag]\ntitle = S\n",
            "S",
            [
                (
                    Code.EMPTY_GROUP,
                    9,
                    "no feature's section name begins with 'storag.'; did you mean 'storage.block'?",
                )
            ],
            id="a prefix with a slip",
        ),
        pytest.param(
            "[group.bot]\ntitle = B\n",
            "B",
            [(Code.EMPTY_GROUP, 9, "no feature's section name begins with 'bot.'; did you mean 'boot'?")],
            id="a name with a slip",
        ),
        pytest.param(
            "[group.zzz]\ntitle = Z\n",
            "Z",
            [(Code.EMPTY_GROUP, 9, "no feature's section name begins with 'zzz.'")],
            id="nothing near",
        ),
        pytest.param(
            "[group.boot]\ntitle = B\nnote = a\nstatus = b\n",
            "B",
            [
                (Code.UNKNOWN_OPTION, 11, "unknown option 'note' in '[group.boot]'; did you mean 'notes'?"),
                (Code.UNKNOWN_OPTION, 12, "unknown option 'status' in '[group.boot]'"),
            ],
            id="unknown options",
        ),
        pytest.param(
            "[group.boot]\ntitle = B\nTITLE = a\n",
            "B",
            [
                (
                    Code.DUPLICATE_OPTION,
                    11,
                    "option 'TITLE' is already given in '[group.boot]', at line 10; this second one is ignored",
                )
            ],
            id="an option twice, in different case",
        ),
    ],
)
def test_problems(text: str, title: str, expected: list[tuple[Code, int, str]]) -> None:
    matrix, problems = load_groups(text)
    assert [group.title.text for group in matrix.groups] == [title]
    assert problems == expected


@pytest.mark.parametrize(
    ("feature", "group", "expected"),
    [
        pytest.param("storage.block", "storage", True, id="prefix"),
        pytest.param("storage.block.iscsi", "storage.block", True, id="prefix with a dot"),
        pytest.param("storage", "storage", True, id="the same"),
        pytest.param("storages.block", "storage", False, id="part of a word"),
        pytest.param("storage", "storage.block", False, id="the other way round"),
        pytest.param("Storage.block", "storage", False, id="another case"),
    ],
)
def test_in_group(feature: str, group: str, expected: bool) -> None:
    assert in_group(feature, group) is expected
