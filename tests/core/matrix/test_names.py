"""The rules of names."""

from __future__ import annotations

import pytest

from sphinx_support_matrix.core.matrix.names import anchor, inventory_name, usual_name


@pytest.mark.parametrize(
    ("name", "written"),
    [
        pytest.param("plain", "plain", id="without white space"),
        pytest.param("a b:1", "a b:1", id="comes back as it is"),
        pytest.param("a b:c 1 http://evil d", "a%20b:c%201%20http://evil%20d", id="looks like a whole line"),
        pytest.param("a\u2028b", "a%E2%80%A8b", id="ends the line"),
    ],
)
def test_inventory_name(name, written):
    assert inventory_name(name) == written


@pytest.mark.parametrize(
    ("name", "usual"),
    [
        ("operation.attach-volume", True),
        ("storage.x", True),
        ("operation.snapshot-1-live", True),
        pytest.param("attach-volume", False, id="no prefix"),
        pytest.param("operation.attach_volume", False, id="an underline of its own"),
        pytest.param("my-group.x", False, id="a prefix of two words"),
        pytest.param("a.b.c", False, id="two prefixes"),
        pytest.param("op.Größe", False, id="other letters"),
    ],
)
def test_usual_name(name, usual):
    assert (usual_name(anchor(name)) == name) is usual
