"""The walk of the guide about translation, command by command, in an empty folder."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from babel.messages import pofile
from bs4 import BeautifulSoup

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "howto" / "translate.rst"
EXAMPLE = ROOT / "docs" / "examples" / "translation"
CATALOGS = Path("locale", "de", "LC_MESSAGES")


def commands(heading):
    """The commands of a section of the guide."""
    section = PAGE.read_text(encoding="utf-8").split(f"\n{heading}\n---")[1]
    section = re.split(r"\n\n\S[^\n]*\n---", section)[0].replace("\\\n", "")
    return re.findall(r"^ +\$ (.*)$", section, re.MULTILINE)


def run(command, folder):
    """Run *command* as the guide says it; programs of Python are those of the one that runs."""
    program, *arguments = shlex.split(command)
    modules = {"sphinx-build": ["sphinx"], "pybabel": ["babel.messages.frontend"]}
    start = [sys.executable, "-m", *modules[program]] if program in modules else [program]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONWARNINGS": "ignore"}
    done = subprocess.run(
        [*start, *arguments], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stderr
    return done


def read(path):
    with path.open("rb") as file:
        return {each.id: each.string for each in pofile.read_po(file) if each.id}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The project of the guide, translated and built as it says."""
    folder = tmp_path_factory.mktemp("walk")
    docs = folder / "docs"
    shutil.copytree(EXAMPLE, docs, ignore=shutil.ignore_patterns("locale", "conf.py"))
    (docs / "conf.py").write_text('extensions = ["sphinx_support_matrix"]\n')
    for command in (*commands("Extract the messages"), *commands("Translate them")):
        run(command, folder)
    # Somebody translates what the commands have made.
    for name in ("support-matrix", "index"):
        path = docs / CATALOGS / f"{name}.po"
        begun, done = read(path), read(EXAMPLE / CATALOGS / f"{name}.po")
        assert set(begun) == set(done)
        assert not any(begun.values())
        shutil.copy(EXAMPLE / CATALOGS / f"{name}.po", path)
    shutil.copy(EXAMPLE / "conf.py", docs)
    for command in commands("Build the translation"):
        run(command, folder)
    return folder


def page(folder, name):
    path = folder / "docs" / "_build" / "html" / name
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select_one(".body")


def test_both_pages_are_german(folder):
    index, driver = page(folder, "index.html"), page(folder, "lvm.html")
    assert index.h1.get_text() == "Was wo funktioniert¶"
    assert [th.get_text() for th in index.select("tbody th")] == [
        "Mit * und ? umbenennen",
        "Einen Datenträger replizieren",
    ]
    text = index.get_text()
    assert "LVM hat P Vorschau: Einen Datenträger replizieren." in text
    assert "Ein Muster kann für mehrere Datenträger stehen." in text
    for each in (text, driver.get_text()):
        assert {word for word in ("Mit * und ? umbenennen", "Vorschau") if word in each} == {
            "Mit * und ? umbenennen",
            "Vorschau",
        }
        assert [word for word in ("Rename", "Replicate", "preview", "pattern") if word in each] == []


def test_a_change_of_the_file_keeps_the_other_translations(folder, tmp_path):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    matrix = tmp_path / "docs" / "support-matrix.ini"
    matrix.write_text(
        matrix.read_text(encoding="utf-8").replace("= Replicate a volume", "= Clone"), encoding="utf-8"
    )
    for command in commands("Build the translation")[1:]:
        run(command, tmp_path)
    found = read(tmp_path / "docs" / CATALOGS / "support-matrix.po")
    assert "Replicate a volume" not in found
    assert "Clone" in found
    assert found["technology preview"] == "Vorschau"


@pytest.mark.skipif(shutil.which("msgmerge") is None, reason="GNU gettext is not installed")
def test_translations_are_taken_over(folder, tmp_path):
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    catalogs = tmp_path / "docs" / CATALOGS
    shutil.copy(catalogs / "support-matrix.po", catalogs / "index.po")
    before = (catalogs / "support-matrix.po").read_text(encoding="utf-8")
    (catalogs / "support-matrix.po").write_text(
        before.replace("Einen Datenträger replizieren", "").replace("Vorschau", ""), encoding="utf-8"
    )
    for command in commands("Keep translations in the catalog of a page"):
        run(command, tmp_path)
    assert read(catalogs / "support-matrix.po") == read(catalogs / "index.po")
