from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING

import pytest
from docutils import nodes
from docutils.core import publish_doctree
from hypothesis import given

from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.export import to_rst
from sphinx_support_matrix.core.export.content import note_blocks, plain
from tests.core.export.export_files import hostile, matrices, shown

if TYPE_CHECKING:
    from sphinx_support_matrix.core.matrix.model import Matrix

TEXT = """\
[driver.lvm]
title = LVM
link = https://lvm.example/a_

[driver.ceph]
title = Ceph|RBD

[group.storage]
title = Storage*
notes = What happens to `bytes`.

[storage.snapshot]
title = Take a_snapshot
status = choice(a)
api = snap_api
api_doc_link = https://api.example/a_b
admin_doc_link = admin.html
maturity = complete
cli = one; two
tempest_test_uuids = 1-2
tests = test_snap*; x
notes = One sentence that was
    wrapped.

    * one
    * two
driver.lvm = complete:2026.1
driver-notes.lvm = Slow.
driver.ceph = missing
driver-verified.ceph = 2026-05-01, A_B

[storage.replicate]
title = 1. Replicate
driver.lvm = missing
"""
RST = r""".. list-table::
   :header-rows: 1
   :stub-columns: 1

   * - Feature
     - Status
     - `LVM <https://lvm.example/a\_>`__
     - Ceph\|RBD
   * - **Storage\***
     -
     -
     -
   * - Take a\_snapshot
     - required
     - ✔ complete (2026.1)
     - ✖ missing
   * - \1. Replicate
     - optional
     - ✖ missing
     - · not recorded

- ✔ complete: Fully implemented, and expected to work at all times.
- ✖ missing: Not implemented.
- · not recorded: The file says nothing about this driver.

.. rubric:: Storage\*

What happens to \`bytes\`.

**Take a\_snapshot**
   Status: required

   Maturity: complete

   API alias: snap\_api

   API documentation: https://api.example/a\_b

   Administrator documentation: admin.html

   CLI commands: one; two

   Tempest tests: 1-2

   Tests: test\_snap\*; x

   One sentence that was wrapped.

   | \* one
   | \* two

   - **LVM**: ✔ complete (2026.1)

     Slow.

   - **Ceph\|RBD**: ✖ missing; verified 2026-05-01\: A\_B

**\1. Replicate**
   Status: optional

   - **LVM**: ✖ missing
   - **Ceph\|RBD**: · not recorded
"""


def parse(text: str) -> nodes.document:
    """The document; whatever docutils warns of is an error."""
    stream = StringIO()
    settings_overrides = {
        "halt_level": 2,
        "report_level": 2,
        "warning_stream": stream,
        "_disable_config": True,
    }
    document = publish_doctree(text, settings_overrides=settings_overrides)
    assert stream.getvalue() == ""
    assert not list(document.findall(nodes.system_message))
    assert not list(document.findall(nodes.problematic))
    return document


def assert_shows(matrix: Matrix) -> None:
    document = parse(to_rst(matrix))
    rows = [[entry.astext() for entry in row.children] for row in document.findall(nodes.row)]
    assert rows[0][2:] == [plain(driver.title.text) for driver in matrix.drivers]
    assert {len(row) for row in rows} == {len(matrix.drivers) + 2}
    cells = [(row[0], row[2:]) for row in rows[1:] if any(row[1:])]
    wanted = [
        (
            plain(feature.title.text),
            [
                shown(
                    f"{cell.level.symbol} {cell.level.title}" + (f" ({cell.release})" if cell.release else "")
                )
                for cell in feature.implementations
            ],
        )
        for feature in matrix.features
    ]
    assert sorted(cells) == sorted(wanted)
    terms = [term.astext() for term in document.findall(nodes.term)]
    assert sorted(terms) == sorted(title for title, _ in wanted)
    assert not list(document.findall(nodes.classifier))
    texts = [*document.findall(nodes.paragraph), *document.findall(nodes.line_block)]
    whole = {shown(node.astext()) for node in texts}
    for feature in matrix.features:
        for note in (feature.notes, *(cell.notes for cell in feature.implementations)):
            for block in note_blocks(note) if note else ():
                assert shown("\n".join(block)) in whole
    addresses = [node["refuri"] for node in document.findall(nodes.reference)]
    assert [each for each in addresses if each.startswith(("javascript:", "data:"))] == []


def test_whole_output() -> None:
    text = to_rst(loads(TEXT, "m.ini")[0])
    assert text == RST
    references = [(node.astext(), node["refuri"]) for node in parse(text).findall(nodes.reference)]
    assert references == [
        ("LVM", "https://lvm.example/a_"),
        ("https://api.example/a_b", "https://api.example/a_b"),
    ]


def test_without_features() -> None:
    matrix, _ = loads("[driver.a]\ntitle = A\n", "m.ini")
    assert to_rst(matrix) == "\n"


def test_maturity() -> None:
    matrix, _ = loads(
        "[target.a]\ntitle = A\n[f]\ntitle = F\nmaturity = complete\na = complete\n[g]\ntitle = G\n", "m.ini"
    )
    text = to_rst(matrix)
    assert "     - Maturity\n" in text
    assert "   * - G\n     -\n     - · not recorded\n" in text
    assert "Status" not in text
    parse(text)


def test_group_without_notes() -> None:
    matrix, _ = loads("[driver.a]\ntitle = A\n[group.f]\ntitle = Eff\n[f.a]\ntitle = F\n", "m.ini")
    assert ".. rubric:: Eff\n\n**F**\n" in to_rst(matrix)


def test_files_of_every_dialect(matrix_files) -> None:
    paths = [path for path in matrix_files if path.name != "designate.ini"]
    assert paths
    for path in paths:
        assert_shows(load(path)[0])


@given(matrices)
def test_made_files(matrix: Matrix) -> None:
    assert_shows(matrix)


def test_hostile_texts() -> None:
    assert_shows(hostile())


@pytest.mark.parametrize("link", ["http://[::1]/a", "a(b`c", "a_", "ü", "#a"])
def test_links(link: str) -> None:
    matrix, _ = loads(f"[driver.a]\ntitle = A <b>\nlink = {link}\n[f]\ntitle = F\n", "m.ini")
    assert_shows(matrix)
    assert [node.astext() for node in parse(to_rst(matrix)).findall(nodes.reference)] == ["A <b>"]
