"""Catalogs of projects: written, and read."""

from __future__ import annotations

import gettext

import pytest
from babel.messages import mofile, pofile

CONF = "extensions = ['sphinx_support_matrix']\nlanguage = 'de'\nlocale_dirs = ['locale']\n"


@pytest.fixture(autouse=True)
def fresh_catalogs(monkeypatch):
    """Python keeps the catalogs that it has read as long as it runs, which is one build outside of tests."""
    monkeypatch.setattr(gettext, "_translations", {})


@pytest.fixture
def translate(project):
    """Give the project a German catalog; without messages, take it away."""

    def write(domain, messages):
        folder = project.folder / "locale" / "de" / "LC_MESSAGES"
        folder.mkdir(parents=True, exist_ok=True)
        catalog = pofile.Catalog(locale="de")
        for message, translation in (messages or {}).items():
            catalog.add(message, translation)
        for suffix, write_catalog in ((".po", pofile.write_po), (".mo", mofile.write_mo)):
            path = folder / f"{domain}{suffix}"
            path.unlink(missing_ok=True)
            if messages:
                path.parent.mkdir(parents=True, exist_ok=True)
                with path.open("wb") as file:
                    write_catalog(file, catalog)
        gettext._translations.clear()

    project.write(conf_py=CONF)
    return write


@pytest.fixture
def extracted(project):
    """Every message of the project, by the catalog that it is in."""

    def build(**options):
        out = project.build("gettext", **options).app.outdir
        found = {}
        for path in sorted(out.rglob("*.pot")):
            with path.open("rb") as file:
                name = path.relative_to(out).with_suffix("").as_posix()
                found[name] = [message.id for message in pofile.read_po(file) if message.id]
        return found

    return build
