"""What the importer writes as reStructuredText says what the cell did, to docutils as well."""

from __future__ import annotations

import io

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import example, given
from hypothesis import strategies as st

from sphinx_support_matrix.core.importing.foreign_table import Piece
from sphinx_support_matrix.core.importing.note_text import paragraph

TEXTS = st.text(st.sampled_from("ab1 _*`|\\:<>#.-)([]=+~\"'é日"), min_size=1, max_size=12)
PIECES = st.builds(
    Piece,
    text=TEXTS,
    link=st.sampled_from(["", "", "https://e.org/a_", "a b.md", "mailto:x@e.org", "x_(y)"]),
    literal=st.booleans(),
)


@given(st.lists(PIECES, min_size=1, max_size=4))
@example([Piece(text="a_"), Piece(text="b")])
@example([Piece(text="::")])
def test_every_note_reads_as_its_cell(pieces):
    text = paragraph(pieces)
    said = io.StringIO()
    document = publish_doctree(
        text, settings_overrides={"_disable_config": True, "warning_stream": said, "doctitle_xform": False}
    )
    assert said.getvalue() == ""
    assert all(isinstance(child, nodes.paragraph) for child in document.children)
    wanted = "".join("".join(piece.text.split()) or "" for piece in pieces)
    found = "".join(document.astext().split())
    if all(piece.text.strip() for piece in pieces):
        assert found == wanted


@pytest.mark.parametrize("link", ["https://e.org/a_", "a b.md", "x_(y)", 'q"<>`*|\\'])
def test_links_lead_where_they_led(link):
    document = publish_doctree(paragraph([Piece(text="t", link=link)]))
    (reference,) = document.findall(nodes.reference)
    for odd, escape in (
        (" ", "%20"),
        ("<", "%3C"),
        (">", "%3E"),
        ("`", "%60"),
        ("\\", "%5C"),
        ('"', "%22"),
        ("*", "%2A"),
        ("|", "%7C"),
    ):
        link = link.replace(odd, escape)
    assert reference["refuri"] == link
