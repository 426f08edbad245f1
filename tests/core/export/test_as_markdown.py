from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode

from sphinx_support_matrix.core import load, loads
from sphinx_support_matrix.core.export import to_markdown
from sphinx_support_matrix.core.export.content import note_blocks, plain
from tests.core.export.export_files import HOSTILE, hostile, matrices, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.matrix.model import Feature, Matrix

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
ORDINARY = {
    "root", "table", "thead", "tbody", "tr", "th", "td", "inline", "text", "paragraph", "bullet_list", "list_item",
    "strong", "link", "hardbreak",
}  # fmt: skip

TEXT = """\
[driver.lvm]
title = LVM
link = https://lvm.example/a_(b)?c=d&copy=e

[driver.ceph]
title = Ceph|RBD

[level.beta]
title = *beta*
symbol = B
counts-as = partial

[group.storage]
title = Storage
notes = What happens to `bytes`.

[storage.snapshot]
title = Take a_snapshot
status = choice(a)
notes = One sentence that was
    wrapped. See https://x.example/a_b.

    1. one
       more
    2. two
    ::

        $ literal
          text
driver.lvm = complete:2026.1
driver-notes.lvm = Slow.
driver.ceph = missing

[storage.replicate]
title = 1. Replicate
driver.lvm = beta
"""
MARKDOWN = r"""| Feature | Status | [LVM](https://lvm.example/a_%28b%29?c=d\&copy=e) | Ceph\|RBD |
| --- | --- | --- | --- |
| **Storage** |  |  |  |
| Take a\_snapshot | required | ✔ complete (2026.1) \* | ✖ missing |
| 1\. Replicate | optional | B \*beta\* | · not recorded |

- ✔ complete: Fully implemented, and expected to work at all times.
- ✖ missing: Not implemented.
- B \*beta\*: Counts as partial.
- · not recorded: The file says nothing about this driver.
- \*: There are notes below.

**Notes**

- **Storage**

  What happens to \`bytes\`.

- **Take a\_snapshot**

  One sentence that was wrapped. See [https\://x.example/a\_b](https://x.example/a_b).

  1\. one more\
  2\. two\
  \::

  &nbsp;&nbsp;&nbsp;&nbsp;\$ literal\
  &nbsp;&nbsp;&nbsp;&nbsp;&nbsp;&nbsp;text

  - **LVM**: ✔ complete (2026.1)

    Slow.
"""


def text_of(node: SyntaxTreeNode) -> str:
    return "".join(
        "\n" if each.type == "hardbreak" else each.content
        for each in node.walk()
        if each.type in {"text", "hardbreak"}
    )


def cells(node: SyntaxTreeNode) -> list[list[str]]:
    return [[text_of(cell) for cell in row.children] for row in node.walk() if row.type == "tr"]


def status_in_words(feature: Feature, matrix: Matrix) -> str:
    """A status as people read it, made in another way."""
    status = feature.status
    titles = {each.name: each.title.text for each in matrix.features}
    if status.kind.value == "choice" and status.argument:
        members = [each.title.text for each in matrix.features if each.status == status]
        return f"At least one of {', '.join(members)} is required." if len(members) > 1 else "required"
    if status.condition and status.condition.feature in titles:
        level = matrix.levels[status.condition.level].title
        return f"Required where {titles[status.condition.feature]} is {level}."
    return str(status)


def expected(matrix: Matrix) -> Iterator[list[str]]:
    """The rows of the table, made in another way."""
    given = any(feature.status.given for feature in matrix.features)
    mature = any(feature.maturity for feature in matrix.features)
    second = "Status" if given or not mature else "Maturity"
    yield ["Feature", second, *(plain(driver.title.text) for driver in matrix.drivers)]
    for feature in matrix.features:
        beside = status_in_words(feature, matrix) if second == "Status" else feature.maturity or ""
        row = [feature.title.text, beside]
        for cell in feature.implementations:
            release = f" ({cell.release})" if cell.release else ""
            row.append(f"{cell.level.symbol} {cell.level.title}{release}{' *' if cell.notes else ''}")
        yield [shown(each) for each in row]


