"""The first hour of a new project: what the page says, done in an empty folder."""

from __future__ import annotations

import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.documented_steps import steps

pytestmark = pytest.mark.once

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "howto" / "first-hour.rst"
PROGRAMS = {
    "support-matrix": [sys.executable, "-m", "sphinx_support_matrix"],
    "sphinx-build": [sys.executable, "-m", "sphinx"],
    "mkdir": ["mkdir"],
}
# Of a matrix that has nothing to do with them.
OTHERS_WORDS = re.compile(
    r"\b(openstack|nova|cinder|tempest|hypervisors?|operations?|drivers?|treibern?)\b", re.IGNORECASE
)


def run(command: str, folder: Path) -> str:
    """What *command* prints; it has to succeed, and to warn of nothing."""
    program, *arguments = shlex.split(command)
    done = subprocess.run(
        [*PROGRAMS[program], *arguments],
        check=False,
        cwd=folder,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The folder of a project after its first hour."""
    folder = tmp_path_factory.mktemp("casket")
    for step in steps(PAGE):
        if step.command:
            run(step.command, folder)
            continue
        target = folder / step.caption.removeprefix("at the top of ")
        target.parent.mkdir(parents=True, exist_ok=True)
        rest = target.read_text(encoding="utf-8") if step.caption.startswith("at the top of ") else ""
        target.write_text(step.source + rest, encoding="utf-8")
    return folder


def page(folder: Path, name: str) -> BeautifulSoup:
    return BeautifulSoup(
        (folder / "docs" / "_build" / "html" / name).read_text(encoding="utf-8"), "html.parser"
    )


def test_the_page_shows_the_matrix_and_refers_to_it(folder):
    index = page(folder, "index.html")
    assert [head.get_text() for head in index.select("thead th")] == [
        "Feature", "Status", "Azure", "GCS", "Local", "S3", "SFTP",
    ]  # fmt: skip
    assert len(index.select("tbody tr:not(.sm-group)")) == 15
    assert [group.get_text() for group in index.select("tr.sm-group")] == [
        "Basics", "Large files", "Safety", "Sharing",
    ]  # fmt: skip
    assert index.select_one(".sm-badge").get_text().strip() == "✔ complete"
    assert [link["href"] for link in index.select("section > p > a.reference")] == [
        "#sharing_signed_links_driver_s3", "s3.html#driver_s3", "#safety_encryption",
    ]  # fmt: skip
    note = index.find(id="safety_encryption_driver_s3").a
    assert (note.get_text(), note["href"]) == ("KMS", "https://example.org/kms")
    assert "Backend support" in index.get_text()


def test_a_backend_has_a_page(folder):
    assert page(folder, "s3.html").select("li a[href='index.html#sharing_signed_links']")


@pytest.mark.parametrize(
    "name", ["index.html", "s3.html", "genindex.html", "search.html", "de/index.html", "de/s3.html"]
)
def test_no_page_has_words_of_others(folder, name):
    text = page(folder, name).get_text(" ")
    assert OTHERS_WORDS.findall(text) == []


def test_the_german_page(folder):
    text = page(folder, "de/index.html").get_text()
    for part in ("Was wo geht", "Lesen", "Verschlüsselung", "vollständig", "Backend: Unterstützung"):
        assert part in text
    # The same catalog translates what the page of a driver shows of the file.
    assert "Verschlüsselung" in page(folder, "de/s3.html").get_text()


def test_the_table_in_the_readme_stays_current(folder, tmp_path):
    readme = (folder / "README.md").read_text(encoding="utf-8")
    assert readme.startswith("# Casket\n\nCasket stores files")
    assert "[Read](https://casket.example.org/#basics_read)" in readme
    shutil.copytree(folder, tmp_path, dirs_exist_ok=True)
    matrix = tmp_path / "docs" / "support-matrix.ini"
    text = matrix.read_text(encoding="utf-8")
    matrix.write_text(text.replace("driver.azure = unknown", "driver.azure = complete"), encoding="utf-8")
    command = next(
        line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.strip().endswith("--check")
    )
    with pytest.raises(AssertionError, match=r"README\.md"):
        run(command.strip().removeprefix("$ "), tmp_path)


def test_what_is_installed_is_there():
    extras = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert "\nmarkdown = [" in extras
    assert "sphinx-support-matrix[markdown]" in PAGE.read_text(encoding="utf-8")
