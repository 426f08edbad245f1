from __future__ import annotations

import pytest

from sphinx_support_matrix.cli.io.revisions import has_drive, split_revision


@pytest.mark.parametrize(
    ("argument", "windows", "posix"),
    [
        (r"C:\x.ini", True, True),
        (r"c:\docs\m.ini", True, True),
        ("C:/docs/m.ini", True, False),
        ("C:m.ini", True, False),
        (r"\\server\share\v1:m.ini", True, False),
        (r"\\?\C:\docs\m.ini", True, False),
        ("v1:docs/m.ini", False, False),
        (r"v1:docs\m.ini", False, False),
        ("HEAD~1:m.ini", False, False),
        (":m.ini", False, False),
        ("@:m.ini", False, False),
    ],
)
def test_drives_and_revisions(argument, windows, posix):
    assert has_drive(argument, windows=True) is windows
    assert has_drive(argument, windows=False) is posix


def test_a_path_of_windows_is_no_revision():
    assert split_revision(r"C:\x.ini") is None
    assert split_revision(r"v1:x\y.ini") == ("v1", r"x\y.ini")