def assert_shows(matrix: Matrix) -> None:
    tree = SyntaxTreeNode(PARSER.parse(to_markdown(matrix)))
    assert {node.type for node in tree.walk()} <= ORDINARY
    assert [node.type for node in tree.children if node.type == "table"] == ["table"]
    rows = cells(tree.children[0])
    assert {len(row) for row in rows} == {len(matrix.drivers) + 2}
    if not matrix.groups:
        assert rows == list(expected(matrix))
    else:
        features = [row for row in rows if any(row[1:])]
        assert sorted(features) == sorted(expected(matrix))
    links = [node.attrs["href"] for node in tree.children[0].walk() if node.type == "link"]
    assert len(links) == sum(driver.link is not None for driver in matrix.drivers)
    whole = [text_of(node).replace("\xa0", " ") for node in tree.walk() if node.type == "inline"]
    for feature in matrix.features:
        for note in (feature.notes, *(cell.notes for cell in feature.implementations)):
            for block in note_blocks(note) if note else ():
                assert "\n".join(block) in whole


def test_whole_output() -> None:
    assert to_markdown(loads(TEXT, "m.ini")[0]) == MARKDOWN


def test_without_notes_and_features() -> None:
    matrix, _ = loads("[driver.a]\ntitle = A\n", "m.ini")
    assert to_markdown(matrix) == "| Feature | Status | A |\n| --- | --- | --- |\n"


def test_maturity() -> None:
    matrix, _ = loads("[target.a]\ntitle = A\n[f]\ntitle = F\nmaturity = complete\na = complete\n", "m.ini")
    assert to_markdown(matrix).splitlines()[:3] == [
        "| Feature | Maturity | A |",
        "| --- | --- | --- |",
        "| F | complete | ✔ complete |",
    ]


def test_name_of_nothing_but_spaces() -> None:
    matrix, _ = loads("[driver. ]\n[ ]\ndriver.  = complete\nnotes = x\n", "m.ini")
    assert_shows_untitled(to_markdown(matrix))


def assert_shows_untitled(text: str) -> None:
    assert text.splitlines()[0] == "| Feature | Status | (untitled) |"
    assert "\n- **(untitled)**\n" in text


def test_files_of_every_dialect(matrix_files) -> None:
    paths = [path for path in matrix_files if path.name != "designate.ini"]
    assert paths
    for path in paths:
        assert_shows(load(path)[0])


@given(matrices)
def test_made_files(matrix: Matrix) -> None:
    assert_shows(matrix)


def test_hostile_texts() -> None:
    matrix = hostile()
    assert_shows(matrix)
    assert len(matrix.features) == len(HOSTILE)


@pytest.mark.parametrize("link", ["http://[::1]/a", "a(b", "a b", "ü", "#a"])
def test_links(link: str) -> None:
    matrix, _ = loads(f"[driver.a]\ntitle = A\nlink = {link}\n", "m.ini")
    assert_shows(matrix)


def test_the_words_of_a_file_and_its_notes_in_markdown() -> None:
    matrix, _ = loads(
        "[matrix]\nmarkup = markdown\ndriver-word = backend; backends\n[driver.a]\ntitle = A\n[driver.b]\ntitle = B\n"
        "[x]\ntitle = X\nnotes = See [*y*](z).\ndriver.a = not-applicable\ndriver.b = complete\n",
        "m.ini",
    )
    text = to_markdown(matrix)
    assert "The feature makes no sense for this backend." in text
    assert "\n  See [*y*](z).\n" in text
    assert "driver" not in text


def test_links_into_a_page() -> None:
    matrix, _ = loads("[driver.a]\ntitle = A\n[x]\ntitle = X\ndriver.a = complete\n", "m.ini")
    text = to_markdown(matrix, base_url="https://example.org/m.html")
    assert (
        "| [X](https://example.org/m.html#x) | optional | [✔ complete](https://example.org/m.html#x_driver_a) |"
        in text
    )
