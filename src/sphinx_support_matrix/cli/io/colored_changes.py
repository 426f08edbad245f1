"""Changes in colours: what they are told in, line by line."""

from __future__ import annotations

import re

from sphinx_support_matrix.cli.io.terminal import BOLD, GREEN, RED, YELLOW, styled

_LINE = re.compile(r"( *)([+~-] .*)|(\S.*)")
_COLORS = {"+": GREEN, "-": RED, "~": YELLOW}


def colored_changes(text: str) -> str:
    """*text* with its headings in bold, and each change in the colour of its sign."""
    return _LINE.sub(_styled, text)


def _styled(line: re.Match[str]) -> str:
    indentation, change, heading = line.groups()
    if heading is not None:
        return styled(heading, BOLD, color=True)
    return indentation + styled(change, _COLORS[change[0]], color=True)
