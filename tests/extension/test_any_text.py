"""Whatever a file holds, there is a page, and every warning names a place in the file."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

FRAGMENTS = st.sampled_from(
    [
        "[driver.a]\n",
        "[driver.b.c]\n",
        "[targets]\n",
        "[target.x]\n",
        "[operation.x]\n",
        "[x]\n",
        "[group.x]\n",
        "[level.own]\n",
        "[DEFAULT]\n",
        "title = Title\n",
        "title =\n",
        "link = http://example.org\n",
        "status = choice(x)\n",
        "status = condition(x==complete)\n",
        "driver.a = complete\n",
        "driver.a = partial:1\n",
        "driver-impl-a = Some\n",
        "driver-notes.a = note_ |sub| `x`_ [1]_\n",
        "notes = text\n  more *text\n",
        "notes = ::\n\n    literal\n",
        "notes =\n    .. note::\n\n       x\n",
        "    === ===\n    a   b\n    === ===\n",
        "    Title\n    =====\n",
        "counts-as = partial\n",
        "cli = a; b\n",
        "\n",
        "  ",
        "# comment\n",
        "\x00",
        "\x0c",
        "\u2028",
        "\ufeff",
        "\ufffe",
    ]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=12)), max_size=25).map("".join)
BYTES = st.one_of(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")), st.binary(max_size=60))


@pytest.fixture(scope="module")
def built(new_project):
    """A page and its project, built again and again by one app."""
    project = new_project()
    project.write(index_rst="Title\n=====\n\n.. support_matrix:: m.ini\n", m_ini="")
    first = project.build(warnings=None, keep=True)
    yield first, project
    first.app.cleanup()


@given(source=BYTES)
def test_any_bytes_become_a_page(built, source):
    first, project = built
    app = first.app
    app.warning.truncate(0)
    app.warning.seek(0)
    project.write(m_ini=source)
    app.build()
    html = first.page()
    ids = [element["id"] for element in html.select("[id]")]
    assert len(ids) == len(set(ids))
    lines = len(re.split(rb"\r\n|\r|\n", source))
    for warning in first.warnings.splitlines():
        if match := re.match(r"m\.ini:(\d+)", warning):
            assert 1 <= int(match[1]) <= lines
