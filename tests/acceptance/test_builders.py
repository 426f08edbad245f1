"""Every builder makes something of every file, and has nothing to say but what is wrong with the files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

from .conftest import INDEX, part

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

# EPUB, XML and the other builders for HTML are built elsewhere, from smaller files.
BUILDERS = ["text", "singlehtml", "latex", "man", "texinfo", "markdown"]
# What is really wrong with the files.
KNOWN = {
    ("nova-2016.ini", 419),
    ("nova-2016.ini", 421),
    ("nova-2026.ini", 585),
    ("nova-2026.ini", 587),
    ("nova-zvm-half-migrated.ini", 547),
    ("octavia-lb.ini", 135),
    # The samples.
    ("half-migrated.ini", 18),
    ("half-migrated.ini", 28),
    ("nova-targets.ini", 39),
}
# A wide table in Markdown: how many columns it has.
WIDE = {"nova-2026": 2 + 11, "today": 2 + 3}


@pytest.fixture(scope="module")
def build(
    matrix_files: list[Path], tmp_path_factory: pytest.TempPathFactory
) -> Callable[[str], tuple[Path, list[str]]]:
    """Build a page for each file; the pages are read once for all builders."""
    pytest.importorskip("sphinx_markdown_builder", reason="sphinx-markdown-builder is not installed")
    folder = tmp_path_factory.mktemp("builders")
    (folder / "conf.py").write_text(
        "extensions = ['sphinx_support_matrix', 'sphinx_markdown_builder']\n"
        "man_pages = [('index', 'index', 'Index', 'x', 1)]\n"
    )
    (folder / "index.rst").write_text(INDEX)
    for path in matrix_files:
        (folder / path.name).write_bytes(path.read_bytes())
        (folder / f"{path.stem}.rst").write_text(part(path.stem, path.stem, "="))

    def build(builder: str) -> tuple[Path, list[str]]:
        app = SphinxTestApp(builder, srcdir=folder)
        try:
            app.build()
            stream = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue()).replace(f"{folder}/", "")
            return app.outdir, [line for line in stream.splitlines() if line]
        finally:
            app.cleanup()

    return build


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder(build: Callable[[str], tuple[Path, list[str]]], builder: str) -> None:
    folder, warnings = build(builder)
    for warning in warnings:
        name, line, _text = warning.split(":", 2)
        assert (name, int(line)) in KNOWN or name == "designate.ini", warning
    assert any(path.is_file() for path in folder.rglob("*"))
    if builder == "markdown":
        (name,) = {path.stem for path in folder.glob("*.md")} & set(WIDE)
        text = (folder / f"{name}.md").read_text(encoding="utf-8")
        rows = [line for line in text.splitlines() if line.startswith("|")]
        # Each row begins and ends with a line.
        assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} == {2 + WIDE[name]}
    if builder == "text":
        for path in folder.glob("*.txt"):
            assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 100] == []
