from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sphinx_support_matrix.markup.rst_tables import rst_tables

TEXT = """\
Heading
=======

.. |yes| image:: y.png
   :alt: yes

.. tabs::

   .. unknown:: inside

      .. list-table::

         * - F
           - A
         * - x
           - :ref:`text <target>` :mod:`json` |yes| |no|

.. csv-table:: Title
   :file: /etc/passwd

"""


def texts(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_unknown_markup_loses_no_text_and_prints_nothing(capsys):
    tables = rst_tables(TEXT)
    assert [table.heading for table in tables] == ["Heading"]
    assert texts(tables[0]) == [["F", "A"], ["x", "text json yes no"]]
    assert capsys.readouterr() == ("", "")


def test_spans_links_and_footnotes():
    text = """\
+---+-------+-----+
| F | A     | B   |
+===+=======+=====+
| G               |
+---+-------+-----+
| a | - one | x*  |
|   | - two |     |
+   +-------+-----+
|   | `u`_  ``c`` |
+---+-------------+

\\* starred

.. _u: https://e.org
"""
    (table,) = rst_tables(text)
    assert texts(table) == [["F", "A", "B"], ["G", "", ""], ["a", "one two", "x"], ["a", "u c", "u c"]]
    assert [row.line for row in table.rows] == [2, 4, 6, 9]
    assert table.footnotes["*"].text == "starred"
    assert [(piece.text, piece.link, piece.literal) for piece in table.rows[3].cells[1].pieces] == [
        ("u", "https://e.org", False),
        ("  ", "", False),
        ("c", "", True),
    ]


def test_no_file_is_read():
    assert rst_tables(".. csv-table:: x\n   :file: /etc/passwd\n\n.. include:: /etc/passwd\n") == []


@given(st.lists(st.sampled_from(["+---+\n", "| a |\n", "===\n", ".. x::\n\n", "   ", "`", "*", "|", "[1]_", ":a:", "\n", "w "]), max_size=30).map("".join))  # fmt: skip
def test_nothing_is_raised(text):
    rst_tables(text)
