"""Write a file the way all files are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.core.editing.safety import same
from sphinx_support_matrix.core.ini.edit import Edit, EditError
from sphinx_support_matrix.core.ini.layout import lay_out

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sphinx_support_matrix.core.ini.layout import Layout, OptionLines, SectionLines

INDENTATION = " " * 4
"""What stands before the lines that continue a value, and before the comments among them."""


def format_text(text: str, path: str) -> Edit:
    """Write *text* in the one style, and change nothing of what it says.

    * ``key = value``, and all headers, keys and other comments at the left margin.
    * Lines that continue a value are indented by four spaces, and by what they are indented among each
      other. So are the comments that are indented below a key.
    * One blank line between sections, above the comments that are directly above the header, and none
      below a header. Of several blank lines elsewhere one stays, except in values, which keep them all.
    * No white space at the end of a line, and one kind of line end: that of the first line.

    :param path: The path to show in messages.
    :raises EditError: if the text cannot be written so without a change of what it says.
    """
    layout = lay_out(text)
    lines = _preamble(layout)
    for part in layout.parts:
        _end_with_blank(lines)
        lines += [layout.line(number).strip() for number in range(part.begin, part.header + 1)]
        lines += _body(layout, part)
    _end_with_blank(lines)
    after = layout.mark + "".join(line + layout.end for line in lines[:-1])
    if not same(text, after, path):
        raise EditError(f"cannot format '{path}' without changing what it says; put its problems right first")
    return Edit(before=text, after=after)


def _end_with_blank(lines: list[str]) -> None:
    """Let *lines* end with one blank line, if there are any."""
    while lines and not lines[-1]:
        lines.pop()
    if lines:
        lines.append("")


def _preamble(layout: Layout) -> list[str]:
    """What is above the first section. Text that belongs to nothing stays as somebody left it."""
    stop = layout.parts[0].begin if layout.parts else len(layout.lines) + 1
    numbers = range(1, stop)
    if all(layout.is_blank(number) or layout.is_comment(number) for number in numbers):
        return list(_single_spaced(layout, numbers))
    return [layout.line(number).rstrip() for number in numbers]


def _body(layout: Layout, part: SectionLines) -> Iterator[str]:
    """What is below the header of a section."""
    number = part.header + 1
    for entry in part.entries:
        between = _single_spaced(layout, range(number, entry.first), below_entry=number > part.header + 1)
        yield from between
        yield from _entry(layout, entry)
        number = entry.last + 1
    yield from _single_spaced(layout, range(number, part.stop), below_entry=bool(part.entries))


def _single_spaced(layout: Layout, numbers: range, *, below_entry: bool = False) -> Iterator[str]:
    """Comments, and lines that are nothing, with one blank line where there are several.

    :param below_entry: Whether an option is above, so that a blank line may come first.
    """
    blank = not below_entry
    for number in numbers:
        if layout.is_blank(number):
            if not blank:
                yield ""
            blank = True
        else:
            yield layout.line(number).strip()
            blank = False


def _entry(layout: Layout, entry: OptionLines) -> Iterator[str]:
    """An option, its value, and the comments and malformed lines in it."""
    value = entry.option.value
    texts = dict(zip(value.numbers, value.lines, strict=True))
    yield f"{entry.option.key} = {texts.get(entry.first, '')}".rstrip()
    for number in range(entry.first + 1, entry.last + 1):
        if number in texts:
            yield f"{INDENTATION}{texts[number]}" if texts[number] else ""
        elif layout.is_comment(number) and len(layout.indentation(number)) > entry.column:
            yield f"{INDENTATION}{layout.line(number).strip()}"
        # A blank line that is no part of the value is above all of it.
        elif not layout.is_blank(number):
            yield layout.line(number).strip()
