"""Which group a feature is shown in."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core import loads
from sphinx_support_matrix.core.matrix.arrange import GroupFinder

GROUPS = "[group.a]\ntitle = A\n[group.a.b]\ntitle = AB\n[group.a.b.c.d]\ntitle = ABCD\n"
FEATURES = "".join(
    f"[{name}]\ntitle = F\ndriver.d = complete\n" for name in ("a.x", "a.b.x", "a.b.c.x", "a.b.c.d.x", "z.x")
)


@pytest.mark.parametrize(
    ("feature", "group"),
    [
        pytest.param("a.x", "a", id="one part"),
        pytest.param("a.b.x", "a.b", id="the longest name counts"),
        pytest.param("a.b.c.x", "a.b", id="no group of that name on the way to a longer one"),
        pytest.param("a.b.c.d.x", "a.b.c.d", id="the longest of all"),
        pytest.param("a.b.c", "a.b", id="a name that longer groups begin with"),
        pytest.param("a.b", "a.b", id="a name that is that of a group"),
        pytest.param("z.x", "z", id="no group"),
    ],
)
def test_group_of(feature, group):
    text = f"[driver.d]\ntitle = D\n{GROUPS}{FEATURES}[{feature}]\ntitle = This\ndriver.d = complete\n"
    matrix, _ = loads(text, "m.ini")
    found = next(each for each in matrix.features if each.name == feature)
    assert GroupFinder(matrix.groups).group_of(found).name == group
