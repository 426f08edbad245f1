from __future__ import annotations

import re
from pathlib import Path

import pytest
from sphinx.testing.util import SphinxTestApp

from .independent import OCTAVIA, Site

# What the rows are depends on how many drivers there are; where they are drivers, other tests look.
CONF = "extensions = ['sphinx_support_matrix']\nhtml_theme = 'basic'\nsupport_matrix_rows = 'features'\nshow_warning_types = True\n"
INDEX = "Index\n=====\n\n.. toctree::\n   :glob:\n\n   *\n"

# No real file gives a release or an API alias, so some are read a second time with both put in.
ENRICHED = ("keystone-token", "neutron-provider-2017-03", "nova-feature-matrix-gp", "nova-zvm-half-migrated")


SAMPLES = Path(__file__).resolve().parents[1] / "samples"


@pytest.fixture(scope="session")
def site(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Every real file on a page of its own, and the two pages that were published from them."""
    folder = tmp_path_factory.mktemp("acceptance")
    for path in corpus.glob("*.ini"):
        (folder / path.name).write_bytes(path.read_bytes())
    for name in ENRICHED:
        text = (corpus / f"{name}.ini").read_text(encoding="utf-8")
        (folder / f"enriched-{name}.ini").write_text(enriched(text), encoding="utf-8")
    pages = {path.stem: part(path.stem, path.stem, "=") for path in folder.glob("*.ini")}
    pages["published"] = part("Published", "nova-powervm", "=", ":features: operation.*")
    pages["octavia"] = part("Octavia", "", "=") + "".join(part(name, f"octavia-{name}") for name in OCTAVIA)
    return build(folder, pages)


@pytest.fixture(scope="session")
def samples_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """Every sample on a page of its own."""
    folder = tmp_path_factory.mktemp("samples")
    for path in SAMPLES.glob("*.ini"):
        (folder / path.name).write_bytes(path.read_bytes())
    return build(folder, {path.stem: part(path.stem, path.stem, "=") for path in folder.glob("*.ini")})


def build(folder: Path, pages: dict[str, str]) -> Site:
    """The site with these pages."""
    for name, text in (pages | {"index": INDEX}).items():
        (folder / f"{name}.rst").write_text(text, encoding="utf-8")
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    app = SphinxTestApp("html", srcdir=folder)
    try:
        app.build()
        stream = re.sub(r"\x1b\[[\d;]*m", "", app.warning.getvalue()).replace(f"{folder}/", "")
        return Site(folder, app.outdir, [line for line in stream.splitlines() if line])
    finally:
        app.cleanup()


def enriched(text: str) -> str:
    """The text of an INI file, with a release for each good level and an API alias for each feature."""
    text = re.sub(r"^(?!maturity)([^\s=]+=(?:complete|partial))$", r"\1:2024.1", text, flags=re.MULTILINE)
    return re.sub(r"^\[(?!driver\.|target)(.+)\]$", r"[\1]\napi=os-\1-alias", text, flags=re.MULTILINE)


def part(title: str, matrix: str, underline: str = "-", option: str = "") -> str:
    """A section of a page, with a matrix if one is named."""
    text = f"{title}\n{underline * len(title)}\n\n"
    return f"{text}.. support_matrix:: {matrix}.ini\n   {option}\n\n" if matrix else text
