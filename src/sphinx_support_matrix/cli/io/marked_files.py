"""Keep what stands between two markers of a file current."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_support_matrix.cli.errors import CommandError, Exit
from sphinx_support_matrix.cli.io.edited_files import say
from sphinx_support_matrix.cli.io.files import read_bytes, write_text
from sphinx_support_matrix.core.editing.between_markers import replace_between
from sphinx_support_matrix.core.ini.edit import EditError

if TYPE_CHECKING:
    from sphinx_support_matrix.core.editing.between_markers import Markers


def put_between(path: str, markers: Markers, content: str, *, check: str | None = None) -> Exit:
    """Put *content* between the *markers* of a file, or say whether it is there.

    :param check: The command to run where the file is not current; then nothing is written.
    :raises CommandError: if the file cannot be read or written, or does not have the markers.
    """
    try:
        text = read_bytes(path).decode("utf-8")
    except UnicodeDecodeError as error:
        raise CommandError(f"'{path}' is no text in UTF-8; save it as UTF-8") from error
    try:
        edit = replace_between(text, path, markers, content)
    except EditError as error:
        raise CommandError(str(error)) from error
    if not edit.changed:
        say([f"{path}: is current"])
        return Exit.OK
    if check is not None:
        say([f"{path}: is not current; run: {check}"])
        return Exit.FOUND
    write_text(path, edit.after)
    say([f"{path}: updated"])
    return Exit.OK
