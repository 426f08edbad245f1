from __future__ import annotations

import re

import pytest
from docutils import nodes
from docutils.frontend import get_default_settings
from docutils.parsers.rst import Parser
from docutils.utils import new_document, smartquotes
from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.core.matrix.model import Note
from sphinx_support_matrix.extension.doctree.nodes import (
    matrix_feature,
    matrix_note,
    matrix_plain_note,
    matrix_plain_notes,
)
from sphinx_support_matrix.extension.doctree.notes.plain_notes import gather, is_plain, notes_of, paragraphs

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
    feature = matrix_feature("", matrix_plain_note(found[0][1], found[0][1], column=None))
    ((_, (paragraph,)),) = notes_of(feature)
    return paragraph


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


def plain_note(text, column):
    made = matrix_plain_note(text, text, column=column)
    made.source, made.line = "m.ini", 10 + (column or 0)
    return made


def feature_with_notes():
    translated = plain_note("", 2)
    translated.children = [nodes.Text("see "), nodes.emphasis("", "this")]
    return matrix_feature(
        "",
        plain_note("About http://a.b all.", None),
        matrix_note("", nodes.paragraph("", "Blocks."), column=1),
        translated,
        plain_note("A 'quoted' word", 3),
        plain_note("'Quoted' first", 4),
    )


def shown(feature):
    return {
        column: [(block.pformat(), block.source, block.line) for block in blocks]
        for column, blocks in notes_of(feature)
    }


def test_gathered_notes_read_as_before():
    feature = feature_with_notes()
    before = shown(feature)
    assert list(before) == [None, 1, 2, 3, 4]
    gather(feature)
    assert [type(child) for child in feature.children] == [matrix_note, matrix_plain_note, matrix_plain_notes]
    assert shown(feature) == before


def test_a_single_plain_note_stays_as_it_is():
    feature = matrix_feature("", plain_note("Alone.", None))
    gather(feature)
    assert [type(child) for child in feature.children] == [matrix_plain_note]


def test_gathered_notes_get_typographic_quotes_of_their_own(project):
    project.write(
        index_rst="T\n=\n\n.. support_matrix:: m.ini\n",
        m_ini="""\
[driver.a]
title = A
[driver.b]
title = B
[operation.x]
title = X
notes = It ends with a word
driver.a = complete
driver-notes.a = "Quoted" from the 'first' to the "last"
driver.b = complete
driver-notes.b = "Quoted" -- again...
""",
    )
    built = project.build()
    notes = [note.get_text() for note in built.page().select("ul.sm-drivers p")]
    assert notes == [
        "Notes: \u201cQuoted\u201d from the \u2018first\u2019 to the \u201clast\u201d",
        "Notes: \u201cQuoted\u201d \u2013 again\u2026",
    ]


def test_many_beginnings_of_addresses_come_to_an_end():
    """With the square of the length, it would take hours."""
    for text in ("(http://a" * 200_000, "http://a?" * 200_000, "http://a." * 200_000 + "!"):
        assert not is_plain(text, SETTINGS)


@given(
    texts=st.lists(
        st.text(alphabet="ab 's\"80-.(,\n", min_size=1).map(lambda text: f"x{text}y"), min_size=2, max_size=4
    ),
    language=st.sampled_from(["en", "de", "fr"]),
)
def test_typographic_quotes_are_the_same_in_one_text_as_in_several(texts, language):
    texts = [re.sub(r"\n\s*\n", "\n", text) for text in texts]
    apart = smartquotes.educate_tokens([("plain", f"{text}\n") for text in texts], "qDe", language)
    together = smartquotes.educate_tokens([("plain", "\n\n".join(texts) + "\n")], "qDe", language)
    assert [text.rstrip("\n") for text in apart] == next(together)[:-1].split("\n\n")
