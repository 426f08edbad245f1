from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.query import (
    UnknownNameError,
    compare,
    find_driver,
    find_feature,
    supporting,
)

MATRIX, _ = loads(
    "[level.beta]\ntitle = beta\ncounts-as = partial\n"
    "[driver.a]\ntitle = A\n[driver.b]\ntitle = B\n"
    "[operation.boot]\ntitle = Boot\ndriver.a = beta\ndriver.b = complete:2\n"
    "[storage.nfs]\ntitle = NFS\ndriver.a = complete\ndriver.b = complete:3\n",
    "m.ini",
)


@pytest.mark.parametrize("name", ["boot", "operation.boot"])
def test_find_feature(name: str) -> None:
    assert find_feature(MATRIX, name) is MATRIX.features[0]


def test_find_feature_with_a_prefix_too_many() -> None:
    assert find_feature(MATRIX, "operation.storage.nfs") is MATRIX.features[1]


@pytest.mark.parametrize(
    ("ask", "message"),
    [
        (lambda: find_feature(MATRIX, "bot"), "there is no feature 'bot'; did you mean 'boot'?"),
        (lambda: find_driver(MATRIX, "c"), "there is no driver 'c'"),
        (lambda: supporting(MATRIX, ["x"]), "there is no feature 'x'"),
        (lambda: supporting(MATRIX, [], "beta"), "'beta' cannot be compared; expected complete, partial or missing"),
        (lambda: compare(MATRIX, "a", "A"), "there is no driver 'A'; did you mean 'a'?"),
        (lambda: supporting(MATRIX, [], "unknown"), "'unknown' cannot be compared; expected complete, partial or missing"),
    ],
)  # fmt: skip
def test_names_that_are_not_there(ask: object, message: str) -> None:
    with pytest.raises(UnknownNameError) as caught:
        ask()  # type: ignore[operator]
    assert str(caught.value) == message


def test_own_levels_are_compared_as_what_they_count_as() -> None:
    assert [driver.key for driver in supporting(MATRIX, ["boot"])] == ["a", "b"]
    assert [driver.key for driver in supporting(MATRIX, ["boot"], "complete")] == ["b"]


def test_own_levels_differ_and_releases_do_not() -> None:
    assert [each.feature.name for each in compare(MATRIX, "a", "b")] == ["operation.boot"]
