"""Every builder makes something of every real file, and has nothing to say but what is wrong with the files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sphinx.testing.util import SphinxTestApp

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from .independent import Site

BUILDERS = ["singlehtml", "epub", "latex", "text", "man", "texinfo", "xml", "pseudoxml", "markdown"]


@pytest.fixture(scope="module")
def build(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], tuple[Path, list[str]]]:
    """Build the pages of all real files, which are read once for all builders."""
    folder = tmp_path_factory.mktemp("builders")
    pytest.importorskip("sphinx_markdown_builder", reason="sphinx-markdown-builder is not installed")
    options: dict[str, object] = {
        "extensions": ["sphinx_support_matrix", "sphinx_markdown_builder"],
        "man_pages": [("index", "index", "Index", "x", 1)],
        "epub_copyright": "x",
        "version": "1",
        "suppress_warnings": ["epub.unknown_project_files"],
    }

    def build(builder: str) -> tuple[Path, list[str]]:
        app = SphinxTestApp(builder, srcdir=site.folder, builddir=folder, confoverrides=options)
        try:
            app.build()
            stream = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue()).replace(f"{site.folder}/", "")
            return app.outdir, [line for line in stream.splitlines() if line]
        finally:
            app.cleanup()

    return build


@pytest.mark.parametrize("builder", BUILDERS)
def test_every_builder(site: Site, build: Callable[[str], tuple[Path, list[str]]], builder: str) -> None:
    folder, warnings = build(builder)
    # The first builder reads the files, and says what is wrong with them.
    assert [line for line in warnings if line not in site.warnings] == []
    assert any(path.is_file() for path in folder.rglob("*"))
    if builder == "markdown":
        text = (folder / "nova-2026.md").read_text(encoding="utf-8")
        rows = [line for line in text.splitlines() if line.startswith("|")]
        assert {len(re.split(r"(?<!\\)\|", row)) for row in rows} == {2 + 2 + 11}
    if builder == "text":
        for path in folder.glob("*.txt"):
            assert [line for line in path.read_text(encoding="utf-8").splitlines() if len(line) > 100] == []
