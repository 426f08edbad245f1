from __future__ import annotations

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.model import Note
from sphinx_support_matrix.extension.nodes import matrix_plain_note
from sphinx_support_matrix.extension.plain import as_paragraph, is_plain, paragraphs

SETTINGS = get_default_settings(Parser)
SETTINGS.report_level = 5

PLAIN = [
    "Works.",
    "Needs 2 GiB; 100 % of it (all of it).",
    "See https://example.org/a, or not.",
    "https://example.org/a_b?c=d&e=f#g-h\nand https://example.org/ (or http://localhost/x).",
    "Note: the colon ends a word, and so does this:\nno block follows",
    "1.5 is no item, and neither is A.B or i.e. this",
    "snake_case and ünïcode_word",
]
MARKED = [
    "*emphasis*",
    "see `this`",
    "a |substitution|",
    "a back\\slash",
    "a reference_",
    "an anonymous__",
    "me@example.org",
    "tel:123 and mailto:x",
    "1. an item",
    "a) an item",
    "iv. an item",
    "- an item",
    "Title\n=====",
    "term\n  definition",
    "literal::",
    "first\n\n* an item",
    ">>> doctest",
    ".. comment",
    "https://example.org/a--b",
    "https://example.org/a...b",
    "<https://example.org/a>",
    "http://localhost:8080/",
    "x__y",
]


def note(text):
    lines = tuple(text.split("\n"))
    return Note(path="m.ini", lines=lines, numbers=tuple(range(7, 7 + len(lines))))


def as_docutils_has_it(text):
    document = new_document("m.ini", SETTINGS)
    Parser().parse(text, document)
    return document.children


def plain_paragraph(text):
    """The paragraph that is made of *text* without the parser, or ``None``."""
    found = paragraphs(note(text))
    if found is None or len(found) != 1 or not is_plain(found[0][1], SETTINGS):
        return None
    return as_paragraph(matrix_plain_note(found[0][1], found[0][1]))


@pytest.mark.parametrize("text", PLAIN)
def test_plain_text_is_what_docutils_makes_of_it(text):
    (expected,) = as_docutils_has_it(text)
    paragraph = plain_paragraph(text)
    assert paragraph is not None
    assert paragraph.pformat() == expected.pformat()
    assert paragraph.rawsource == expected.rawsource
    assert [link.rawsource for link in paragraph.findall(nodes.reference)] == [
        link.rawsource for link in expected.findall(nodes.reference)
    ]


@pytest.mark.parametrize("text", MARKED)
def test_what_may_be_markup_is_left_to_the_parser(text):
    assert plain_paragraph(text) is None


PIECES = st.sampled_from(
    [*" \n.,;:()'\"-/?#&=%~+_@*`|\\<>[]!0aAiéß", "https://", "http://a.b", "::", "--", "...", "e.g.", "RFC 1"]
)


@given(st.lists(PIECES, min_size=1, max_size=14).map("".join))
def test_nothing_is_plain_that_docutils_reads_otherwise(text):
    lines = [line.rstrip() for line in text.strip().split("\n")]
    text = "\n".join(lines)
    paragraph = plain_paragraph(text) if text and lines[0] else None
    if paragraph is not None:
        found = as_docutils_has_it(text)
        assert [each.pformat() for each in found] == [paragraph.pformat()]


@pytest.mark.parametrize("name", ["pep_references", "rfc_references", "character_level_inline_markup"])
def test_settings_that_make_links_of_words_ask_for_the_parser(name):
    settings = SETTINGS.copy()
    assert is_plain("RFC 2822", settings)
    setattr(settings, name, True)
    assert not is_plain("RFC 2822", settings)


def test_paragraphs_know_their_lines():
    assert paragraphs(note("one\ntwo\n\nthree")) == [(7, "one\ntwo"), (10, "three")]
